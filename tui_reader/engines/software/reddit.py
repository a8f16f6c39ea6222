"""Reddit: the pages of old.reddit.com, those of 2018 to 2023, and those of today with `shreddit-comment` elements."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from html import escape
from typing import Any

from lxml.html import HtmlElement

from tui_reader.content import urls
from tui_reader.content.document import Document
from tui_reader.content.text import clean_line
from tui_reader.engines import identity
from tui_reader.engines.base import CERTAIN, CommentTable, Mark, PostTable, Table, TableEngine, ThreadTable
from tui_reader.engines.reading import Clock, pick
from tui_reader.engines.services import base
from tui_reader.models import Author, Comment, Evidence, Moment, PostData, PostLink, Thread, ThreadSource

_FULL_NAME = re.compile(r"(?:^|[\s_-])t1_([0-9a-z]+)")
_PERMALINK = re.compile(r"/comments/[0-9a-z]+/[^/?#]*/([0-9a-z]+)(?=$|[/?#])|(?:^|/)t1_([0-9a-z]+)(?=$|[/?#])")
_TAKEN = re.compile(
    r"^\s*(?:<[^>]+>\s*)*\[?\s*(?:(?:comment )?(?:deleted|removed)(?: by (?:user|moderator|reddit|author))?)\s*\]?"
    r"\s*(?:<[^>]+>\s*)*$",
    re.IGNORECASE,
)
_LINKS = "div#siteTable > div.thing.link:not(.promoted), div#siteTable > div.thing.link.stickied"
_OUTBOUND = "div.Post a[data-testid=outbound-link]"
_SHEETS = 5
_STATE = re.compile(r"window\.___r\s*=\s*(?=\{)")
_LEVEL = re.compile(r"level (\d{1,3})")
_PADDING = re.compile(r"padding-left:\s*(\d{1,5})px")
_EDGE, _STEP = 16, 21
_FLAT = "div.Comment[id^=t1_]"


def comment_id(address: str) -> str | None:
    """`d8q3zds` in `/r/gifs/comments/579km2/happiness/d8q3zds/` or in `t1_d8q3zds`."""
    found = _PERMALINK.search(address) or _FULL_NAME.search(address)
    return next((name for name in found.groups() if name), None) if found else None


def _number(node: HtmlElement) -> str | None:
    names = (node.get("data-fullname"), node.get("id"), node.get("class"))
    return next((found.group(1) for name in names if (found := _FULL_NAME.search(name or ""))), None)


def _is_list(document: Document) -> bool | None:
    """What the body element says, else how many posts there are; a post's page has one and a box for comments."""
    body = document.first("body")
    names = (body.get("class") or "").split() if body is not None else []
    if "comments-page" in names or document.first(f"div.commentarea, shreddit-comment-tree, {_FLAT}") is not None:
        return False
    if "listing-page" in names:
        return True
    found = len(document.select(_LINKS)) + len(document.select("shreddit-post"))
    return found > 1 if found else None


def _finished(document: Document, post: PostData) -> PostData:
    """The post with the link that it is about, and with what attributes tell."""
    sheet = document.first("shreddit-post")
    thing = document.first("div#siteTable > div.thing.link") if sheet is None else None
    target = None
    if sheet is not None:
        post = _sheet_post(document, sheet, post)
        target = document.absolute(sheet.get("content-href"))
    elif thing is not None:
        count = thing.get("data-comments-count") or ""
        post = replace(post, comment_count=int(count) if count.isdigit() else post.comment_count)
        target = document.absolute(next((link.get("href") for link in document.select("a.title", thing)), None))
    else:
        target = document.absolute(next((link.get("href") for link in document.select(_OUTBOUND)), None))
    author = post.author and replace(post.author, name=post.author.name.removeprefix("u/"))
    html = post.html or ""
    if target and not re.search(r"/comments/[0-9a-z]+", target):
        shown = escape(target)
        html = f'<p><a href="{shown}">{shown}</a></p>\n{html}'.strip()
    return replace(post, html=html, author=author)


def _sheet_post(document: Document, sheet: HtmlElement, post: PostData) -> PostData:
    name, count = clean_line(sheet.get("author")), sheet.get("comment-count") or ""
    author = Author(name, document.absolute(f"/user/{name}/")) if name else post.author
    return replace(
        post,
        title=clean_line(sheet.get("post-title")) or post.title,
        author=author,
        published=Clock.of(document).read(sheet.get("created-timestamp") or "") or post.published,
        comment_count=int(count) if count.isdigit() else post.comment_count,
    )


_TABLE = Table(
    name="reddit",
    marks=(
        Mark("an address of reddit.com", CERTAIN, host=r"^(?!blog\.)(?:[\w-]+\.)?reddit\.com$"),
        Mark("comments as Reddit drew them from 2018 on", 0.95, css=f"{_FLAT} div[data-testid=comment]"),
        Mark("comments as shreddit elements", 0.95, css="shreddit-comment[thingid], shreddit-post[post-title]"),
        Mark(
            "things as Reddit names them", 0.95, css="div.thing[data-fullname^='t1_'], div.thing[data-fullname^='t3_']"
        ),
    ),
    post=PostTable(
        scope=("div#siteTable > div.thing.link", "shreddit-post", "div.Post[id^=t3_]"),
        title=("a.title", "[slot=title]", "div[data-test-id=post-content] h1", "div.Post h1"),
        # whole paths: what stands beside a post of no words is not its text
        body=(
            "div#siteTable > div.thing.link div.usertext-body div.md",
            "shreddit-post div[slot=text-body]",
            "div.Post div[data-click-id=text]",
        ),
        author=("p.tagline a.author", "a[data-testid=post_author_link]", "a[data-click-id=user]"),
        date=("p.tagline time[datetime]", "time[datetime]"),
        tags=("span.linkflairlabel",),
    ),
    neighbours=None,
    thread=ThreadTable(
        comments=(
            CommentTable(
                node="div.thing.comment",
                number=_number,
                is_numbered=True,
                author=("p.tagline > a.author", "p.tagline > em, p.tagline > span:not([class])", "p.tagline a.author"),
                date=("p.tagline time[datetime]", "p.tagline"),
                body=("div.usertext-body div.md",),
                permalink=("a.bylink[data-event-action=permalink]", "a.bylink"),
                deleted="div.thing.comment.deleted",
                by_owner="p.tagline a.author.submitter",
            ),
            CommentTable(node="shreddit-comment[thingid]", number=_number),
            CommentTable(
                node=_FLAT,
                number=_number,
                is_numbered=True,
                author=("a[data-testid=comment_author_link]", "a[href^='/user/']"),
                date=("a[data-testid=comment_timestamp]",),
                body=("div[data-testid=comment] > div", "div[data-testid=comment]"),
                permalink=("a[data-testid=comment_timestamp]",),
            ),
        ),
        area=("div.commentarea", "shreddit-comment-tree"),
        stated=("div#siteTable > div.thing.link a.comments",),
        surely_closed=("div.archived-infobar", "div.locked-infobar"),
        closed=("div.infobar", "div.reddit-infobar"),
    ),
    is_list=_is_list,
    finish_post=_finished,
    comment_id=comment_id,
)


class Reddit(TableEngine):
    """See `base.Engine`."""

    def recognise(self, document: Document) -> Evidence | None:
        """See `Engine`."""
        is_likely = "shreddit" in document.source or "t3_" in document.source or "t1_" in document.source
        return TableEngine.recognise(self, document) if is_likely else None

    def post(self, document: Document) -> PostData | None:
        """See `Engine`: of some posts attributes alone tell the title."""
        found = TableEngine.post(self, document)
        if found is None and not _is_list(document) and document.first("shreddit-post[post-title]") is not None:
            found = _finished(document, PostData(document.own_urls[0], base_url=document.base_url))
        return found

    def posts(self, document: Document) -> list[PostLink] | None:
        """See `Engine`: a row leads to the post's own page, which has the link and what is said about it."""
        return list(_rows(document)) if self._is_list(document) else None

    def thread(self, document: Document, post: PostData | None) -> Thread | None:
        """See `Engine`: the rest is behind "load more comments", "continue this thread" and a higher limit."""
        found = None if _is_list(document) else TableEngine.thread(self, document, post)
        if found is None:
            return None
        comments = found.comments
        if document.first("shreddit-comment[thingid]") is not None:
            comments = identity.distinct(_sheets(document))
        elif document.first(_FLAT) is not None:
            comments = tuple(_flat(document, comments))
        comments = tuple(
            replace(one, is_deleted=True) if not one.html.strip() or _TAKEN.match(one.html) else one for one in comments
        )
        is_partial = document.first("span.morecomments, span.deepthread, faceplate-partial[src*='more-comments']")
        return replace(
            found,
            comments=comments,
            stated_count=post.comment_count if post and post.comment_count is not None else found.stated_count,
            complete=False if is_partial is not None else None,
            rest=tuple(_rest(document)),
        )


def _rest(document: Document) -> Iterator[ThreadSource]:
    """The same page with more comments, then the branches that are too deep for it."""
    links = [*document.select("a.title-button[href*='limit=']")[-1:], *document.select("span.deepthread a[href]")]
    addresses = dict.fromkeys(document.absolute(link.get("href")) for link in links)
    for address in [*addresses][:_SHEETS]:
        if address and urls.same_site(address, document.url) and address != document.page.url:
            yield ThreadSource.at(address)


def _rows(document: Document) -> Iterator[PostLink]:
    clock = Clock.of(document)
    for thing in document.select(_LINKS):
        own = pick(document, ("a.comments", "a.title"), thing)
        address = document.absolute(thing.get("data-permalink") or (own[0].get("href") if own else None))
        titles = document.select("a.title", thing)
        dates = document.select(".tagline time[datetime]", thing)
        if address and titles:
            moment = clock.of_element(document, dates[0]) if dates else None
            yield PostLink(address, document.text(titles[0]), moment)
    for sheet in document.select("shreddit-post[permalink]"):
        address, moment = document.absolute(sheet.get("permalink")), clock.read(sheet.get("created-timestamp") or "")
        if address:
            yield PostLink(address, clean_line(sheet.get("post-title")), moment)


def _sheets(document: Document) -> Iterator[Comment]:
    """The `shreddit-comment` elements; bodies and dates in them belong to the nearest."""
    bodies, dates = _nearest(document, "[slot=comment]"), _nearest(document, "time[datetime], faceplate-timeago[ts]")
    clock = Clock.of(document)
    post = document.first("shreddit-post")
    owner = post.get("author") if post is not None else None
    for sheet in document.select("shreddit-comment[thingid]"):
        number = _number_of_sheet(sheet.get("thingid"))
        if not number:
            continue
        name = clean_line(sheet.get("author"))
        body = bodies.get(sheet)
        around = next(sheet.iterancestors("shreddit-comment"), None)
        parent = _number_of_sheet(sheet.get("parentid"))
        if parent is None and around is not None:
            parent = _number_of_sheet(around.get("thingid"))
        yield Comment(
            id=number,
            html="" if body is None else document.inner_html(body).strip(),
            parent_id=parent,
            author=Author(name, _profile(document, name)) if name else None,
            published=_moment(clock, sheet, dates.get(sheet)),
            permalink=document.absolute(sheet.get("permalink")),
            is_by_post_author=bool(name and name == owner and name != "[deleted]"),
        )


def _flat(document: Document, comments: tuple[Comment, ...]) -> Iterator[Comment]:
    """Comments that stand one behind the other: what they answer is told by their level, and by the page's data."""
    state, clock = _state(document), Clock.of(document)
    nodes = {_number(node): node for node in document.select(_FLAT)}
    above: list[tuple[int, str]] = []
    for comment in comments:
        depth = _level(document, nodes[comment.id])
        while above and above[-1][0] >= depth:
            above.pop()
        told = state.get(f"t1_{comment.id}", {})
        parent = above[-1][1] if above else None
        above.append((depth, comment.id))
        created = told.get("created")
        moment = clock.read(str(int(created))) if isinstance(created, int | float) and 0 < created < 1e11 else None
        yield replace(comment, parent_id=parent, published=moment or comment.published)


def _level(document: Document, node: HtmlElement) -> int:
    """How deep a comment stands: in words for those who do not see it, and by its distance from the edge."""
    for shown in document.select("span", node):
        found = _LEVEL.fullmatch(shown.text or "")
        if found:
            return int(found[1])
    for outer in [node, *node.iterancestors("div")][:4]:
        found = _PADDING.search(outer.get("style") or "")
        if found:
            return max(0, int(found[1]) - _EDGE) // _STEP + 1
    return 1


def _state(document: Document) -> Mapping[str, Mapping[str, Any]]:
    """The comments as the page's script was given them, by their full names; {} where it was given none."""
    value: Any = base.state_in_script(document.source, _STATE)
    for name in ("comments", "models"):
        value = value.get(name) if isinstance(value, dict) else None
    return {name: told for name, told in value.items() if isinstance(told, dict)} if isinstance(value, dict) else {}


def _number_of_sheet(name: str | None) -> str | None:
    found = re.fullmatch(r"t1_([0-9a-z]+)", name or "")
    return found.group(1) if found else None


def _profile(document: Document, name: str) -> str | None:
    return document.absolute(f"/user/{name}/") if re.fullmatch(r"[\w-]+", name, re.ASCII) else None


def _moment(clock: Clock, sheet: HtmlElement, shown: HtmlElement | None) -> Moment | None:
    told = [sheet.get("created"), sheet.get("created-timestamp")]
    if shown is not None:
        told += [shown.get("datetime"), shown.get("ts")]
    return next((moment for text in told if text and (moment := clock.read(text))), None)


def _nearest(document: Document, css: str) -> dict[HtmlElement, HtmlElement]:
    """The first element of this kind in each comment, not in the comments below it."""
    found: dict[HtmlElement, HtmlElement] = {}
    for element in document.select(css):
        sheet = next(element.iterancestors("shreddit-comment"), None)
        if sheet is not None:
            found.setdefault(sheet, element)
    return found


ENGINE = Reddit(_TABLE)
