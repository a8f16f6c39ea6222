"""The post of a WordPress page, and the rows of its front, category and archive pages.

Knows where themes put title, author, date, text and tags; what no theme says stays None.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from tui_reader.content import urls
from tui_reader.content.document import Document
from tui_reader.content.text import clean_line
from tui_reader.engines.reading import Clock, ancestors
from tui_reader.engines.software.wordpress import page, phrases, selectors
from tui_reader.models import Author, Moment, PostData, PostLink

_ISO = re.compile(r"\d{4}-\d\d")
_MOST_DATES = 40  # of one class: shops and magazines print hundreds
_PERSON = re.compile(r"(?!https?:|www\.)[^@/{}<>]{2,60}")
_BY = re.compile(
    r"(?:\b(?:posted|written|published|added|filed)(?:\s+(?:on|at)\b[^|•·]{4,40}?)?\s+by|\bby|\bvon|\bpar|\bpor|\bdoor|\bav"
    r"|投稿者[:：]?|作者[:：]?)\s+(?P<name>[^|•·–—,\d]{2,50}?)"
    r"\s*(?=$|[|•·–—,]|\s(?:on|at|in|am|um|le|el|under|posted|published|filed|comments?|\d))",
    re.IGNORECASE,
)
_SIGNED = re.compile(r"[—–]\s*(?P<name>[^—–@|:]{2,40}?)\s*@\s*\d{1,2}[:.]\d\d")
_SEPARATOR = re.compile(r"\s+[|»«–—·•‹›-]\s+|\s*[|»«]\s+")
_ARCHIVE_DAYS = re.compile(r"/(\d{4})/(\d{1,2})/(\d{1,2})/")


def read(document: Document) -> PostData | None:
    """The post; None where the page shows none."""
    scope = page.scope(document)
    title = _title(document, scope)
    body = _body(document, scope)
    if title is None and body is None:
        return None
    clock = Clock.of(document, _date_samples(document, scope))
    return PostData(
        url=document.own_urls[0],
        title=title,
        html=(_html(document, body, title) or None) if body is not None else None,
        base_url=document.base_url,
        author=_author(document, scope),
        published=_published(document, scope, clock),
        language=document.language,
        tags=_tags(document, scope),
    )


def rows(document: Document) -> list[PostLink]:
    """The posts that a list shows, in page order, each address once."""
    found: dict[str, PostLink] = {}
    clock = Clock.of(document)
    for entry in page.entries(document):
        link = _row_link(document, entry)
        address = document.absolute(link.get("href")) if link is not None else None
        if link is None or not address or not urls.same_site(address, document.url) or urls.key(address) in found:
            continue
        title = document.text(link) or clean_line(link.get("title"))
        summary = next(
            (text for css in selectors.SUMMARY for el in document.select(css, entry) if (text := document.text(el))),
            None,
        )
        published = _date_in(document, entry, clock) or urls.path_date(address)
        found[urls.key(address)] = PostLink(address, title, published, summary)
    return list(found.values())


def _row_link(document: Document, entry: HtmlElement) -> HtmlElement | None:
    for css in selectors.ROW_LINK:
        for link in document.select(css, entry):
            if document.text(link) and not (link.get("href") or "").startswith("#"):
                return link
    return None


def _title(document: Document, scope: HtmlElement | None) -> str | None:
    """The heading that the page's own title repeats, else the first where a theme puts it, else that title."""
    headings = list(_headings(document, scope))
    named = _letters(f"{document.meta('og:title') or ''} {document.title or ''}")
    for heading in headings:
        if len(_letters(heading)) > 1 and _letters(heading) in named:
            return heading
    if headings:
        return headings[0]
    named_title = document.meta("og:title") or document.title
    return _without_site(document, named_title) if named_title else None


def _headings(document: Document, scope: HtmlElement | None) -> Iterator[str]:
    if scope is not None:
        for css in selectors.TITLE:
            for element in document.select(css, scope):
                text = document.text(element)
                if text and not page.is_away(element, scope) and not _is_in_text(element, scope):
                    yield text
    site = {_letters(name) for name in (document.meta("og:site_name"), _site_title(document)) if name}
    for css in (*selectors.TITLE[:2], "h1", "h2"):
        for element in document.select(css):
            text = document.text(element)
            if text and not page.is_away(element) and not _is_in_text(element, None) and _letters(text) not in site:
                yield text


def _is_in_text(element: HtmlElement, scope: HtmlElement | None) -> bool:
    """Whether a heading stands in the post's text, where it is a chapter's."""
    for outer in ancestors(element):
        if outer is scope or outer.tag == "body":
            return False
        if page.classes(outer) & selectors.TEXT_CLASSES and not page.classes(element) & {"entry-title", "post-title"}:
            return True
    return False


def _site_title(document: Document) -> str | None:
    for css in selectors.SITE_TITLE:
        text = document.text(document.first(css))
        if text:
            return text
    return None


def _without_site(document: Document, title: str) -> str:
    """The post's part of "Post | Blog" and "Blog » Post": without the blog's name, else without the last part."""
    site = _letters(document.meta("og:site_name") or _site_title(document) or "")
    pieces = [(found.start(), found.end()) for found in _SEPARATOR.finditer(title)]
    for start, end in reversed(pieces):
        if site and _letters(title[end:]) == site:
            return title[:start]
        if site and _letters(title[:start]) == site:
            return title[end:]
    return title[: pieces[-1][0]] if pieces and not site else title


def _body(document: Document, scope: HtmlElement | None) -> HtmlElement | None:
    """The element that holds the text: in the post's element, else anywhere that is not another post's."""
    for within in (scope, None):
        if within is None and scope is not None and _is_whole(document, scope):
            continue
        for css in selectors.TEXT:
            for element in document.select(css, within):
                if not page.is_away(element, within) and (
                    document.text(element, 10) or element.find(".//img") is not None
                ):
                    return element
    if scope is not None and scope.tag != "body" and document.text(scope, 10):
        return scope
    return None


def _is_whole(document: Document, scope: HtmlElement) -> bool:
    """Whether a post's element holds paragraphs itself: then its text is nowhere else."""
    return len(document.select("p", scope)) > 1


def _html(document: Document, body: HtmlElement, title: str | None) -> str:
    drop = [element for css in selectors.NOT_TEXT for element in document.select(css, body)]
    drop += [
        element
        for element in document.select("h1, h2, h3", body)
        if title
        and _letters(document.text(element) or "") == _letters(title)
        and _is_before_text(document, element, body)
    ]
    return document.inner_html(body, drop).strip()


def _is_before_text(document: Document, heading: HtmlElement, body: HtmlElement) -> bool:
    """Whether a heading that repeats the title stands above all paragraphs."""
    first = document.first("p, h1, h2, h3", body)
    return first is heading


def _author(document: Document, scope: HtmlElement | None) -> Author | None:
    body = document.first("body")
    for element in document.select(selectors.BLOCK_AUTHOR):
        # a block theme may show the author beside the post; in a loop of other posts it is theirs
        if not page.is_away(element, body) and (author := _named(document, element)):
            return author
    for within in (scope, None) if scope is not None else (None,):
        for css in selectors.POST_AUTHOR:
            for element in document.select(css, within):
                if not page.is_away(element, within) and (author := _named(document, element)):
                    return author
    if scope is not None:
        for css in selectors.POST_META:
            for element in document.select(css, scope):
                text = "" if page.is_away(element, scope) else document.text(element) or ""
                found = _BY.search(text) or _SIGNED.search(text)
                if found:
                    return Author(found["name"].strip())
    named = document.meta("author")
    return Author(named) if named and _PERSON.fullmatch(named) and not _is_site(document, named) else None


def _named(document: Document, element: HtmlElement) -> Author | None:
    link = element if element.tag == "a" else document.first(selectors.AUTHOR_LINK, element)
    name = phrases.author(document.text(link) or document.text(element))
    if not name or not re.search(r"\w", name) or not _PERSON.fullmatch(name):
        return None
    address = document.absolute(link.get("href")) if link is not None else None
    return Author(name, address if address and urls.is_web(address) else None)


def _is_site(document: Document, name: str) -> bool:
    return _letters(name) in {_letters(document.meta("og:site_name") or ""), _letters(_site_title(document) or "")}


def _published(document: Document, scope: HtmlElement | None, clock: Clock) -> Moment | None:
    """When the post came out, as a machine can read it, else as it is printed near it, else the day in its address."""
    if scope is not None:
        own = _date_in(document, scope, clock) or _date_above(document, scope, clock)
        if own:
            return own
    stamp = document.meta("article:published_time", "datepublished")
    if stamp and (moment := clock.read(stamp)):
        return moment
    for css in selectors.POST_DATE:
        for element in document.select(css)[:_MOST_DATES]:
            if not page.is_away(element) and (moment := _moment(document, element, clock)):
                return moment
    path = _ARCHIVE_DAYS.search(document.own_urls[0])
    return urls.path_date(document.own_urls[0]) if path else None


def _date_in(document: Document, scope: HtmlElement, clock: Clock) -> Moment | None:
    for css in selectors.POST_DATE:
        for element in document.select(css, scope)[:_MOST_DATES]:
            is_chapter = _is_in_text(element, scope) and not page.classes(element) & selectors.META_CLASSES
            if is_chapter or page.is_away(element, scope):
                continue
            moment = _moment(document, element, clock)
            if moment:
                return moment
    return None


def _date_above(document: Document, scope: HtmlElement, clock: Clock) -> Moment | None:
    """The day's heading that old themes put before its posts."""
    above = scope.getprevious()
    text = document.text(above, 80) if above is not None and above.tag in {"h2", "h3", "h4"} else None
    return clock.read(phrases.date(text)) if text and len(text) < 60 and re.search(r"\d", text) else None


def _moment(document: Document, element: HtmlElement, clock: Clock) -> Moment | None:
    stamp = element.get("datetime") or element.get("title") or element.get("content") or ""
    if _ISO.match(stamp) and (moment := clock.read(stamp)):
        return moment
    hidden = set(
        document.select(
            ".updated.rich-snippet-hidden, .updated[style*='none'], time.updated:not(.published):not(.entry-date)",
            element,
        )
    )
    if hidden and (text := _text_without(element, hidden)):
        found = clock.find(text)
        return found[0] if found else None
    found = clock.find(phrases.date(document.text(element) or ""))
    return found[0] if found else clock.of_element(document, element)


def _text_without(element: HtmlElement, hidden: set[HtmlElement]) -> str:
    parts = [element.text or ""]
    for node in element.iterdescendants():
        if node not in hidden and not any(outer in hidden for outer in ancestors(node)):
            parts.append(node.text or "")
        parts.append(f" {node.tail or ''}")
    return " ".join(" ".join(parts).split())


def _date_samples(document: Document, scope: HtmlElement | None) -> list[str]:
    elements = [element for css in selectors.POST_DATE[4:] for element in document.select(css, scope)]
    return [text for element in elements[:50] if (text := document.text(element, 80))]


def _tags(document: Document, scope: HtmlElement | None) -> tuple[str, ...]:
    if scope is None:
        return ()
    links = document.select("a[rel~='tag']", scope) or document.select("a[rel~='category']", scope)
    texts = (
        document.text(link, 80)
        for link in links
        if not page.is_away(link, scope)
        or ((parent := link.getparent()) is not None and "tag" in str(parent.get("class")))
    )
    return tuple(dict.fromkeys(text.lstrip("#") for text in texts if text))


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()
