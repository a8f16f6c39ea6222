"""A feed of comments as the thread it holds. Ids are the feed's own: which comment they mean, engines know.

Knows how feeds say what they are a part of (OpenSearch 1.0 and 1.1) and how Blogger marks answers and removed comments.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from tui_reader.content import urls
from tui_reader.content.text import clean_line
from tui_reader.errors import ParseError
from tui_reader.feeds import sniffing, values, xml_feed
from tui_reader.models import Comment, Page, Thread, ThreadSource

# WordPress begins the text of an answer with a link to what it answers, in every language
_ANSWERS = re.compile(r"""\s*(?:<p>)?[^<]{0,60}<a\s[^>]*href=["']([^"']*\#comment-\d+)["']""", re.IGNORECASE)

_REMOVED = "blogger.contentRemoved"
_ENTRY = re.compile(r"<(?:entry|item)[\s>]")
_ID = re.compile(r"<(?:id|guid)[^>]*>([^<]*)<")
# Blogger names the post as what is answered, and the comment in the address of its own entry
_ENTRY_ADDRESS = re.compile(r"/comments/default/(\d+)(?:\?|$)")
_NUMBER = re.compile(r"(\d+)$")
_COMMENT = re.compile(r"#.*\d")


def parse(page: Page) -> Thread:
    """The comments that a feed holds, oldest first where the feed has the newest first; raises ParseError.

    A comment's `parent_id` is the id of another one here, where the feed tells whom it answers, and the address of one
    that stands in another part. `rest` is the feed's next page.
    """
    source = sniffing.decoded(page)
    if sniffing.kind_of(source) is not sniffing.Kind.XML:
        raise ParseError("Not a comment feed", f"{clean_line(page.url)} holds neither RSS nor Atom.")
    raw = xml_feed.read(source)
    found = [_comment(page.url, entry, raw) for entry in raw["entries"][: values.MAX_POSTS]]
    comments = list({comment.id: comment for comment, _ in found}.values())
    parents, removed = dict(_parents(found)), _removed(source)
    known = [
        replace(comment, parent_id=parents.get(comment.id), is_deleted=comment.id in removed) for comment in comments
    ]
    if _is_newest_first(known):
        known.reverse()
    part = _Part.of(raw, len(found))
    older = xml_feed.next_page(page.url, raw) or part.next_page(page.url)
    return Thread(
        engine="comment feed",
        comments=tuple(known),
        stated_count=part.total,
        complete=False if older else (part.is_last or None),
        feed_url=page.url,
        rest=(ThreadSource.at(older, "feed"),) if older else (),
        base_url=page.url,
    )


@dataclass(frozen=True, slots=True)
class _Part:
    """Which part of all comments an answer is: `held` of `total`, from number `start` on (the first is 1)."""

    total: int | None
    start: int
    held: int

    @classmethod
    def of(cls, raw: Any, held: int) -> _Part:
        """What the document says; a feed that says nothing has no total."""
        prefix = next((name for name, uri in raw["namespaces"].items() if "opensearch" in uri.lower()), "opensearch")
        told = {
            word: values.count(dict.get(raw["feed"], f"{prefix}_{word}".lower()))
            for word in ("totalresults", "startindex")
        }
        return cls(told["totalresults"], max(told["startindex"] or 1, 1), held)

    @property
    def is_last(self) -> bool:
        """Whether no comment follows after this part."""
        return self.total is not None and self.start - 1 + self.held >= self.total

    def next_page(self, url: str) -> str | None:
        """The address of the following part, for a feed that names none but is asked by `start-index`."""
        parts = urlsplit(url)
        query = dict(parse_qsl(parts.query))
        if self.total is None or self.is_last or not self.held or "start-index" not in query:
            return None
        return parts._replace(query=urlencode({**query, "start-index": str(self.start + self.held)})).geturl()


def _removed(source: str) -> frozenset[str]:
    """The ids of entries that are marked as removed: feedparser keeps one of an entry's several properties."""
    if _REMOVED not in source:
        return frozenset()
    marked = (entry for entry in _ENTRY.split(source) if _REMOVED in entry)
    return frozenset(found[1].strip() for entry in marked if (found := _ID.search(entry)))


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
    related = _related(entry)
    return comment, (ref, urls.resolve(post.url or base, related or href or (answered[1] if answered else None)))


def _related(entry: Any) -> str | None:
    """The address of the comment's entry that a reply on Blogger names beside the post."""
    links = dict.get(entry, "links") or []
    hrefs = (str(link.get("href")) for link in links if link.get("rel") == "related")
    return next((href for href in hrefs if _ENTRY_ADDRESS.search(href)), None)


def _parents(found: list[tuple[Comment, tuple[str | None, str | None]]]) -> list[tuple[str, str]]:
    """Which comment answers which: by its id, else by its address, else by the number that an address of it holds.

    What is not among them keeps its address, where that is a comment's.
    """
    ids = {comment.id for comment, _ in found}
    by_address = {comment.permalink: comment.id for comment, _ in found if comment.permalink}
    by_number = {number[1]: comment.id for comment, _ in found if (number := _NUMBER.search(comment.id))}
    pairs = []
    for comment, (ref, href) in found:
        named = _ENTRY_ADDRESS.search(href or "")
        parent = ref if ref in ids else by_address.get(href or "") or by_number.get(named[1] if named else "")
        parent = parent or _elsewhere(comment, named[1] if named else None, href)
        if parent and parent != comment.id:
            pairs.append((comment.id, parent))
    return pairs


def _elsewhere(comment: Comment, number: str | None, href: str | None) -> str | None:
    """The address of an answered comment that is not in this part; None where a post or nothing is answered."""
    if number:
        return f"{(comment.permalink or '').partition('#')[0]}#c{number}"
    return href if href and _COMMENT.search(href) and href != comment.permalink else None


def _is_newest_first(comments: list[Comment]) -> bool:
    times = [comment.published.timestamp() for comment in comments if comment.published]
    return len(times) > 1 and times[0] > times[-1] and times == sorted(times, reverse=True)
