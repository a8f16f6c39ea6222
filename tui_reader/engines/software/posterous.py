"""Posterous, gone since 2013 and kept in archives: its boxes of comments. Flat, the oldest first."""

from __future__ import annotations

from tui_reader.engines.base import (
    REST,
    CommentTable,
    Engine,
    Mark,
    NeighbourTable,
    PostTable,
    Table,
    TableEngine,
    ThreadTable,
)

_COMMENTS = CommentTable(
    node="div.commentunit, li.commentunit",
    author=(".commentname a", ".comment_name a", ".commentauthor"),
    byline=(".commentname, .comment_name",),
    date=(".comment_date", ".commentdate", "abbr[title]"),
    body=(".comment", ".commentbody", ".comment_body", REST),
    drop=(".commentimg", ".commentdelete", ".profile_icon"),
)

ENGINE: Engine = TableEngine(
    Table(
        name="posterous",
        marks=(
            Mark("an address of Posterous", 0.95, host=r"(?:^|\.)posterous\.com$"),
            Mark("its generator mark says Posterous", 0.95, generator=r"posterous"),
            Mark(
                "comments in Posterous's markup",
                0.85,
                css="div.commentunit .commentname, div.commentunit .comment_date",
            ),
            Mark("scripts of Posterous", 0.7, css="script[src*='posterous.com/'], link[href*='posterous.com/themes']"),
        ),
        post=PostTable(
            scope=("div.post", "article.post"),
            title=(".posttitle", ".post_title", "h2.title", "h1.title", ".post-title"),
            body=(".posterous_autopost", ".posterous_bookmarklet_entry", ".post_body", ".postbody", ".body"),
            tags=(".tags a[href*='/tag/']", "a[rel~=tag]"),
            date=("abbr.published", "time[datetime]", ".post_date", ".postdate", ".date"),
            link=(".posttitle a", ".post_title a", "h2 a", "h1 a"),
        ),
        neighbours=NeighbourTable(
            previous=("a.prev_post", ".prev_post a", "a[rel~=prev]"),
            next=("a.next_post", ".next_post a", "a[rel~=next]"),
        ),
        thread=ThreadTable(
            comments=(_COMMENTS,),
            area=("#comments, .comments, .commentlist",),
            stated=("#comments h3, #comments h2, .comments h3", ".comment_count, .commentcount"),
            open=("form[action*='comment'] textarea", "#comment_form, .commentform"),
            closed=("#comments p, .comments p",),
        ),
    )
)
