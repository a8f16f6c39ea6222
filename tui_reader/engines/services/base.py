"""What a service is, and the tools to read one: values taken out of JSON that may hold anything, and out of scripts.

Nothing here raises for a value that is missing or of another kind, except where it says so. Text passes the gate.
"""

from __future__ import annotations

import html as markup
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC
from typing import Any, Protocol
from urllib.parse import parse_qsl, urlencode, urlsplit

from tui_reader.content import dates, urls
from tui_reader.content.document import Document
from tui_reader.content.text import clean, clean_line, storable
from tui_reader.engines import identity
from tui_reader.errors import ParseError
from tui_reader.models import Author, Comment, Moment, Page, Request, Thread, ThreadSource

MAX_COMMENTS = 20_000
"""Remarks taken from one answer."""

_FIRST_YEAR = 1990
_GAP = 40
_LONGEST_OBJECT = 10_000
_NUMBER = re.compile(r"-?[0-9]{1,18}(?:\.[0-9]*)?")
# blanks are counted: of many, all ways to share them out would be tried
_SET = r"""(?:\s{0,9}["']?\s{0,9}[:=]|["']\s{0,9},)\s{0,9}"""
_VALUE = r"""(?:"((?:[^"\\\n]|\\.)*)"|'((?:[^'\\\n]|\\.)*)'|`([^`$\\]*)`|(-?[0-9]+)\b)"""
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(.))")
_CONTROLS = {"n": "\n", "t": "\t", "r": "\r", "b": "", "f": ""}
_UNDEFINED = re.compile(r"(?<=[:,\[])undefined(?=[,}\]])")
_BLANK_LINE = re.compile(r"\n\s*\n")


class Service(Protocol):
    """Answers for comments beside the page: the API of a blog software, or a service that pages embed."""

    @property
    def name(self) -> str:
        """What `ThreadSource.reader` says: "wordpress-api", "disqus"."""

    def sources(self, document: Document) -> tuple[ThreadSource, ...]:
        """What to ask for the comments of this page; () where it shows no sign of this service."""

    def read(self, page: Page, source: ThreadSource) -> Thread:
        """The comments that one answer holds; its `rest` is what to ask next, `complete` True where it was the last.

        Raises ParseError where the answer is not of this service's kind.
        """


@dataclass(frozen=True, slots=True)
class Mark:
    """A page that embeds a service has `word` in it, and an element that `css` selects where that is given."""

    name: str
    word: str
    css: str = ""

    def is_on(self, document: Document) -> bool:
        """Whether the page carries it; looking for a word is cheap, looking for elements is not."""
        return self.word in document.source and (not self.css or document.first(self.css) is not None)


def json_of(page: Page) -> Any:
    """An answer as the JSON that it should be; raises ParseError naming the address."""
    try:
        content = page.content.decode(json.detect_encoding(page.content), "replace")
        return json.loads(content, strict=False)
    except (ValueError, RecursionError) as error:
        address = clean_line(page.url)
        raise ParseError("Not an answer of a comment service", f"{address} did not answer with JSON.") from error


def object_of(page: Page, *path: str | int) -> dict[str, Any]:
    """An answer, or what stands at `path` in it, as the object that it should be; raises ParseError."""
    value = at(json_of(page), *path)
    if not isinstance(value, dict):
        raise unlike(page)
    return value


def list_of(page: Page, *path: str | int) -> list[Any]:
    """An answer, or what stands at `path` in it, as the list that it should be; raises ParseError."""
    value = at(json_of(page), *path)
    if not isinstance(value, list):
        raise unlike(page)
    return value


def unlike(page: Page) -> ParseError:
    """The error to raise for an answer that is not of the service's kind."""
    return ParseError(
        "Not an answer of a comment service", f"{clean_line(page.url)} answered, but with something else than comments."
    )


def at(value: Any, *path: str | int) -> Any:
    """What stands at a path of names and places, `at(answer, "data", 0, "id")`; None where the path ends before."""
    for step in path:
        if isinstance(step, str) and isinstance(value, dict):
            value = value.get(step)
        elif isinstance(step, int) and isinstance(value, list) and -len(value) <= step < len(value):
            value = value[step]
        else:
            return None
    return value


def line(value: Any, *path: str | int, limit: int = 500) -> str | None:
    """A string (or a whole number as one) on one clean line; None for anything else and for blanks."""
    value = at(value, *path)
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value) if abs(value) < 10**30 else ""
    return clean_line(value, limit) if isinstance(value, str) else None


def unescaped(value: Any, *path: str | int) -> str | None:
    """Like `line`, of a string that is written as HTML is: `Ada &amp; Co`."""
    value = at(value, *path)
    return line(markup.unescape(value)) if isinstance(value, str) else None


def html(value: Any, *path: str | int) -> str:
    """A string of HTML as it came; "" for anything else."""
    value = at(value, *path)
    return storable(value) if isinstance(value, str) else ""


def plain(value: Any, *path: str | int) -> str:
    """A string of plain text as HTML: paragraphs at blank lines, breaks at line ends; "" for anything else."""
    value = at(value, *path)
    text = clean(value).strip() if isinstance(value, str) else ""
    if not text:
        return ""
    paragraphs = (markup.escape(part.strip(), quote=False) for part in _BLANK_LINE.split(text))
    return "".join(f"<p>{part.replace(chr(10), '<br>')}</p>" for part in paragraphs)


def number(value: Any, *path: str | int) -> int | None:
    """A whole number, also where it came as a string or with a fraction; None for anything else."""
    value = at(value, *path)
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    match = _NUMBER.fullmatch(value.strip() if isinstance(value, str) else str(value) if _is_small(value) else "")
    return int(match[0].partition(".")[0]) if match else None


def flag(value: Any, *path: str | int) -> bool | None:
    """True or False, also as 1 and 0; None for anything else."""
    value = at(value, *path)
    return bool(value) if isinstance(value, bool) or value in (0, 1) else None


def items(value: Any, *path: str | int) -> list[dict[str, Any]]:
    """The objects of a list, or of an object's values; [] for anything else."""
    value = at(value, *path)
    if isinstance(value, dict):
        value = list(value.values())
    return [item for item in value[:MAX_COMMENTS] if isinstance(item, dict)] if isinstance(value, list) else []


def moment(value: Any, *path: str | int, is_utc: bool = False) -> Moment | None:
    """A time: any written form, or seconds or milliseconds since 1970. `is_utc`: without an offset it is UTC's.

    None for anything else, and for times before the web, with which software says "never".
    """
    value = at(value, *path)
    if isinstance(value, int | float) and not isinstance(value, bool) and _is_small(value):
        value = str(int(value))
    found = dates.read(value.strip()[:80]) if isinstance(value, str) else None
    if found is None or found.value.year < _FIRST_YEAR:
        return None
    if is_utc and not found.is_day and found.value.tzinfo is None:
        return Moment(found.value.replace(tzinfo=UTC))
    return found


def address(value: Any, *path: str | int, base: str | None = None) -> str | None:
    """An address on the web that may be followed, relative ones against `base`; None for anything else."""
    value = at(value, *path)
    url = urls.resolve(base, value) if isinstance(value, str) else None
    return url if urls.is_web(url) else None


def author(name: str | None, url: str | None = None) -> Author | None:
    """Who wrote something; None where no name is told."""
    return Author(name, url) if name else None


def walk(
    roots: Iterable[dict[str, Any]], replies: Callable[[dict[str, Any]], Iterable[dict[str, Any]]]
) -> Iterator[tuple[dict[str, Any], dict[str, Any] | None]]:
    """Nested remarks in reading order, each with the one that it stands under; at most `MAX_COMMENTS`.

    `replies` takes the answers out of a remark: `lambda item: items(item, "children")`.
    """
    waiting: list[tuple[dict[str, Any], dict[str, Any] | None]] = []
    waiting.extend([(root, None) for root in roots][::-1])
    for _ in range(MAX_COMMENTS):
        if not waiting:
            return
        item, parent = waiting.pop()
        yield item, parent
        waiting.extend([(reply, item) for reply in replies(item)][::-1])


def remark(comment_id: str | None, comment: Comment) -> Comment:
    """The comment under the service's own id; where that is missing under one made of what was written."""
    if comment_id:
        return replace(comment, id=comment_id)
    name = comment.author.name if comment.author else None
    when = comment.published.iso() if comment.published else None
    return replace(comment, id=identity.by_content(name, when, comment.html))


def source(document: Document, request: Request, reader: str, service: str | None = None) -> ThreadSource:
    """A place to ask, the blog's own where it is on the page's site, else a third party's: `service`, or the bare host.

    A server that anybody may run is not called by its software: who allows one host has not allowed all of them.
    """
    is_own = urls.same_site(request.url, document.url)
    return ThreadSource(request, reader, None if is_own else service or urls.host(request.url))


def path_of(url: str) -> str:
    """The path of an address as scripts see it (`location.pathname`), "/" at least."""
    try:
        return urlsplit(url).path or "/"
    except ValueError:
        return "/"


def with_query(url: str, parameters: Mapping[str, str | int]) -> str:
    """The address with these parameters at the end of its query, instead of those of the same names that it has."""
    bare, _, told = url.partition("#")[0].partition("?")
    kept = [(name, value) for name, value in parse_qsl(told, keep_blank_values=True) if name not in parameters]
    return f"{bare}?{urlencode([*kept, *parameters.items()], errors='replace')}"


def query(url: str) -> dict[str, str]:
    """The parameters of an address, the last of each name."""
    try:
        return dict(parse_qsl(urlsplit(url).query, keep_blank_values=True))
    except ValueError:
        return {}


def post_json(url: str, told: Mapping[str, Any]) -> Request:
    """A request that posts an object as JSON."""
    return Request(url, (("Content-Type", "application/json"),), json.dumps(told, sort_keys=True).encode())


def object_in_script(source: str, *openings: str) -> str | None:
    """The text of the object that follows one of these words in a page's scripts: `new Gitalk({…})`, `config = {…}`."""
    for opening in openings:
        place = source.find(opening)
        start = source.find("{", place, place + len(opening) + _GAP) if place >= 0 else -1
        if start < 0:
            continue
        depth = 0
        for brace in re.finditer(r"[{}]", source[start : start + _LONGEST_OBJECT]):
            depth += 1 if brace[0] == "{" else -1
            if depth == 0:
                return source[start : start + brace.end()]
    return None


def state_in_script(source: str, opening: re.Pattern[str]) -> dict[str, Any]:
    """The object that a page hands to its scripts where `opening` ends: `window.__STATE__ = {…}`; {} where none is.

    It may be JSON in a string, and say `undefined`, for which JSON has no word.
    """
    found = opening.search(source)
    if found is None:
        return {}
    decoder = json.JSONDecoder(strict=False)
    try:
        try:
            value, _ = decoder.raw_decode(source, found.end())
        except ValueError:
            value, _ = decoder.raw_decode(_UNDEFINED.sub("null", source[found.end() :]))
        if isinstance(value, str):
            value, _ = decoder.raw_decode(value.lstrip())
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def set_in_script(source: str, *names: str) -> str | None:
    """The string or number that a page's scripts give a name: `name = "x"`, `"name": 7`, `setAttribute('name', 'x')`.

    Dots in names are meant literally; the first name that is set wins. On one clean line, escapes undone.
    """
    for name in names:
        if name not in source:
            # looking for a word is cheap
            continue
        match = re.search(rf"(?<![\w$]){re.escape(name)}{_SET}{_VALUE}", source)
        found = next((group for group in match.groups() if group), "") if match else ""
        if value := clean_line(_ESCAPE.sub(_character, found), urls.MAX_LENGTH):
            return value
    return None


def _character(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    return chr(int(code, 16)) if code else _CONTROLS.get(match[3], match[3])


def _is_small(value: float) -> bool:
    """Whether it can be written out: neither infinite nor no number, nor thousands of digits long."""
    return -1e17 < value < 1e17
