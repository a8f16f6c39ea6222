"""One post of a well-formed feed: what feedparser and `xml_feed.post_of` would make of it, without either."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from tui_reader.content import urls
from tui_reader.content.text import clean_line
from tui_reader.feeds import fast_values, values
from tui_reader.feeds.fast_names import RDF_ABOUT, XML_BASE, XML_LANG, Names, UnsureError
from tui_reader.feeds.fast_values import Person
from tui_reader.models import Author, Enclosure, PostData

Found = Mapping[str, list[etree._Element]]  # noqa: SLF001  lxml's own name of an element
_IN_ITEM = frozenset(
    [
        "title", "link", "description", "person", "category", "comments", "enclosure", "guid", "source", "published",
        "updated", "language", "content", "count", "comment feed", "total", "file", "files", "own", "second subtitle",
    ]
)  # fmt: skip
_IN_ENTRY = frozenset(
    [
        "title", "link", "id", "author", "contributor", "category", "updated", "published", "body", "summary", "count",
        "comment feed", "total", "file", "files", "own",
    ]
)  # fmt: skip
_BLOGGER_KIND = "http://schemas.google.com/g/2005#kind"


@dataclass(frozen=True, slots=True)
class Origin:
    """The document that posts stand in: its address, its language, its authors.

    `sites` and `authors` keep what was found out for one post, as most others say the same. `has_bases`: some of its
    texts name what their links are relative to.
    """

    url: str
    language: str | None
    people: tuple[Person, ...]
    sites: dict[str, bool]
    authors: dict[tuple[Person, ...], Author | None]
    has_bases: bool = False

    def base(self, post: str | None) -> str:
        """What a body's links are relative to."""
        if not post:
            return self.url
        end = post.find("/", 8)
        place = post[:end] if end > 0 else post
        is_own = self.sites.get(place)
        if is_own is None:
            is_own = self.sites[place] = urls.same_site(post, self.url)
        return self.url if is_own else post


def of_rss(origin: Origin, names: Names, item: etree._Element) -> PostData:
    """A post of RSS 2.0 or 0.9x."""
    fast_values.only(item)
    found = _gathered(names, item, _IN_ITEM)
    told = fast_values.lone(found, "guid")
    link = fast_values.links(found.get("link", ()))
    guid, url = None, link.alternate
    if told is not None:
        guid = fast_values.text(told, {"isPermaLink"})
        if told.get("isPermaLink", "true").strip().lower() == "true":
            fast_values.joined(guid)
            url = guid if url is None else url
    return _item(origin, found, link, (url, guid, None))


def of_rdf(origin: Origin, names: Names, item: etree._Element) -> PostData:
    """A post of RSS 1.0, whose id is its address."""
    fast_values.only(item, {RDF_ABOUT})
    found = _gathered(names, item, _IN_ITEM)
    if "guid" in found:
        raise UnsureError("guid")
    link, guid = fast_values.links(found.get("link", ())), item.get(RDF_ABOUT)
    return _item(origin, found, link, (link.alternate, guid, guid))


def _item(
    origin: Origin, found: Found, links: fast_values.Links, addresses: tuple[str | None, str | None, str | None]
) -> PostData:
    link, guid, also = addresses
    url = values.link(origin.url, None if link == guid and not urls.is_web(link) else link, also)
    element = fast_values.lone(found, "title")
    title = values.title(fast_values.text(element)) if element is not None else None
    content = _first(found, "content") or _first(found, "description")
    if "own" in found and (not title or not content):
        raise UnsureError("title")
    for source in found.get("source", ()):
        fast_values.text(source, {"url"})
    html, is_shortened = values.body(content, is_xml=True)
    updated = fast_values.moment(found.get("updated", ()))
    number, page, comment_feed = _conversation(origin.url, found, links.others)
    return PostData(
        url=url,
        title=title,
        html=html,
        base_url=origin.base(url),
        guid=values.guid(guid),
        author=fast_values.author_named(found.get("person", ())),
        published=fast_values.moment(found.get("published", ())) or updated,
        updated=updated,
        language=_language(origin, element),
        tags=values.tags([_told_tag(tag) for tag in found.get("category", ())]) if "category" in found else (),
        enclosures=_enclosures(origin.url, found, links.others),
        is_summary=values.is_cut(content) or is_shortened,
        comment_count=number,
        comments_url=page,
        comments_feed=comment_feed,
    )


def of_atom(origin: Origin, names: Names, entry: etree._Element) -> PostData:
    """A post of Atom 1.0."""
    fast_values.only(entry)
    found = _gathered(names, entry, _IN_ENTRY)
    links = fast_values.links(found.get("link", ()))
    guid = fast_values.address(fast_values.lone(found, "id"))
    link = guid if links.alternate is None else links.alternate
    url = values.link(origin.url, None if link == guid and not urls.is_web(link) else link)
    element = fast_values.lone(found, "title")
    title = fast_values.atom_title(element)
    content, is_summary, inner = _atom_body(origin, found)
    if "own" in found and (not title or not content):
        raise UnsureError("title")
    html, is_shortened = values.body(content, is_xml=True)
    updated = fast_values.moment(found.get("updated", ()))
    number, page, comment_feed = _conversation(origin.url, found, links.others)
    return PostData(
        url=url,
        title=title,
        html=html,
        base_url=urls.resolve(origin.url, inner) or origin.base(url),
        guid=values.guid(guid),
        author=_atom_author(origin, names, found),
        published=fast_values.moment(found.get("published", ())) or updated,
        updated=updated,
        language=_language(origin, element),
        tags=values.tags(list(_terms(found))) if "category" in found else (),
        enclosures=_enclosures(origin.url, found, links.others),
        is_summary=is_summary or is_shortened,
        comment_count=number,
        comments_url=page,
        comments_feed=comment_feed,
    )


def _first(found: Found, code: str) -> str | None:
    """The text of the one element of this meaning; None where it is blank."""
    element = fast_values.lone(found, code)
    return (fast_values.text(element) or None) if element is not None else None


def _atom_body(origin: Origin, found: Found) -> tuple[str | None, bool, str | None]:
    """The body as HTML, whether it is only a summary, and what its links are relative to."""
    for code in ("body", "summary"):
        element = fast_values.lone(found, code)
        if element is None:
            continue
        value, kind = fast_values.typed(element)
        if value:
            base = element.get(XML_BASE) if origin.has_bases else None
            if origin.has_bases and not base:
                raise UnsureError(code)
            html = value if kind in fast_values.HTML_TYPES else values.plain_as_html(value)
            return html, code == "summary", base
    return None, False, None


def _atom_author(origin: Origin, names: Names, found: Found) -> Author | None:
    for contributor in found.get("contributor", ()):
        fast_values.person(names, contributor)
    told = tuple([fast_values.person(names, author) for author in found.get("author", ())])
    for people in (told, origin.people):
        if people not in origin.authors:
            origin.authors[people] = fast_values.author_of(origin.url, people)
        if author := origin.authors[people]:
            return author
    return None


def _language(origin: Origin, title: etree._Element | None) -> str | None:
    """The language of a post's title, where it has one."""
    if title is None:
        return None
    own = title.get(XML_LANG)
    return clean_line(origin.language if own is None else own.replace("_", "-"), 40)


def _told_tag(element: etree._Element) -> str:
    """A tag of RSS: the element's text."""
    value = fast_values.text(element, {"domain"})
    if not value and element.keys():
        raise UnsureError("category")
    return value


def _terms(found: Found) -> Iterator[str]:
    """The tags of Atom, but for what Blogger says about the kind of an entry."""
    for element in found["category"]:
        fast_values.only(element, {"term", "scheme", "label", XML_LANG})
        term = element.get("term")
        if not term or fast_values.raw(element):
            raise UnsureError("category")
        if element.get("scheme") != _BLOGGER_KIND:
            yield element.get("label") or term


def _enclosures(base: str, found: Found, links: Sequence[Mapping[str, str]]) -> tuple[Enclosure, ...]:
    """The files that go with a post; those that links name are told apart from others only by their place."""
    told: list[Enclosure | None] = []
    if "enclosure" in found and any(link["rel"] == "enclosure" for link in links):
        raise UnsureError("enclosure")
    for element in found.get("enclosure", ()):
        fast_values.only(element, {"url", "type", "length"})
        url = element.get("url")
        if not url:
            raise UnsureError("enclosure")
        told.append(values.enclosure(values.link(base, url), element.get("type", "").lower(), element.get("length")))
    told += [
        values.enclosure(values.link(base, link["href"]), link.get("type"), link.get("length"))
        for link in links
        if link["rel"] == "enclosure"
    ]
    told += [_file(base, element) for element in found.get("file", ())]
    return values.enclosures(told) if told else ()


def _gathered(names: Names, element: etree._Element, known: frozenset[str]) -> dict[str, list[etree._Element]]:
    """What a post says, with what the groups and files of Media RSS in it hold."""
    found = names.gather(element)
    if not found.keys() <= known:
        raise UnsureError(element.tag)
    for code in ("files", "file"):
        for holder in found.get(code, ()) if code in found else ():
            if len(holder):
                inner = names.gather(holder)
                if not inner.keys() <= ({"file", "own"} if code == "files" else {"own"}):
                    raise UnsureError(holder.tag)
                for key, elements in inner.items():
                    found.setdefault(key, []).extend(elements)
    return found


def _file(base: str, element: etree._Element) -> Enclosure | None:
    """A sound or film of Media RSS."""
    given = {key.lower(): value for key, value in element.items()}
    kind = given.get("type", "").lower()
    if given.get("medium") not in {"audio", "video"} and not kind.startswith(("audio/", "video/")):
        return None
    return values.enclosure(values.link(base, given.get("url")), kind, given.get("filesize"))


def _conversation(
    base: str, found: Found, links: Sequence[Mapping[str, str]]
) -> tuple[int | None, str | None, str | None]:
    told = {
        code: fast_values.bare(found[code][-1])
        for code in ("comments", "comment feed", "count", "total")
        if code in found
    }
    replies = [
        (link["href"], link["type"] in fast_values.HTML_TYPES, link.get("count"))
        for link in links
        if link["rel"] == "replies"
    ]
    if not told and not replies:
        return None, None, None
    page, feed = fast_values.joined(told.get("comments", "")), fast_values.joined(told.get("comment feed", ""))
    return values.conversation(base, (page, feed), (told.get("count"), told.get("total")), replies)
