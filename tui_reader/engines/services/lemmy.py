"""Lemmy: a post's comments as its instance answers them, fifty at a time. Bodies are Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from html import escape
from typing import Any

from tui_reader.content import urls
from tui_reader.content.document import Document
from tui_reader.content.text import clean
from tui_reader.engines import identity
from tui_reader.engines.services import base
from tui_reader.models import Comment, Page, Thread, ThreadSource

NAME = "lemmy"

_POST = re.compile(r"^(https?://[^/?#]+)/post/(\d{1,12})(?=$|[/?#])")
_PAGE_SIZE = 50
_MOST_PAGES = 400
_LONGEST = 20_000

_FENCE = re.compile(r"^\s*(```|~~~)")
_QUOTE = re.compile(r"^[\s>]*>\s?")
_MARKER = re.compile(r"^\s*(?:[-*+]|\d{1,9}[.)])\s+")
_ITEM = re.compile(r"^\s*(?:[-*+]|(\d{1,9})[.)])\s+\S")
_HEADING = re.compile(r"^(#{1,6})\s+(.*?)\s*#*$")
_CODE = re.compile(r"(`+)(.+?)\1")
_IMAGE = re.compile(r"!\[([^\]\n]{0,300})\]\((https?://[^\s()<>]+)(?:\s+&quot;[^\n]*?&quot;)?\)")
_LINK = re.compile(r"\[([^\]\n]{1,300})\]\((https?://[^\s<>]+?)(?:\s+&quot;[^\n]*?&quot;)?\)")
_BARE = re.compile(r"(?<![\w\"=/>])(https?://[^\s<>\"]*[^\s<>\".,;:!?)\]*])")
_MARKS = (
    (re.compile(r"\*\*(?=\S)(.{1,300}?)(?<=\S)\*\*"), r"<strong>\1</strong>"),
    (re.compile(r"(?<![*\w])\*(?=[^\s*])(.{1,300}?)(?<=[^\s*])\*(?![*\w])"), r"<em>\1</em>"),
    (re.compile(r"(?<![_\w])_(?=[^\s_])(.{1,300}?)(?<=[^\s_])_(?![_\w])"), r"<em>\1</em>"),
    (re.compile(r"~~(?=\S)(.{1,300}?)(?<=\S)~~"), r"<s>\1</s>"),
)


class Lemmy:
    """See `base.Service`."""

    name = NAME

    def sources(self, document: Document) -> tuple[ThreadSource, ...]:
        """See `Service`: the first page, oldest comments first."""
        if "lemmy" not in document.source or document.first("div.lemmy-site, .comment-node, a.person-listing") is None:
            return ()
        found = next((post for url in document.own_urls if (post := _POST.match(url))), None)
        return (ThreadSource.at(_page(found[1], found[2], 1), NAME),) if found else ()

    def read(self, page: Page, source: ThreadSource) -> Thread:
        """See `Service`: a page that is not full is the last."""
        views = base.list_of(page, "comments")
        asked = base.query(source.request.url)
        number, place = base.number(asked.get("page")) or 1, base.number(asked.get("post_id"))
        site = f"https://{urls.host(source.request.url)}"
        comments = [comment for view in base.items(views) if (comment := _comment(view, site)) is not None]
        is_last = len(views) < _PAGE_SIZE
        rest = () if is_last or place is None or number >= _MOST_PAGES else (_page(site, str(place), number + 1),)
        return Thread(
            NAME,
            identity.distinct(comments),
            closed=True if any(base.flag(view, "post", "locked") for view in base.items(views)) else None,
            complete=True if is_last else None,
            rest=tuple(ThreadSource.at(url, NAME, service=source.service) for url in rest),
            base_url=f"{site}/",
        )


def _page(site: str, post: str, number: int) -> str:
    return f"{site}/api/v3/comment/list?post_id={post}&type_=All&sort=Old&limit={_PAGE_SIZE}&page={number}"


def _comment(view: dict[str, Any], site: str) -> Comment | None:
    told = base.at(view, "comment")
    if not isinstance(told, dict):
        return None
    number = base.line(told, "id")
    name = base.line(view, "creator", "display_name") or base.line(view, "creator", "name")
    is_gone = bool(base.flag(told, "deleted") or base.flag(told, "removed"))
    creator, owner = base.number(view, "creator", "id"), base.number(view, "post", "creator_id")
    return base.remark(
        number,
        Comment(
            id="",
            html="" if is_gone else _html(told.get("content")),
            parent_id=_parent(told, number),
            author=base.author(name, base.address(view, "creator", "actor_id")),
            published=base.moment(told, "published", is_utc=True),
            permalink=f"{site}/comment/{number}" if number else None,
            is_deleted=is_gone,
            is_by_post_author=creator is not None and creator == owner,
        ),
    )


def _parent(told: dict[str, Any], number: str | None) -> str | None:
    """The one before the last in "0.12.34"; the first versions named the parent."""
    above = (base.line(told, "path", limit=5000) or "").split(".")[:-1]
    parent = above[-1] if above else base.line(told, "parent_id")
    return parent if parent and parent.isdigit() and parent not in {"0", number} else None


def _html(text: Any) -> str:
    """Markdown as HTML: what people use in comments, and what is not understood as it stands."""
    if not isinstance(text, str) or len(text) > _LONGEST:
        return base.plain(text)
    return "".join(_blocks(clean(text).expandtabs(4).split("\n"))).strip()


def _blocks(lines: Sequence[str]) -> Iterator[str]:
    """Code between fences, quotes, and what stands between them."""
    start = 0
    while start < len(lines):
        if _FENCE.match(lines[start]):
            end = _end(lines, start + 1, lambda line: not _FENCE.match(line))
            inner = "\n".join(lines[start + 1 : end])
            yield f"<pre><code>{escape(inner, quote=False)}</code></pre>"
            end += 1
        elif _is_quote(lines[start]):
            end = _end(lines, start, _is_quote)
            stripped = [_QUOTE.sub("", line) for line in lines[start:end]]
            yield f"<blockquote>{''.join(_simple(stripped))}</blockquote>"
        else:
            end = _end(lines, start, lambda line: not _is_quote(line) and not _FENCE.match(line))
            yield from _simple(lines[start:end])
        start = end


def _is_quote(line: str) -> bool:
    return line.lstrip().startswith(">")


def _end(lines: Sequence[str], start: int, is_wanted: Callable[[str], bool]) -> int:
    """Where the lines from `start` on that are wanted end."""
    return next((place for place in range(start, len(lines)) if not is_wanted(lines[place])), len(lines))


def _simple(lines: Sequence[str]) -> Iterator[str]:
    """Headings, lists and paragraphs."""
    start = 0
    while start < len(lines):
        line, end = lines[start], start + 1
        heading, item = _HEADING.match(line), _ITEM.match(line)
        if heading:
            level = len(heading[1])
            yield f"<h{level}>{_inline(heading[2])}</h{level}>"
        elif item:
            end = _end(lines, start, lambda line: bool(_ITEM.match(line)))
            items = "".join(f"<li>{_inline(_MARKER.sub('', line))}</li>" for line in lines[start:end])
            yield f"<ol>{items}</ol>" if item[1] else f"<ul>{items}</ul>"
        elif line.strip():
            end = _end(lines, start, _is_paragraph)
            yield f"<p>{_inline(chr(10).join(lines[start:end]))}</p>"
        start = end


def _is_paragraph(line: str) -> bool:
    return bool(line.strip()) and not _ITEM.match(line) and not _HEADING.match(line)


def _inline(text: str) -> str:
    """Code, links, pictures and emphasis; code and addresses are set aside, so that nothing in them is emphasis."""
    kept: list[str] = []

    def keep(html: str) -> str:
        kept.append(html)
        return f"\0{len(kept) - 1}\0"

    html = escape(text)
    html = _CODE.sub(lambda found: keep(f"<code>{found[2]}</code>"), html)
    html = _IMAGE.sub(lambda found: keep(f'<img src="{found[2]}" alt="{found[1]}">'), html)
    html = _LINK.sub(lambda found: keep(f'<a href="{found[2]}">') + found[1] + keep("</a>"), html)
    html = _BARE.sub(lambda found: keep(f'<a href="{found[1]}">{found[1]}</a>'), html)
    for pattern, mark in _MARKS:
        html = pattern.sub(mark, html)
    html = re.sub(r"(?: {2,}|\\)\n", "<br>", html)
    return re.sub("\0(\\d+)\0", lambda found: kept[int(found[1])], html)


SERVICE = Lemmy()
