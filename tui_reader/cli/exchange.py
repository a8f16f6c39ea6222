"""import, export: lists of feeds from other readers, and subscriptions and posts for them."""

from __future__ import annotations

import asyncio
import json
import os
import stat
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from tui_reader import words
from tui_reader.cli import documents, page_shapes
from tui_reader.cli.article import compose
from tui_reader.cli.context import FAILED, OK, SOME_FAILED, Context, complain, emit, outcome
from tui_reader.cli.shapes import Json
from tui_reader.config import DATABASE
from tui_reader.content.text import clean, clean_line
from tui_reader.errors import ConfigError, TuiReaderError
from tui_reader.models import Post, PostFilter
from tui_reader.reader import exchange, naming
from tui_reader.reader.exchange import Entry, Found, Outcome

if TYPE_CHECKING:
    from tui_reader.reader import Sources
    from tui_reader.storage import Storage

USAGE = 2
STANDARD_OUTPUT = "-"
_BATCH = 200

_Write = Callable[[str], None]


async def take_in(context: Context) -> int:
    """Follow the feeds of a list; with --dry-run only tell what would be done."""
    target = context.options.target
    try:
        async with context.sources() as sources:
            found = await exchange.look(sources, target)
        entries = await asyncio.to_thread(_planned if context.options.dry_run else _taken, context, found)
        if not entries:
            raise ConfigError(f"{found.name} names no feeds", "There is nothing in it to follow.")
    except TuiReaderError as error:
        context.fail(target, error)
        return FAILED
    for entry in entries:
        _tell_entry(context, found, entry)
    counts = Counter(entry.outcome for entry in entries)
    for note in found.listed.notes:
        context.say(note)
    context.say(_summary(counts, is_dry=context.options.dry_run))
    if counts[Outcome.ADDED] or counts[Outcome.KNOWN]:
        return SOME_FAILED if counts[Outcome.SKIPPED] else OK
    return FAILED


def _planned(context: Context, found: Found) -> list[Entry]:
    with context.stored() as storage:
        return exchange.plan(found, storage.feeds.all() if storage else ())


def _taken(context: Context, found: Found) -> list[Entry]:
    from tui_reader.storage import Storage

    storage = Storage.open(context.paths.data / DATABASE, now=context.now)
    try:
        return exchange.take(storage, found)
    finally:
        storage.close()


def _tell_entry(context: Context, found: Found, entry: Entry) -> None:
    if context.options.json:
        emit(_entry_shape(entry))
    elif entry.outcome is Outcome.ADDED:
        number = f"{entry.feed.id} " if entry.feed and entry.feed.id else ""
        verb = "Would subscribe:" if context.options.dry_run else "Subscribed:"
        folder = f" · {entry.folder}" if entry.folder else ""
        print(clean(f"{verb} {number}{entry.title}{folder}"))
    if entry.outcome is Outcome.SKIPPED:
        reason = entry.reason or ""
        place = f"{found.name}, line {entry.line}"
        complain(ConfigError(f"{place}: skipped {entry.text}", f"{reason[:1].upper()}{reason[1:]}."))


def _entry_shape(entry: Entry) -> Json:
    return {
        "status": str(entry.outcome),
        "feed": (entry.feed.id or None) if entry.feed else None,
        "title": entry.title,
        "url": entry.url,
        "folder": entry.folder,
        "line": entry.line,
        "text": entry.text or None,
        "reason": entry.reason,
        "change": entry.change.id if entry.change else None,
    }


def _summary(counts: Counter[Outcome], *, is_dry: bool) -> str:
    added = counts[Outcome.ADDED]
    parts = [
        f"{added:,} {'to be added' if is_dry else 'added'}",
        *[f"{counts[Outcome.KNOWN]:,} already there"] * bool(counts[Outcome.KNOWN]),
        *[f"{counts[Outcome.SKIPPED]:,} skipped"] * bool(counts[Outcome.SKIPPED]),
    ]
    if is_dry:
        return f"{' · '.join(parts)}. Nothing was changed."
    return f"{' · '.join(parts)}.{' `tui-reader refresh` fetches what they hold.' * bool(added)}"


async def hand_out(context: Context) -> int:
    """Write subscriptions as OPML, or posts with their comments as JSON or Markdown, as they are kept."""
    options = context.options
    if options.format == "opml" and options.post:
        complain(ConfigError("OPML holds feeds, no posts", "--format markdown or --format json writes a post."))
        return USAGE
    with context.stored() as storage:
        if storage is None or not storage.feeds.all():
            context.say("Nothing to export: no subscriptions yet. `tui-reader add ADDRESS` follows a blog.")
            return FAILED
        feed = naming.find_feed(storage, options.feed) if options.feed else None
        if options.format == "opml":
            from tui_reader.formats import opml

            feeds = [feed] if feed else storage.feeds.all()
            with _output(options.output, is_forced=options.force) as write:
                write(opml.write(feeds, title="Subscriptions of tui-reader"))
            told = words.plural(len(feeds), "subscription")
            code = OK
        else:
            post = naming.find_post(storage, options.post) if options.post else None
            wanted = [post] if post else _posts(storage, PostFilter(feed_id=feed.id if feed else None))
            code, told = await _write_posts(context, storage, iter(wanted))
    if options.output not in {None, STANDARD_OUTPUT}:
        context.say(f"{told} written to {clean_line(options.output, 200)}.")
    return code


def _posts(storage: Storage, wanted: PostFilter) -> Iterator[Post]:
    """All posts of a list, newest first, a window at a time."""
    anchor: int | None = None
    while True:
        window = storage.posts.window(wanted, anchor=anchor, after=_BATCH)
        yield from window.rows
        if not window.has_after:
            return
        anchor = window.rows[-1].sort - 1


async def _write_posts(context: Context, storage: Storage, posts: Iterator[Post]) -> tuple[int, str]:
    """Write posts one after the other, and what was written in words; one that cannot be does not stop the others.

    Raises ConfigError where there is nothing to write.
    """
    options = context.options
    failures = written = 0
    async with context.sources() as sources:
        with _output(options.output, is_forced=options.force) as write:
            for post in posts:
                try:
                    drawn = await _drawn(sources, storage, post, is_json=options.format == "json")
                except TuiReaderError as error:
                    failures += 1
                    context.fail(f"Post {post.id}", error)
                    continue
                if written and options.format == "markdown":
                    write("\n\n")
                write(drawn)
                written += 1
            if failures and not written:
                raise ConfigError("Nothing was exported", "The reason stands above, post by post.")
            if not written:
                raise ConfigError("No posts are kept here", "`tui-reader refresh` asks for them.")
    return outcome(failures, failures + written), words.plural(written, "post")


async def _drawn(sources: Sources, storage: Storage, post: Post, *, is_json: bool) -> str:
    """A post with its thread as `read` prints it, ended by a newline. Raises ParseError."""
    reading = naming.stored_reading(storage, post)
    article = await compose(str(post.id), reading, sources.worker, with_comments=True)
    if not is_json:
        return await documents.markdown(article, sources.worker) + "\n"
    shape = {
        **await page_shapes.article(article, sources.worker),
        "id": post.id,
        "feed": post.feed_id,
        "feed_title": post.feed_title,
        "is_read": post.is_read,
        "is_starred": post.is_starred,
    }
    return clean(json.dumps(shape, ensure_ascii=False)) + "\n"


@contextmanager
def _output(target: str | None, *, is_forced: bool) -> Iterator[_Write]:
    """Where an export goes: standard output (None, `-`), or a file that is there whole or not at all.

    Raises ConfigError where the file is there already and not to be replaced, or cannot be written.
    """
    if target is None or target == STANDARD_OUTPUT:
        yield lambda text: print(text, end="")
        return
    name = clean_line(target, 80) or "An empty name"
    with _told(name):
        path = Path(target).resolve()
        is_there = path.exists()
        # a pipe or a device is written to, never replaced
        is_special = is_there and not path.is_file() and not path.is_dir()
    if is_special:
        with _opened(path, "w", name) as write:
            yield write
        return
    if is_there and (not is_forced or path.is_dir()):
        raise _taken_name(name, is_folder=path.is_dir())
    part = path.with_name(f".tui-reader-{os.getpid()}.part")
    try:
        with _opened(part, "x", name) as write:
            yield write
        with _told(name):
            _put(part, path, name, is_forced=is_forced)
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


@contextmanager
def _opened(path: Path, mode: Literal["w", "x"], name: str) -> Iterator[_Write]:
    """A file to write text to; what was written is on the disk at the end. Raises ConfigError."""
    with _told(name):
        file = path.open(mode, encoding="utf-8", errors="replace")

    def write(text: str) -> None:
        with _told(name):
            file.write(text)

    try:
        yield write
        with _told(name):
            file.flush()
            if path.is_file():
                os.fsync(file.fileno())
    finally:
        # what could not be written was told
        with suppress(OSError):
            file.close()


def _put(part: Path, path: Path, name: str, *, is_forced: bool) -> None:
    """Give a written file its name; one that came there meanwhile stays, unless it is to be replaced."""
    if is_forced:
        if path.exists():
            part.chmod(stat.S_IMODE(path.stat().st_mode))
        part.replace(path)
        return
    try:
        path.hardlink_to(part)
    except FileExistsError as error:
        raise _taken_name(name) from error
    except OSError:
        # some file systems know no links; between the look and the renaming somebody may win
        if path.exists():
            raise _taken_name(name) from None
        part.replace(path)


def _taken_name(name: str, *, is_folder: bool = False) -> ConfigError:
    if is_folder:
        return ConfigError(f"{name} is a folder", "Give the name of a file in it.")
    return ConfigError(f"{name} is there already", "It was left as it is. --force replaces it.")


@contextmanager
def _told(name: str) -> Iterator[None]:
    """An error of the file system as one that names the file."""
    try:
        yield
    except OSError as error:
        message = f"{error.strerror or error}. What was there before is as it was."
        raise ConfigError(f"{name} cannot be written", message) from error
