"""CSS selectors, compiled once, and run only where a page has the names they speak of.

Most selectors that a page is asked for speak of classes of software that has not written it: one look at all names of
the page spares as many walks over it. Knows no platform.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import cssselect
from cssselect import HTMLTranslator
from cssselect.parser import Attrib, Class, CombinedSelector, Element, Hash
from lxml import etree
from lxml.html import HtmlElement

Names = frozenset[str]
"""Names as selectors write them: `div`, `.post`, `#comments`, `[href]`."""


def names_of(elements: Iterable[HtmlElement]) -> Names:
    """The names of all tags, classes, ids and attributes that these elements have."""
    tags: set[str] = set()
    held: dict[str, set[str]] = defaultdict(set)
    for element in elements:
        if isinstance(element.tag, str):
            tags.add(element.tag)
            for name, value in element.items():
                held[name].add(value)
    attributes = {f"[{name}]" for name in held}
    ids = {f"#{value}" for value in held["id"]}
    return frozenset(tags | attributes | ids | {f".{name}" for value in held["class"] for name in value.split()})


class Finder:
    """Finds what selectors select in trees with these `names`; None: what names they have is not known."""

    def __init__(self, names: Names | None) -> None:
        self._names = names
        self._paths: dict[tuple[str, bool, bool], etree.XPath | None] = {}

    def all(self, css: str, element: HtmlElement, *, is_whole: bool) -> list[HtmlElement]:
        """What a selector finds, in document order: below `element`, and where `is_whole`, it too."""
        path = self._path(css, is_whole=is_whole, is_first=False)
        found: list[HtmlElement] = path(element) if path else []
        return found

    def first(self, css: str, element: HtmlElement, *, is_whole: bool) -> HtmlElement | None:
        """The first that a selector finds, or None; see `all`."""
        path = self._path(css, is_whole=is_whole, is_first=True)
        found: list[HtmlElement] = path(element) if path else []
        return found[0] if found else None

    def _path(self, css: str, *, is_whole: bool, is_first: bool) -> etree.XPath | None:
        """The path of those alternatives that have all their names there; None where none has."""
        asked = (css, is_whole, is_first)
        if asked not in self._paths:
            able = [one for one in _alternatives(css) if self._names is None or one.needs <= self._names]
            path = " | ".join(one.whole if is_whole else one.below for one in able)
            self._paths[asked] = _compiled(f"({path})[1]" if is_first else path) if able else None
        return self._paths[asked]


@dataclass(frozen=True, slots=True)
class _Alternative:
    """What stands between two commas: the names without which it finds nothing, and its paths."""

    needs: Names
    whole: str
    below: str


@lru_cache(maxsize=4000)
def _alternatives(css: str) -> tuple[_Alternative, ...]:
    translator = HTMLTranslator()
    return tuple(
        _Alternative(
            _needs(selector.parsed_tree),
            translator.selector_to_xpath(selector, "descendant-or-self::"),
            translator.selector_to_xpath(selector, "descendant::"),
        )
        for selector in cssselect.parse(css)
    )


def _needs(tree: Any) -> Names:
    """The names that a parsed selector speaks of; what stands in `:not()`, `:is()` and `:has()` is not looked at."""
    found: set[str] = set()
    waiting = [tree]
    while waiting:
        part = waiting.pop()
        if isinstance(part, Element):
            if part.element:
                found.add(part.element.lower())
            continue
        if isinstance(part, Class):
            found.add(f".{part.class_name}")
        elif isinstance(part, Hash):
            found.add(f"#{part.id}")
        elif isinstance(part, Attrib) and not part.namespace:
            found.add(f"[{part.attrib.lower()}]")
        elif isinstance(part, CombinedSelector):
            waiting.append(part.subselector)
        waiting.append(part.selector)
    return frozenset(found)


@lru_cache(maxsize=4000)
def _compiled(path: str) -> etree.XPath:
    return etree.XPath(path)
