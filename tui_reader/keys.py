"""Every key: its id, what presses it, its words, its line of help, and the pane it belongs to.

Bindings, footer, help and the README's table are made from KEYS. Nothing here knows what draws or handles them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

Scope = Literal["global", "navigation", "posts", "post", "comments"]

Place = Scope | Literal["problem"]
"""Where a footer stands: a pane, or the post's pane while it shows what went wrong."""

SCOPES: Final[tuple[Scope, ...]] = ("navigation", "posts", "post", "comments")


@dataclass(frozen=True, slots=True)
class Key:
    """One thing that keys can do.

    `keys` are key names as terminals give them, a printable one as its character; two names with a blank between are
    a chord. `words` stand in the footer, `help` is a sentence without its full stop. `takes_key` marks a family: its
    action is given the last key pressed.
    """

    id: str
    keys: tuple[str, ...]
    words: str
    help: str
    scope: Scope = "global"
    takes_key: bool = False

    @property
    def action(self) -> str:
        """The name of the method that does it, without its `action_`."""
        return self.id.rpartition(".")[2].replace("-", "_")

    @property
    def printed(self) -> str:
        """Its first key as printed on keyboards; a family shows its first and last."""
        return f"{label(self.keys[0])} … {label(self.keys[-1])}" if self.takes_key else label(self.keys[0])


KEYS: Final[tuple[Key, ...]] = (
    # everywhere
    Key("older", ("J", "ctrl+down"), "older", "Next, older post; past the end of the feed too"),
    Key("newer", ("K", "ctrl+up"), "newer", "Previous, newer post"),
    Key("read-on", ("space",), "read on", "Read on: the page, the comments, the next unread post"),
    Key("read-back", ("b",), "page back", "A page back"),
    Key("page-down", ("pagedown",), "page down", "A page down"),
    Key("page-up", ("pageup",), "page up", "A page up"),
    Key("half-down", ("ctrl+d",), "half a page down", "Half a page down"),
    Key("half-up", ("ctrl+u",), "half a page up", "Half a page up"),
    Key("top", ("g g", "home"), "top", "To the top"),
    Key("bottom", ("G", "end"), "bottom", "To the bottom"),
    Key("next-pane", ("tab",), "next pane", "Next pane: feeds, posts, post, comments"),
    Key("previous-pane", ("shift+tab",), "previous pane", "Previous pane"),
    Key("show-list", ("1",), "list", "The list of posts; again: the feeds"),
    Key("show-post", ("2",), "post", "The post"),
    Key("show-comments", ("3",), "comments", "Its comments"),
    Key("comments", ("c",), "comments", "Show the comments; again: back"),
    Key("discussion", ("C",), "discussion", "Open the discussion in the browser"),
    Key("elsewhere", ("D",), "elsewhere", "Discussions of this post on other sites; again: the next one"),
    Key("browser", ("o",), "browser", "Open post, comment or site in the browser"),
    Key("copy-link", ("y",), "copy link", "Copy the link of post, comment or site"),
    Key("copy-markdown", ("Y",), "copy Markdown", "Copy the post as Markdown"),
    Key("star", ("s",), "star", "Star this post, or take the star away"),
    Key("toggle-read", ("m",), "read or unread", "Mark this post read or unread"),
    Key("mark-above", ("M",), "above read", "Mark this post and those above it read"),
    Key("mark-all", ("A",), "all read", "Mark the whole list read"),
    Key("undo", ("U",), "undo", "Take the last change back"),
    Key("refresh", ("r",), "refresh", "Refresh this feed; in a post its comments too"),
    Key("refresh-all", ("R",), "refresh all", "Refresh everything"),
    Key("add", ("a",), "add a feed", "Add a feed by any address of its blog"),
    Key("info", ("i",), "details", "Where this comes from, and what is missing"),
    Key("help", ("?",), "help", "Keys, those of this pane first"),
    Key("commands", (":", "ctrl+p"), "commands", "All commands"),
    Key("back", ("escape",), "back", "Back, or end what is under way here"),
    Key("leave", ("q",), "back or quit", "Back; in the feeds: quit"),
    # the feeds
    Key("navigation.down", ("j", "down"), "move", "Next row", "navigation"),
    Key("navigation.up", ("k", "up"), "move", "Previous row", "navigation"),
    Key("navigation.open", ("enter", "l", "right"), "open", "To its posts", "navigation"),
    Key("navigation.fold", ("h", "left"), "fold", "Fold a folder, or go to it", "navigation"),
    Key("navigation.next-unread", ("n",), "next unread", "Next feed with unread posts", "navigation"),
    Key("navigation.previous-unread", ("p",), "previous unread", "Previous feed with unread posts", "navigation"),
    Key("navigation.unsubscribe", ("d",), "unsubscribe", "Unsubscribe from this feed", "navigation"),
    Key("navigation.unread", ("g u",), "unread", "To all that is unread", "navigation"),
    Key("navigation.today", ("g t",), "today", "To what came today", "navigation"),
    Key("navigation.starred", ("g s",), "starred", "To the starred posts", "navigation"),
    Key("navigation.watched", ("g w",), "watched", "To the watched threads", "navigation"),
    # the list of posts
    Key("posts.down", ("j", "down"), "move", "Next post", "posts"),
    Key("posts.up", ("k", "up"), "move", "Previous post", "posts"),
    Key("posts.open", ("enter", "l", "right"), "open", "Open the post", "posts"),
    Key("posts.feeds", ("h", "left"), "feeds", "To the feeds", "posts"),
    Key("posts.next-unread", ("n",), "next unread", "Next unread post", "posts"),
    Key("posts.previous-unread", ("p",), "previous unread", "Previous unread post", "posts"),
    # the post
    Key("post.down", ("j", "down"), "scroll", "A line down", "post"),
    Key("post.up", ("k", "up"), "scroll", "A line up", "post"),
    Key("post.choose", ("enter",), "do it", "Do what the cursor stands on, where a blog cannot be had", "post"),
    Key("post.next-unread", ("n",), "next unread", "Open the next unread post", "post"),
    Key("post.previous-unread", ("p",), "previous unread", "Open the previous unread post", "post"),
    Key("post.next-heading", ("]",), "next heading", "The next heading", "post"),
    Key("post.previous-heading", ("[",), "previous heading", "The previous heading", "post"),
    Key("post.navigation", ("h", "left"), "list", "To the list of posts", "post"),
    Key("post.to-comments", ("l", "right"), "comments", "To the comments", "post"),
    # the comments
    Key("comments.down", ("j", "down"), "move", "Next comment", "comments"),
    Key("comments.up", ("k", "up"), "move", "Previous comment", "comments"),
    Key("comments.next-top", ("n",), "next thread", "Next comment on the post itself", "comments"),
    Key("comments.previous-top", ("p",), "previous thread", "Previous comment on the post itself", "comments"),
    Key("comments.next-sibling", ("]",), "next sibling", "Next reply to the same comment", "comments"),
    Key("comments.previous-sibling", ("[",), "previous sibling", "Previous reply to the same comment", "comments"),
    Key("comments.parent", ("u",), "parent", "To the comment that this one answers", "comments"),
    Key("comments.next-new", ("w",), "next new", "Next comment that is new since the last visit", "comments"),
    Key("comments.previous-new", ("W",), "previous new", "Previous new comment", "comments"),
    Key("comments.came-from", ("'",), "where I was", "Back to where I was before the last jump", "comments"),
    Key("comments.order", ("e",), "order", "Another order: by thread, newest first, oldest first", "comments"),
    Key("comments.watch", ("v",), "watch", "Watch this thread, or no longer", "comments"),
    Key("comments.fold", ("h", "left"), "fold", "Fold, or to the parent", "comments"),
    Key(
        "comments.unfold",
        ("l", "right"),
        "unfold",
        "Unfold, or first reply; at the end load the rest",
        "comments",
    ),
    Key("comments.toggle-fold", ("enter",), "fold", "Fold or unfold this one", "comments"),
    Key("comments.fold-all", ("z M",), "fold all", "Fold all", "comments"),
    Key("comments.unfold-all", ("z R",), "unfold all", "Unfold all", "comments"),
    Key(
        "comments.fold-to",
        tuple(f"z {depth}" for depth in range(1, 10)),
        "fold to a depth",
        "Fold all to a depth",
        "comments",
        takes_key=True,
    ),
)


@dataclass(frozen=True, slots=True)
class FooterEntry:
    """Keys that share one word in the footer, as ids; `words` where the first key's own do not fit here, `short` where
    the footer has no room for those.
    """

    ids: tuple[str, ...]
    words: str | None = None
    short: str | None = None

    def shown(self, *, is_short: bool) -> tuple[str, str]:
        """The keys as printed, and their words."""
        held = [by_id(key_id) for key_id in self.ids]
        words = self.words or held[0].words
        return " ".join(key.printed for key in held), (self.short if is_short else None) or words


_LAST: Final = (FooterEntry(("help",)), FooterEntry(("commands",)))
_LAST_SHORT: Final = FooterEntry(("help", "commands"))

FOOTERS: Final[dict[Place, tuple[FooterEntry, ...]]] = {
    "navigation": (
        FooterEntry(("navigation.down", "navigation.up")),
        FooterEntry(("navigation.open",)),
        FooterEntry(("navigation.fold",)),
        FooterEntry(("navigation.next-unread",), short="unread"),
        FooterEntry(("add",), short="add"),
        FooterEntry(("refresh",)),
        *_LAST,
    ),
    "posts": (
        FooterEntry(("posts.down", "posts.up")),
        FooterEntry(("posts.open",)),
        FooterEntry(("posts.next-unread",), short="unread"),
        FooterEntry(("star",)),
        FooterEntry(("mark-all",)),
        FooterEntry(("posts.feeds",)),
        *_LAST,
    ),
    "post": (
        FooterEntry(("read-on",)),
        FooterEntry(("older",)),
        FooterEntry(("newer",)),
        FooterEntry(("comments",)),
        FooterEntry(("star",)),
        *_LAST,
    ),
    "problem": (
        FooterEntry(("post.down", "post.up"), "move"),
        FooterEntry(("post.choose",)),
        FooterEntry(("browser",)),
        FooterEntry(("refresh",), "try again"),
        FooterEntry(("info",)),
        *_LAST,
    ),
    "comments": (
        FooterEntry(("comments.down", "comments.up")),
        FooterEntry(("comments.next-new",), short="new"),
        FooterEntry(("comments.next-top",), short="thread"),
        FooterEntry(("comments.fold", "comments.unfold"), "fold, unfold", "fold"),
        FooterEntry(("comments.order",)),
        FooterEntry(("comments",), "back"),
        *_LAST,
    ),
}
"""What the footer offers while a pane has the focus, most useful first; help and commands are always the last two."""

_NAMES: Final = {
    "escape": "Esc",
    "pagedown": "PageDown",
    "pageup": "PageUp",
}


def label(key: str) -> str:
    """A key or chord as printed on keyboards: `ctrl+d` is "Ctrl+D", `z M` stays, `enter` is "Enter"."""
    return " ".join(_printed_name(name) for name in key.split(" "))


def _printed_name(name: str) -> str:
    if len(name) == 1:
        return name
    return "+".join(_NAMES.get(part, part.capitalize()) for part in name.split("+"))


def by_id(key_id: str) -> Key:
    """The entry with that id; raises KeyError where there is none."""
    for key in KEYS:
        if key.id == key_id:
            return key
    raise KeyError(key_id)


def in_scope(scope: Scope) -> tuple[Key, ...]:
    """The entries that belong to one pane, or with "global" to none."""
    return tuple(key for key in KEYS if key.scope == scope)


def chords(scope: Scope) -> dict[tuple[str, str], Key]:
    """The two-key sequences that hold while a pane has the focus: (first, second) to what they do."""
    found: dict[tuple[str, str], Key] = {}
    for entry in (*in_scope("global"), *in_scope(scope)):
        for pressed in entry.keys:
            first, blank, second = pressed.partition(" ")
            if blank:
                found[first, second] = entry
    return found


def footer(place: Place) -> list[tuple[str, str]]:
    """What the footer shows for a pane: keys as printed, and their words; the last two are help and commands."""
    return [entry.shown(is_short=False) for entry in FOOTERS[place]]


def short_footer(place: Place) -> list[tuple[str, str]]:
    """The same in fewer columns; the last entry is help and commands in one."""
    return [entry.shown(is_short=True) for entry in (*FOOTERS[place][: -len(_LAST)], _LAST_SHORT)]


def clashes() -> list[tuple[str, str, str]]:
    """Keys with two meanings within a pane and everywhere, as (key, id, other id); a chord's first key counts too."""
    found: list[tuple[str, str, str]] = []
    for scope in SCOPES:
        taken: dict[str, str] = {}
        openers: dict[str, str] = {}
        for entry in (*in_scope("global"), *in_scope(scope)):
            for pressed in entry.keys:
                first, blank, _ = pressed.partition(" ")
                if pressed in taken or (not blank and first in openers) or (blank and first in taken):
                    found.append((pressed, taken.get(pressed) or openers.get(first) or taken[first], entry.id))
                taken[pressed] = entry.id
                if blank:
                    openers.setdefault(first, entry.id)
    return found
