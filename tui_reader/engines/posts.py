"""How a post's table is read: one post out of its own page, or the rows of a page that lists many."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from lxml.html import HtmlElement, fragment_fromstring

from tui_reader.content import urls
from tui_reader.content.document import Document
from tui_reader.content.text import clean_line
from tui_reader.engines.comment_tables import feed_address, remark_elements, stated_counts
from tui_reader.engines.reading import (
    Clock,
    Selectors,
    author_of,
    is_inside,
    link_of,
    outermost,
    pick,
    pick_text,
    signed_byline,
)
from tui_reader.engines.tables import PostTable, Table
from tui_reader.models import Author, Link, Moment, PostData, PostLink

# letters of what is more than "Read on" and a date
_SHORTEST_OPENING = 40


def read_post(document: Document, table: Table) -> PostData | None:
    """The post that the table finds in a page; None where neither a title nor a body stands where it should.

    Nothing that stands in a comment is the post's, and a body that has the comments in it is cut before them.
    """
    rules = table.post
    page = _PostPage(document, next(iter(pick(document, rules.scope)), None), remark_elements(document, table.thread))
    title = page.title(rules.title)
    bodies = outermost(page.all(rules.body))
    if title is None and not bodies:
        return None
    author, published = page.signed(rules)
    counts = stated_counts(document, table.thread.stated)
    post = PostData(
        url=document.own_urls[0],
        title=title,
        html="\n".join(page.html(body, (*rules.drop, *table.thread.area), title) for body in bodies) or None,
        base_url=document.base_url,
        author=author,
        published=published,
        language=document.language,
        tags=tuple(dict.fromkeys(text for element in page.all(rules.tags) if (text := document.text(element)))),
        comment_count=counts[0] if counts else None,
        comments_feed=feed_address(document, table.thread.feed),
    )
    return table.finish_post(document, post) if table.finish_post else post


def read_posts(document: Document, rules: PostTable) -> list[PostLink]:
    """The rows of a list of posts, in page order, each address once; one without a link of its own is left out."""
    clock = Clock.of(document)
    scopes = pick(document, rules.scope) or pick(document, rules.rows)
    headings = set(document.select(rules.date_above)) if rules.date_above else set()
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
    summary = pick_text(document, rules.summary, scope) or _opening(document, rules.body, scope, title)
    return PostLink(link.url, title, published, summary)


def _opening(document: Document, body: Selectors, scope: HtmlElement, title: str | None) -> str | None:
    """How the text of a row begins, where the page prints it: its first paragraph that is longer than a label."""
    for element in pick(document, body, scope):
        for part in (*element.iter("p"), element):
            text = document.text(part)
            if text and len(text) >= _SHORTEST_OPENING:
                return text.removeprefix(title or "").strip() or None
    return None


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


@dataclass(frozen=True, slots=True)
class _PostPage:
    """A post's page: `scope` is what holds the post, `remarks` are the elements of its comments."""

    document: Document
    scope: HtmlElement | None
    remarks: set[HtmlElement]

    def all(self, selectors: Selectors) -> list[HtmlElement]:
        """What the first selector that finds something finds, in the scope, else in the whole page."""
        for within in (self.scope, None) if self.scope is not None else (None,):
            for css in selectors:
                found = self.document.select(css, within)
                own = [element for element in found if not is_inside(element, self.remarks)]
                if own:
                    return own
        return []

    def title(self, selectors: Selectors) -> str | None:
        """The text of the heading; one that is closed wrongly swallows the next ones, which are cut off."""
        for element in self.all(selectors):
            swallowed = self.document.select("h1, h2, h3, h4, h5, h6", element)
            if swallowed:
                inner = self.document.inner_html(element, swallowed)
                text = self.document.text(fragment_fromstring(inner, create_parent="div"))
            else:
                text = clean_line(element.get("content")) if element.tag == "meta" else self.document.text(element)
            if text:
                return text
        return None

    def html(self, body: HtmlElement, drop: Selectors, title: str | None) -> str:
        """The body without its comments, its title and what else does not belong to it."""
        headings = self.document.select("h1, h2, h3", body)[:1]
        repeated = [
            heading for heading in headings if (self.document.text(heading) == title if title else heading.tag == "h1")
        ]
        unwanted = [element for css in drop for element in self.document.select(css, body)]
        said = [element for element in body.iterdescendants() if element in self.remarks]
        return self.document.inner_html(body, [*unwanted, *said, *repeated]).strip()

    def signed(self, rules: PostTable) -> tuple[Author | None, Moment | None]:
        """Who wrote the post and when."""
        clock = Clock.of(self.document)
        authors = (author_of(self.document, element) for element in self.all(rules.author))
        author = next((found for found in authors if found), None)
        dated = [element for css in (*rules.date, rules.date_above) if css for element in self.all((css,))]
        published = next((moment for element in dated if (moment := clock.of_element(self.document, element))), None)
        for element in self.all(rules.byline):
            if author is None or published is None:
                name, moment = signed_byline(self.document, element, clock)
                author, published = author or name, published or moment
        return author, published
