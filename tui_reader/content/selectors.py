"""CSS selectors, compiled once, and run only where a page has the names they speak of.

Most selectors that a page is asked for speak of classes of software that has not written it: one look at all names of
the page spares as many walks over it. Knows no platform.
"""

from __future__ import annotations

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
    found: set[str] = set()
    classes: set[str] = set()
    for element in elements:
        if isinstance(element.tag, str):
            found.add(element.tag)
            for name, value in element.items():
                found.add(f"[{name}]")
                if name == "class":
                    classes.add(value)
                elif name == "id":
                    found.add(f"#{value}")
    found.update(f".{name}" for value in classes for name in value.split())
    return frozenset(found)


def find(css: str, element: HtmlElement, names: Names | None = None, *, is_whole: bool) -> list[HtmlElement]:
    """The elements that a selector finds, in document order: below `element`, and where `is_whole`, it too.

    `names` are those of the page; None: unknown.
    """
    path = _possible(css, names, is_whole=is_whole)
    found: list[HtmlElement] = _compiled(path)(element) if path else []
    return found


def first(css: str, element: HtmlElement, names: Names | None = None, *, is_whole: bool) -> HtmlElement | None:
    """The first element that a selector finds, or None; see `find`."""
    path = _possible(css, names, is_whole=is_whole)
    found: list[HtmlElement] = _compiled(f"({path})[1]")(element) if path else []
    return found[0] if found else None


@dataclass(frozen=True, slots=True)
class _Alternative:
    """What stands between two commas: the names without which it finds nothing, and its paths."""

    needs: Names
    whole: str
    below: str


def _possible(css: str, names: Names | None, *, is_whole: bool) -> str:
    """The path of those alternatives that a page with these names can answer; "" where it can answer none."""
    able = (one for one in _alternatives(css) if names is None or one.needs <= names)
    return " | ".join(one.whole if is_whole else one.below for one in able)


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
