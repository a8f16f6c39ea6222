"""Where a page leads: the older and the newer post and the list of posts, as standards, class names, arrows and the
words of many languages say it. Never comment pages, list pages, other hosts or the page itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from tui_reader.content import urls
from tui_reader.content.document import Document
from tui_reader.engines import wording
from tui_reader.engines.neighbours import is_page_of
from tui_reader.engines.reading import pieces
from tui_reader.models import Link, Moment, Neighbours


@dataclass(frozen=True, slots=True)
class _Side:
    """How pages name one direction: `rel` values, class names, words; `arrow` as in `wording.arrow`."""

    rels: tuple[str, ...]
    classes: re.Pattern[str]
    words: re.Pattern[str]
    arrow: int


_OLDER = _Side(
    rels=("prev", "previous"),
    classes=re.compile(
        r"(?:^|[\s_-])(?:prev(?:ious)?|prior|older|page-back)(?:$|[\s_-])|(?:quick-nav|nav|post|entry|link)-*prev?(?:$|\s)"
        r"|(?:^|\s)(?:prev|previous|older)(?:post|entry|article|story|link)",
        re.IGNORECASE,
    ),
    words=re.compile(
        r"""^\W*(?:
          (?:(?:read|go\ to)\s+)?(?:the\s+)?(?:prev(?:ious)?|prior|older|earlier)
            (?:\s+(?:posts?|entr(?:y|ies)|articles?|stor(?:y|ies)|items?|blogs?|pages?|in\s+\w+)\b)?
        | (?:vorherige[rs]?|voriger|[äa]lterer?|letzter|zur[üu]ck)(?:\s+(?:beitrag|artikel|eintrag|post))?
        | (?:article|billet|post|note|message|page)\s+pr[ée]c[ée]dente?
        | pr[ée]c[ée]dente?(?:\s+(?:article|billet|post))?|plus\s+ancien
        | (?:entrada|post|art[íi]culo|publica(?:ci[óo]n|[çc][ãa]o)|postagem)
            \s+(?:anterior|m[áa]s\s+antigu[ao]|mais\s+antig[ao])|anterior(?:es)?
        | (?:articolo|post)\s+(?:precedente|pi[ùu]\s+vecchio)|precedente
        | vorige?(?:\s+(?:bericht|artikel|post))?|oudere?\s+bericht
        | (?:f[öo]reg[åa]ende|forrige|tidligere|[äa]ldre|eldre)
            (?:\s+(?:inl[äa]gg|indl[æa]g|innlegg|artikkel|artikel|post))?
        | edellinen(?:\s+artikkeli)?|poprzedni\w*(?:\s+(?:wpis|artyku[łl]|post))?|starszy\s+post
        | p[řr]edchoz[íi](?:\s+\w+)?|star[šs][íi]\s+\w+|предыдущ\w+(?:\s+(?:запись|статья|пост))?|назад
        | [öo]nceki(?:\s+(?:yaz[ıi]|kay[ıi]t))?|el[őo]z[őo](?:\s+bejegyz[ée]s)?
        | 前の?(?:記事|投稿|エントリー?|ページ)?|古い投稿|上一[篇頁页则則]\w*|上篇|前一篇|이전\s*(?:글|포스트)?
        )\W*""",
        re.IGNORECASE | re.VERBOSE,
    ),
    arrow=-1,
)
_NEWER = _Side(
    rels=("next",),
    classes=re.compile(
        r"(?:^|[\s_-])(?:next|newer|page-forward)(?:$|[\s_-])|(?:^|\s)(?:next|newer)(?:post|entry|article|story|link)",
        re.IGNORECASE,
    ),
    words=re.compile(
        r"""^\W*(?:
          (?:(?:read|go\ to)\s+)?(?:the\s+)?(?:next|newer|later)
            (?:\s+(?:posts?|entr(?:y|ies)|articles?|stor(?:y|ies)|items?|blogs?|pages?|in\s+\w+)\b)?
        | (?:n[äa]chste[rs]?|neuerer?|weiter)(?:\s+(?:beitrag|artikel|eintrag|post))?
        | (?:article|billet|post|note|message|page)\s+suivante?
        | suivante?(?:\s+(?:article|billet|post))?|plus\s+r[ée]cent
        | (?:entrada|post|art[íi]culo|publica(?:ci[óo]n|[çc][ãa]o)|postagem)
            \s+(?:siguiente|seguinte|m[áa]s\s+reciente|mais\s+recente)|pr[óo]xim[ao]|siguiente|seguinte
        | (?:articolo|post)\s+(?:successivo|pi[ùu]\s+recente)|successivo
        | volgende?(?:\s+(?:bericht|artikel|post))?|nieuwere?\s+bericht
        | (?:n[äa]sta|neste|n[æa]ste|nyere|nyare)(?:\s+(?:inl[äa]gg|indl[æa]g|innlegg|artikkel|artikel|post))?
        | seuraava(?:\s+artikkeli)?|nast[ęe]pn\w*(?:\s+(?:wpis|artyku[łl]|post))?|nowszy\s+post
        | n[áa]sleduj[íi]c[íi](?:\s+\w+)?|nov[ěe]j[šs][íi]\s+\w+|следующ\w+(?:\s+(?:запись|статья|пост))?|вперед
        | sonraki(?:\s+(?:yaz[ıi]|kay[ıi]t))?|k[öo]vetkez[őo](?:\s+bejegyz[ée]s)?
        | 次の?(?:記事|投稿|エントリー?|ページ)?|新しい投稿|下一[篇頁页则則]\w*|下篇|后一篇|다음\s*(?:글|포스트)?
        )\W*""",
        re.IGNORECASE | re.VERBOSE,
    ),
    arrow=1,
)
_SIDES = (_OLDER, _NEWER)
_NOWHERE = ("#", "javascript:", "mailto:", "?")
_INDEX_CLASS = re.compile(r"content-nav-main|home-link|nav-(?:main|home|index)|all-posts", re.IGNORECASE)
_INDEX_WORDS = re.compile(
    r"\W*(?:main|home|index|blog home|main page|home\s?page|startseite|übersicht|accueil|inicio|início|portada"
    r"|principal|hoofdpagina|hem|start|etusivu|strona główna|hlavní stránka|главная|anasayfa|főoldal"
    r"|ホーム|トップ(?:ページ)?"
    r"|首頁|首页|홈)\W*",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"comment|cmt|reply|respond|read-?next|up-?next|widget_|recent|related|sidebar|slider|carousel|slick|swiper|gallery"
    r"|lightbox|page-numbers|calendar|archive-list|toc",
    re.IGNORECASE,
)
# "_2.html", "/2", ",nPack,2", "-s15": not "-2", which blog software puts behind a title that it has already
_FURTHER = re.compile(
    r"(?:[_/]|,n?[a-z]*,|-s|[-_/](?:page|seite|pagina|part)[-_/]?)\d{1,4}(?:\.\w{3,5})?", re.IGNORECASE
)
_BACK_UP = re.compile(
    r"""\W*(?:(?:go\s+)?back\s+to|return\s+to|zurück\s+zu[mr]?|retour\s+(?:à|aux?)|volver\s+a|torna\s+a|terug\s+naar
        |(?:see|view)?\s*all|alle|tou[ts]e?s?\s+les)\s+(?:the\s+|la\s+|las?\s+|de\s+|l['’])?
        (?:all|blog|home|overview|list|index|(?:sub)?forum|news\w*|articles?|posts|archives?|top|main|search|category|stor(?:y|ies)
        |übersicht|startseite|liste|beiträge|artikel|accueil|inicio|portada|overzicht)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_LABEL_SIGN = re.compile(r"[:：»›→←‹«]")
_LIST_PAGE = re.compile(
    r"/(?:page|seite|pagina)/\d+/?$|/comment-page-\d+|/p/\d+/?$|/(?:category|tag|tags|author|archives?|search|label)/",
    re.IGNORECASE,
)
_LIST_QUERY = re.compile(
    r"(?:^|&)(?:page|paged|cpage|start|offset|commentpage|p(?:age)?no|max-results|updated-max|replytocom)=",
    re.IGNORECASE,
)
_LINE_TAGS = {"p", "div", "td", "nav", "center", "li", "span", "h3", "h4"}
_LONGEST_LABEL = 60
_MOST_PAGES = 25
_LONGEST_TITLE = 200


def read(document: Document, published: Moment | None = None) -> Neighbours | None:
    """The neighbours that the page names, `previous` being the older post; None where it names none.

    `published` is the post's own date, where known: links whose addresses hold dates are checked against it.
    """
    older, newer = (_link(document, side, visible) for side, visible in zip(_SIDES, _visible(document), strict=True))
    older, newer = _by_date(document, older, newer, published)
    if older and newer and urls.same(older.url, newer.url):
        older = newer = None
    main = index(document)
    return Neighbours(older, newer, main) if older or newer or main else None


def _link(document: Document, side: _Side, visible: Link | None) -> Link | None:
    """The visible link, with the title that the head's link of the same address knows; else the head's.

    Mirrors and caches spoil the head's links more often than what is printed.
    """
    heads = [
        Link(target, wording.link_title(link.get("title")))
        for link in document.select("link[rel][href]")
        if _has_rel(link, side) and (target := _target(document, link))
    ]
    if visible is None:
        return heads[0] if heads else None
    titles = (head.title for head in heads if head.title and urls.same(head.url, visible.url))
    return Link(visible.url, visible.title or next(titles, None))


def _visible(document: Document) -> tuple[Link | None, Link | None]:
    """The best visible link of either direction: rel over class over an arrow beside "Main" over words."""
    ranked: tuple[dict[int, list[Link]], dict[int, list[Link]]] = ({}, {})
    for link in document.select("a[href]"):
        if (link.get("href") or "").startswith(_NOWHERE):
            continue
        seen = _Seen.of(document, link)
        ranks = [_rank(document, seen, side) for side in _SIDES]
        target = _target(document, link) if any(ranks) else None
        if target and not _is_elsewhere(link):
            for links, rank, side in zip(ranked, ranks, _SIDES, strict=True):
                if rank:
                    links.setdefault(rank, []).append(Link(target, _title(link, seen.text, side)))
    return _best(ranked[0]), _best(ranked[1])


def _best(ranked: dict[int, list[Link]]) -> Link | None:
    """The first link of the surest kind, unless several posts share that kind."""
    for rank in sorted(ranked):
        links = ranked[rank]
        # one direction leads to one post: several at once are a list ("read next")
        if len({urls.key(link.url or "") for link in links}) <= 2:
            url = links[0].url
            named = (link.title for others in ranked.values() for link in others if urls.same(link.url, url))
            return Link(url, next(filter(None, named), None))
    return None


@dataclass(frozen=True, slots=True)
class _Seen:
    """What a link shows: its text, what its labels say of its age, class and id of it and of what is around it."""

    link: HtmlElement
    text: str
    age: int
    names: list[str]

    @classmethod
    def of(cls, document: Document, link: HtmlElement) -> _Seen:
        """All that is asked of a link for either side."""
        return cls(link, document.text(link) or "", wording.age(pieces(link)), _names(link, 4))


def _rank(document: Document, seen: _Seen, side: _Side) -> int:
    """1 (surest) to 5; 0: this link says nothing about the direction."""
    link, text = seen.link, seen.text
    if _BACK_UP.match(text):
        return 0
    if seen.age or _has_rel(link, side):
        return 0 if seen.age == -side.arrow else 1
    opposite = _NEWER if side is _OLDER else _OLDER
    names = [name for name in seen.names if not opposite.classes.search(name)]
    if any(side.classes.search(name) for name in names[:1]):
        return 2
    if len(text) >= _LONGEST_TITLE:
        return 0
    if any(side.classes.search(name) for name in names[1:]):
        return 3
    before = _text_before(link)
    if (wording.arrow(text) == side.arrow or _arrow_around(link, before, side)) and _beside_main(document, link):
        return 3
    found = side.words.match(text)
    if found and (found.end() >= len(text) or _LABEL_SIGN.search(found[0])):
        return 4
    label = side.words.match(before) if len(before) <= _LONGEST_LABEL else None
    return 5 if label and label.end() >= len(before) and before.endswith((":", "»", "«", "←", "→")) else 0


def _arrow_around(link: HtmlElement, before: str, side: _Side) -> bool:
    """Whether the arrow stands just outside the link: "« <a>Title</a> | <a>Main</a>"."""
    if side.arrow < 0:
        return bool(re.search(r"[«‹←]$", before))
    return bool(re.match(r"\s*[»›→]", link.tail or ""))


def _beside_main(document: Document, link: HtmlElement) -> bool:
    """Whether the link stands in one short line with others of its kind: "« OLDER | Main | NEWER »"."""
    line = link.getparent()
    if line is None or line.tag not in _LINE_TAGS:
        return False
    text = document.text(line) or ""
    links = document.select("a[href]", line)
    if not any(urls.key(other.get("href") or "") != urls.key(link.get("href") or "") for other in links):
        return False
    spare = len(text) - sum(len(document.text(other) or "") for other in links)
    return 2 <= len(links) <= 4 and len(text) < 400 and spare < 40


def _text_before(link: HtmlElement) -> str:
    """The text just before a link, in its own line."""
    previous, parent = link.getprevious(), link.getparent()
    if previous is not None:
        return " ".join((previous.tail or "").split())
    return " ".join((parent.text or "").split()) if parent is not None else ""


def _title(link: HtmlElement, text: str, side: _Side) -> str | None:
    """The neighbour's own title: the link's text without direction words and arrows, else its `title`."""
    for source in (wording.without_labels(text, pieces(link)), link.get("title")):
        rest = " ".join((source or "").split())
        for _ in range(3):
            found = side.words.match(rest)
            if not found or not _is_label(rest, found.end()):
                break
            rest = rest[found.end() :]
        title = wording.link_title(rest)
        if title and not _INDEX_WORDS.fullmatch(title) and re.search(r"\w", title):
            return title
    return None


def _is_label(text: str, end: int) -> bool:
    """Whether words before a title are a label and not its beginning ("Next Post Title" against "Next year")."""
    label = text[:end]
    return end >= len(text) or len(label.split()) > 1 or not label.strip().isalpha()


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


def index(document: Document) -> Link | None:
    """The link called "Main" or "Home", else the one whose class says it."""
    for link in document.select("a[href]"):
        text = document.text(link) or ""
        named = _INDEX_WORDS.fullmatch(text) or any(_INDEX_CLASS.search(name) for name in _names(link, 2))
        target = document.absolute(link.get("href")) if named else None
        is_own = any(urls.same(target, own) for own in document.own_urls)
        if target and urls.same_site(target, document.url) and not is_own:
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
    is_list = _LIST_PAGE.search(parts.path) or _LIST_QUERY.search(parts.query)
    is_front = parts.path in {"", "/"} and not parts.query
    is_comment = re.search(r"comment|respond|cmt", parts.fragment)
    is_own = any(is_page_of(target, own) or _is_around(target, own) for own in document.own_urls)
    return None if is_list or is_front or is_comment or is_own else target


def _is_around(target: str, own: str) -> bool:
    """Whether an address is the folder that the page's own lies in, or a further page of the same text."""
    there, here = (urls.key(address.partition("?")[0]) for address in (target, own))
    stem = re.sub(r"\.\w{3,5}$", "", here)
    return here.startswith(f"{there}/") or bool(there.startswith(stem) and _FURTHER.fullmatch(there[len(stem) :]))


def _is_same_host(one: str, other: str) -> bool:
    """Whether two addresses are of one host, `www.` and Blogger's countries aside; a subdomain is another site."""
    return re.split(r"[/?]", urls.key(one))[0] == re.split(r"[/?]", urls.key(other))[0]


def _is_elsewhere(link: HtmlElement) -> bool:
    """Whether the link stands in a list of comments, a widget, a slider, a pager: their arrows lead elsewhere."""
    for node in _near(link, 5):
        # what holds the page's title is the page, whatever stands beside its text
        if _ELSEWHERE.search(f"{node.get('class', '')} {node.get('id', '')}") and node.find(".//h1") is None:
            return True
    return any(_is_pager(node) for node in islice(_near(link, 4), 1, None))


def _is_pager(element: HtmlElement) -> bool:
    """Whether an element holds a line of page numbers."""
    links = list(islice(element.iter("a"), _MOST_PAGES))
    return len(links) < _MOST_PAGES and sum((link.text_content() or "").strip().isdigit() for link in links) >= 2


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
        if depth and len(list(islice(node.iter("a"), 4))) > 3:
            break
        names.extend(value for value in (node.get("class"), node.get("id")) if value)
        if depth == 0 and not names:
            names.append("")
    return names


def _has_rel(link: HtmlElement, side: _Side) -> bool:
    return any(value in side.rels for value in (link.get("rel") or "").lower().split())
