"""What the names in a feed document mean to the fast reader, and which elements it may pass over.

A name that feedparser would take for something else here, or that is met where it is not expected, is an `UnsureError`.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from lxml import etree

ATOM: Final = "http://www.w3.org/2005/Atom"
RSS_1: Final = "http://purl.org/rss/1.0/"
RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
THREADING: Final = "http://purl.org/syndication/thread/1.0"
XML_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
XML_BASE: Final = "{http://www.w3.org/XML/1998/namespace}base"
RDF_ABOUT: Final = f"{{{RDF}}}about"
THREAD_COUNT: Final = f"{{{THREADING}}}count"

IGNORED: Final = ""
"""The code of an element that says nothing here."""

# these may hold markup, in Atom
_MARKUP: Final = frozenset({"title", "description", "body", "summary"})
_HOLDERS: Final = frozenset(
    ["channel", "item", "image", "text input", "hours", "order", "owner", "podcast category", "author", "contributor",
     "file", "files"]
)  # fmt: skip

# what these are, their prefix decides too
_BY_PREFIX: Final = frozenset({"own", "total"})

_DC: Final = "http://purl.org/dc/elements/1.1/"
_MEDIA: Final = "http://search.yahoo.com/mrss/"
_ITUNES: Final = "http://www.itunes.com/dtds/podcast-1.0.dtd"
_SYNDICATION: Final = "http://purl.org/rss/1.0/modules/syndication/"
_WELL_FORMED_WEB: Final = ("http://wellformedweb.org/CommentAPI/", "http://wellformedweb.org/commentAPI/")

# no element of these says anything that is read here, but for those that have a code
_SILENT: Final = frozenset(
    {
        "http://webns.net/mvcb/",
        "http://cyber.law.harvard.edu/rss/creativecommonsrssmodule.html",
        "http://backend.userland.com/creativecommonsrssmodule",
        "http://rssnamespace.org/feedburner/ext/1.0",
        "http://www.w3.org/2003/01/geo/wgs84_pos#",
        "http://madskills.com/public/xml/rss/module/pingback/",
        "http://madskills.com/public/xml/rss/module/trackback/",
        "http://purl.org/rss/1.0/modules/slash/",
        "http://purl.org/rss/1.0/modules/taxonomy/",
        "http://wellformedweb.org/commentapi/",
        _SYNDICATION,
        RDF,
    }
)
# prefixes that mean something to feedparser whatever they are bound to
_RESERVED: Final = frozenset(
    [
        "admin",
        "ag",
        "cc",
        "creativecommons",
        "content",
        "dc",
        "dcterms",
        "feedburner",
        "geo",
        "georss",
        "gml",
        "itunes",
        "media",
        "psc",
        "rdf",
        "slash",
        "sy",
        "taxo",
        "wfw",
        "xhtml",
        "xml",
        "title",
        "updated",
        "published",
        "created",
        "summary",
    ]
)
_RESERVED_URI: Final = (
    "backend.userland.com", "blogs.law.harvard.edu", "cyber.law.harvard.edu", "purl.org/dc/", "purl.org/rss/",
    "purl.org/atom/",
    "purl.org/echo", "purl.org/pie", "example.com", "netscape.com", "w3.org/", "webns.net", "creativecommons.org",
    "web.resource.org", "itunes.com", "search.yahoo.com", "podlove.org", "georss.org", "opengis.net",
    "prismstandard.org",
    "wellformedweb.org", "madskills.com", "rssnamespace.org", "schemas.", "uri/of/",
)  # fmt: skip
# these hosts hold names that feedparser knows and others; the others are as unknown as any
_UNKNOWN_THERE: Final = ("http://schemas.google.com/", "http://purl.org/syndication/")

_MODULES: Final[Mapping[str, str]] = MappingProxyType(
    {
        f"{{{_DC}}}creator": "person",
        f"{{{_DC}}}date": "updated",
        f"{{{_DC}}}subject": "category",
        f"{{{_DC}}}language": "language",
        **{f"{{{_DC}}}{name}": "own" for name in ("title", "description")},
        **{
            f"{{{_DC}}}{name}": IGNORED
            for name in ("publisher", "rights", "identifier", "format", "type", "source", "coverage", "relation")
        },
        "{http://purl.org/rss/1.0/modules/content/}encoded": "content",
        "{http://purl.org/rss/1.0/modules/slash/}comments": "count",
        **{f"{{{uri}}}comment{rss}": "comment feed" for uri in _WELL_FORMED_WEB for rss in ("Rss", "RSS")},
        f"{{{THREADING}}}total": "total",
        f"{{{_SYNDICATION}}}updatePeriod": "period",
        f"{{{_SYNDICATION}}}updateFrequency": "frequency",
        f"{{{_MEDIA}}}content": "file",
        f"{{{_MEDIA}}}group": "files",
        **{f"{{{_MEDIA}}}{name}": "own" for name in ("title", "description")},
        **{
            f"{{{_MEDIA}}}{name}": IGNORED
            for name in (
                "thumbnail",
                "credit",
                "copyright",
                "text",
                "community",
                "starRating",
                "statistics",
            )
        },
        "{http://www.georss.org/georss}featurename": IGNORED,
        **{f"{{com-wordpress:feed-additions:1}}{name}": IGNORED for name in ("post-id", "site")},
    }
)
_PODCASTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "author": "person",
        "summary": "own",
        "title": "own",
        "subtitle": "second subtitle",
        "category": "podcast category",
        "owner": "owner",
        **dict.fromkeys(
            ("name", "email", "image", "duration", "explicit", "block", "episode", "season", "episodeType", "type",
             "complete", "order", "new-feed-url", "isClosedCaptioned"),
            IGNORED,
        ),
    }
)  # fmt: skip
_RSS: Final = {
    "channel": "channel", "item": "item", "title": "title", "link": "link", "description": "description",
    "language": "language", "ttl": "ttl", "image": "image", "textInput": "text input", "textinput": "text input",
    "author": "person", "category": "category", "comments": "comments", "enclosure": "enclosure", "guid": "guid",
    "source": "source", "pubDate": "published", "lastBuildDate": "updated", "skipHours": "hours", "skipDays": "hours",
    "items": "order", "url": "part", "width": "part", "height": "part", "name": "word", "hour": IGNORED, "day": IGNORED,
    "managingEditor": "editor", "webMaster": IGNORED, "copyright": IGNORED, "generator": IGNORED, "docs": IGNORED,
    "cloud": IGNORED, "rating": IGNORED,
}  # fmt: skip
_ATOM: Final = {
    "entry": "item", "id": "id", "title": "title", "subtitle": "description", "link": "link", "author": "author",
    "contributor": "contributor", "category": "category", "updated": "updated", "published": "published",
    "content": "body", "summary": "summary", "name": "name", "uri": "uri", "email": "email",
    "generator": IGNORED, "icon": IGNORED, "logo": IGNORED, "rights": IGNORED,
}  # fmt: skip


def _known(core: Mapping[str, str], uri: str) -> Mapping[str, str]:
    """The codes of all names of a format, its own and those of modules."""
    start = f"{{{uri}}}" if uri else ""
    podcasts = {
        f"{{{spelt}}}{name}": code
        for name, code in _PODCASTS.items()
        for spelt in ("http://www.itunes.com/dtds/podcast-1.0.dtd", "http://www.itunes.com/DTDs/PodCast-1.0.dtd",
                      "http://www.itunes.com/DTDs/Podcast-1.0.dtd")
    }  # fmt: skip
    other = {} if uri == ATOM else {f"{{{ATOM}}}link": "link", f"{{{ATOM}}}updated": "updated"}
    return MappingProxyType({**_MODULES, **podcasts, **other, **{start + name: code for name, code in core.items()}})


RSS_NAMES: Final = _known(_RSS, "")
RDF_NAMES: Final = _known(_RSS, RSS_1)
ATOM_NAMES: Final = _known(_ATOM, ATOM)


class UnsureError(Exception):
    """The document holds something that only feedparser may judge."""


class Names:
    """What the names of one document mean. `codes` are those of its format."""

    def __init__(self, codes: Mapping[str, str], prefixes: Mapping[str | None, str]) -> None:
        self._codes = dict(codes)
        self._bound: dict[str, str] = {}
        for prefix, uri in prefixes.items():
            if prefix:
                self._bind(prefix, uri)

    def gather(self, holder: etree._Element) -> dict[str, list[etree._Element]]:
        """The children by what they mean, in their order; those that mean nothing left out."""
        found: dict[str, list[etree._Element]] = {}
        codes = self._codes
        for child in holder:
            tag = str(child.tag)
            code = codes.get(tag)
            if code is None or code in _BY_PREFIX:
                code = self._learn(child, tag, code)
            if code:
                if len(child) and code not in _HOLDERS and code not in _MARKUP:
                    raise UnsureError(tag)
                found.setdefault(code, []).append(child)
            elif len(child):
                self._pass_over(child)
        return found

    def _pass_over(self, element: etree._Element) -> None:
        """Nothing within an element that says nothing may say something."""
        for inner in element.iterdescendants():
            tag = str(inner.tag)
            code = self._codes.get(tag)
            if code or (code is None and self._learn(inner, tag, None)):
                raise UnsureError(tag)

    def _learn(self, element: etree._Element, tag: str, code: str | None) -> str:
        """The code of an element whose prefix matters or whose name is met for the first time."""
        uri, _, local = tag[1:].partition("}") if tag.startswith("{") else ("", "", tag)
        if code == "own":
            # feedparser is kept from these by their prefix
            if element.prefix not in {"dc", "media", "itunes"}:
                raise UnsureError(tag)
            return code
        if code == "total":
            self._bind(element.prefix, uri)
            return code
        if uri.lower() in _SILENT:
            if local.lower() in {"comments", "commentrss", "updateperiod", "updatefrequency"}:
                raise UnsureError(tag)
            self._codes[tag] = IGNORED
            return IGNORED
        if not uri or (any(part in uri.lower() for part in _RESERVED_URI) and not uri.startswith(_UNKNOWN_THERE)):
            raise UnsureError(tag)
        self._bind(element.prefix, uri)
        return IGNORED

    def _bind(self, prefix: str | None, uri: str) -> None:
        """One prefix means one namespace throughout; only one of them is the threading extension's."""
        if not prefix or (prefix.lower() in _RESERVED and not _is_reserved_uri(uri)):
            raise UnsureError(prefix)
        if self._bound.setdefault(prefix.lower(), uri) != uri:
            raise UnsureError(prefix)
        if "/syndication/thread/" in uri and (
            prefix != prefix.lower() or sum("/syndication/thread/" in bound for bound in self._bound.values()) > 1
        ):
            raise UnsureError(prefix)


def _is_reserved_uri(uri: str) -> bool:
    """Whether feedparser knows the namespace by itself, whatever its prefix."""
    return any(part in uri.lower() for part in _RESERVED_URI)
