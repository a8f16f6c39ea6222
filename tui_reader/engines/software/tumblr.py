"""Tumblr: of a post's notes those that say something. Likes and reblogs without a word are no comments.

Themes draw the post as they like and share few class names; the notes are the same in all of them.
"""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from tui_reader.content import urls
from tui_reader.content.document import Document
from tui_reader.engines.base import CommentTable, Engine, Mark, PostTable, Table, TableEngine, ThreadTable
from tui_reader.models import Thread, ThreadSource

_MORE = re.compile(r"""["'(](/notes/\d+/\w+\?[^"')\s]+)""")
_POST = re.compile(r"/post/(\d+)")
_OWN_PATH = re.compile(r"^/post/\d+|^/[\w-]+/\d{6,}(?:/|$)")
_LIST_PATH = re.compile(r"^/?$|^/(?:tagged|search)/|^/page/\d+/?$|^/archive(?:/|$)")
_SAID = re.compile(r"^(?:\s|&nbsp;)*(?:said|answered|replied(?:\s+to\s+[^:<]{0,80})?|hat\s+gesagt|a\s+dit|dijo)\s*:\s*")


def _is_list(document: Document) -> bool | None:
    path = urlsplit(document.own_urls[0]).path
    if _OWN_PATH.match(path):
        return False
    return True if urls.is_web(document.own_urls[0]) and _LIST_PATH.search(path) else None


def _number(note: HtmlElement) -> str | None:
    """The number of the post that a reblog is; replies have none."""
    if "reblog" not in (note.get("class") or "").split():
        return None
    holders = (note, *note.iter("span", "a", "blockquote"))
    found = (_POST.search(holder.get("data-post-url") or holder.get("href") or "") for holder in holders)
    return next((match.group(1) for match in found if match), None)


def comment_id(address: str) -> str | None:
    """The number in a reblog's address, `/post/123456/slug`."""
    found = _POST.search(address)
    return found.group(1) if found else None


def _finished(document: Document, thread: Thread) -> Thread:
    """The thread with what its script would ask for next."""
    links = document.select(".more_notes_link, .more_notes_link_container a")
    asked = (_MORE.search(f"{link.get('onclick') or ''} '{link.get('href') or ''}'") for link in links)
    pages = [address for found in asked if found and (address := document.absolute(found.group(1)))]
    rest = tuple(map(ThreadSource.at, dict.fromkeys(pages)))
    return replace(thread, rest=rest, complete=False if rest else None)


ENGINE: Engine = TableEngine(
    Table(
        name="tumblr",
        marks=(
            Mark("an address of Tumblr", 0.95, host=r"(?:^|\.)tumblr\.com$"),
            Mark("its generator mark says Tumblr", 0.95, generator=r"^tumblr"),
            Mark("Tumblr's own marks in the head", 0.9, css="meta[name='tumblr-theme'], link[href^='tumblr:']"),
            Mark("notes in Tumblr's markup", 0.85, css="ol.notes > li.note"),
            Mark("scripts of Tumblr", 0.6, css="script[src*='assets.tumblr.com/'], iframe[src*='assets.tumblr.com/']"),
        ),
        post=PostTable(
            scope=("article.post", "div.post, section.post, li.post"),
            title=(
                ".post-title",
                ".post h1.title, .post h2.title, .post h3.title, .post .title",
                ".post h1 a[href*='/post/'], .post h2 a[href*='/post/'], .post h3 a[href*='/post/']",
            ),
            body=(
                ".body-text",
                ".post-content",
                ".post-body",
                ".post .caption",
                ".post .body",
                ".post .copy",
                "article.post, div.post, section.post, li.post",
            ),
            date=("time[datetime]",),
            tags=(".tags a[href*='/tagged/']", ".post a[href*='/tagged/']"),
            drop=("ol.notes", ".post-notes, .notes", ".tags", ".post-footer, footer", ".post-meta, .meta, .permalink"),
            link=(".post-title a", ".title a", "a[href*='/post/']"),
        ),
        thread=ThreadTable(
            comments=(
                CommentTable(
                    node="li.note.reply, li.note.answer, li.note.with_commentary",
                    number=_number,
                    author=(".action a.tumblelog", ".action > a"),
                    date=("time[datetime]", ".action[title]"),
                    body=(".answer_content", "blockquote", ".action"),
                    permalink=("blockquote a[href*='/post/']", ".action a.tumblelog[href*='/post/']"),
                    drop=(".action > a:first-child", ".action .source_tumblelog"),
                    trim=lambda html: _SAID.sub("", html).strip(),
                ),
            ),
            area=("ol.notes",),
        ),
        is_list=_is_list,
        finish_thread=_finished,
        comment_id=comment_id,
    )
)
