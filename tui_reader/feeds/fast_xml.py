"""Well-formed RSS 2.0 and 0.9x, RSS 1.0 and Atom 1.0, read by lxml where that surely gives what feedparser would.

Everything in doubt is left to feedparser: `read` then returns None, and nothing of the document is used.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from lxml import etree

from tui_reader.content.text import clean_line
from tui_reader.feeds import fast_post, fast_values, values, xml_text
from tui_reader.feeds.fast_names import (
    ATOM,
    ATOM_NAMES,
    RDF,
    RDF_NAMES,
    RSS_1,
    RSS_NAMES,
    XML_BASE,
    XML_LANG,
    Names,
    UnsureError,
)
from tui_reader.feeds.fast_post import Found, Origin
from tui_reader.models import ParsedFeed

_VERSIONS: Final = {"0.91": "RSS 0.91", "0.92": "RSS 0.92", "0.93": "RSS 0.93", "0.94": "RSS 0.94"}
_DECLARATION = re.compile(r"<\?xml\s+version\s*=\s*[\"']1\.0[\"'][^>]*\?>")
_HEAD = 10_000
# feedparser forgets to leave such a base; what comes after must be the same with and without it
_BASE = re.compile(rb"base\s*=")
_ABSOLUTE = re.compile(r"(?:https?://[^\s/?#;]+[^\s?#;]*(?:\?[^\s#;]+)?(?:#[^\s;]+)?|(?:tag|urn):[^\s?#;]+)")
_MAY_HAVE_BASE = frozenset(f"{{{ATOM}}}{name}" for name in ("title", "subtitle", "content", "summary"))
_ADDRESSES = frozenset(f"{{{ATOM}}}{name}" for name in ("id", "uri"))
# windows-1252 gone wrong, which feedparser puts right, written out or as references
_C1 = re.compile(rb"\xc2[\x80-\x9f]")
_C1_REFERENCE = re.compile(r"&#(?:0*1(?:2[89]|[345][0-9])|[xX]0*[89][0-9a-fA-F]);")
_ASIDE = ("image", "text input", "hours", "order", "owner", "podcast category")
_IN_CHANNEL = frozenset(
    [
        "title", "link", "description", "language", "ttl", "category", "published", "updated", "editor", "item",
        "period", "frequency", "person", "own", "second subtitle", *_ASIDE,
    ]
)  # fmt: skip
_IN_FEED = frozenset(
    [
        "title", "link", "description", "id", "author", "contributor", "category", "updated", "item", "period",
        "frequency",
    ]
)  # fmt: skip


def read(url: str, source: str) -> ParsedFeed | None:
    """The feed that an XML text holds; None where feedparser has to say what it is."""
    source = source.lstrip("\ufeff \t\r\n")
    if not _is_plain(source):
        return None
    # nothing is fetched, no entity is expanded, nothing broken is patched up
    parser = etree.XMLParser(
        encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        content = source.encode("utf-8")
        if _C1.search(content):
            return None
        root = etree.fromstring(content, parser)
        return _feed(url, root, has_bases=_BASE.search(content.lower()) is not None and _has_bases(root))
    except (etree.XMLSyntaxError, UnicodeEncodeError, UnsureError):
        return None


def _is_plain(source: str) -> bool:
    """Whether nothing in the text would be changed before feedparser has it."""
    head = source[:_HEAD]
    if "<!DOCTYPE" in head or "<!ENTITY" in head or (head.startswith("<?xml") and not _DECLARATION.match(head)):
        return False
    return "&#" not in source or not (_C1_REFERENCE.search(source) or xml_text.has_illegal_reference(source))


def _has_bases(root: etree._Element) -> bool:
    """Whether texts name what their links are relative to; raises UnsureError where this may touch anything else."""
    has_bases = False
    for element in root.iter():
        for key, value in element.items():
            if key.lower().endswith("base"):
                if key != XML_BASE or element.tag not in _MAY_HAVE_BASE or not value.startswith("http"):
                    raise UnsureError(key)
                has_bases = True
                _check_absolute(value)
    if not has_bases:
        return False
    for element in root.iter():
        if element.tag in _ADDRESSES:
            _check_absolute((element.text or "").strip())
        elif element.tag == f"{{{ATOM}}}link":
            _check_absolute(element.get("href", ""))
        elif str(element.tag).lower().endswith(("comments", "commentrss")):
            raise UnsureError(element.tag)
    return True


def _check_absolute(address: str) -> None:
    if not _ABSOLUTE.fullmatch(address):
        raise UnsureError(address)


def _feed(url: str, root: etree._Element, *, has_bases: bool = False) -> ParsedFeed:
    """The feed of a tree; raises UnsureError."""
    if root.getroottree().docinfo.doctype:
        raise UnsureError("doctype")
    uris = {uri.lower() for uri in root.nsmap.values()}
    if "http://my.netscape.com/rdf/simple/0.9/" in uris:
        raise UnsureError("RSS 0.90")
    if root.tag == "rss" and RSS_1 not in uris:
        return _rss(url, root)
    if root.tag == f"{{{RDF}}}RDF" and ATOM.lower() not in uris and root.nsmap.get(None) == RSS_1:
        return _rdf(url, root)
    if root.tag == f"{{{ATOM}}}feed" and RSS_1 not in uris:
        return _atom(url, root, has_bases=has_bases)
    raise UnsureError(root.tag)


def _rss(url: str, root: etree._Element) -> ParsedFeed:
    fast_values.only(root, {"version", XML_LANG})
    names = Names(RSS_NAMES, root.nsmap)
    if len(root) != 1 or root[0].tag != "channel":
        raise UnsureError("rss")
    version = root.get("version", "")
    kind = _VERSIONS.get(version) or ("RSS 2.0" if version.startswith("2.") else "RSS")
    channel = root[0]
    fast_values.only(channel, {XML_LANG})
    found = names.gather(channel)
    return _channel(url, kind, names, found, (root, channel))


def _rdf(url: str, root: etree._Element) -> ParsedFeed:
    fast_values.only(root, {XML_LANG})
    names = Names(RDF_NAMES, root.nsmap)
    outer = names.gather(root)
    if not set(outer) <= {"channel", "item", "image", "text input"} or root[0] is not outer.get("channel", [None])[0]:
        raise UnsureError("RDF")
    if len(outer["channel"]) != 1:
        raise UnsureError("channel")
    fast_values.only(root[0], {f"{{{RDF}}}about", XML_LANG})
    for aside in (*outer.get("image", ()), *outer.get("text input", ())):
        _check_aside(names, aside)
    found = names.gather(root[0])
    if "item" in found:
        raise UnsureError("item")
    found["item"] = outer.get("item", [])
    return _channel(url, "RSS 1.0", names, found, (root,))


def _channel(url: str, kind: str, names: Names, found: Found, holders: tuple[etree._Element, ...]) -> ParsedFeed:
    """The feed of a channel and its items; `holders` are the elements around the items, from the outside in."""
    if not set(found) <= _IN_CHANNEL:
        raise UnsureError("channel")
    is_rdf = kind == "RSS 1.0"
    if len(found.get("item", ())) > values.MAX_POSTS:
        raise UnsureError("posts")
    for aside in _ASIDE:
        for element in found.get(aside, ()):
            _check_aside(names, element)
    title = fast_values.lone(found, "title")
    if "own" in found and not (title is not None and values.title(fast_values.text(title))):
        raise UnsureError("title")
    links = fast_values.links(found.get("link", ()))
    language = found["language"][-1] if "language" in found else None
    root_language = fast_values.language(holders[:1]) if not is_rdf else None
    told = fast_values.text(language) if language is not None else root_language
    read = fast_post.of_rdf if is_rdf else fast_post.of_rss
    origin = Origin(url, fast_values.language(holders), (), {}, {})
    return ParsedFeed(
        url=url,
        format=kind,
        title=values.title(fast_values.text(title)) if title is not None else None,
        site_url=values.link(url, links.alternate),
        description=values.title(_subtitle(found)),
        language=clean_line(told, 40),
        posts=values.distinct([read(origin, names, item) for item in found.get("item", ())]),
        ttl=_ttl(found),
        next_url=_next(url, links.others),
    )


def _subtitle(found: Found) -> str | None:
    """The last of what describes the feed."""
    description = fast_values.lone(found, "description")
    told = [*found.get("second subtitle", ()), *(() if description is None else (description,))]
    if len(told) > 1:
        raise UnsureError("subtitle")
    return fast_values.text(told[0]) if told else None


def _atom(url: str, root: etree._Element, *, has_bases: bool) -> ParsedFeed:
    fast_values.only(root, {XML_LANG})
    names = Names(ATOM_NAMES, root.nsmap)
    found = names.gather(root)
    if not set(found) <= _IN_FEED:
        raise UnsureError("feed")
    if len(found.get("item", ())) > values.MAX_POSTS:
        raise UnsureError("posts")
    title, subtitle = fast_values.lone(found, "title"), fast_values.lone(found, "description")
    links = fast_values.links(found.get("link", ()))
    site = links.alternate
    if site is None and "id" in found:
        site = fast_values.address(fast_values.lone(found, "id"))
    for contributor in found.get("contributor", ()):
        fast_values.person(names, contributor)
    people = tuple(fast_values.person(names, author) for author in found.get("author", ()))
    language = fast_values.language((root,))
    origin = Origin(url, language, people, {}, {}, has_bases)
    described = None if subtitle is None else fast_values.typed(subtitle)[0]
    return ParsedFeed(
        url=url,
        format="Atom 1.0",
        title=fast_values.atom_title(title),
        site_url=values.link(url, site),
        description=values.title(described),
        language=clean_line(language, 40),
        posts=values.distinct([fast_post.of_atom(origin, names, entry) for entry in found.get("item", ())]),
        ttl=_ttl(found),
        next_url=_next(url, links.others),
    )


def _check_aside(names: Names, element: etree._Element) -> None:
    """An image, a search field, hours, an owner: passed over, where they hold only what belongs there."""
    inner = names.gather(element)
    if not set(inner) <= {"title", "link", "description", "part", "word", "podcast category"}:
        raise UnsureError(element.tag)
    # feedparser takes an image for closed where anything else is named in it
    if "word" in inner and not str(element.tag).lower().endswith("textinput"):
        raise UnsureError(element.tag)


def _ttl(found: Found) -> int | None:
    told = {code: fast_values.bare(found[code][-1]) for code in ("ttl", "period", "frequency") if code in found}
    return values.ttl(told.get("ttl"), told.get("period"), told.get("frequency"))


def _next(url: str, links: Sequence[Mapping[str, str]]) -> str | None:
    return values.next_page(url, [(link["rel"], link["href"]) for link in links])
