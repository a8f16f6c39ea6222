"""Topics of forum software: what was said first is the post, the answers are its comments, in the order they came.

One table a software (phpBB, vBulletin, SMF, XenForo, Invision, Discuz! ...); their front and forum pages are not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from lxml.html import HtmlElement

from tui_reader.content import urls
from tui_reader.content.document import Document
from tui_reader.engines import identity
from tui_reader.engines.comment_tables import closed_notice, read_comments
from tui_reader.engines.reading import Selectors, pick_text
from tui_reader.engines.tables import CommentTable, ThreadTable
from tui_reader.models import Comment, Evidence, Neighbours, PostData, PostLink, Thread, ThreadSource

NAME = "forum"
_CONFIDENCE = 0.96
_CONFIDENCE_WITHIN = 0.995
MAX_PAGES = 200
"""Pages of a topic that are named as the rest of a thread."""

_NUMBER = re.compile(r"(?:^|[a-z_-])(\d{1,18})$", re.IGNORECASE)
# XenForo, vBulletin, Invision and others count pages; phpBB and SMF count what stands before the page
_PAGE = re.compile(r"(/page-?|[?&;]page=)(\d{1,4})(?=\.html|[/?&#]|$)", re.IGNORECASE)
_START = re.compile(r"([?&;]start=|[?&;]topic=\d+\.|-s)(\d{1,7})(?=\.html|[/?&#;]|$)")


def _number(element: HtmlElement) -> str | None:
    """The number of what was said, in the attributes of its element or of an element in it."""
    for attribute in ("data-pid", "data-node-id", "data-commentid", "data-content", "id"):
        found = _NUMBER.search(element.get(attribute) or "")
        if found:
            return found[1]
    for inner in element.iter("div", "a", "td", "blockquote", "span"):
        named = re.fullmatch(
            r"(?:msg_|pid_?|post_?(?:message_)?|p)?(\d{2,18})", inner.get("id") or inner.get("name") or ""
        )
        if named:
            return named[1]
    return None


def _with_next(element: HtmlElement) -> list[HtmlElement]:
    """A head and what follows it, where a software prints the two side by side."""
    following = element.getnext()
    return [element] if following is None else [element, following]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Forum:
    """One software: the element that only its topics hold, everything that is said there, the title, the pager."""

    software: str
    mark: str
    said: CommentTable
    title: Selectors = ()
    pager: str = ""
    closed: Selectors = ()
    open: str = ""
    # a plugin's topics stand in pages of a blog software, which knows less of them
    confidence: float = _CONFIDENCE


_FORUMS = (
    _Forum(
        software="XenForo 2",
        mark="article.message--post .message-body",
        said=CommentTable(
            node="article.message--post",
            author=(".message-name .username, .message-name", ".username"),
            date=(".message-attribution time, .message-header time", "time"),
            body=(".message-body .bbWrapper", ".message-body"),
            drop=(".bbCodeBlock-expandLink, .js-selectToQuoteEnd, .message-lastEdit, .js-lbImage-caption",),
            number=_number,
        ),
        pager=".pageNav a[href]",
        closed=(".blockStatus-message--locked",),
        open=".js-quickReply textarea",
    ),
    _Forum(
        software="XenForo 1",
        mark="li.message[data-author] .messageText",
        said=CommentTable(
            node="li.message[data-author][id^='post-']",
            author=(".messageUserBlock .username, .userText .username", ".username"),
            date=(".messageMeta .DateTime", ".DateTime"),
            body=("blockquote.messageText", ".messageText"),
            drop=(".messageTextEndMarker, .quoteExpand",),
            number=_number,
        ),
        title=(".titleBar h1", "h1"),
        pager=".PageNav a[href]",
    ),
    _Forum(
        software="phpBB 3",
        mark="div.post[id^='p'] .postbody .content",
        said=CommentTable(
            node="div.post[id^='p']",
            author=(
                ".author .username, .author .username-coloured",
                ".postprofile .username, .postprofile .username-coloured",
                ".author strong, .postprofile dt a",
            ),
            date=(".author time", ".author, .post-date"),
            body=(".postbody .content",),
            drop=(".notice, .signature",),
            number=_number,
            is_numbered=True,
        ),
        title=("h2.topic-title", ".topic-title a, .topic-title", "#page-body h2 a"),
        pager=".pagination a[href]",
        open="form#qr_postform textarea",
    ),
    _Forum(
        software="phpBB 2",
        mark="span.name > a[name] + b, span.name b ~ a[name], table.forumline span.postbody",
        said=CommentTable(
            node="table.forumline tr:has(span.name a[name]):has(span.postbody)",
            author=("span.name b", "span.name"),
            date=("td span.postdetails:contains(':')",),
            body=(".postbody",),
            number=_number,
        ),
        title=("a.maintitle", ".maintitle"),
    ),
    _Forum(
        software="vBulletin 3",
        mark="table[id^='post'] div[id^='post_message_'], .tpost div[id^='post_message_']",
        said=CommentTable(
            node="table[id^='post']:has(div[id^='post_message_']), .tpost:has(div[id^='post_message_'])",
            author=(".bigusername", "[id^='postmenu_']"),
            date=(".thead",),
            body=("div[id^='post_message_']",),
            number=_number,
        ),
        title=(".navbar strong", "td.navbar strong"),
        pager=".pagenav a[href]",
    ),
    _Forum(
        software="vBulletin 4",
        mark="li.postcontainer[id^='post_'] .postcontent, li[id^='post_'] div[id^='post_message_']",
        said=CommentTable(
            node="li.postcontainer[id^='post_'], li.postbit[id^='post_'], li.postbitlegacy[id^='post_']",
            author=(".username strong, strong.username", ".username"),
            date=(".postdate .date, .date",),
            body=("blockquote.postcontent", "div[id^='post_message_']"),
            number=_number,
        ),
        title=(".threadtitle a", ".threadtitle"),
        pager=".pagination a[href]",
    ),
    _Forum(
        software="vBulletin 5",
        mark="li.b-post .js-post__content-text",
        said=CommentTable(
            node="li.b-post:has(.js-post__content-text)",
            author=(".author [itemprop='name'], .author a", ".author"),
            date=("time[datetime], time",),
            body=(".js-post__content-text",),
            number=_number,
        ),
        title=("h1.main-title, .b-post__title",),
        pager=".pagenav a[href], .js-pagenav a[href]",
    ),
    _Forum(
        software="Simple Machines Forum",
        mark=".post_wrapper .post .inner, .post_wrapper .inner[id^='msg_']",
        said=CommentTable(
            node=".post_wrapper",
            author=(".poster h4 a:not([href*='action=pm']), .poster h4",),
            date=(".keyinfo .smalltext, .postinfo time, .postinfo .smalltext, .keyinfo a[href*='msg']", ".keyinfo"),
            body=(".inner",),
            drop=(".moderatorbar, .signature",),
            number=_number,
        ),
        title=("#forumposts .catbg #top_subject", "#top_subject, .display_title, h1.catbg a", "h5[id^='subject_']"),
        pager=".pagelinks a[href], .navPages",
        open="#quickReplyOptions textarea, #quickreply_options textarea",
    ),
    _Forum(
        software="MyBB",
        mark="[id^='post_'] .post_body[id^='pid_'], [id^='post_'] div[id^='pid_']",
        said=CommentTable(
            node="div.post[id^='post_'], table[id^='post_']",
            author=(".author_information .largetext, .author_information strong", ".largetext"),
            date=(".post_date", ".post_head"),
            body=(".post_body, div[id^='pid_']",),
            drop=(".post_edit, .edited_post, .signature",),
            number=_number,
        ),
        pager=".pagination a[href]",
    ),
    _Forum(
        software="FluxBB",
        mark=".blockpost[id^='p'] .postmsg",
        said=CommentTable(
            node=".blockpost[id^='p']",
            author=(".postleft dt strong, .postleft dt a", ".postleft dt"),
            date=("h2 a", "h2"),
            body=(".postmsg",),
            drop=(".postedit",),
            number=_number,
        ),
        pager=".pagelink a[href]",
    ),
    _Forum(
        software="Invision Community",
        mark="article.cPost [data-role='commentContent'], article.ipsEntry--post [data-role='commentContent']",
        said=CommentTable(
            node="article[id^='elComment_']",
            author=(".cAuthorPane_author a, .ipsEntry__username a", ".cAuthorPane_author, .ipsEntry__username, h3 a"),
            date=(".ipsComment_meta time, .ipsEntry__date time", "time"),
            body=("[data-role='commentContent']",),
            drop=(".ipsComment_controls, .ipsQuote_citation, .ipsType_light.ipsEdited",),
            number=_number,
        ),
        title=("h1.ipsType_pageTitle", "h1"),
        pager=".ipsPagination a[href]",
    ),
    _Forum(
        software="IP.Board 3",
        mark=".post_block[id^='post_id_'] .entry-content",
        said=CommentTable(
            node=".post_block[id^='post_id_']",
            author=(".author [itemprop='name'], .author a", ".author"),
            date=("abbr.published", ".posted_info"),
            body=(".post.entry-content", ".entry-content"),
            drop=(".edit, .citation",),
            number=_number,
        ),
        title=("h1.ipsType_pagetitle", "h1"),
        pager=".pagination a[href]",
    ),
    _Forum(
        software="Discuz!",
        mark="div[id^='post_'] td[id^='postmessage_'], div[id^='pid'] div[id^='postmessage_']",
        said=CommentTable(
            node="div[id^='post_']:has(td[id^='postmessage_']), table[id^='pid']:has(div[id^='postmessage_'])",
            author=(".pls .authi a, .postauthor .authi a, .authi a.xw1", ".postauthor cite a, .authi a"),
            date=("em[id^='authorposton']", ".authorinfo em"),
            body=("td[id^='postmessage_']", "div[id^='postmessage_']"),
            drop=(".pstatus, .attach_nopermission",),
            number=_number,
        ),
        title=("#thread_subject", "#threadtitle h1"),
        pager=".pg a[href], .pages a[href]",
    ),
    _Forum(
        software="Vanilla",
        mark="li.ItemComment[id^='Comment_'] .Message, .ItemDiscussion .Message",
        said=CommentTable(
            node=".ItemDiscussion, li.ItemComment[id^='Comment_']",
            author=(".Author a.Username, .Author a:not(.PhotoWrap)", ".Author"),
            date=("time",),
            body=(".Message",),
            number=_number,
        ),
        title=("#Item_0 h1, .Discussion h1, h1",),
        pager=".Pager a[href]",
        closed=(".Closed .DismissMessage, .CloseLabel",),
    ),
    _Forum(
        software="NodeBB",
        mark="[component='post'][data-pid] [component='post/content']",
        said=CommentTable(
            node="[component='post'][data-pid]",
            author=("a[data-username]", "[itemprop='author'] a, a[component='user/profile']"),
            date=("a.timeago[title], a .timeago[title]", ".timeago[title]"),
            body=("[component='post/content']",),
            number=_number,
        ),
        title=("[component='topic/title']",),
        pager=".pagination a[href]",
    ),
    _Forum(
        software="bbPress",
        mark=".bbp-reply-header .bbp-reply-permalink",
        said=CommentTable(
            node=".bbp-topic-header:has(.bbp-topic-permalink), .bbp-reply-header:has(.bbp-reply-permalink)",
            parts=_with_next,
            author=(".bbp-author-name", ".bbp-reply-author a:not(.bbp-author-avatar), .bbp-topic-author"),
            date=(".bbp-reply-post-date, .bbp-topic-post-date",),
            body=(".bbp-reply-content, .bbp-topic-content",),
            drop=(".bbp-reply-revision-log, .bbp-topic-revision-log",),
            number=_number,
        ),
        title=("h1.entry-title",),
        pager=".bbp-pagination-links a[href]",
        confidence=_CONFIDENCE_WITHIN,
    ),
)  # fmt: skip


class Forums:
    """See `base.Engine`."""

    name = NAME

    def recognise(self, document: Document) -> Evidence | None:
        """See `Engine`: elements that only a topic of one software holds."""
        forum = _forum(document)
        return Evidence(f"a topic of {forum.software}", forum.confidence) if forum else None

    def post(self, document: Document) -> PostData | None:
        """See `Engine`: what was said first, on the topic's first page."""
        forum = _forum(document)
        if forum is None:
            return None
        title = pick_text(document, forum.title)
        said = read_comments(document, forum.said) if _before(document) == 0 else []
        if not said:
            # the opening stands on another page: nothing here may be taken for it
            return PostData(url=document.own_urls[0], title=title, html="")
        first = said[0]
        return PostData(
            url=document.own_urls[0],
            title=title,
            html=first.html,
            base_url=document.base_url,
            author=first.author,
            published=first.published,
        )

    def neighbours(self, document: Document) -> Neighbours | None:  # noqa: ARG002  the protocol's
        """See `Engine`: the next topic is no next post."""
        return None

    def posts(self, document: Document) -> list[PostLink] | None:  # noqa: ARG002  the protocol's
        """See `Engine`."""
        return None

    def thread(self, document: Document, post: PostData | None) -> Thread | None:  # noqa: ARG002  the protocol's
        """See `Engine`: everything but what was said first."""
        forum = _forum(document)
        if forum is None:
            return None
        said = identity.distinct(read_comments(document, forum.said))
        notice = closed_notice(document, ThreadTable(surely_closed=forum.closed), set())
        is_open = bool(forum.open) and document.first(forum.open) is not None
        return Thread(
            engine=NAME,
            comments=_answers(said, is_first_page=_before(document) == 0),
            closed=True if notice else False if is_open else None,
            closed_notice=notice,
            rest=tuple(map(ThreadSource.at, _pages(document, forum))),
            base_url=document.base_url,
        )

    def comment_id(self, address: str) -> str | None:
        """See `Engine`: the number at the end of `#post123`, `#p123`, `#msg123` or `post-123`."""
        found = _NUMBER.search(address.partition("#")[2] or address)
        return found[1] if found else None


ENGINE = Forums()


def _forum(document: Document) -> _Forum | None:
    """The software whose topic a page is."""
    return next((forum for forum in _FORUMS if document.first(forum.mark) is not None), None)


def _answers(said: tuple[Comment, ...], *, is_first_page: bool) -> tuple[Comment, ...]:
    """What was said, without what the topic began with; an answer to that answers the post."""
    if not said or not is_first_page:
        return said
    first = said[0].id
    return tuple(replace(each, parent_id=None) if each.parent_id == first else each for each in said[1:])


def _before(document: Document) -> int:
    """0 on a topic's first page, else the number by which its address names the page."""
    for address in document.own_urls:
        start, page = _START.search(address), _PAGE.search(address)
        if start and int(start[2]):
            return int(start[2])
        if page and int(page[2]) > 1 and not start:
            return int(page[2])
    return 0


def _pages(document: Document, forum: _Forum) -> Iterator[str]:
    """The topic's other pages, all up to the last one that the pager links."""
    linked = [
        address
        for link in (document.select(forum.pager) if forum.pager else [])
        if (address := document.absolute(link.get("href"))) and urls.same_site(address, document.url)
    ]
    for pattern, first in ((_START, 0), (_PAGE, 1)):
        numbers = {int(found[2]): address for address in linked if (found := pattern.search(address))}
        if not numbers:
            continue
        here = _before(document) or first
        known = sorted({first, here, *numbers})
        step = min((after - before for before, after in pairwise(known)), default=1)
        model = numbers[max(numbers)].partition("#")[0]
        for number in range(first, known[-1] + 1, max(step, 1))[:MAX_PAGES]:
            if number != here:
                yield pattern.sub(rf"\g<1>{number}", model, count=1)
        return
