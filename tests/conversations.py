"""Posts whose comments are not all in their page: in further pages, in a paged feed, in an API. For `tests.site.Site`.

Comment number n was written n hours into 1 October 2026; 2, 5, 8 ... answer the one before them.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from tests.site import Pages

BEGAN = datetime(2026, 10, 1, tzinfo=UTC)
NAMES = ("Petra Lund", "Odo", "Ines")
HTML, ATOM, JSON = "text/html; charset=utf-8", "application/atom+xml; charset=utf-8", "application/json"


def moment_of(number: int) -> datetime:
    return BEGAN + timedelta(hours=number)


def parent_of(number: int) -> int | None:
    return number - 1 if number % 3 == 2 else None


def author_of(number: int) -> str:
    return NAMES[number % 3]


def text_of(number: int) -> str:
    return f"Remark {number}: the lid was on, and it took {number + 80} seconds."


def wordpress(count: int, per_page: int = 6) -> Pages:
    """A post whose page shows the newest comments, with links to the pages before: `/lid/comment-page-N/`."""
    last = -(-count // per_page)
    pages: Pages = {}
    for page in range(1, last + 1):
        shown = range((page - 1) * per_page + 1, min(page * per_page, count) + 1)
        links = "".join(
            f'<a class="page-numbers" href="/lid/comment-page-{other}/#comments">{other}</a>'
            for other in range(1, last + 1)
            if other != page
        )
        numbers = f'<nav class="comment-navigation">{links}<span class="page-numbers current">{page}</span></nav>'
        text = _wordpress_page("lid", count, shown, numbers)
        pages[f"/lid/comment-page-{page}/"] = (HTML, text)
        if page == last:
            pages["/lid/"] = (HTML, text)
    return pages


def _wordpress_page(slug: str, count: int, shown: Sequence[int], extra: str, head: str = "") -> str:
    comments = "".join(
        f"""<li class="comment depth-1" id="comment-{n}"><div class="comment-body"><div class="comment-author vcard">
<cite class="fn">{author_of(n)}</cite> <span class="says">says:</span></div><div class="comment-meta">
<a href="/{slug}/#comment-{n}"><time datetime="{moment_of(n).isoformat()}">then</time></a></div>
<p>{text_of(n)}</p></div></li>"""
        for n in shown
    )
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>About the {slug} | Kettle Notes</title>
<meta name="generator" content="WordPress 6.5"><link rel="canonical" href="%(base)s/{slug}/">{head}</head>
<body class="single postid-77"><article id="post-77" class="post hentry"><h1 class="entry-title">About the {slug}</h1>
<div class="entry-content"><p>A {slug} takes a fifth off the time, whatever the kettle is made of. Figures are means
of five runs on the same evening, and the water was cold.</p></div></article>
<div id="comments"><h2 class="comments-title">{count} thoughts on &ldquo;About the {slug}&rdquo;</h2>
<ol class="comment-list">{comments}</ol>{extra}</div></body></html>"""


def blogger(count: int, *, shown: int = 3, per_answer: int = 5) -> Pages:
    """A post whose page shows its first comments, and whose comment feed gives `per_answer` of them at a time."""
    items = "".join(
        f"""<div class="comment" id="c{n}"><div class="comment-block"><div class="comment-author">{author_of(n)} said…
</div><div class="comment-body">{text_of(n)}</div><div class="comment-footer"><span class="comment-timestamp">
<a href="%(base)s/2026/10/spout.html?showComment={moment_of(n).timestamp() * 1000:.0f}#c{n}">then</a></span></div>
</div></div>"""
        for n in range(1, shown + 1)
    )
    page = f"""<!DOCTYPE html><html lang="en"><head><meta content="blogger" name="generator">
<title>Kettle notes: About the spout</title><link href="%(base)s/2026/10/spout.html" rel="canonical">
<link href="%(base)s/feeds/900/comments/default" rel="alternate" type="application/atom+xml"></head>
<body class="item-view"><div class="widget Blog"><div class="blog-posts hfeed"><div class="post hentry">
<a name="900"></a>
<h3 class="post-title entry-title">About the spout</h3><div class="post-body entry-content" id="post-body-900">
<p>A spout whistles at the third minute, and the neighbour at the fourth. Both were measured.</p></div></div></div>
<section class="comments" id="comments"><h3 class="title">{count} comments:</h3><div id="comments-block">{items}</div>
</section></div></body></html>"""
    pages = {"/2026/10/spout.html": (HTML, page)}
    for start in range(1, count + 1, per_answer):
        query = f"alt=atom&max-results=500&start-index={start}"
        pages[f"/feeds/900/comments/default?{query}"] = (ATOM, _atom(start, count, per_answer))
    return pages


def _atom(start: int, count: int, per_answer: int) -> str:
    entries = "".join(
        f"""<entry><id>tag:blogger.com,1999:blog-1.post-{n}</id><published>{moment_of(n).isoformat()}</published>
<updated>{moment_of(n).isoformat()}</updated><content type="html">{text_of(n)}</content>
<link rel="alternate" type="text/html"
href="%(base)s/2026/10/spout.html?showComment={moment_of(n).timestamp() * 1000:.0f}#c{n}"/>
<author><name>{author_of(n)}</name></author></entry>"""
        for n in range(start, min(start + per_answer, count + 1))
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?><feed xmlns="http://www.w3.org/2005/Atom"
xmlns:openSearch="http://a9.com/-/spec/opensearchrss/1.0/"><id>tag:blogger.com,1999:blog-1.post900..comments</id>
<title>Comments</title><openSearch:totalResults>{count}</openSearch:totalResults>
<openSearch:startIndex>{start}</openSearch:startIndex>{entries}</feed>"""


def api(count: int, *, shown: int = 2, without: Sequence[int] = ()) -> Pages:
    """A WordPress post that shows its last comments and leads to the blog's API, which gives a hundred at a time.

    `without`: these were taken away.
    """
    root = '<link rel="https://api.w.org/" href="%(base)s/wp-json/">'
    newest = range(count - shown + 1, count + 1)
    pages = {"/handle/": (HTML, _wordpress_page("handle", count - len(without), newest, "", root))}
    query = "post=77&per_page=100&page={}&order=asc&_fields=id,parent,author_name,author_url,date_gmt,content,link,type"
    there = [n for n in range(1, count + 1) if n not in without]
    for page in range(1, len(there) // 100 + 2):
        items = [
            {
                "id": n,
                "parent": parent_of(n) or 0,
                "author_name": author_of(n),
                "author_url": "",
                "date_gmt": moment_of(n).isoformat()[:19],
                "content": {"rendered": f"<p>{text_of(n)}</p>"},
                "link": f"%(base)s/handle/#comment-{n}",
                "type": "comment",
            }
            for n in there[(page - 1) * 100 : page * 100]
        ]
        pages[f"/wp-json/wp/v2/comments?{query.format(page)}"] = (JSON, json.dumps(items))
    return pages


def feed(*paths: str) -> Pages:
    """An RSS feed at `/conversations/` with a post at each of these paths."""
    items = "".join(
        f"<item><title>{path}</title><link>%(base)s{path}</link><guid>{path}</guid></item>" for path in paths
    )
    text = f'<?xml version="1.0"?><rss version="2.0"><channel><title>Conversations</title>{items}</channel></rss>'
    return {"/conversations/": ("application/rss+xml", text)}
