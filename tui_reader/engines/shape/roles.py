"""What an element inside a comment or a post is, told by its class names and attributes: name, date, text, controls.

Knows words that themes use in any software; decides nothing.
"""

from __future__ import annotations

import re
from copy import deepcopy
from functools import lru_cache
from itertools import islice

from lxml.html import HtmlElement

_SPLIT = re.compile(r"[-_\s]+|(?<=[a-z])(?=[A-Z])")
_NAME = {
    "author", "authors", "fn", "p-name", "username", "user", "commenter", "commentername", "commentauthor",
    "commentersname", "reviewer", "poster", "nickname", "nick", "postername", "by", "byline", "name", "person",
    "creator", "autor", "auteur", "pseudo", "verfasser", "screenname", "nombre", "nome", "naam", "isim", "imie",
}  # fmt: skip
_NOT_NAME = {
    "avatar", "image", "img", "photo", "icon", "picture", "badge", "meta", "info", "url", "role", "label", "says",
    "bio", "link", "block", "holder", "wrapper", "wrap", "box", "content", "menu", "score", "form", "field", "reply",
    "post",
}  # fmt: skip
_NEVER_NAME = {
    "avatar", "image", "img", "photo", "icon", "picture", "badge", "role", "bio", "box", "form", "field", "holder",
    "info-box",
}  # fmt: skip
_NEVER_TEXT = {"meta", "header", "footer", "author", "form", "avatar", "head", "reply", "info"}
_DATE = {
    "date", "time", "datetime", "timestamp", "posted", "published", "when", "ago", "commentdate", "commenttime",
    "datum", "fecha", "dato", "tarih", "created", "submitted", "postdate", "posttime", "publish", "pubdate",
    "dateline", "details", "otherdetails",
}  # fmt: skip
_META = {
    "meta", "metadata", "header", "head", "footer", "foot", "info", "attribution", "posted", "byline", "submitted",
    "details", "tagline", "comhead", "metaline", "vcard",
}  # fmt: skip
_TEXT = {
    "content", "text", "texte", "body", "message", "msg", "description", "copy", "texto", "inhalt", "contenu",
    "comment_text", "contenttext", "commenttext", "commentbody", "commentcontent", "md", "markdown", "summary",
    "tekst", "tresc", "metin", "testo",
}  # fmt: skip
_CONTROL = {
    "reply", "replies", "actions", "action", "like", "likes", "vote", "votes", "voting", "share", "sharing", "report",
    "flag", "permalink", "edit", "toggle", "avatar", "collapse", "score", "button", "buttons", "btn", "controls",
    "moderation", "tools", "rating", "rate", "anchor", "number", "floor", "respond", "userpic", "gravatar", "photo",
    "picture", "parent", "sharedaddy", "jp",
}  # fmt: skip
_LABEL = {"role", "badge", "label", "rank", "status", "says"}
_TRAILING = {"root", "wrapper", "wrap", "inner", "container", "area", "block", "holder", "box", "item"}
_CONTENT = {"e-content", "p-content", "p-summary"}
_SOMEBODY_ELSE = {"item", "parent", "in-reply-to", "reply-to", "comment-parent", "quote", "quoted"}


@lru_cache(maxsize=4000)
def _of_names(names: str) -> frozenset[str]:
    """The roles that class names give: "name", "date", "meta", "text", "control"."""
    found: set[str] = set()
    for token in names.split():
        parts = [part.lower() for part in _SPLIT.split(token) if part]
        spoken = set(parts) | {token.lower()}
        if spoken & _NAME and (
            not spoken & _NOT_NAME
            or (spoken & {"fn", "author", "commenter", "username", "nickname"} and not spoken & _NEVER_NAME)
        ):
            found.add("name")
        if spoken & _DATE:
            found.add("date")
        if spoken & _META:
            found.add("meta")
        if spoken & _CONTROL:
            found.add("control")
        while len(parts) > 1 and parts[-1] in _TRAILING:
            parts.pop()
        if (token.lower() in _TEXT or (parts and parts[-1] in _TEXT)) and not spoken & _NEVER_TEXT:
            found.add("text")
    return frozenset(found)


def _property(element: HtmlElement) -> str:
    return (element.get("itemprop") or "").lower()


def is_name(element: HtmlElement) -> bool:
    """Whether an element prints who wrote something; hReview's `.item` and "in reply to" name somebody else."""
    names = element.get("class") or re.sub(r"\d+", "", element.get("id") or "")
    is_marked = _property(element) in {"author", "creator"} or element.get("rel") == "author" or element.tag == "cite"
    if _CONTENT & set(names.split()):  # microformats call a note's text its name
        return False
    if not is_marked and "name" not in _of_names(names):
        return False
    around = islice(element.iterancestors(), 2)
    return not any(_SOMEBODY_ELSE & set((up.get("class") or "").split()) for up in around)


def is_date(element: HtmlElement) -> bool:
    """Whether an element prints when something was written."""
    if element.tag == "time" or _property(element) in {"datepublished", "commenttime", "datecreated"}:
        return True
    return "date" in _of_names(element.get("class") or "")


def is_meta(element: HtmlElement) -> bool:
    """Whether an element is a line about a text: author, date and the like together."""
    return element.tag in {"header", "footer"} or "meta" in _of_names(element.get("class") or "")


def is_text(element: HtmlElement) -> bool:
    """Whether an element is a text itself."""
    if _property(element) in {"text", "commenttext", "description", "articlebody", "reviewbody"}:
        return True
    return "text" in _of_names(element.get("class") or "")


def is_control(element: HtmlElement) -> bool:
    """Whether an element is something to press or to count by, and no part of a text."""
    if element.tag in {
        "button",
        "input",
        "select",
        "textarea",
        "script",
        "style",
        "svg",
        "noscript",
        "template",
        "iframe",
    }:
        return True
    if element.tag == "form":
        # old forums put each text into the form that edits it
        return not any(is_text(node) for node in element.iter("div"))
    return "control" in _of_names(element.get("class") or "")


def surety_of_name(element: HtmlElement) -> int:
    """How sure an element is to hold a name and nothing else: 0 surest."""
    tokens = set((element.get("class") or "").lower().split())
    if tokens & {"fn", "p-name", "reviewer"} or _property(element) == "author":
        return 0
    parts = {part.lower() for token in tokens for part in _SPLIT.split(token)} | tokens
    is_marked = element.get("rel") == "author" or element.tag == "cite"
    return 1 if is_marked or parts & {"author", "commenter", "username", "commentauthor"} else 2


def is_label(element: HtmlElement) -> bool:
    """Whether an element tells what somebody is here ("Author", "Moderator"), beside a name."""
    if not isinstance(element.tag, str):
        return False
    parts = {part.lower() for token in (element.get("class") or "").split() for part in _SPLIT.split(token)}
    return bool(parts & _LABEL)


def without_labels(element: HtmlElement) -> HtmlElement:
    """A copy of an element without the labels in it."""
    copy = deepcopy(element)
    copy.tail = None
    for node in [node for node in copy.iterdescendants() if is_label(node)]:
        if node.getparent() is not None:
            node.drop_tree()
    return copy
