"""One comment of unknown markup read: who, when and what, out of the elements that belong to it.

Knows elements, the words of class names and bylines; `shapes` says where a comment stands, `replies` what it answers.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice

from lxml.html import HtmlElement

from tui_reader.content.document import Document
from tui_reader.content.text import clean_line
from tui_reader.engines import identity, wording
from tui_reader.engines.reading import Clock, author_of, byline
from tui_reader.engines.shape import openings, roles
from tui_reader.engines.shape.shapes import Place
from tui_reader.models import Author, Comment, Moment

_LONGEST_NAME = 80
_LONGEST_LINE = 220
_LONGEST_TEXT = 1_000_000
_EPOCH = re.compile(r"[?&]showComment=(\d{12,14})")
_FRAGMENT = re.compile(r"#.*\d|[?&](?:showComment|commentId|comment_id|cid)=|/comments?/[\w-]*\d")
# an address before the name, a preposition after a comma, markup that was escaped once too often
_STRAY = re.compile(r"^https?://\S+\s+(?=\S)|^[,|·–-]\s*(?:par|von|por|da|door|av|af|by)\s+|</?[a-z]+[^<>]*>")
_TOLD = (
    "data-tippy-content",
    "data-original-title",
    "data-tooltip",
    "data-title",
    "aria-label",
    "data-date",
    "data-time",
    "data-timestamp",
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_NUMBERING = re.compile(r"^\s*#?\d{1,4}[.:)]?\s*$")
_REMOVED = re.compile(
    r"^\W*(?:\[?(?:deleted|removed|gelöscht|supprimé|eliminado)\]?\W*$"
    r"|this comment (?:has been|was) (?:removed|deleted)|comment (?:deleted|removed)"
    r"|dieser kommentar wurde|ce commentaire a été (?:supprimé|retiré)"
    r"|este comentario ha sido eliminado|コメントは削除|此评论已|deleted by user)",
    re.IGNORECASE,
)
_PING = re.compile(r"(?:^|[\s_-])(?:pingback|trackback)s?(?:$|[\s_-])", re.IGNORECASE)
_PING_TEXT = re.compile(r"^\W*(?:pingback|trackback)\b", re.IGNORECASE)
# the piece of another page that a ping quotes: "[…] words around the link […]"
_EXCERPT = re.compile(r"\W*\[(?:…|\.\.\.)\].*\[(?:…|\.\.\.)\]\W*", re.DOTALL)
_NUMBERED = {"a", "span", "strong", "b", "div"}
_LONGEST_CONTROL = 60
_COMMENT = re.compile(
    r"(?:komm?ent|comment|coment|yorum|reactie|hozzaszolas|opmerking|luan|cmt|cid|reply|remark|response).*\d",
    re.IGNORECASE,
)
# two letters, a sign that is a word, an initial
_NAMED = re.compile(r"[^\W\d_]{2}|[\u3040-\u9fff\uac00-\ud7af]|^\w$|^[A-ZÀ-ÞΑ-ΩА-Я]\W*$")
_SKIPPED = {"script", "style", "noscript", "template", "svg", "button", "select", "textarea", "input"}


class RemarkReader:
    """Reads the comments of one page. `inside` are all of them: what stands in an inner one is not the outer's."""

    def __init__(self, document: Document, clock: Clock) -> None:
        self._document = document
        self._clock = clock

    def worth(self, place: Place, inside: frozenset[HtmlElement]) -> int:
        """See `shapes.Judge`."""
        own = list(self._own(place, inside))
        author, moment, lines = self._signed(own, place)
        # what opens a box may be any heading: it counts where the box is numbered as a comment
        if _COMMENT.search(place.element.get("id") or ""):
            author, moment = self._opened(own, place, author, moment, lines)
        body = self._body(place, own, inside, lines)
        if not has_words(body):
            return 0
        if author and moment is None and _plain(author.name).startswith(_plain(re.sub(r"<[^>]*>", " ", body))):
            return 1  # a button that says what it does
        return 1 + (author is not None) + (moment is not None)

    def read(self, place: Place, inside: frozenset[HtmlElement]) -> Comment:
        """The comment that stands in a place."""
        own = list(self._own(place, inside))
        author, moment, lines = self._signed(own, place)
        author, moment = self._opened(own, place, author, moment, lines)
        body = self._body(place, own, inside, lines)
        text = clean_line(html.unescape(re.sub(r"<[^>]*>", " ", body)), _LONGEST_TEXT) or ""
        permalink = self._permalink(own)
        number = place.number or identity.of_permalink(permalink)
        opening = self._document.text(place.element, 40) or ""
        names = _names(place)
        return Comment(
            id=number or identity.by_content(author.name if author else None, moment.iso() if moment else None, text),
            html=body,
            author=author,
            published=moment,
            permalink=permalink,
            is_deleted=bool(_REMOVED.match(text)),
            is_pingback=bool(_PING.search(names) or _PING_TEXT.match(opening) or _EXCERPT.fullmatch(text)),
            is_by_post_author=bool(re.search(r"by-?post-?author|by-owner|entry-author", names)),
        )

    def _own(self, place: Place, inside: frozenset[HtmlElement]) -> Iterator[HtmlElement]:
        """A place's elements in document order, without those of inner comments."""
        stack = list(reversed(place.parts))
        parts = set(place.parts)
        while stack:
            element = stack.pop()
            if (
                not isinstance(element.tag, str)
                or element.tag in _SKIPPED
                or (element in inside and element not in parts)
            ):
                continue
            yield element
            stack.extend(reversed(element))

    def _signed(self, own: list[HtmlElement], place: Place) -> tuple[Author | None, Moment | None, list[HtmlElement]]:
        """Author, date and the elements that print them."""
        roots = set(place.parts)
        author, name = self._author(own, roots)
        moment, date = self._date(own, roots)
        lines = [element for element in (name, date) if element is not None]
        if author is None or moment is None:
            line = self._byline(own, roots)
            if line is not None:
                by, at = byline(self._document, line, self._clock)
                if author is None and by and len(by.name) <= _LONGEST_NAME and _NAMED.search(by.name):
                    author = by
                moment = moment or at
                lines.append(line)
        return author, moment, lines

    def _opened(
        self,
        own: list[HtmlElement],
        place: Place,
        author: Author | None,
        moment: Moment | None,
        lines: list[HtmlElement],
    ) -> tuple[Author | None, Moment | None]:
        """Author and date with what is missing taken from what the comment opens with, which joins its `lines`."""
        roots = set(place.parts)
        opening = openings.author(self._document, own, roots, self._clock) if author is None else None
        if opening:
            author, element = opening
            lines.extend([element] if element is not None else [])
        return author, moment or openings.date(own, roots, self._clock)

    def _author(self, own: list[HtmlElement], roots: set[HtmlElement]) -> tuple[Author | None, HtmlElement | None]:
        several = len(roots) > 1
        named = [element for element in own if (several or element not in roots) and roles.is_name(element)]
        for element in sorted(named, key=roles.surety_of_name):
            author = self._name(element)
            if author:
                return author, element
        return self._labelled(own), None

    def _labelled(self, own: list[HtmlElement]) -> Author | None:
        """The name in "Comment by NAME", as assistive technology is told it."""
        for element in own:
            label = element.get("aria-label") or ""
            name = wording.name(label)
            if name and name != clean_line(label) and element.get("role") in {"article", "comment", "listitem"}:
                return Author(name)
        return None

    def _name(self, element: HtmlElement) -> Author | None:
        """The name in an element that holds one: its most telling inner element, else its text."""
        if any(roles.is_label(node) for node in element.iterdescendants()):
            element = roles.without_labels(element)
        inner = [
            node for node in element.iter() if node is not element and isinstance(node.tag, str) and roles.is_name(node)
        ]
        # a name's own words come before a label in it: "NAME <span>Author</span>"
        own = wording.name(element.text) if inner and element.tag != "a" and "://" not in (element.text or "") else None
        if own and len(own) <= _LONGEST_NAME and wording.is_name_like(own) and not self._clock.find(own):
            return Author(own, _link_in(self._document, element))
        for node in [*sorted(inner, key=roles.surety_of_name), element]:
            author = author_of(self._document, node)
            if author:
                # a federated account's link holds NAME@HOST, its title the name
                told = clean_line(node.get("title"))
                name = told if told and author.name.startswith(f"{told}@") else _STRAY.sub("", author.name).strip()
                author = Author(name or author.name, author.url)
            if author and len(author.name) <= _LONGEST_NAME and re.search(r"\w|[^\x00-\x7f]", author.name):
                if self._clock.find(author.name) and any(char.isdigit() for char in author.name):
                    by, _ = byline(self._document, node, self._clock)
                    if by and len(by.name) <= _LONGEST_NAME:
                        return by
                    continue
                return Author(author.name, author.url or _link_in(self._document, element))
        return None

    def _date(self, own: list[HtmlElement], roots: set[HtmlElement]) -> tuple[Moment | None, HtmlElement | None]:
        for element in own:
            found = _EPOCH.search(element.get("href") or "") if element.tag == "a" else None
            if found:
                return Moment(datetime.fromtimestamp(int(found[1]) / 1000, UTC)), element
        dated = [element for element in own if element not in roots and roles.is_date(element)]
        dated.sort(key=lambda element: (element.tag != "time", len(self._document.text(element) or "")))
        links = [element for element in own if element.tag == "a" and _FRAGMENT.search(element.get("href") or "")]
        titled = [element for element in own if element.get("title") and element.tag in {"abbr", "span", "a"}]
        for element in [*dated, *links, *titled]:
            if len(self._document.text(element) or "") <= _LONGEST_LINE:
                moment = self._clock.of_element(self._document, element)
                if moment:
                    return moment, element
        return self._told(own)

    def _told(self, own: list[HtmlElement]) -> tuple[Moment | None, HtmlElement | None]:
        """The date in what a pointer would be told over "3 hours ago"."""
        for element in own:
            for attribute in _TOLD:
                value = element.get(attribute) or ""
                found = self._clock.find(value) if len(value) < 80 and _YEAR.search(value) else None
                if found:
                    return found[0], element
        return None, None

    def _byline(self, own: list[HtmlElement], roots: set[HtmlElement]) -> HtmlElement | None:
        """The shortest line of a comment that says who wrote it or when: a meta line, or one that holds a date."""
        lines: list[tuple[bool, int, HtmlElement]] = []
        for element in own:
            if (element in roots and len(roots) == 1) or element.tag in {"a", "time", "b", "strong", "i", "em", "font"}:
                continue
            text = self._document.text(element) or ""
            holds_text = element.tag != "p" and any(self._document.text(inner) for inner in element.iter("p"))
            if 3 < len(text) <= _LONGEST_LINE and not holds_text and self._clock.find(text):
                lines.append((not roles.is_meta(element), len(text), element))
        return min(lines, key=lambda entry: entry[:2])[2] if lines else None

    def _permalink(self, own: list[HtmlElement]) -> str | None:
        """The comment's own address."""
        for element in own:
            href = element.get("href") or ""
            told = element.get("content") or "" if element.tag == "meta" and element.get("itemprop") == "url" else ""
            if "#" in told:
                return self._document.absolute(told)
            if element.tag == "a" and _FRAGMENT.search(href) and not roles.is_control(element) and "reply" not in href:
                return self._document.absolute(href)
        return None

    def _body(
        self, place: Place, own: list[HtmlElement], inside: frozenset[HtmlElement], lines: list[HtmlElement]
    ) -> str:
        """The comment's text as HTML: the element whose class says so, else what is left without lines and controls."""
        roots = set(place.parts)
        signed = {node for line in lines for node in [line, *_up(line, roots)]}
        texts = [element for element in own if element not in roots and roles.is_text(element)]
        clean = [
            element
            for element in texts
            if element not in signed and (self._document.text(element) or element.find(".//img") is not None)
        ]
        drop = self._drop(own, lines, roots, inside)
        if clean:
            body = max(clean, key=lambda element: min(len(element.text_content()), 100_000))
            return self._document.inner_html(
                body, [node for node in drop if node not in set(_up(body, roots)) and node is not body]
            )
        holder = next((element for element in texts if element in signed and self._document.text(element)), None)
        if holder is not None:
            return openings.without_head(self._document.inner_html(holder, drop), self._clock)
        html = self._rest(place, drop)
        if not has_words(html):
            # some themes call the whole of a comment its head
            kept = [each for each in drop if not (roles.is_meta(each) and each.find(".//p") is not None)]
            html = self._rest(place, kept) if len(kept) < len(drop) else html
        return html

    def _rest(self, place: Place, drop: list[HtmlElement]) -> str:
        """What is left of a comment without the elements that are no text."""
        if len(place.parts) > 1:
            return "\n".join(self._document.inner_html(part, drop) for part in place.parts[1:])
        return openings.without_head(self._document.inner_html(place.element, drop), self._clock)

    def _drop(
        self, own: list[HtmlElement], lines: list[HtmlElement], roots: set[HtmlElement], inside: frozenset[HtmlElement]
    ) -> list[HtmlElement]:
        """What in a comment is no text: inner comments, the lines about it, controls."""
        drop = [self._widest(line, roots) for line in lines]
        for element in own:
            if element in roots:
                continue
            is_control, is_meta = roles.is_control(element), roles.is_meta(element)
            if is_control or is_meta:
                length = len(self._document.text(element) or "")
                if (is_control and length <= _LONGEST_CONTROL) or (is_meta and length <= _LONGEST_LINE):
                    drop.append(element)
            elif not len(element) and element.tag in _NUMBERED and _NUMBERING.match(element.text or ""):
                drop.append(element)
        for part in roots:
            drop.extend(node for node in part.iter() if node in inside or node.tag in _SKIPPED)
        return [element for element in drop if element not in roots]

    def _widest(self, line: HtmlElement, roots: set[HtmlElement]) -> HtmlElement:
        """The largest element around a byline that holds hardly more than it."""
        widest = line
        for node in _up(line, roots):
            if (
                roles.is_text(node)
                or len(" ".join(node.text_content().split())) > len(" ".join(line.text_content().split())) + 40
            ):
                break
            if any(
                child.tag == "p"
                and child is not line
                and line not in set(child.iter())
                and (child.text_content() or "").strip()
                for child in node
            ):
                break
            widest = node
        return widest


def has_words(html: str) -> bool:
    """Whether anything is written in a piece of HTML, be it signs or emoji alone."""
    return bool(re.search(r"\w|[^\x00-\x7f]", re.sub(r"<[^>]*>", "", html)))


def _names(place: Place) -> str:
    """The class names of a comment, and of the list item that holds it."""
    near = islice(place.element.iterancestors("li", "ul", "ol"), 1)
    item = [above for above in near if above.tag == "li"]
    return " ".join(node.get("class") or "" for node in (*place.parts, *item))


def _up(element: HtmlElement, roots: set[HtmlElement]) -> Iterator[HtmlElement]:
    """The elements around one, below a comment's own."""
    node = element.getparent()
    while node is not None and node not in roots and element not in roots:
        yield node
        node = node.getparent()


def _link_in(document: Document, element: HtmlElement) -> str | None:
    for link in element.iter("a"):
        href = link.get("href")
        if href and not href.startswith(("#", "javascript:", "mailto:")):
            return document.absolute(href)
    return None


def _plain(text: str) -> str:
    return re.sub(r"[\W\d_]+", "", text).casefold()
