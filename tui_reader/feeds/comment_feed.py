"""A feed of comments as the thread it holds. Ids are the feed's own: which comment they mean, engines know."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from typing import Any

from tui_reader.content import urls
from tui_reader.content.text import clean_line
from tui_reader.errors import ParseError
from tui_reader.feeds import sniffing, values, xml_feed
from tui_reader.models import Comment, Page, Thread, ThreadSource

# WordPress begins the text of an answer with a link to what it answers, in every language
_ANSWERS = re.compile(r"""\s*(?:<p>)?[^<]{0,60}<a\s[^>]*href=["']([^"']*\#comment-\d+)["']""", re.IGNORECASE)


def parse(page: Page) -> Thread:
    """The comments that a feed holds, oldest first where the feed has the newest first; raises ParseError.

    A comment's `parent_id` is the id of another one here, where the feed tells whom it answers. `rest` is the feed's
    next page.
    """
    source = sniffing.decoded(page)
    if sniffing.kind_of(source) is not sniffing.Kind.XML:
        raise ParseError("Not a comment feed", f"{clean_line(page.url)} holds neither RSS nor Atom.")
    raw = xml_feed.read(source)
    found = [_comment(page.url, entry, raw) for entry in raw["entries"][: values.MAX_POSTS]]
    comments = list({comment.id: comment for comment, _ in found}.values())
    parents = dict(_parents(found))
    known = [replace(comment, parent_id=parents.get(comment.id)) for comment in comments]
    if _is_newest_first(known):
        known.reverse()
    older = xml_feed.next_page(page.url, raw)
    return Thread(
        engine="comment feed",
        comments=tuple(known),
        complete=False if older else None,
        feed_url=page.url,
        rest=(ThreadSource.at(older, "feed"),) if older else (),
        base_url=page.url,
    )


def _comment(base: str, entry: Any, raw: Any) -> tuple[Comment, tuple[str | None, str | None]]:
    """A comment, and the id and address of what it answers."""
    post = xml_feed.post_of(base, entry, raw)
    html = post.html or ""
    name = post.author.name if post.author else ""
    content = f"{name}\n{post.published.iso() if post.published else ''}\n{html}"
    comment = Comment(
        id=post.guid or post.url or "sha256:" + hashlib.sha256(content.encode()).hexdigest(),
        html=html,
        author=post.author,
        published=post.published,
        permalink=post.url,
    )
    ref, href = xml_feed.reply_to(entry, raw)
    answered = _ANSWERS.match(html)
    return comment, (ref, urls.resolve(post.url or base, href or (answered[1] if answered else None)))


def _parents(found: list[tuple[Comment, tuple[str | None, str | None]]]) -> list[tuple[str, str]]:
    """Which comment answers which: by its id, else by its address."""
    ids = {comment.id for comment, _ in found}
    by_address = {comment.permalink: comment.id for comment, _ in found if comment.permalink}
    pairs = []
    for comment, (ref, href) in found:
        parent = ref if ref in ids else by_address.get(href or "")
        if parent and parent != comment.id:
            pairs.append((comment.id, parent))
    return pairs


def _is_newest_first(comments: list[Comment]) -> bool:
    times = [comment.published.timestamp() for comment in comments if comment.published]
    return len(times) > 1 and times[0] > times[-1] and times == sorted(times, reverse=True)
