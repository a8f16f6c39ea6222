"""Opening an address outside the terminal: http and https only, and never through a shell."""

from __future__ import annotations

import subprocess
import webbrowser
from collections.abc import Callable, Mapping, Sequence
from urllib.parse import urlsplit

Opener = Callable[[str], bool]
"""Opens an address; False where nothing could be started."""


def is_openable(url: str | None) -> bool:
    """Whether an address may be handed to another program."""
    if not url or not url.isascii() or any(character <= " " for character in url):
        return False
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname)


def opener(environ: Mapping[str, str], start: Callable[[Sequence[str]], bool] | None = None) -> Opener:
    """What opens addresses here: the programs in `BROWSER` in turn, else the desktop's own.

    `BROWSER` is a list with colons between; `%s` in a word stands for the address, which else comes last.
    """
    run = start or _start
    commands = [words for command in environ.get("BROWSER", "").split(":") if (words := command.split())]

    def open_address(url: str) -> bool:
        if not is_openable(url):
            return False
        for words in commands:
            has_place = any("%s" in word for word in words)
            if run([word.replace("%s", url) for word in words] if has_place else [*words, url]):
                return True
        return not commands and _open_on_desktop(url, environ, run)

    return open_address


def _open_on_desktop(url: str, environ: Mapping[str, str], run: Callable[[Sequence[str]], bool]) -> bool:
    if environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY"):
        return run(["xdg-open", url]) or webbrowser.open(url)
    # without a desktop webbrowser might start a text browser in the very terminal we draw on
    return run(["open", url]) if environ.get("__CFBundleIdentifier") else False


def _start(argv: Sequence[str]) -> bool:
    """Start a program that neither reads our keys nor writes on our screen."""
    quiet = subprocess.DEVNULL
    try:
        subprocess.Popen(argv, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True)  # noqa: S603  argv, no shell
    except OSError:
        return False
    return True
