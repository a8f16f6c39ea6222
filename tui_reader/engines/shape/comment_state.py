"""What a page says about its conversation beside the comments: the total, whether it is closed, where the rest is.

Knows headings, notices, forms and paging in many languages; reads no comment.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from tui_reader.content import urls
from tui_reader.content.document import Document
from tui_reader.engines import wording
from tui_reader.engines.structured_data import article
from tui_reader.models import ThreadSource

_AREA = {
    "comments", "comment-area", "comments-area", "comment-section", "comments-section", "comment-list",
    "comments-list", "commentlist", "comments-container", "comment-container", "respond", "comment-respond",
    "responses", "disqus_thread", "discussion", "commentarea", "comments-wrapper", "comments-wrap", "comment-box",
    "comment-wrapper", "entry-comments", "post-comments", "kommentare", "commentaires", "comentarios", "commenti",
    "reacties", "kommentarer", "comments-content", "comments_body", "serendipity_commentlist", "nocomments",
    "comment-thread",
}  # fmt: skip
_COUNT_CLASS = re.compile(
    r"(?:comment|response|repl(?:y|ies)|kommentar)\w*?[-_]*(?:title|header|heading|count|counter|number|num|total)"
    r"|(?:count|number|num|total|no)[-_]?(?:of[-_]?)?(?:comments|replies|responses)",
    re.IGNORECASE,
)
_COUNT_TAGS = (
    "h1", "h2", "h3", "h4", "h5", "h6", "span", "div", "p", "a", "strong", "legend", "button", "small", "em", "b",
    "li", "i",
)  # fmt: skip
_FRAGMENT = re.compile(r"#(?:comments?|respond|disqus_thread|kommentare|commentaires)$|/comments/?$", re.IGNORECASE)
_HEADINGS = "h1, h2, h3, h4, h5, h6, legend, caption, summary"
_OPEN_LINK = re.compile(
    r"""^\W*(?:
      (?:post|leave|add|write|make|submit)\s+(?:a|an|your|new)\s+(?:new\s+)?(?:comment|reply|response)
    | add\s+(?:new\s+)?comment|new\s+comment|comment\s+on\s+this|reply
    | (?:neuen\s+)?kommentar\s+(?:ver[öo]ffentlichen|schreiben|hinterlassen|verfassen|abgeben|hinzuf[üu]gen|posten)
    | antworten|kommentieren
    | (?:laisser|ajouter|poster|[ée]crire|publier|enregistrer)\s+un\s+commentaire|r[ée]pondre(?:\s+.{0,30})?|r[ée]agir
    | (?:publicar|dejar?|a[ñn]adir|escribir|deja)\s+un\s+comentario|responder|comentar
    | (?:lascia|posta|scrivi|aggiungi)\s+un\s+commento|rispondi|(?:postar|deixe|adicionar)\s+um\s+coment[áa]rio
    | (?:een\s+)?reactie\s+(?:posten|plaatsen)|reageren|(?:skicka|l[äa]mna)\s+en\s+kommentar|svara|svar
    | コメントを(?:投稿|書く|残す)|返信(?:する)?|发表评论|發表(?:評論|留言)|留言|回复|回覆|댓글\s*쓰기
    )\W*$""",
    re.IGNORECASE | re.VERBOSE,
)
_LOGIN = re.compile(r"/log-?in|/signin|/sign-in|/konto/login|login-required|wp-login", re.IGNORECASE)
_COMMENT_FIELD = re.compile(r"comment|message|text|body|reply|kommentar|content|mensaje|texte", re.IGNORECASE)
_COMMENT_FORM = re.compile(r"comment|respond|reply|kommentar|cmt|feedback|reacti|forum", re.IGNORECASE)
_PAGE = re.compile(r"/comment-page-\d+|[?&](?:cpage|commentPage|comments_page)=\d+", re.IGNORECASE)
_PAGER = re.compile(r"pager|pagination|comment-nav|comments-nav|load-?more|infinite|loadmore", re.IGNORECASE)
_QUERY_PAGE = re.compile(r"[?&]page=\d+", re.IGNORECASE)
_PAGED = re.compile(rf"{_PAGE.pattern}|{_QUERY_PAGE.pattern}", re.IGNORECASE)
_FEED_TITLE = re.compile(r"comment|kommentar|commentaire|comentario|コメント|留言|评论", re.IGNORECASE)
# stems of the words that notices are made of: a cheap sieve before the true question
_CLOSING = re.compile(
    r"clos|disabled|locked|archived|\boff\b|no longer|not (?:allowed|possible|been|accepting)"
    r"|geschlossen|deaktiviert|gesperrt|abgeschaltet|keine|nicht|ferm[ée]|d[ée]sactiv|cerrad|desactivad|deshabilitad"
    r"|fechad|encerrad|desativad|chius|disabilitat|disattivat|geslot|uitgeschakeld|st[äa]ng|lukket|stengt"
    r"|受け付け|終了|停止|締め切|閉じ|关闭|關閉|닫|마감",
    re.IGNORECASE,
)
_NOTICE_TAGS = (
    "p", "div", "span", "h2", "h3", "h4", "h5", "strong", "em", "li", "small", "section", "b", "a", "label", "i",
    "font", "td",
)  # fmt: skip
_MOST_TEXT = 240

Inside = Callable[[HtmlElement], bool]
"""Whether an element stands in one of the page's comments: what is said there is said by somebody, not by the page."""


def nowhere(_element: HtmlElement) -> bool:
    """`Inside` of a page without comments."""
    return False


def area(document: Document) -> list[HtmlElement]:
    """The outermost elements that are marked as the place of comments."""
    found: list[HtmlElement] = []
    for element in document.root.iter("div", "section", "ol", "ul", "dl", "aside", "article", "table", "footer"):
        names = f"{element.get('class', '')} {element.get('id', '')}".lower().split()
        if any(name in _AREA for name in names):
            found.append(element)
    chosen = set(found)
    return [element for element in found if not any(up in chosen for up in element.iterancestors())]


def stated_count(document: Document, inside: Inside = nowhere) -> int | None:
    """The total that the page prints for this post; None where it prints none.

    Links to the post's own comments are surest; of several totals there the largest counts all.
    """
    linked = [count for count in _linked_counts(document, inside) if count is not None]
    printed = next(
        (count for text in _count_texts(document, inside) if (count := wording.count(text)) is not None), None
    )
    if linked:
        return max([*linked, *([printed] if printed is not None else [])])
    if printed is not None:
        return printed
    for name in ("commentcount", "interactioncount", "usercomments"):
        value = document.meta(name)
        if value and (found := re.search(r"\d+", value)):
            return int(found[0])
    described = article(document)
    if described and described.comment_count is not None:
        return described.comment_count
    bare = list(_bare_counts(document, inside))
    return bare[0] if len(bare) == 1 else None


def _bare_counts(document: Document, inside: Inside) -> Iterator[int]:
    """Numbers that only their class calls a total: on a post's page there is one, beside other posts there are many."""
    for element in document.root.iter("span", "a", "b", "strong", "em", "data"):
        if not _COUNT_CLASS.search(element.get("class") or "") or len(element):
            continue
        text = (element.text or "").strip()
        if re.fullmatch(r"\d{1,6}", text) and not _is_aside(element) and not inside(element):
            yield int(text)


def _count_texts(document: Document, inside: Inside) -> Iterator[str]:
    """Short texts that may hold the total: marked ones, headings in the area and before it, headings anywhere."""
    for element in document.root.iter(*_COUNT_TAGS):
        if (
            _COUNT_CLASS.search(f"{element.get('class', '')} {element.get('id', '')}")
            and not _is_aside(element)
            and not inside(element)
        ):
            yield from _short(document, element)
    for place in area(document):
        for element in document.select(_HEADINGS, place):
            if not inside(element):
                yield from _short(document, element)
        before = place.getprevious()
        if before is not None and isinstance(before.tag, str):
            yield from _short(document, before)
        for child in place:
            if isinstance(child.tag, str) and not inside(child):
                yield from _short(document, child)
    for element in document.select("h2, h3, h4"):
        if not _is_aside(element) and not inside(element):
            yield from _short(document, element)


def _short(document: Document, element: HtmlElement) -> Iterator[str]:
    text = document.text(element)
    if text and len(text) <= _MOST_TEXT and (len(text) <= 60 or element.tag in {"h1", "h2", "h3", "h4"}):
        yield text


def _linked_counts(document: Document, inside: Inside) -> Iterator[int | None]:
    """What links to this page's own comments say: "12 comments" under the title, "View comments (149)"."""
    for link in document.root.iter("a", "button"):
        href = link.get("href") or link.get("data-href") or ""
        label = document.text(link) or ""
        told = f"{link.get('aria-label', '')} {link.get('title', '')}"
        if not (re.search(r"\d", label + told) and len(label) <= 60):
            continue
        target = document.absolute(href)
        if target and _is_comments_of(document, target) and not inside(link):
            yield wording.count(label) if wording.count(label) is not None else wording.count(told)
            if _FRAGMENT.search(target) and re.fullmatch(r"\d{1,6}", label):
                yield int(label)


def _is_comments_of(document: Document, target: str) -> bool:
    """Whether an address is this page, a place in it, or its page of comments."""
    bare = re.sub(r"/comments/?$", "", target.partition("#")[0])
    return any(urls.same(place, own) for own in document.own_urls for place in (target, bare))


def closed_notice(document: Document, inside: Inside = nowhere, body: HtmlElement | None = None) -> str | None:
    """The page's words where it says that nobody can comment any more; not those of the post's `body`."""
    text = {body} if body is not None else set()
    for element in document.root.iter(*_NOTICE_TAGS):
        if not any(len(piece) <= _MOST_TEXT and _CLOSING.search(piece) for piece in _pieces(element)):
            continue
        for holder in (element, element.getparent()):
            notice = document.text(holder)
            if (
                notice
                and len(notice) <= _MOST_TEXT
                and wording.closed_notice(notice)
                and not _is_within(element, text)
                and not _is_aside(element)
                and not inside(element)
            ):
                return notice
    return None


def _pieces(element: HtmlElement) -> Iterator[str]:
    """The texts that stand in an element itself."""
    if element.text and not element.text.isspace():
        yield element.text
    for child in element:
        if child.tail and not child.tail.isspace():
            yield child.tail


def is_open(document: Document, inside: Inside = nowhere) -> bool:
    """Whether the page offers anyone a form or a link to comment or to reply."""
    if any(_is_comment_form(field) for field in document.root.iter("textarea")):
        return True
    if (
        document.first(
            'iframe[src*="comment/frame"], iframe#comment-editor, form[action*="comment"] input[type=submit]'
        )
        is not None
    ):
        return True
    roots = set(area(document))
    for element in document.root.iter("a", "button"):
        text = document.text(element)
        if not text or len(text) > 60 or _LOGIN.search(f"{element.get('href', '')} {element.get('class', '')}"):
            continue
        if _OPEN_LINK.match(text) and (len(text) > 12 or _is_within(element, roots) or inside(element)):
            return True
        if re.search(r"blogger\.com/comment(?:\.g|/fullpage)|comment-reply|[?&]replytocom=", element.get("href") or ""):
            return True
    return False


def _is_comment_form(field: HtmlElement) -> bool:
    """Whether a text area takes comments: by its own name and by the form or place it stands in."""
    own = f"{field.get('name', '')} {field.get('id', '')} {field.get('placeholder', '')} {field.get('class', '')}"
    if re.search("comment|kommentar|reply", own, re.IGNORECASE) and "g-recaptcha" not in own:
        return True
    around = " ".join(
        f"{node.get('id', '')} {node.get('class', '')} {node.get('action', '') if node.tag == 'form' else ''}"
        for node in field.iterancestors("form", "div", "section", "fieldset")
    )
    return bool(_COMMENT_FIELD.search(own) and _COMMENT_FORM.search(around))


def rest(document: Document, has_comments: Callable[[], bool] = lambda: False) -> tuple[ThreadSource, ...]:
    """Further pages of comments, in page order, without this one."""
    found: dict[str, str] = {}
    paged = (link for link in document.select("a[href]") if _PAGED.search(link.get("href") or ""))
    for link in paged:
        target = document.absolute(link.get("href"))
        if not target or not urls.same_site(target, document.url) or _is_reply(link):
            continue
        is_page = _PAGE.search(target) or (
            _QUERY_PAGE.search(target)
            and _is_pager(link)
            and _is_own_page(document, target)
            and (bool(area(document)) or has_comments())
        )
        if is_page and not urls.same(target, document.page.url):
            found.setdefault(urls.key(target), target)
    return tuple(map(ThreadSource.at, found.values()))


def _is_reply(link: HtmlElement) -> bool:
    return "replytocom" in (link.get("href") or "") or bool(re.search(r"#comment-\d", link.get("href") or ""))


def _is_pager(link: HtmlElement) -> bool:
    names = " ".join(
        f"{node.get('class', '')} {node.get('rel', '')}" for node in [link, *list(link.iterancestors())[:4]]
    )
    return bool(_PAGER.search(names) or "next" in names.split())


def _is_own_page(document: Document, target: str) -> bool:
    path = urlsplit(target).path.rstrip("/")
    return any(urlsplit(own).path.rstrip("/") == path for own in document.own_urls)


def feed(document: Document) -> str | None:
    """The address of this post's comment feed, where the page's head names it."""
    own = [urlsplit(url).path.rstrip("/").removesuffix(".html") for url in document.own_urls]
    for link in document.select("link[rel~=alternate][href]"):
        if not re.search(r"rss|atom|xml", link.get("type") or ""):
            continue
        target = document.absolute(link.get("href"))
        path = urlsplit(target or "").path
        is_under = any(len(start) > 1 and path.startswith(start + "/") for start in own)
        is_numbered = bool(re.search(r"/feeds/\d+/comments", path))
        if target and (is_under or is_numbered) and (is_numbered or _FEED_TITLE.search(link.get("title") or "comment")):
            return target
    return None


def _is_within(element: HtmlElement, places: set[HtmlElement]) -> bool:
    return bool(places) and (element in places or any(up in places for up in element.iterancestors()))


def _is_aside(element: HtmlElement) -> bool:
    """Whether an element stands in a sidebar, a widget or a list of other posts."""
    for node in element.iterancestors():
        names = f"{node.get('class', '')} {node.get('id', '')}"
        if node.tag in {"nav", "footer"} and "comment" not in names:
            return True
        if node.tag not in {"body", "html"} and re.search(
            r"sidebar|widget_|recent|related|rail\b", names, re.IGNORECASE
        ):
            return True
    return False
