"""A post with its neighbours and its conversation as one document: Markdown, or text without decoration."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from tui_reader import words
from tui_reader.cli.article import Article
from tui_reader.content import blocks as content_blocks
from tui_reader.content.text import clean, clean_line
from tui_reader.models import Comment, Link, Neighbours, PostData, PostLink
from tui_reader.reader.markdown import escaped, of_post

if TYPE_CHECKING:
    from tui_reader.worker import Worker

Drawn = Callable[[Link, str], str]
"""How a neighbour's link is written, given a name for one without title."""

ANONYMOUS = "Anonymous"


async def markdown(article: Article, worker: Worker) -> str:
    """The whole page as Markdown; comments are paragraphs, replies quotes in quotes. Raises ParseError."""
    reading, post = article.reading, article.reading.post
    parts = [_strip(reading.neighbours, _markdown_link)]
    if post:
        heading, body = await of_post(post, worker, reading.url)
        parts += [heading, escaped(_facts(post)), body]
    base = reading.thread.base_url if reading.thread else None
    if article.remarks:
        parts += ["---", f"## {words.plural(len(article.remarks), 'comment')}"]
    for remark in article.remarks:
        text = (await worker.to_markdown(remark.comment.html, base)).strip() if remark.comment.html else ""
        head = f"**{escaped(_name(remark.comment))}**{_date(remark.comment)}"
        quote = "> " * remark.depth
        parts.append("\n".join(f"{quote}{line}".rstrip() for line in f"{head}\n\n{text}".rstrip().split("\n")))
    if reading.thread and reading.thread.closed_notice and article.has_comments:
        parts.append(escaped(reading.thread.closed_notice))
    parts += [f"*{warning}*" for warning in reading.warnings]
    return clean("\n\n".join(part for part in parts if part))


def text(article: Article) -> Iterator[str]:
    """The whole page as lines of text, paragraphs unwrapped."""
    reading, post = article.reading, article.reading.post
    strip = _strip(reading.neighbours, lambda link, name: link.title or name)
    facts = _facts(post) if post else ""
    for part in (strip, (post.title if post else None) or "", facts, content_blocks.plain(article.blocks)):
        if part:
            yield from clean(part).split("\n")
            yield ""
    for remark in article.remarks:
        indent = "  " * remark.depth
        yield f"{indent}{clean(_name(remark.comment))}{_date(remark.comment)}"
        for line in content_blocks.plain(remark.blocks).split("\n"):
            yield f"{indent}{clean(line)}".rstrip()
        yield ""
    if reading.thread and reading.thread.closed_notice and article.has_comments:
        yield from (clean(reading.thread.closed_notice), "")
    yield from map(clean, reading.warnings)


def markdown_list(title: str | None, rows: tuple[PostLink, ...]) -> Iterator[str]:
    """A list of posts as Markdown."""
    if title:
        yield f"# {escaped(title)}"
        yield ""
    for row in rows:
        name = row.title or clean_line(row.summary, 60) or row.url
        date = f" · {row.published.iso()}" if row.published else ""
        yield clean(f"- {_markdown_link(Link(row.url or None, name), name)}{date}")


def _strip(neighbours: Neighbours, drawn: Drawn) -> str:
    older, newer, index = neighbours.previous, neighbours.next, neighbours.index
    if not (older or newer):
        return ""
    pieces = [
        f"« {drawn(older, 'older post')}" if older else "",
        drawn(index, "Main") if index else "Main",
        f"{drawn(newer, 'newer post')} »" if newer else "",
    ]
    return " | ".join(piece for piece in pieces if piece)


def _markdown_link(link: Link, name: str) -> str:
    shown = escaped(link.title or name)
    return f"[{shown}]({link.url})" if link.url else shown


def _facts(post: PostData) -> str:
    date = words.full_date(post.published) if post.published else None
    facts = (post.author.name if post.author else None, date, ", ".join(post.tags))
    return " · ".join(fact for fact in facts if fact)


def _name(comment: Comment) -> str:
    return comment.author.name if comment.author else ANONYMOUS


def _date(comment: Comment) -> str:
    return f" · {comment.published.iso()}" if comment.published else ""
