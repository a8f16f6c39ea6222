"""The threads of LiveJournal as its own script gets them (`__rpc_get_thread`), a page of top-level comments at a time.

The site answers a number past the last page with the last page again, so a request carries how many comments were
had before it, in the field that scripts use against caches: `_`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from tui_reader.content.document import Document
from tui_reader.engines import journals
from tui_reader.engines.services import base
from tui_reader.models import Comment, Page, Thread, ThreadSource

NAME = "livejournal"

_MOST_PAGES = 200
_MOST_FOLDS = 40
_POST = re.compile(r"^https?://([\w-]+)(\.livejournal\.com)/(?:([\w-]+)/)?(\d+)\.html(?=$|[?#])", re.ASCII)
_SHARED = frozenset({"www", "users", "community", "m"})


class LiveJournal:
    """See `base.Service`."""

    name = NAME

    def sources(self, document: Document) -> tuple[ThreadSource, ...]:
        """See `Service`: the first page of the thread, on the journal's own host."""
        found = next((post for url in document.own_urls if (post := _POST.match(url))), None)
        journal = (found[3] if found[1] in _SHARED else found[1]) if found else None
        if found is None or not journal:
            return ()
        asked = {"journal": journal.replace("-", "_"), "itemid": found[4], "expand_all": 1, "page": 1, "_": 0}
        place = f"https://{found[1]}{found[2]}/{journal}/__rpc_get_thread"
        return (ThreadSource.at(base.with_query(place, asked), NAME),)

    def read(self, page: Page, source: ThreadSource) -> Thread:
        """See `Service`."""
        told = base.object_of(page)
        if not isinstance(told.get("comments"), list):
            raise base.unlike(page)
        found = comments(told)
        total = base.number(told, "replycount")
        asked = base.query(source.request.url)
        held = (base.number(asked, "_") or 0) + sum(not comment.is_deleted for comment in found)
        is_branch, is_last = "thread" in asked, total is not None and held >= total
        rest = [
            ThreadSource.at(base.with_query(_bare(source), {**_post(asked), "thread": fold}), NAME)
            for fold in _folds(told, asked.get("thread"))
        ]
        number = max(base.number(asked, "page") or 1, 1) + 1
        if found and not is_last and not is_branch and number <= _MOST_PAGES:
            rest.append(ThreadSource.at(base.with_query(source.request.url, {"page": number, "_": held}), NAME))
        return Thread(
            NAME,
            tuple(found),
            stated_count=None if is_branch else total,
            complete=True if is_last and not rest and not is_branch else None,
            rest=tuple(rest),
            base_url=source.request.url,
        )


def comments(told: dict[str, Any]) -> list[Comment]:
    """The comments of an answer, or of the same data in a page (`Site.page`), each with what it answers.

    Those that are folded have no text here and are left out; what answers them moves up.
    """
    found = {comment.id: comment for item in base.items(told, "comments") for comment in _comment(item)}
    return journals.without_collapsed(found.values())


def _comment(item: dict[str, Any]) -> Iterator[Comment]:
    number, parent = base.number(item, "dtalkid"), base.number(item, "parent") or base.number(item, "above")
    if not number or number < 0:
        return
    is_hidden = bool(base.flag(item, "deleted") or base.flag(item, "suspended")) or base.flag(item, "shown") is False
    html = "" if is_hidden else base.html(item, "article")
    account, name = base.line(item, "uname"), base.line(item, "dname")
    yield Comment(
        id=str(number),
        html=journals.titled(html, base.line(item, "subject")) if html else "",
        parent_id=str(parent) if parent else None,
        author=base.author(name or account, base.address(item, "commenter_journal_base")),
        published=base.moment(item, "ctime_ts") or base.moment(item, "ctime"),
        permalink=base.address(item, "thread_url"),
        is_deleted=is_hidden,
        is_by_post_author=account is not None and account == base.line(item, "poster"),
    )


def _folds(told: dict[str, Any], own: str | None) -> list[int]:
    """The folded comments to ask for: the uppermost of each branch, not the one that was asked for."""
    folded = [
        item
        for item in base.items(told, "comments")
        if base.number(item, "loaded") == 0 and not base.flag(item, "deleted")
    ]
    numbers = {base.number(item, "dtalkid") for item in folded}
    tops = [
        number
        for item in folded
        if (number := base.number(item, "dtalkid")) and base.number(item, "parent") not in numbers
    ]
    return [number for number in dict.fromkeys(tops) if str(number) != own][:_MOST_FOLDS]


def _bare(source: ThreadSource) -> str:
    return urlsplit(source.request.url)._replace(query="", fragment="").geturl()


def _post(asked: dict[str, str]) -> dict[str, str | int]:
    """The parameters that name a post."""
    return {name: asked[name] for name in ("journal", "itemid", "expand_all") if name in asked}


SERVICE = LiveJournal()
