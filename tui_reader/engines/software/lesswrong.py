"""ForumMagnum, the software of LessWrong, the EA Forum and the Alignment Forum: its pages and the data in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from tui_reader.content.document import Document
from tui_reader.content.text import clean_line, storable
from tui_reader.engines import identity
from tui_reader.engines.base import CommentTable, Mark, PostTable, Table, TableEngine, ThreadTable
from tui_reader.engines.reading import Clock, pick
from tui_reader.engines.services import base
from tui_reader.models import Author, Comment, Evidence, Moment, Neighbours, PostData, PostLink, Thread

_HOSTS = r"(?:^|\.)(?:lesswrong\.com|lesserwrong\.com|greaterwrong\.com|effectivealtruism\.org|alignmentforum\.org)$"
_ID = r"[A-Za-z0-9]{17}"
_POST = re.compile(rf"/posts/({_ID})(?=$|[/?#])|/(?:s|events)/[^?#]*/p?/?({_ID})(?=$|[/?#])")
_COMMENT = re.compile(rf"[?&]commentId=({_ID})(?=$|[&#])|/comment/({_ID})(?=$|[/?#])|^({_ID})$|#({_ID})$")
_STATE = re.compile(r"window\.__APOLLO_STATE__\s*=\s*(?=\{)")
_GONE = "[deleted]"

_Told = Mapping[str, Any]


def comment_id(address: str) -> str | None:
    """The id in `?commentId=DEdj9FexMb5wXhGbP`, `#DEdj9FexMb5wXhGbP` or of an element."""
    found = _COMMENT.search(address)
    return next((name for name in found.groups() if name), None) if found else None


def _post_id(document: Document) -> str | None:
    """The post's id: in the page's address, else in the links to the comments below it."""
    is_post = document.first("h1.PostsPageTitle-root, h1[class*=PostsPageTitle]") is not None
    links = (link.get("href") or "" for link in document.select("a[href*='commentId=']")[: int(is_post)])
    return next((number for url in (*document.own_urls, *links) if (number := _number_of_post(url))), None)


def _number_of_post(url: str) -> str | None:
    found = _POST.search(url)
    return next((number for number in found.groups() if number), None) if found else None


def _state(document: Document) -> dict[str, _Told]:
    """What the page's scripts were given, by kind and id: `Comment:DEdj9FexMb5wXhGbP`; {} where nothing is."""
    state = base.state_in_script(document.source, _STATE)
    return {name: told for name, told in state.items() if isinstance(told, dict)}


def _at(state: Mapping[str, _Told], told: _Told, name: str) -> _Told:
    """What a field holds or refers to; {} where it is neither."""
    value = told.get(name)
    if not isinstance(value, dict):
        return {}
    reference = value.get("__ref")
    return state.get(reference, {}) if isinstance(reference, str) else value


def _text(told: _Told, *names: str) -> str | None:
    return next((clean_line(told[name]) for name in names if isinstance(told.get(name), str) and told[name]), None)


def _author(document: Document, user: _Told) -> Author | None:
    name, slug = _text(user, "displayName", "username"), _text(user, "slug")
    return Author(name, document.absolute(f"/users/{slug}") if slug else None) if name else None


def _moment(clock: Clock, told: _Told) -> Moment | None:
    text = told.get("postedAt")
    return clock.read(text) if isinstance(text, str) else None


def _is_list(document: Document) -> bool | None:
    """A post's address has its id; a front page has the titles of several."""
    if _post_id(document):
        return False
    return len(document.select(".PostsTitle-root a[href*='/posts/']")) > 1 or None


def _finished(document: Document, post: PostData) -> PostData:
    """The post with its moment, its signers and its count as the page's data know them."""
    state = _state(document)
    told = state.get(f"Post:{_post_id(document)}", {})
    count = told.get("commentCount")
    return replace(
        post,
        author=_author(document, _at(state, told, "user")) or post.author,
        published=_moment(Clock.of(document), told) or post.published,
        comment_count=count if isinstance(count, int) else post.comment_count,
    )


_TABLE = Table(
    name="lesswrong",
    marks=(
        Mark("an address of the forums that ForumMagnum was made for", 0.9, host=_HOSTS),
        Mark(
            "the elements of ForumMagnum",
            0.95,
            css="div.comments-node[id], .PostsPage-postContent, .PostsPageTitle-root",
        ),
    ),
    post=PostTable(
        title=(
            "h1.PostsPageTitle-root",
            "h1[class*=PostsPageTitle]",
            ".PostsPageTitle-root",
            "meta[property='og:title']",
        ),
        body=("#postContent", ".PostsPage-postContent", ".PostsHighlight-content", "#postBody"),
        author=(".PostsAuthors-authorName a", ".PostsAuthors-authorName", ".PostsPagePostHeader-authorInfo a"),
        date=(".PostsPageDate-date time", "time[datetime]", ".PostsPageDate-date"),
        tags=("#postContent ~ * .FooterTag-root .FooterTag-name", ".FooterTagList-root .FooterTag-name"),
    ),
    neighbours=None,
    thread=ThreadTable(
        comments=(
            CommentTable(
                node="div.comments-node[id], div.Answer-answer[id]",
                number=lambda node: comment_id(node.get("id") or ""),
                is_numbered=True,
                author=(
                    ".CommentUserName-author",
                    ".CommentsItemMeta-username",
                    "a.UsersNameDisplay-noColor",
                    "a[href*='/users/']",
                ),
                site=(".CommentUserName-author a", ".CommentsItemMeta-username a", "a.UsersNameDisplay-noColor"),
                date=("time[datetime]", ".CommentsItemDate-date"),
                body=(
                    ".CommentBody-root .ContentItemBody-root",
                    ".CommentBody-root",
                    ".commentBody",
                    ".ContentItemBody-root",
                    ".CommentsItem-body .ContentStyles-commentBody",
                    ".comment-body",
                ),
                permalink=("a[href*='commentId=']",),
                deleted=".CommentDeletedMetadata-root, .CommentsItem-deleted, .CommentBody-deleted",
            ),
        ),
        area=("#comments",),
        stated=(".CommentsListMeta-root", ".CommentsListSection-inline", "a[href='#comments']"),
    ),
    is_list=_is_list,
    finish_post=_finished,
    comment_id=comment_id,
)


class LessWrong(TableEngine):
    """See `base.Engine`; the page shows comments in part, its data hold them whole."""

    def recognise(self, document: Document) -> Evidence | None:
        """See `Engine`."""
        is_likely = (
            "CommentsItem" in document.source or "PostsPage" in document.source or "PostsTitle" in document.source
        )
        return TableEngine.recognise(self, document) if is_likely else None

    def posts(self, document: Document) -> list[PostLink] | None:
        """See `Engine`."""
        return list(_rows(document)) if _is_list(document) else None

    def neighbours(self, document: Document) -> Neighbours | None:
        """See `Engine`: a post has none, but in a sequence, whose links the page shows."""
        is_sequence = document.first(
            "[class*=SequencesTopNav], [class*=SequencesNavigation], [class*=BottomNavigation]"
        )
        return TableEngine.neighbours(self, document) if is_sequence is None else None

    def thread(self, document: Document, post: PostData | None) -> Thread | None:
        """See `Engine`: what the page shows, with what its data know of the same comments and of others."""
        if _is_list(document):
            return None
        shown = TableEngine.thread(self, document, post)
        told = {one.id: one for one in _told(document)}
        if shown is None and not told:
            return None
        held = {one.id: _better(one, told.get(one.id)) for one in shown.comments} if shown else {}
        comments = [*held.values(), *(one for one in told.values() if one.id not in held)]
        thread = shown or Thread(self.name, base_url=document.base_url)
        stated = post.comment_count if post and post.comment_count is not None else thread.stated_count
        return replace(thread, comments=identity.distinct(comments), stated_count=stated)


def _told(document: Document) -> Iterator[Comment]:
    """The comments on this post that the page's data hold, in their order."""
    state, post, clock = _state(document), _post_id(document), Clock.of(document)
    owner = state.get(f"Post:{post}", {}).get("userId")
    if post is None:
        return
    for name, told in state.items():
        number = told.get("_id")
        if not name.startswith("Comment:") or not isinstance(number, str) or told.get("postId") != post:
            continue
        html = _at(state, told, "contents").get("html")
        parent = told.get("parentCommentId")
        is_deleted = told.get("deleted") is True
        yield Comment(
            id=number,
            html=storable(html) if isinstance(html, str) and not is_deleted else "",
            parent_id=parent if isinstance(parent, str) else None,
            author=_author(document, _at(state, told, "user")) or (Author(_GONE) if is_deleted else None),
            published=_moment(clock, told),
            permalink=_permalink(document, number),
            is_deleted=is_deleted,
            is_by_post_author=bool(owner) and told.get("userId") == owner,
        )


def _permalink(document: Document, number: str) -> str:
    return f"{document.own_urls[0].partition('?')[0].partition('#')[0]}?commentId={number}"


def _better(shown: Comment, told: Comment | None) -> Comment:
    """A shown comment with the moment and the parent that the data know, and with its text where it was folded."""
    if told is None:
        return replace(shown, permalink=shown.permalink or None)
    return replace(
        shown,
        html=shown.html if shown.html.strip() else told.html,
        parent_id=told.parent_id,
        author=shown.author or told.author,
        published=told.published or shown.published,
        permalink=told.permalink,
        is_deleted=shown.is_deleted or told.is_deleted,
        is_by_post_author=told.is_by_post_author,
    )


def _rows(document: Document) -> Iterator[PostLink]:
    clock = Clock.of(document)
    for title in document.select(".PostsTitle-root"):
        links = pick(document, ("a[href*='/posts/']",), title)
        address = document.absolute(links[0].get("href")) if links else None
        item = next((up for up in title.iterancestors("div") if "Item" in (up.get("class") or "")), None)
        dates = pick(document, ("time[datetime]",), item) if item is not None else []
        if address:
            moment = clock.of_element(document, dates[0]) if dates else None
            yield PostLink(address, document.text(links[0]), moment)


ENGINE = LessWrong(_TABLE)
