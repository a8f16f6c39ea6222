"""WordPress, on WordPress.com and off it, whatever the theme: recognised by its traces, read by its id scheme.

The parts: `page` (which element is the post), `post`, `neighbours`, `comments`, `thread`; `selectors` and `phrases` are
the tables they read by.
"""

from __future__ import annotations

import re
from dataclasses import replace

from tui_reader.content.document import Document
from tui_reader.engines import identity
from tui_reader.engines.base import Engine
from tui_reader.engines.software.wordpress import neighbours, page, post, thread
from tui_reader.models import Evidence, Neighbours, PostData, PostLink, Thread

_OTHER_SOFTWARE = re.compile(
    r"blogger|movable\s?type|typepad|drupal|joomla|ghost|jekyll|hugo|squarespace|substack|medium|wix|weebly|tumblr"
    r"|serendipity|dotclear|textpattern|spip|typo3|discourse|livejournal|dreamwidth|eleventy|astro\b|gatsby|hexo|pelican"
    r"|webflow|expressionengine",
    re.IGNORECASE,
)
_MARKS = (
    ("link[rel='https://api.w.org/']", "link to WordPress's REST API", 0.97),
    ("form[action*='wp-comments-post.php']", "comment form of WordPress", 0.97),
    (
        "link[rel~='stylesheet'][href*='/wp-content/'], link[rel~='stylesheet'][href*='/wp-includes/']",
        "styles of WordPress",
        0.93,
    ),
    ("script[src*='/wp-content/'], script[src*='/wp-includes/']", "scripts of WordPress", 0.93),
    (
        "link[rel~='pingback'][href$='/xmlrpc.php'], link[rel='wlwmanifest'][href*='wp-includes']",
        "doors of WordPress",
        0.92,
    ),
    ("script[src*='.wp.com/'], link[href*='.wp.com/_static/']", "scripts of WordPress.com", 0.9),
    (
        "body.wp-singular, body.wp-embed-responsive, body[class*='postid-'], body[class*='wp-theme-']",
        "body of WordPress",
        0.9,
    ),
    (".type-post.hentry, .type-post.status-publish, .wp-site-blocks", "post of WordPress", 0.88),
    ("li.comment.depth-1, li[id^='li-comment-'], ol.commentlist li[id^='comment-']", "comments of WordPress", 0.8),
    ("[id^='wpd-comm-'], [id^='wc-comm-'], input#comment_post_ID", "comments of WordPress", 0.8),
    (".wp-block-post-content, .entry-content .wp-block-image", "blocks of WordPress", 0.75),
)


class WordPress:
    """See `base.Engine`."""

    name = "wordpress"

    def recognise(self, document: Document) -> Evidence | None:
        """See `Engine`: the generator, else what WordPress writes into every page, else what its themes do."""
        generator = document.meta("generator") or ""
        if re.match(r"wordpress", generator, re.IGNORECASE):
            return Evidence(f"generator {generator}", 0.99)
        if _OTHER_SOFTWARE.search(generator):
            return None
        for css, reason, confidence in _MARKS:
            if document.first(css) is not None:
                return Evidence(reason, confidence)
        return None

    def post(self, document: Document) -> PostData | None:
        """See `Engine`."""
        if page.is_list(document):
            return None
        found = post.read(document)
        if found is None:
            return None
        return replace(found, comment_count=thread.total(document, found.title), comments_feed=thread.feed(document))

    def neighbours(self, document: Document) -> Neighbours | None:
        """See `Engine`."""
        return None if page.is_list(document) else neighbours.read(document)

    def posts(self, document: Document) -> list[PostLink] | None:
        """See `Engine`."""
        return post.rows(document) if page.is_list(document) else None

    def thread(self, document: Document, post: PostData | None) -> Thread | None:
        """See `Engine`."""
        return None if page.is_list(document) else thread.read(document, post, self.name)

    def comment_id(self, address: str) -> str | None:
        """See `Engine`: the number at the end of `#comment-123`, of a feed's guid as of an element's id."""
        found = re.search(r"(?:#|^)(?:(?:li|div|dt|tr)-)?comment-(\d+)$|^w(?:pd|c)-comm-(\d+)_\d+$", address)
        return (found.group(1) or found.group(2)) if found else identity.of_permalink(address)


ENGINE: Engine = WordPress()
