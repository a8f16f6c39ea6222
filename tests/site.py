"""A blog on the loopback interface for tests: a feed of the newest 10 of 30 posts, pages with comments, and a part
without a feed. Answers conditional requests and keeps a log. Run it: `python -m tests.site PORT`."""

from __future__ import annotations

import hashlib
import sys
import threading
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self
from urllib.parse import parse_qsl

POSTS = 30
IN_FEED = 10
FIRST_DAY = datetime(2026, 9, 1, 9, 30, tzinfo=UTC)

Pages = dict[str, tuple[str, str]]


def date_of(number: int) -> datetime:
    """When post `number` (1 is the oldest) appeared."""
    return FIRST_DAY + timedelta(days=number)


def title_of(number: int) -> str:
    return f"Kettle notes, part {number}"


def _comment(number: int, author: str, text: str, replies: str = "") -> str:
    return f"""<li class="comment depth-1" id="comment-{number}"><div class="comment-body">
<div class="comment-author vcard"><cite class="fn">{author}</cite> <span class="says">says:</span></div>
<div class="comment-meta"><a href="#comment-{number}">
September {number % 28 + 1}, 2026 at 10:1{number % 10}</a></div>
<p>{text}</p></div>{replies}</li>"""


def _thread(number: int, extra: str = "") -> str:
    reply = _comment(number * 10 + 2, "Odo", f"I measured it again on a balcony, part {number}.")
    replies = f'<ul class="children">{reply}</ul>'
    first = _comment(number * 10 + 1, "Petra Lund", f"Does this hold for small kettles, part {number}?", replies)
    return f"""<div id="comments"><h2 class="comments-title">{2 + extra.count("<li")} thoughts on this</h2>
<ol class="comment-list">{first}{extra}</ol></div>
<p class="no-comments">Comments are closed.</p>"""


def _link(number: int, rel: str, css: str, arrow: str) -> str:
    if not 1 <= number <= POSTS:
        return ""
    name = f"{arrow} {title_of(number)}"
    return f'<div class="{css}"><a href="/{date_of(number):%Y/%m}/part-{number}/" rel="{rel}">{name}</a></div>'


def post_page(number: int, extra: str = "") -> str:
    """The page of one post: WordPress's markup, its neighbours, its comments."""
    older = _link(number - 1, "prev", "nav-previous", "&larr;")
    newer = _link(number + 1, "next", "nav-next", "&rarr;")
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<title>{title_of(number)} | Kettle Notes</title>
<meta name="generator" content="WordPress 6.5"><link rel="alternate" type="application/rss+xml" href="/feed/"></head>
<body class="single postid-{number}"><h1 class="site-title"><a href="/" rel="home">Kettle Notes</a></h1>
<article id="post-{number}" class="post hentry"><h1 class="entry-title">{title_of(number)}</h1>
<time class="entry-date published" datetime="{date_of(number).isoformat()}">{date_of(number):%d %B %Y}</time>
<span class="author vcard"><a class="url fn" href="/author/ines">Ines</a></span>
<div class="entry-content"><p>Part {number}: water for one cup boils in {number + 90} seconds on the small ring,
and a lid takes a fifth off that. The figures below are means of five runs on the same evening.</p>
<ul><li>without a lid: {number + 90} s</li><li>with a lid: {number + 70} s</li></ul>
<p>What is left is noise, and the noise is the neighbour's shower. The next part looks at copper.</p></div></article>
<nav class="navigation post-navigation"><div class="nav-links">{older}{newer}</div></nav>
{_thread(number, extra)}</body></html>"""


def feed(newest: int = POSTS) -> str:
    """RSS 2.0 with the newest ten posts up to `newest`."""
    items = "".join(
        f"""<item><title>{title_of(n)}</title><link>%(base)s/{date_of(n):%Y/%m}/part-{n}/</link>
<guid isPermaLink="false">kettle-{n}</guid><pubDate>{date_of(n):%a, %d %b %Y %H:%M:%S +0000}</pubDate>
<category>Measured</category><dc:creator>Ines</dc:creator><slash:comments>2</slash:comments>
<content:encoded>
<![CDATA[<p>Part {n}: water for one cup boils in {n + 90} seconds on the small ring.</p>]]></content:encoded>
</item>"""
        for n in range(newest, newest - IN_FEED, -1)
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"
xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
xmlns:slash="http://purl.org/rss/1.0/modules/slash/"><channel><title>Kettle Notes</title><link>%(base)s/</link>
<description>Measured boiling.</description>{items}</channel></rss>"""


def front_page(*, with_feed: bool) -> str:
    """A front page that lists the newest posts."""
    link = '<link rel="alternate" type="application/rss+xml" title="Posts" href="/feed/">' if with_feed else ""
    articles = "".join(
        f"""<article class="post hentry"><h2 class="entry-title"><a rel="bookmark"
href="/{date_of(n):%Y/%m}/part-{n}/">{title_of(n)}</a></h2>
<time class="entry-date" datetime="{date_of(n).isoformat()}">
{date_of(n):%d %B %Y}</time>
<div class="entry-summary"><p>Water for one cup boils in {n + 90} seconds.</p></div></article>"""
        for n in range(POSTS, POSTS - 8, -1)
    )
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<title>Kettle Notes</title>{link}</head>
<body class="home blog">
<h1 class="site-title"><a href="/" rel="home">Kettle Notes</a></h1><main>{articles}</main></body>
</html>"""


def site_pages() -> Pages:
    """Path -> (media type, text); `%(base)s` in a text stands for the site's address."""
    pages = {f"/{date_of(n):%Y/%m}/part-{n}/": ("text/html; charset=utf-8", post_page(n)) for n in range(1, POSTS + 1)}
    pages["/feed/"] = ("application/rss+xml; charset=utf-8", feed())
    pages["/"] = ("text/html; charset=utf-8", front_page(with_feed=True))
    pages["/plain/"] = ("text/html; charset=utf-8", front_page(with_feed=False))
    return pages


def same_place(one: str, other: str) -> bool:
    """Whether two paths are the same but for the order of their queries."""
    if one == other:
        return True
    (path, query), (other_path, other_query) = (each.partition("?")[::2] for each in (one, other))
    return path == other_path and bool(query) and sorted(parse_qsl(query)) == sorted(parse_qsl(other_query))


@dataclass
class Site:
    """The blog, served while it is entered. `log` holds "METHOD path status"; `pages` may be changed meanwhile.

    `failures`: how often a path is answered with 503 before its page comes.
    """

    pages: Pages = field(default_factory=site_pages)
    failures: dict[str, int] = field(default_factory=dict)
    port: int = 0
    log: list[str] = field(default_factory=list)

    def __enter__(self) -> Self:
        self._server = ThreadingHTTPServer(("127.0.0.1", self.port), self._handler())
        self._server.daemon_threads = True
        self.port = self._server.server_address[1]
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                path = next((path for path in site.pages if same_place(path, self.path)), None)
                media_type, text = site.pages[path] if path else ("text/plain", "")
                body = text.replace("%(base)s", site.url).encode()
                etag = f'"{hashlib.md5(body, usedforsecurity=False).hexdigest()}"'
                status = 200 if path else 404
                if path and site.failures.get(path, 0) > 0:
                    site.failures[path] -= 1
                    status, body = 503, b""
                if status == 200 and self.headers.get("If-None-Match") == etag:
                    status, body = 304, b""
                site.log.append(f"GET {self.path} {status}")
                self.send_response(status)
                self.send_header("Content-Type", media_type)
                self.send_header("ETag", etag)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                """Say nothing: `log` holds what matters."""

        return Handler


if __name__ == "__main__":
    with Site(port=int(sys.argv[1]) if len(sys.argv) > 1 else 8642) as running:
        sys.stdout.write(f"{running.url}\n")
        sys.stdout.flush()
        threading.Event().wait()
