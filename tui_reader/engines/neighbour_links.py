"""Where a page leads: the older and the newer post and the list of posts, as standards, class names, arrows and the
words of many languages say it. Never comment pages, list pages, other hosts or the page itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from tui_reader.content import urls
from tui_reader.content.document import Document
from tui_reader.engines import wording
from tui_reader.models import Link, Moment, Neighbours

_OLDER_CLASS = re.compile(
    r"(?:^|[\s_-])(?:prev(?:ious)?|prior|older|page-back)(?:$|[\s_-])|(?:quick-nav|nav|post|story|entry|link)-*prev?(?:$|\s)"
    r"|(?:^|\s)(?:prev|previous|older)(?:post|entry|article|story|link)",
    re.IGNORECASE,
)
_NEWER_CLASS = re.compile(
    r"(?:^|[\s_-])(?:next|newer|page-forward)(?:$|[\s_-])|(?:^|\s)(?:next|newer)(?:post|entry|article|story|link)",
    re.IGNORECASE,
)
_INDEX_CLASS = re.compile(r"content-nav-main|home-link|nav-(?:main|home|index)|all-posts", re.IGNORECASE)
_NOT_HERE = re.compile(
    r"comment|cmt|reply|respond|read-?next|up-?next|widget_|recent|related|sidebar|slider|carousel|slick|swiper|gallery|lightbox|page-numbers"
    r"|pagination-numeric|calendar|archive-list|toc",
    re.IGNORECASE,
)
_OLDER_WORDS = re.compile(
    r"""^\W*(?:(?:read\s+|go\s+to\s+)?(?:the\s+)?(?:prev(?:ious)?|prior|older|earlier)(?:\s+(?:post|entry|article|story|item|blog|page|in\s+\w+))?
    | (?:vorherige[rs]?|voriger|vorheriger|[äa]lterer?|letzter|zur[üu]ck)(?:\s+(?:beitrag|artikel|eintrag|post))?
    | (?:article|billet|post|note|message|page)\s+pr[ée]c[ée]dente?|pr[ée]c[ée]dente?(?:\s+(?:article|billet|post))?|plus\s+ancien
    | (?:entrada|post|art[íi]culo|publica(?:ci[óo]n|[çc][ãa]o)|postagem)\s+(?:anterior|m[áa]s\s+antigu[ao]|mais\s+antig[ao])|anterior(?:es)?
    | (?:articolo|post)\s+(?:precedente|pi[ùu]\s+vecchio)|precedente
    | vorig(?:e)?(?:\s+(?:bericht|artikel|post))?|ouder(?:e)?\s+bericht
    | (?:f[öo]reg[åa]ende|forrige|tidligere|[äa]ldre|eldre)(?:\s+(?:inl[äa]gg|indl[æa]g|innlegg|artikkel|artikel|post))?
    | edellinen(?:\s+artikkeli)?|poprzedni\w*(?:\s+(?:wpis|artyku[łl]|post))?|starszy\s+post|p[řr]edchoz[íi](?:\s+\w+)?|star[šs][íi]\s+\w+
    | предыдущ\w+(?:\s+(?:запись|статья|пост))?|назад|[öo]nceki(?:\s+(?:yaz[ıi]|kay[ıi]t))?|el[őo]z[őo](?:\s+bejegyz[ée]s)?
    | 前の?(?:記事|投稿|エントリー?|ページ)?|古い投稿|上一[篇頁页则則]\w*|上篇|前一篇|이전\s*(?:글|포스트)?
    )\W*""",
    re.IGNORECASE | re.VERBOSE,
)
_NEWER_WORDS = re.compile(
    r"""^\W*(?:(?:read\s+|go\s+to\s+)?(?:the\s+)?(?:next|newer|later)(?:\s+(?:post|entry|article|story|item|blog|page|in\s+\w+))?
    | (?:n[äa]chste[rs]?|neuerer?|weiter)(?:\s+(?:beitrag|artikel|eintrag|post))?
    | (?:article|billet|post|note|message|page)\s+suivante?|suivante?(?:\s+(?:article|billet|post))?|plus\s+r[ée]cent
    | (?:entrada|post|art[íi]culo|publica(?:ci[óo]n|[çc][ãa]o)|postagem)\s+(?:siguiente|seguinte|m[áa]s\s+reciente|mais\s+recente)|pr[óo]xim[ao]|siguiente|seguinte
    | (?:articolo|post)\s+(?:successivo|pi[ùu]\s+recente)|successivo
    | volgende?(?:\s+(?:bericht|artikel|post))?|nieuwer(?:e)?\s+bericht
    | (?:n[äa]sta|neste|n[æa]ste|nyere|nyare)(?:\s+(?:inl[äa]gg|indl[æa]g|innlegg|artikkel|artikel|post))?
    | seuraava(?:\s+artikkeli)?|nast[ęe]pn\w*(?:\s+(?:wpis|artyku[łl]|post))?|nowszy\s+post|n[áa]sleduj[íi]c[íi](?:\s+\w+)?|nov[ěe]j[šs][íi]\s+\w+
    | следующ\w+(?:\s+(?:запись|статья|пост))?|вперед|sonraki(?:\s+(?:yaz[ıi]|kay[ıi]t))?|k[öo]vetkez[őo](?:\s+bejegyz[ée]s)?
    | 次の?(?:記事|投稿|エントリー?|ページ)?|新しい投稿|下一[篇頁页则則]\w*|下篇|后一篇|다음\s*(?:글|포스트)?
    )\W*""",
    re.IGNORECASE | re.VERBOSE,
)
_LABEL_END = re.compile(r"^\s*(?:post|entry|article|story|beitrag|artikel|eintrag)?\s*[:：»›→]\s*", re.IGNORECASE)
_INDEX_WORDS = re.compile(
    r"^\W*(?:main|home|index|blog home|main page|home page|startseite|übersicht|accueil|inicio|início|portada|principal"
    r"|home\s?page|hoofdpagina|hem|start|etusivu|strona główna|hlavní stránka|главная|anasayfa|főoldal|ホーム|トップ(?:ページ)?|首頁|首页|홈)\W*$",
    re.IGNORECASE,
)
_LIST_PAGE = re.compile(
    r"/(?:page|seite|pagina)/\d+/?$|/comment-page-\d+|/p/\d+/?$|/(?:category|tag|tags|author|archives?|search|label)/",
    re.IGNORECASE,
)
_LIST_QUERY = re.compile(
    r"(?:^|&)(?:page|paged|cpage|start|offset|commentpage|p(?:age)?no|max-results|updated-max|replytocom)=",
    re.IGNORECASE,
)
_LONGEST_LABEL = 60


def read(document: Document, published: Moment | None = None) -> Neighbours | None:
    """The neighbours that the page names, `previous` being the older post; None where it names none.

    `published` is the post's own date, where known: links whose addresses hold dates are checked against it.
    """
    older = _side(document, _visible_older(document), "prev", "previous")
    newer = _side(document, _visible_newer(document), "next")
    older, newer = _by_date(document, older, newer, published)
    if older and newer and older.url and newer.url and urls.same(older.url, newer.url):
        older = newer = None
    index = _index(document)
    return Neighbours(older, newer, index) if older or newer or index else None


def _side(document: Document, visible: Link | None, *rels: str) -> Link | None:
    """The visible link, with the title that the head's link of the same address knows; else the head's."""
    heads = [
        Link(target, wording.link_title(link.get("title")))
        for link in document.select("head link[rel][href], link[rel][href]")
        if _has_rel(link, rels) and (target := _target(document, link))
    ]
    if visible is None:
        return heads[0] if heads else None
    same = next((head.title for head in heads if head.url and visible.url and urls.same(head.url, visible.url)), None)
    return Link(visible.url, visible.title or same)


def _visible_older(document: Document) -> Link | None:
    return _visible(document, ("prev", "previous"), _OLDER_CLASS, _OLDER_WORDS, -1)


def _visible_newer(document: Document) -> Link | None:
    return _visible(document, ("next",), _NEWER_CLASS, _NEWER_WORDS, 1)


def _visible(
    document: Document, rels: tuple[str, ...], classes: re.Pattern[str], words: re.Pattern[str], arrow: int
) -> Link | None:
    """The best visible link of one direction: rel over class over an arrow beside "Main" over words."""
    ranked: list[tuple[int, Link]] = []
    for link in document.select("a[href]"):
        text = document.text(link) or ""
        rank = _rank(document, link, text, rels, classes, words, arrow)
        if rank and (target := _target(document, link)) and not _is_elsewhere(link):
            ranked.append((rank, Link(target, _title(link, text, words))))
    by_rank = {rank: [link for other, link in ranked if other == rank] for rank in sorted({rank for rank, _ in ranked})}
    # one direction leads to one post: several at once are a list ("read next")
    chosen = next(
        (links[0] for links in by_rank.values() if len({urls.key(link.url or "") for link in links}) <= 2), None
    )
    if chosen is None:
        return None
    titled = (link.title for _, link in ranked if link.title and urls.same(link.url or "", chosen.url or ""))
    return chosen if chosen.title else Link(chosen.url, next(titled, None))


def _rank(
    document: Document,
    link: HtmlElement,
    text: str,
    rels: tuple[str, ...],
    classes: re.Pattern[str],
    words: re.Pattern[str],
    arrow: int,
) -> int:
    """1 (surest) to 5; 0: this link says nothing about the direction."""
    if _has_rel(link, rels):
        return 1
    other = _NEWER_CLASS if arrow < 0 else _OLDER_CLASS
    names = [name for name in _names(link, 4) if not other.search(name)]
    if any(classes.search(name) for name in names[:1]):
        return 2
    if any(classes.search(name) for name in names[1:]) and len(text) < 200:
        return 3
    before = _text_before(link)
    if (
        len(text) < 200
        and (wording.arrow(text) == arrow or _arrow_around(link, before, arrow))
        and _beside_main(document, link)
    ):
        return 3
    found = words.match(text)
    if found and (found.end() >= len(text.rstrip()) or _LABEL_END.match(text[found.end() - 1 :])):
        return 4
    label = words.match(before) if len(before) <= _LONGEST_LABEL else None
    return (
        5
        if label and label.end() >= len(before.rstrip()) and before.rstrip().endswith((":", "»", "«", "←", "→"))
        else 0
    )


def _arrow_around(link: HtmlElement, before: str, arrow: int) -> bool:
    """Whether the arrow stands just outside the link: "« <a>Title</a> | <a>Main</a>"."""
    if arrow < 0:
        return bool(re.search(r"[«‹←]\s*$", before))
    return bool(re.match(r"\s*[»›→]", link.tail or ""))


def _beside_main(document: Document, link: HtmlElement) -> bool:
    """Whether the link stands in one short line with others of its kind: "« OLDER | Main | NEWER »"."""
    line = link.getparent()
    if line is None or line.tag not in {"p", "div", "td", "nav", "center", "li", "span", "h3", "h4"}:
        return False
    text = document.text(line) or ""
    links = document.select("a[href]", line)
    spare = len(text) - sum(len(document.text(other) or "") for other in links)
    return 2 <= len(links) <= 4 and len(text) < 400 and spare < 40


def _text_before(link: HtmlElement) -> str:
    previous = link.getprevious()
    text = previous.tail if previous is not None else None
    if text is None and previous is None:
        parent = link.getparent()
        text = parent.text if parent is not None else None
    return " ".join((text or "").split())


def _title(link: HtmlElement, text: str, words: re.Pattern[str]) -> str | None:
    """The neighbour's own title: the link's text without direction words and arrows, else its `title`."""
    for source in (text, link.get("title")):
        rest = " ".join((source or "").split())
        for _ in range(3):
            found = words.match(rest)
            if not found or (
                found.end() < len(rest) and rest[: found.end()].strip().isalpha() and not _is_label(rest, found.end())
            ):
                break
            rest = _LABEL_END.sub("", rest[found.end() :])
        title = wording.link_title(rest)
        if title and not _INDEX_WORDS.match(title) and re.search(r"\w", title):
            return title
    return None


def _is_label(text: str, end: int) -> bool:
    """Whether words before a title are a label and not its beginning ("Next Post Title" against "Next year")."""
    label = text[:end].split()
    return len(label) > 1 or bool(re.search(r"[^\w\s]\s*$", text[:end])) or len(text) <= end


def _by_date(
    document: Document, older: Link | None, newer: Link | None, published: Moment | None
) -> tuple[Link | None, Link | None]:
    """The links with their sides changed where the dates in addresses contradict the words."""
    own = _path_day(document.url) or (published.iso()[:10] if published else None)
    first, last = (_path_day(link.url) if link else None for link in (older, newer))
    if first and last:
        precision = min(len(first), len(last))
        return (newer, older) if first[:precision] > last[:precision] else (older, newer)
    if own and older and not newer and first and first > own[: len(first)]:
        return None, older
    if own and newer and not older and last and last < own[: len(last)]:
        return newer, None
    return older, newer


def _path_day(url: str | None) -> str | None:
    """`2008-09-03` or `2008-09` as the address holds it."""
    found = urls.path_date(url) if url else None
    if not found:
        return None
    day = found.iso()[:10]
    return day if re.search(r"/\d{4}/\d{1,2}/\d{1,2}(?:/|$)", urlsplit(url or "").path) else day[:7]


def _index(document: Document) -> Link | None:
    """The link called "Main" or "Home", else the one whose class says it."""
    for link in document.select("a[href]"):
        text = document.text(link) or ""
        named = any(_INDEX_CLASS.search(name) for name in _names(link, 2))
        if (named or _INDEX_WORDS.match(text)) and (target := document.absolute(link.get("href"))):
            if urls.same_site(target, document.url) and not any(urls.same(target, own) for own in document.own_urls):
                return Link(target, text or None)
    return None


def _target(document: Document, link: HtmlElement) -> str | None:
    """The address a link leads to, where it can be a post of this blog."""
    href = (link.get("href") or "").strip()
    if not href or href.startswith(("#", "javascript:", "?", "mailto:")):
        return None
    target = document.absolute(href)
    if not target or not urls.is_web(target) or not _is_same_host(target, document.url):
        return None
    parts = urlsplit(urls.unwrap_archive(target))
    if (
        _LIST_PAGE.search(parts.path)
        or _LIST_QUERY.search(parts.query)
        or re.search(r"comment|respond|cmt", parts.fragment)
    ):
        return None
    if parts.path in {"", "/"} and not parts.query:
        return None
    return None if any(urls.same(target, own) for own in document.own_urls) else target


def _is_same_host(one: str, other: str) -> bool:
    """Whether two addresses are of one host, `www.` and Blogger's country endings aside; a subdomain is another site."""
    return urls.key(one).partition("/")[0] == urls.key(other).partition("/")[0]


def _is_elsewhere(link: HtmlElement) -> bool:
    """Whether the link stands in a list of comments, a widget, a slider: places whose arrows lead elsewhere."""
    return any(_NOT_HERE.search(f"{node.get('class', '')} {node.get('id', '')}") for node in _near(link, 5))


def _near(link: HtmlElement, levels: int) -> Iterator[HtmlElement]:
    node: HtmlElement | None = link
    for _ in range(levels):
        if node is None or node.tag in {"body", "html", "main"}:
            return
        yield node
        node = node.getparent()


def _names(link: HtmlElement, levels: int) -> list[str]:
    """Class and id of the link and of what it stands in; an ancestor counts only while it holds few links."""
    names: list[str] = []
    for depth, node in enumerate(_near(link, levels)):
        if depth and sum(1 for _ in node.iter("a")) > 3:
            break
        names.extend(value for value in (node.get("class"), node.get("id")) if value)
        if depth == 0 and not names:
            names.append("")
    return names


def _has_rel(link: HtmlElement, rels: tuple[str, ...]) -> bool:
    return any(token in rels for token in (link.get("rel") or "").lower().split())
