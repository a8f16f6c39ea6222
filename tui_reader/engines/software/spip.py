"""SPIP, versions 2 to 4: forum messages below an article, in its own templates and those of the plugin Comments.

Fields of an article carry their names in classes (`article-texte-12`) where editors may change them in place.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from lxml.html import HtmlElement

from tui_reader.content.document import Document
from tui_reader.engines.base import CommentTable, Mark, PostTable, Table, TableEngine, ThreadTable
from tui_reader.engines.services.base import with_query
from tui_reader.models import Comment, PostData, Thread, ThreadSource

MAX_PAGES = 200
"""Comment pages that are named as the rest of a thread."""

_ELEMENT = re.compile(r"^(?:comment|forum|message)-?(\d+)$")
_PERMALINK = re.compile(r"(?:#(?:comment|forum|message)-?|[?&]id_forum=)(\d+)$")
_BY = re.compile(r"^[\s,–—-]*(?:par|by|por|von|da|di|de|door|per|от)\s+", re.IGNORECASE)
_MESSAGES = re.compile(
    r"\b(\d{1,5})\s+(?:messages?|mensajes?|messaggi|missatges?|mensagens|beiträge|forumsbeiträge|réactions?)\b"
    r"|\b(?:messages?|mensajes?|messaggi|beiträge|réactions?)[^\d(]{0,20}\((\d{1,5})\)",
    re.IGNORECASE,
)
_LISTS = re.compile(r"\bpage_(?:sommaire|rubrique|mot|auteur|recherche|plan)\b")
_PAGE = re.compile(r"[?&](debut_[\w-]*(?:forum|comment)[\w-]*)=(\d+)")


def comment_id(address: str) -> str | None:
    """The number in `article12#forum345`, `?id_forum=345` and of an element called `comment345`."""
    found = _PERMALINK.search(address) or _ELEMENT.match(address)
    return found.group(1) if found else None


def _number(node: HtmlElement) -> str | None:
    """The number of a message's element, or of the first anchor in it."""
    for element in (node, *node.iter("a")):
        found = _ELEMENT.match(element.get("id") or element.get("name") or "")
        if found:
            return found.group(1)
    return None


def _finish_thread(document: Document, thread: Thread) -> Thread:
    headings = document.select(
        ".comments h2, .comments h3, .comments-titre, h2.forum-titre, #forum h2, .forum > h2, h2"
    )
    counts = (_MESSAGES.search(document.text(heading) or "") for heading in headings)
    stated = next((int(found[1] or found[2]) for found in counts if found), None)
    return replace(
        thread,
        comments=tuple(_mended(comment) for comment in thread.comments),
        stated_count=thread.stated_count if thread.stated_count is not None else stated,
        rest=_rest(document),
    )


def _mended(comment: Comment) -> Comment:
    name = _BY.sub("", comment.author.name).strip() if comment.author else ""
    return replace(comment, author=replace(comment.author, name=name) if comment.author and name else None)


def _finish_post(_: Document, post: PostData) -> PostData:
    name = _BY.sub("", post.author.name).strip() if post.author else ""
    return replace(post, author=replace(post.author, name=name) if post.author and name else None)


def _rest(document: Document) -> tuple[ThreadSource, ...]:
    """The other pages of messages, by the number of the first one on each: `?debut_forums=20`."""
    linked = {
        int(found[2]): (address.partition("#")[0], found[1])
        for link in document.select("a[href*='debut_']")
        if (address := document.absolute(link.get("href"))) and (found := _PAGE.search(address))
    }
    further = sorted(start for start in linked if start)
    if not further:
        return ()
    step, last = further[0], further[-1]
    if len(further) > 1:
        step = min(step, *(after - before for before, after in pairwise(further)))
    address, field = linked[last]
    own = _PAGE.search(document.page.url)
    here = int(own[2]) if own else 0
    starts = [start for start in range(0, last + 1, max(step, 1)) if start != here][:MAX_PAGES]
    return tuple(ThreadSource.at(with_query(address, {field: start})) for start in starts)


def _is_list(document: Document) -> bool | None:
    body = document.first("body")
    return bool(_LISTS.search((body.get("class") or "") if body is not None else ""))


ENGINE = TableEngine(
    Table(
        name="spip",
        marks=(
            Mark("its generator mark says SPIP", 0.95, generator=r"^spip\b"),
            Mark(
                "links of SPIP",
                0.9,
                css="a[href^='spip.php?'], link[href*='spip.php?page=backend'], form[action*='spip.php']",
            ),
            Mark("messages in SPIP's markup", 0.8, css="ul.forum li.forum-fil, .forum-message .forum-texte"),
        ),
        post=PostTable(
            title=(
                "h1[class*='article-titre-']:not(:has(span)), h1.entry-title:not(:has(span))",
                ".cartouche h1:not(:has(span))",
            ),
            body=(
                "[class*='article-chapo-'], [class*='article-texte-'], [class*='article-ps-']",
                ".cartouche ~ .chapo, .cartouche ~ .texte, .cartouche ~ .ps",
                ".hentry .chapo, .hentry .texte, .entry-content",
            ),
            author=(
                ".info-publi .vcard .fn, .info-publi .auteurs .fn, .cartouche .vcard .fn, .cartouche .auteurs .fn",
                ".info-publi .auteurs, .cartouche .auteurs",
                "[class*='article-auteur'] strong",
            ),
            date=(
                ".info-publi abbr.published, .info-publi time[datetime]",
                ".cartouche abbr.published, .cartouche time[datetime]",
                "p.publication time[datetime]",
                "abbr.published",
            ),
            rows=(".liste.articles li, .liste-items .item, .article-liste",),
            link=("h2 a, h3 a, a.lien-titre, a[rel~=bookmark]",),
        ),
        thread=ThreadTable(
            comments=(
                CommentTable(
                    node="li.comment-li, li.comment-item, li.forum-fil, li:has(> .forum-message)",
                    number=_number,
                    author=(".reviewer .fn", ".reviewer", ".forum-chapo .fn, .forum-message .vcard .fn"),
                    date=("time[datetime], abbr[title]", ".forum-chapo small, .forum-date, .date"),
                    byline=(".forum-chapo small, .forum-chapo p", ".forum-chapo", ".comment-meta"),
                    body=(".comment-texte", ".forum-texte", ".comment-content"),
                    permalink=("a.permalink, a.diese", "a[href*='#forum'], a[href*='#comment']"),
                    drop=(".comment-reply, .repondre, .forum-repondre, .comment-meta",),
                ),
            ),
            stated=(".comments-titre, .comments > h2, .comments .h2, #comments h2",),
            area=(".comments, #forum, ul.forum, .formulaire_forum",),
            open=("#formulaire_forum, .formulaire_forum, a.repondre, .repondre a, a[href*='page=forum']",),
        ),
        comment_id=comment_id,
        is_list=_is_list,
        finish_post=_finish_post,
        finish_thread=_finish_thread,
    )
)
