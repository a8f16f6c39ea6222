"""A WordPress page's conversation as a whole.

Its comments, their stated total, whether it is open, where its feed is and where the rest of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from tui_reader.content import urls
from tui_reader.content.document import Document
from tui_reader.engines.reading import ancestors
from tui_reader.engines.software.wordpress import comments, page, phrases, selectors
from tui_reader.models import Comment, PostData, Thread, ThreadSource

MAX_PAGES = 200
"""Comment pages that are named as the rest of a thread."""

_PAGE = re.compile(r"(/comment-page-|[?&]cpage=)(\d{1,4})(?!\d)")
_LONGEST_NOTICE = 160
# the second table row is what themes print about a post, where the notice is one sentence of several
_LONGEST_TEXTS = (_LONGEST_NOTICE, 600, _LONGEST_NOTICE)


def read(document: Document, post: PostData | None, engine: str) -> Thread | None:
    """The thread; None where nothing shows that the post can be or was commented on."""
    found = comments.read(document)
    closed, notice = _state(document)
    stated = total(document, post.title if post else None)
    if not found and closed is None and stated is None and document.first(selectors.AREA) is None:
        return None
    rest = _rest(document, found)
    return Thread(
        engine=engine,
        comments=found,
        stated_count=stated,
        closed=closed,
        closed_notice=notice,
        complete=_is_complete(document, found, stated, rest),
        feed_url=feed(document),
        rest=rest,
        base_url=document.base_url,
    )


def _is_complete(
    document: Document, found: tuple[Comment, ...], stated: int | None, rest: tuple[ThreadSource, ...]
) -> bool | None:
    if rest or document.first(selectors.MORE) is not None:
        return False
    return None if stated is None else stated <= len(found)


def total(document: Document, title: str | None) -> int | None:
    """What the heading of the comments says, else the link to them beside the post."""
    scope = page.scope(document)
    for table, is_sure in ((selectors.TOTAL_SURE, True), (selectors.TOTAL, False)):
        for element in (element for css in table for element in document.select(css)):
            if element.get("id") == "reply-title" or _is_in_comment(element):
                continue
            number = phrases.total(document.text(element, 300), title, is_sure=is_sure)
            if number is not None:
                return number
    for within in (scope, None) if scope is not None else (None,):
        for element in (element for css in selectors.TOTAL_LINK for element in document.select(css, within)):
            if not _is_in_comment(element) and _is_about_this_post(document, element):
                text = element.get("content") or document.text(element, 300)
                number = phrases.total(text, title, is_sure=True)
                if number is not None:
                    return number
    return None


def _is_about_this_post(document: Document, element: HtmlElement) -> bool:
    """Whether a count belongs to this post and not to one in a widget or a list."""
    link = element if element.tag == "a" else document.first("a[href]", element)
    address = document.absolute(link.get("href")) if link is not None else None
    if address:
        return urls.key(page.without_comment_page(address)) in page.post_keys(document)
    return not page.is_away(element)


def _is_in_comment(element: HtmlElement) -> bool:
    return any(
        re.fullmatch(r"(?:li-|div-)?comment-\d+", outer.get("id") or "") for outer in (element, *ancestors(element))
    )


def _state(document: Document) -> tuple[bool | None, str | None]:
    """Whether the thread is closed, and the words that say so; (None, None) where only members may write."""
    needs_login = document.first(selectors.LOGIN) is not None
    if document.first(selectors.FORM) is not None and not (
        needs_login and document.first("#commentform textarea") is None
    ):
        return False, None
    notice = next(_notices(document), None)
    if notice:
        return True, notice
    if needs_login or document.first(selectors.ANSWER) is None:
        return None, None
    return False, None


def _notices(document: Document) -> Iterator[str]:
    for element in document.select(selectors.SURELY_CLOSED):
        text = document.text(element)
        if text and len(text) <= 2 * _LONGEST_NOTICE and not phrases.is_none_yet(text):
            yield text
    for css, longest in zip(selectors.CLOSED_TEXT, _LONGEST_TEXTS, strict=True):
        for element in document.select(css):
            text = document.text(element, longest + 1)
            if text and len(text) <= longest and phrases.closed_notice(text) and not _is_quoted(element):
                yield next(filter(phrases.closed_notice, re.split(r"(?<=[.!?。])\s+", text)), text)


def _is_quoted(element: HtmlElement) -> bool:
    """Whether words stand in the post's text, in a comment or beside another post."""
    around = {outer.get("id") for outer in ancestors(element)}
    if _is_in_comment(element) or ("comments" not in around and page.is_away(element)):
        return True
    return (
        element.tag == "p"
        and not element.get("class")
        and any(page.classes(outer) & selectors.TEXT_CLASSES for outer in ancestors(element))
    )


def feed(document: Document) -> str | None:
    """The post's comment feed: of the feeds that the page names, the one that stands below the post's own address."""
    own = page.post_keys(document)
    links = document.select("link[rel~='alternate'][href]") + document.select("a[href*='feed']")
    for link in links:
        kind = link.get("type") or ""
        address = document.absolute(link.get("href"))
        if not address or (link.tag == "link" and kind and not re.search(r"rss|atom|xml", kind)) or "oembed" in address:
            continue
        if re.sub(r"/feed(?:/(?:rss2?|atom|rdf))?$", "", urls.key(address)) in own and urls.key(address) not in own:
            return address
    number = page.number(document)
    for link in links:
        address = document.absolute(link.get("href")) or ""
        if number and re.search(rf"[?&](?:p|page_id|attachment_id)={number}(?:&|$)", address) and "feed=" in address:
            return address
    return None


def _rest(document: Document, found: tuple[Comment, ...]) -> tuple[ThreadSource, ...]:
    """The thread's other pages: all numbers up to the highest linked or shown, but this one's."""
    own = page.post_keys(document)
    linked: dict[int, str] = {}
    for link in document.select("a[href*='comment-page-'], a[href*='cpage=']"):
        address = document.absolute(link.get("href"))
        number = _PAGE.search(address or "")
        if not address or number is None or "replytocom" in address or re.search(r"#(?:li-|div-)?comment-\d", address):
            continue
        if urls.key(page.without_comment_page(address)) in own:
            linked[int(number.group(2))] = address.partition("#")[0]
    if not linked:
        return ()
    here = _here(document, found)
    pattern = next(iter(linked.values()))
    last = min(max(*linked, here or 0, 1), MAX_PAGES)
    return tuple(
        ThreadSource.at(_PAGE.sub(rf"\g<1>{number}", pattern, count=1))
        for number in range(1, last + 1)
        if number != here
    )


def _here(document: Document, found: tuple[Comment, ...]) -> int | None:
    """The number of this page of comments, as its address, its comments' addresses or the pager tell it."""
    for address in (document.page.url, document.url, *(comment.permalink or "" for comment in found)):
        number = _PAGE.search(address)
        if number:
            return int(number.group(2))
    current = document.text(
        document.first(".comment-navigation .current, #comments .page-numbers.current, .commentnavi .current")
    )
    return int(current) if current and current.isdigit() else None
