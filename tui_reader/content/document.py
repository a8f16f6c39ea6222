"""An HTML page decoded and parsed once: its tree, its true address, and how to ask it things. Knows no platform."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from copy import deepcopy
from functools import cached_property

from lxml.html import HtmlElement, tostring

from tui_reader.content import encoding, selectors, tree, urls
from tui_reader.content.text import clean_line
from tui_reader.errors import ParseError
from tui_reader.models import Page

_MARKUP = re.compile(
    r"<(?:!doctype|html|head|body|p|div|a|br|span|table|ul|h[1-6]|meta|title|article)\b", re.IGNORECASE
)
_BINARY = re.compile(r"(?:image|audio|video|font)/(?!svg)|application/(?:pdf|zip|gzip|octet-stream|x-tar)")
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z0-9]{2,8}))?(?![A-Za-z0-9])")
# mirrors made by wget write the question mark of a query into the file's name, and a suffix behind it
_MIRRORED = re.compile(r"%3F([^/#]*?)(?:\.html?)?(?=#|$)", re.IGNORECASE)


# text may hold a stray one, pictures and programs hold dozens
_MANY_NULS = 8


class Document:
    """A parsed page.

    `url` is the address the page stands for: that of its Page without archive wrapping, or the canonical address it
    names where it was read from a file. `base_url` is what its links are relative to. `source` is the decoded text.
    The tree is shared and never changed.
    """

    def __init__(self, page: Page, source: str, root: HtmlElement, *, is_plain_text: bool = False) -> None:
        self.page = page
        self.source = source
        self.root = root
        self.is_plain_text = is_plain_text
        self.url = _original(page.url)
        if not urls.is_web(self.url):
            named = (self._canonical(), self.meta("og:url"))
            self.url = next((url for url in named if url and urls.is_web(url)), self.url)
        self.base_url = self.url
        base = next(root.iter("base"), None)
        named_base = urls.resolve(self.url, base.get("href")) if base is not None else None
        if named_base and urls.is_web(named_base):
            self.base_url = _original(named_base)

    @classmethod
    def from_page(cls, page: Page, base_url: str | None = None) -> Document:
        """The document that a page holds; `base_url` takes precedence over the page's own address.

        Raises ParseError where the page is empty or holds something else than text.
        """
        if base_url:
            page = Page(**{name: getattr(page, name) for name in Page.__slots__} | {"url": base_url})
        if not page.content.strip():
            raise ParseError("The page is empty", f"{clean_line(page.url) or 'It'} answered without any text.")
        head = page.content[:1024]
        is_wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
        is_said = bool(_BINARY.match(page.media_type or ""))
        if is_said or (head.count(b"\0") >= _MANY_NULS and not is_wide):
            kind = clean_line(page.media_type, 60) if is_said else "not text"
            raise ParseError("Not a page", f"{clean_line(page.url) or 'It'} is {kind}, which cannot be shown here.")
        source = tree.mended(encoding.decode(page.content, page.charset))
        is_plain_text = page.media_type == "text/plain" or not _MARKUP.search(source)
        body = f"<html><body><pre>{html.escape(source)}</pre></body></html>" if is_plain_text else source
        return cls(page, source, tree.parse(body), is_plain_text=is_plain_text)

    def select(self, css: str, within: HtmlElement | None = None) -> list[HtmlElement]:
        """The elements that a CSS selector finds, in document order; below `within` where it is given."""
        if within is None:
            return self._finder.all(css, self.root, is_whole=True)
        return self._finder_below(within).all(css, within, is_whole=False)

    def first(self, css: str, within: HtmlElement | None = None) -> HtmlElement | None:
        """The first element that a CSS selector finds, or None."""
        if within is None:
            return self._finder.first(css, self.root, is_whole=True)
        return self._finder_below(within).first(css, within, is_whole=False)

    @cached_property
    def elements(self) -> list[HtmlElement]:
        """All of the tree in document order, comments of the markup too.

        lxml makes an element's object anew each time unless somebody holds it; every walk over a page pays for that.
        """
        return list(self.root.iter())

    @cached_property
    def _finder(self) -> selectors.Finder:
        return selectors.Finder(selectors.names_of(self.elements))

    def _finder_below(self, element: HtmlElement) -> selectors.Finder:
        """What finds elements below one that may be of another tree, whose names nobody knows."""
        return self._finder if element in self._own else selectors.Finder(None)

    @cached_property
    def _own(self) -> frozenset[HtmlElement]:
        return frozenset(self.elements)

    def text(self, element: HtmlElement | None, limit: int = 500) -> str | None:
        """The element's text on one clean line, a blank at line-breaking tags, without scripts; None if it has none."""
        return None if element is None else clean_line(tree.text_of(element), limit)

    def absolute(self, href: str | None) -> str | None:
        """The absolute address of a link of this page, without archive wrapping; None if it cannot be followed."""
        url = urls.resolve(self.base_url, href)
        return _original(url) if url else None

    def meta(self, *names: str) -> str | None:
        """The content of the first `meta` element that has one of these names as name, property or itemprop."""
        return next((self._metas[name.lower()] for name in names if name.lower() in self._metas), None)

    @cached_property
    def _metas(self) -> dict[str, str]:
        metas: dict[str, str] = {}
        for element in self.root.iter("meta"):
            content = clean_line(element.get("content"), urls.MAX_LENGTH)
            if content:
                for attribute in ("name", "property", "itemprop"):
                    for name in (element.get(attribute) or "").lower().split():
                        metas.setdefault(name, content)
        return metas

    @cached_property
    def language(self) -> str | None:
        """The page's language as it names it, such as `de` or `pt-BR`."""
        named = (
            self.root.get("lang"),
            self.root.get("xml:lang"),
            self.meta("content-language", "language", "og:locale", "inlanguage"),
            *(element.get("lang") for element in self.root.iter("body")),
        )
        for name in named:
            match = _LANGUAGE.match(name.strip()) if name else None
            if match:
                return f"{match[1].lower()}-{match[2].upper()}" if match[2] else match[1].lower()
        return None

    @cached_property
    def title(self) -> str | None:
        """The text of the page's `title` element."""
        return next((text for element in self.root.iter("title") if (text := clean_line(element.text))), None)

    @cached_property
    def own_urls(self) -> tuple[str, ...]:
        """The addresses this page answers to: what it calls canonical, on the same host, and the one asked for."""
        named = (self._canonical(), self.absolute(self.meta("og:url")))
        same_host = [url for url in named if url and urls.same_site(url, self.url)]
        return tuple(dict.fromkeys([*same_host, self.url]))

    def inner_html(self, element: HtmlElement, drop: Iterable[HtmlElement] = ()) -> str:
        """The HTML inside an element, given elements below it left out."""
        unwanted = set(drop)
        if unwanted:
            copy = deepcopy(element)
            twins = [twin for node, twin in zip(element.iter(), copy.iter(), strict=True) if node in unwanted]
            for twin in twins:
                if twin is not copy:
                    twin.drop_tree()
            element = copy
        inside = (tostring(child, encoding="unicode") for child in element)
        return html.escape(element.text or "", quote=False) + "".join(inside)

    def _canonical(self) -> str | None:
        for element in self.root.iter("link"):
            if "canonical" in (element.get("rel") or "").lower().split():
                url = urls.resolve(_original(self.page.url), element.get("href"))
                if url:
                    return _original(url)
        return None


def _original(url: str) -> str:
    """The address that an archive's or a mirror's address stands for."""
    url = urls.unwrap_archive(url)
    return _MIRRORED.sub(r"?\1", url, count=1) if "%3" in url else url
