"""What an element inside a comment or a post is, told by its class names and attributes: name, date, text, controls.

Knows words that themes use in any software; decides nothing.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice

from lxml.html import HtmlElement

_SPLIT = re.compile(r"[-_\s]+|(?<=[a-z])(?=[A-Z])")
_NAME = {
    "author", "authors", "fn", "username", "user", "commenter", "commentername", "commentauthor", "commentersname", "reviewer", "poster",
    "nickname", "nick", "postername", "by", "byline", "name", "person", "creator", "autor", "auteur", "pseudo", "verfasser", "screenname",
}  # fmt: skip
_NOT_NAME = {
    "avatar", "image", "img", "photo", "icon", "picture", "badge", "meta", "info", "url", "role", "label", "says", "bio", "link", "block",
    "holder", "wrapper", "wrap", "box", "content", "menu", "score", "form", "field", "reply", "post",
}  # fmt: skip
_DATE = {
    "date", "time", "datetime", "timestamp", "posted", "published", "when", "ago", "commentdate", "commenttime", "datum", "fecha", "created",
    "submitted", "postdate", "posttime", "publish", "pubdate", "dateline", "details", "otherdetails",
}  # fmt: skip
_META = {"meta", "metadata", "header", "head", "footer", "foot", "info", "attribution", "posted", "byline", "submitted", "details", "tagline", "comhead", "metaline", "vcard"}  # fmt: skip
_TEXT = {
    "content", "text", "texte", "body", "message", "msg", "description", "copy", "texto", "inhalt", "contenu", "comment_text", "contenttext",
    "commenttext", "commentbody", "commentcontent", "md", "markdown", "summary",
}  # fmt: skip
_CONTROL = {
    "reply", "replies", "actions", "action", "like", "likes", "vote", "votes", "voting", "share", "sharing", "report", "flag", "permalink", "edit", "toggle",
    "avatar", "collapse", "score", "button", "buttons", "btn", "controls", "moderation", "tools", "rating", "rate", "anchor", "number", "floor", "respond",
    "userpic", "gravatar", "photo", "picture", "parent", "sharedaddy", "jp",
}  # fmt: skip
_MARKS = {"author": "name", "creator": "name", "text": "text", "commenttext": "text", "description": "text", "articlebody": "text",
          "datepublished": "date", "commenttime": "date", "datecreated": "date"}  # fmt: skip


@lru_cache(maxsize=4000)
def words(names: str) -> frozenset[str]:
    """The words in class names: `comment-author vcard` and `commentAuthor` hold `author`."""
    return frozenset(word.lower() for word in _SPLIT.split(names) if word) | frozenset(names.lower().split())


def is_name(element: HtmlElement) -> bool:
    """Whether an element prints who wrote something."""
    if (element.get("itemprop") or "").lower() in {"author", "creator"} or element.get("rel") == "author" or element.tag == "cite":
        return True
    named = words(element.get("class") or re.sub(r"\d+", "", element.get("id") or ""))
    if named & {"p-name", "fn", "reviewer"}:
        # hReview names what is reviewed in .item .fn
        return not any("item" in (up.get("class") or "").split() for up in islice(element.iterancestors(), 2))
    return bool(named & _NAME) and not named & _NOT_NAME or bool(named & {"fn", "commenter", "author"} and not named & (_NOT_NAME - {"meta", "info", "link", "url", "block", "post"}))


def is_date(element: HtmlElement) -> bool:
    """Whether an element prints when something was written."""
    if element.tag == "time" or (element.get("itemprop") or "").lower() in {"datepublished", "commenttime", "datecreated"}:
        return True
    return bool(words(element.get("class") or "") & _DATE)


def is_meta(element: HtmlElement) -> bool:
    """Whether an element is a line about a text: author, date and the like together."""
    return element.tag in {"header", "footer"} or bool(words(element.get("class") or "") & _META)


def is_text(element: HtmlElement) -> bool:
    """Whether an element is a text itself."""
    if (element.get("itemprop") or "").lower() in {"text", "commenttext", "description", "articlebody", "reviewbody"}:
        return True
    named = words(element.get("class") or "")
    return bool(named & _TEXT) and not named & {"meta", "header", "footer", "author", "form", "avatar", "head"}


def is_control(element: HtmlElement) -> bool:
    """Whether an element is something to press or to count by, and no part of a text."""
    if element.tag in {"button", "form", "input", "select", "textarea", "script", "style", "svg", "noscript", "template", "iframe"}:
        return element.tag not in {"form"} or not any(is_text(node) for node in element.iter("div"))
    return bool(words(element.get("class") or "") & _CONTROL)
