"""How a post's table is read: one post out of its own page, or the rows of a page that lists many."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from lxml.html import HtmlElement, fragment_fromstring

from tui_reader.content import urls
from tui_reader.content.document import Document
from tui_reader.content.text import clean_line
from tui_reader.engines.comment_tables import feed_address, stated_counts
from tui_reader.engines.reading import Clock, Selectors, author_of, link_of, pick, pick_text, signed_byline
from tui_reader.engines.tables import PostTable, Table
from tui_reader.models import Author, Link, Moment, PostData, PostLink


def read_post(document: Document, table: Table) -> PostData | None:
    """The post that the table finds in a page; None where neither a title nor a body stands where it should."""
    rules = table.post
    scope = next(iter(pick(document, rules.scope)), None)
    title = _title(document, rules.title, scope)
    bodies = _all(document, rules.body, scope)
    if title is None and not bodies:
        return None
    author, published = _signed(document, rules, scope, Clock.of(document))
    drop = [element for css in rules.drop for body in bodies for element in document.select(css, body)]
    counts = stated_counts(document, table.thread.stated)
    post = PostData(
        url=document.own_urls[0],
        title=title,
        html="\n".join(document.inner_html(body, drop).strip() for body in bodies) or None,
        base_url=document.base_url,
        author=author,
        published=published,
        language=document.language,
        tags=_tags(document, rules, scope),
        comment_count=counts[0] if counts else None,
        comments_feed=feed_address(document, table.thread.feed),
    )
    return table.finish_post(document, post) if table.finish_post else post


def read_posts(document: Document, rules: PostTable) -> list[PostLink]:
    """The rows of a list of posts, in page order, each address once; one without a link of its own is left out."""
    clock = Clock.of(document)
    scopes = pick(document, rules.scope) or pick(document, rules.rows)
    headings = document.select(rules.date_above) if rules.date_above else []
    above: Moment | None = None
    rows: dict[str, PostLink] = {}
    for element in _in_page_order(document, [*scopes, *headings]):
        if element in headings:
            above = clock.of_element(document, element)
            continue
        row = _row(document, rules, element, clock)
        if row is not None:
            rows.setdefault(urls.key(row.url), replace(row, published=row.published or above))
    return list(rows.values())


def _row(document: Document, rules: PostTable, scope: HtmlElement, clock: Clock) -> PostLink | None:
    links = (
        *rules.link,
        *(f"{css} a" for part in rules.title for css in part.split(",")),
        *(("a",) if rules.rows else ()),
    )
    link = _first_link(document, links, scope)
    if link is None or link.url is None:
        return None
    title = pick_text(document, rules.title, scope) or link.title
    dated = [*pick(document, rules.date, scope), *pick(document, rules.byline, scope)]
    if scope in pick(document, rules.rows):
        dated.append(scope)
    moments = (clock.of_element(document, element) for element in dated)
    published = next((moment for moment in moments if moment), None)
    return PostLink(link.url, title, published, pick_text(document, rules.summary, scope))


def _in_page_order(document: Document, elements: Iterable[HtmlElement]) -> list[HtmlElement]:
    wanted = set(elements)
    return [element for element in document.root.iter() if element in wanted]


def _first_link(document: Document, selectors: Selectors, scope: HtmlElement) -> Link | None:
    for css in selectors:
        for element in document.select(css, scope):
            link = link_of(document, element)
            if link:
                return link
    return None


def _title(document: Document, selectors: Selectors, scope: HtmlElement | None) -> str | None:
    for element in _all(document, selectors, scope):
        # a heading that is closed wrongly swallows the next ones
        swallowed = document.select("h1, h2, h3, h4, h5, h6", element)
        if swallowed:
            inner = fragment_fromstring(document.inner_html(element, swallowed), create_parent="div")
            text = document.text(inner)
        else:
            text = clean_line(element.get("content")) if element.tag == "meta" else document.text(element)
        if text:
            return text
    return None


def _all(document: Document, selectors: Selectors, scope: HtmlElement | None) -> list[HtmlElement]:
    within = pick(document, selectors, scope) if scope is not None else []
    return within or pick(document, selectors)


def _signed(
    document: Document, rules: PostTable, scope: HtmlElement | None, clock: Clock
) -> tuple[Author | None, Moment | None]:
    """Who wrote a post and when."""
    authors = (author_of(document, element) for element in _all(document, rules.author, scope))
    author = next((found for found in authors if found), None)
    dated = [element for css in (*rules.date, rules.date_above) if css for element in _all(document, (css,), scope)]
    published = next((moment for element in dated if (moment := clock.of_element(document, element))), None)
    for element in _all(document, rules.byline, scope):
        if author is None or published is None:
            name, moment = signed_byline(document, element, clock)
            author, published = author or name, published or moment
    return author, published


def _tags(document: Document, rules: PostTable, scope: HtmlElement | None) -> tuple[str, ...]:
    texts = (document.text(element) for element in _all(document, rules.tags, scope))
    return tuple(dict.fromkeys(text for text in texts if text))
