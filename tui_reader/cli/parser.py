"""The words of the command line; imports nothing that takes time, so that --help and --version answer at once."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

from tui_reader import __version__

_Command = Callable[[str, str], argparse.ArgumentParser]

TARGET_HELP = "an address, a saved page (.html .xml .json .txt), a folder of saved pages, or - for standard input"
DESCRIPTION = "Read blogs, and the conversation under each post, in the terminal. Without a command: open the reader."
EPILOG = """\
Data goes to standard output, everything else to standard error.
Exit codes: 0 ok · 1 all that was asked for failed · 2 usage · 3 some of it failed · 130 interrupted.
First steps: `tui-reader demo` shows a bundled blog; `tui-reader add ADDRESS` follows one of yours."""


class _Parser(argparse.ArgumentParser):
    """Complains without repeating what a file name may hold: control characters are left out."""

    def error(self, message: str) -> NoReturn:
        from tui_reader.content.text import clean

        super().error(clean(message))


def parse(words: Sequence[str] | None) -> argparse.Namespace:
    """The words of a command line, those of this process for None; ends the process where they say nothing sensible.

    A start of the reader, which has options alone, does not wait until every command is described.
    """
    quick = argparse.ArgumentParser(add_help=False, allow_abbrev=False, exit_on_error=False)
    _add_options(quick)
    with suppress(argparse.ArgumentError):
        options, rest = quick.parse_known_args(words)
        if not rest:
            return options
    return build_parser().parse_args(words)


def _add_options(parser: argparse.ArgumentParser) -> None:
    """The options that every command has."""
    parser.add_argument("--data-dir", type=Path, metavar="DIR", help="where subscriptions and posts are kept")
    parser.add_argument("--config", type=Path, metavar="FILE", help="the settings file")
    parser.add_argument("--offline", action="store_true", help="ask nothing of the network")
    parser.add_argument("--quiet", action="store_true", help="say nothing but data and errors")
    parser.set_defaults(command="reader", json=False)


def build_parser() -> argparse.ArgumentParser:
    """The whole command line."""
    parser = _Parser(
        prog="tui-reader", description=DESCRIPTION, epilog=EPILOG, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--version", action="version", version=f"tui-reader {__version__}")
    _add_options(parser)
    # the same options are understood after the command too; SUPPRESS keeps what stood before it
    common = _Parser(add_help=False, argument_default=argparse.SUPPRESS)
    common.add_argument("--data-dir", type=Path, metavar="DIR", help=argparse.SUPPRESS)
    common.add_argument("--config", type=Path, metavar="FILE", help=argparse.SUPPRESS)
    common.add_argument("--offline", action="store_true", help=argparse.SUPPRESS)
    common.add_argument("--quiet", action="store_true", help=argparse.SUPPRESS)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")

    def command(name: str, about: str) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=about, description=about[:1].upper() + about[1:] + ".", parents=[common])
        added.set_defaults(command=name)
        return added

    _add_reading(command)
    _add_library(command)
    _add_lists(command)
    _add_exchange(command)
    return parser


def _json(parser: argparse.ArgumentParser, about: str = "one JSON object a line") -> None:
    parser.add_argument("--json", action="store_true", help=about)


def _ask(parser: argparse.ArgumentParser) -> None:
    about = "let these third parties be asked for the comments that they keep (disqus,github,...); may be repeated"
    parser.add_argument("--ask", action="extend", type=_names, default=[], metavar="SERVICE", help=about)


def _add_reading(command: _Command) -> None:
    opened = command("open", "open the reader at a page or feed without subscribing")
    opened.add_argument("target", metavar="TARGET", help=TARGET_HELP)
    opened.add_argument("--base-url", metavar="URL", help="what the address of a local file was")

    command("demo", "the reader on the bundled sample blog: no network, nothing kept")

    read = command("read", "print posts with their neighbours and comments")
    read.add_argument("targets", nargs="+", metavar="TARGET", help=f"{TARGET_HELP}; or a stored post's number or title")
    shape = read.add_mutually_exclusive_group()
    shape.add_argument("--json", action="store_true", help="one JSON object a line")
    shape.add_argument("--markdown", action="store_true", help="as Markdown")
    shape.add_argument("--text", action="store_true", help="as plain text without decoration")
    read.add_argument(
        "--base-url", metavar="URL", help="what the address of a local file was; links resolve against it"
    )
    read.add_argument("--no-comments", action="store_true", help="leave the conversation out")
    _ask(read)

    preview = command("preview", "show what `add` would do; changes nothing")
    preview.add_argument("target", metavar="TARGET", help=TARGET_HELP)
    _json(preview)

    comments = command("comments", "print the conversation under a post")
    comments.add_argument(
        "target",
        nargs="?",
        metavar="POST|TARGET",
        help="a stored post's number or title, or a target; without it --new is about all threads",
    )
    comments.add_argument("--base-url", metavar="URL", help="what the address of a local file was")
    comments.add_argument("--new", action="store_true", help="only what came since the thread was last left")
    _ask(comments)
    comments.add_argument("--elsewhere", action="store_true", help="where else it is talked about; --ask names sites")
    _json(comments, "the comments as one JSON object; of all threads, and elsewhere, one object a line")


def _add_library(command: _Command) -> None:
    add = command("add", "subscribe to a feed, a site, or a page without a feed")
    add.add_argument("targets", nargs="+", metavar="TARGET", help="an address")
    add.add_argument("--folder", metavar="F", help="put it into this folder")
    add.add_argument("--title", metavar="T", help="call it this")
    _json(add, "one JSON object a feed")

    remove = command("remove", "unsubscribe; `undo` brings it back")
    remove.add_argument("feeds", nargs="+", metavar="FEED", help="a feed's number, address or part of its title")
    _json(remove, "one JSON object a feed")

    refresh = command("refresh", "ask feeds and watched threads for what is new")
    refresh.add_argument("feeds", nargs="*", metavar="FEED", help="a feed's number, address or title (default: all)")
    refresh.add_argument("--watched", action="store_true", help="all watched threads, and no feeds but those named")
    refresh.add_argument("--jobs", type=_positive, default=None, metavar="N", help="how many to ask at once")
    refresh.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    refresh.add_argument("--sample", action="store_true", help=argparse.SUPPRESS)
    _json(refresh, "one JSON object a feed or thread")

    feeds = command("feeds", "list subscriptions")
    feeds.add_argument("--feed", metavar="F", help="this one only")
    feeds.add_argument("--folder", metavar="F", help="of this folder only")
    feeds.add_argument("--unread", action="store_true", help="those with unread posts only")
    feeds.add_argument("--limit", type=_positive, default=None, metavar="N", help="how many at most (default: all)")
    _json(feeds)

    config = command("config", "the settings in force, where files lie, the keys")
    about = "the settings; the folders; write a settings file of comments; the keys"
    config.add_argument("what", choices=["show", "path", "init", "keys"], help=about)
    _json(config, "as one JSON object; for keys one a line")


def _add_lists(command: _Command) -> None:
    posts = command("posts", "list stored posts, newest first")
    posts.add_argument("--feed", metavar="F", help="of this feed only")
    posts.add_argument("--folder", metavar="F", help="of this folder only")
    posts.add_argument("--unread", action="store_true", help="unread ones only")
    posts.add_argument("--starred", action="store_true", help="starred ones only")
    posts.add_argument("--watched", action="store_true", help="those whose threads are watched only")
    posts.add_argument("--limit", type=_positive, default=50, metavar="N", help="how many at most (default: 50)")
    _json(posts)

    unread = command("unread", "print the counters, for status bars")
    _json(unread, "as one JSON object")

    mark = command("mark", "mark posts")
    mark.add_argument("posts", nargs="+", metavar="POST", help="a post's number, address or part of its title")
    how = mark.add_mutually_exclusive_group(required=True)
    for name in ("read", "unread", "star", "unstar", "watch", "unwatch"):
        how.add_argument(f"--{name}", dest="kind", action="store_const", const=name)
    _json(mark, "one JSON object a change")

    undo = command("undo", "take the last change back")
    _json(undo, "as one JSON object")


def _names(text: str) -> list[str]:
    """Names with commas between them, as consents are kept: in small letters."""
    return [name.strip().lower() for name in text.split(",") if name.strip()]


def _add_exchange(command: _Command) -> None:
    taken = command("import", "follow the feeds of a list from another reader: OPML, or newsboat's urls")
    taken.add_argument("target", metavar="FILE|URL|-", help="the list; what is followed already stays as it is")
    taken.add_argument("--dry-run", action="store_true", help="tell what would be done; change nothing")
    _json(taken, "one JSON object an entry of the list")

    export = command("export", "write subscriptions as OPML, or stored posts with their comments")
    about = "opml: the subscriptions (default); json: posts as `read --json` prints them; markdown: one document a post"
    export.add_argument("--format", choices=["opml", "json", "markdown"], default="opml", help=about)
    which = export.add_mutually_exclusive_group()
    which.add_argument("--feed", metavar="F", help="this feed only")
    which.add_argument("--post", metavar="P", help="this post only: its number, address or part of its title")
    export.add_argument("-o", "--output", metavar="FILE", help="write to this file (default, and -: standard output)")
    export.add_argument("--force", action="store_true", help="replace the file where it is there already")


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be 1 or more")
    return number
