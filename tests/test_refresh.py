"""Deciding what a refresh means: posts, moves, failures, and when to ask again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_reader import refresh
from tui_reader.content import urls
from tui_reader.errors import ConfigError, FetchError, ParseError, TuiReaderError
from tui_reader.models import (
    Author,
    Feed,
    FeedKind,
    Moment,
    Page,
    PageReading,
    ParsedFeed,
    PostData,
    PostLink,
    RefreshPlan,
    RefreshStatus,
)

NOW = 1_700_000_000.0
HOUR = 3600.0
DAY = 24 * HOUR
FEED = Feed(0, "https://blog.example/feed", "Slow Lathe", site_url="https://blog.example/", format="RSS 2.0")
PAGE = Page(FEED.url, b"<rss/>", requested_url=FEED.url, etag='"1"', last_modified="Tue")


@dataclass(frozen=True)
class Known:
    id: int
    fingerprint: str
    comment_count: int | None = None


def post(name: str, **said: Any) -> PostData:
    values: dict[str, Any] = {"url": f"https://blog.example/{name}", "title": name, "guid": f"id-{name}", **said}
    return PostData(**values)


def moment(seconds: float) -> Moment:
    return Moment(datetime.fromtimestamp(seconds, UTC))


def decide(
    *posts: PostData, known: dict[str, Known] | None = None, feed: Feed = FEED, page: Page = PAGE
) -> RefreshPlan:
    parsed = ParsedFeed(FEED.url, "RSS 2.0", title="Told", site_url="https://blog.example/", posts=posts)
    return refresh.decide(feed, known or {}, parsed, page, NOW, 0.5)


def known_after(plan: RefreshPlan) -> dict[str, Known]:
    """What a store would know after a plan: by address first, so that guids win."""
    stored = [(new, Known(number, new.fingerprint, new.data.comment_count)) for number, new in enumerate(plan.new)]
    by_key = {urls.key(new.data.url): entry for new, entry in stored if new.data.url}
    return {**by_key, **{new.guid: entry for new, entry in stored}}


def test_a_post_goes_by_its_guid_then_its_address_then_what_it_says() -> None:
    assert refresh.identity(post("a")) == "id-a"
    assert refresh.identity(post("a", guid=None)) == refresh.identity(
        post("a", guid="", url="http://www.blog.example/a/")
    )
    bare = post("a", guid=None, url=None, html="x")
    assert refresh.identity(bare) == refresh.identity(replace(bare, published=moment(1)))
    assert refresh.identity(bare) != refresh.identity(replace(bare, html="y"))
    assert len(refresh.identity(post("a", guid="g" * 1_000_000))) < 100


@pytest.mark.parametrize(
    ("said", "is_noticed"),
    [
        ({"title": "b"}, True),
        ({"html": "<p>b</p>"}, True),
        ({"url": "https://blog.example/b"}, True),
        ({"author": Author("Ida")}, True),
        ({"published": moment(1)}, False),
        ({"updated": moment(1)}, False),
        ({"guid": "b"}, False),
        ({"comment_count": 3}, False),
    ],
)
def test_a_fingerprint_tells_what_a_reader_would_notice(said: dict[str, Any], *, is_noticed: bool) -> None:
    assert (refresh.fingerprint(post("a", **said)) != refresh.fingerprint(post("a"))) == is_noticed


def test_a_fingerprint_keeps_its_parts_apart_and_takes_any_text() -> None:
    assert refresh.fingerprint(post("a", title="x", html=None)) != refresh.fingerprint(post("a", title=None, html="x"))
    assert refresh.fingerprint(post("a", html="\ud800"))


def test_new_posts_take_their_places_oldest_first() -> None:
    plan = decide(
        post("new"),
        post("first", published=moment(NOW - 9)),
        post("future", published=moment(NOW + DAY)),
        post("old", updated=moment(NOW - DAY)),
        post("ancient", published=moment(-DAY)),
    )
    assert [(new.guid, new.sort_seconds) for new in plan.new] == [
        ("id-ancient", 0.0),
        ("id-old", NOW - DAY),
        ("id-first", NOW - 9),
        ("id-future", NOW),
        ("id-new", NOW),
    ]
    assert {new.first_seen for new in plan.new} == {NOW}
    assert plan.status is RefreshStatus.NEW


@pytest.mark.parametrize(
    ("html", "is_summary", "words", "snippet"),
    [
        ("<p>One &amp; two</p><p>three</p>", False, 4, "One & two three"),
        ("<p>One&#27;[31m two</p>", True, None, "One[31m two"),
        ("<style>p { color: red }</style>One<script>if (a < b) run()</script> two", False, 2, "One two"),
        ("One <script>never closed", False, 1, "One"),
        ("<" * 100_000, False, 1, "<" * 199 + "…"),
        ("<script>" * 20_000, False, 0, None),
        ("", False, 0, None),
        (None, False, None, None),
    ],
)
def test_words_are_counted_and_a_snippet_is_cut(
    html: str | None, words: int | None, snippet: str | None, *, is_summary: bool
) -> None:
    (new,) = decide(post("a", html=html, is_summary=is_summary)).new
    assert (new.words, new.snippet) == (words, snippet)


def test_a_known_post_that_says_the_same_is_left_alone_and_an_edited_one_changed() -> None:
    same, edited = post("a"), post("b", html="<p>new words</p>")
    known = {"id-a": Known(1, refresh.fingerprint(same)), "id-b": Known(2, "other")}
    plan = decide(same, edited, known=known)
    assert (plan.new, plan.status) == ((), RefreshStatus.UPDATED)
    (change,) = plan.changed
    assert (change.id, change.data, change.words, change.snippet) == (2, edited, 2, "new words")
    assert decide(same, known=known).status is RefreshStatus.UNCHANGED


def test_a_new_count_of_comments_is_told_apart_from_an_edit() -> None:
    known = {"id-a": Known(1, refresh.fingerprint(post("a")), 3)}
    assert decide(post("a", comment_count=4), known=known).comment_counts == ((1, 4),)
    assert decide(post("a", comment_count=3), known=known).comment_counts == ()
    assert decide(post("a"), known=known).comment_counts == ()
    assert decide(post("a", comment_count=4), known=known).status is RefreshStatus.UNCHANGED


def test_a_post_with_another_guid_is_found_by_its_address() -> None:
    known = {"blog.example/a": Known(1, refresh.fingerprint(post("a")))}
    assert decide(post("a", guid="changed"), known=known).new == ()


@pytest.mark.parametrize("url", ["https://blog.example/", "https://blog.example", "https://other.example/"])
def test_the_blogs_own_address_names_no_post(url: str) -> None:
    known = {urls.key(url): Known(1, "print")}
    assert len(decide(post("a", url=url), known=known).new) == 1


def test_an_address_that_several_posts_share_names_none_of_them() -> None:
    both = post("a", url="https://blog.example/x"), post("b", url="https://blog.example/x")
    assert len(decide(*both, known={"blog.example/x": Known(1, "print")}).new) == 2
    nameless = [replace(one, guid=None) for one in both]
    plan = decide(*nameless)
    assert len(plan.new) == 2
    assert decide(*nameless, known=known_after(plan)).new == ()


def test_a_post_that_goes_by_its_name_is_not_taken_for_its_neighbour() -> None:
    """ "a" is stored under its guid; "b" now stands at the address that "a" had."""
    known = {"id-a": Known(1, "print"), "blog.example/a": Known(1, "print")}
    plan = decide(post("b", url="https://blog.example/a"), post("a", url="https://blog.example/a2"), known=known)
    assert [new.guid for new in plan.new] == ["id-b"]
    assert [change.id for change in plan.changed] == [1]


def test_one_guid_for_all_posts_keeps_one_steadily() -> None:
    posts = [post(str(number), guid="same") for number in range(20)]
    plan = decide(*posts)
    assert [new.data.title for new in plan.new] == ["0"]
    again = decide(*posts, known=known_after(plan))
    assert (again.new, again.changed) == ((), ())


_texts = st.none() | st.sampled_from(["", "a", "b", "blog.example/a", "\ud800"])
_datas = st.builds(
    PostData,
    url=st.none() | st.sampled_from([f"https://blog.example/{tail}" for tail in ("", "a", "b", "c?utm_x=1")]),
    title=_texts,
    html=_texts,
    guid=_texts,
    published=st.none() | st.integers(-10, 2_000_000_000).map(moment),
    is_summary=st.booleans(),
    comment_count=st.none() | st.integers(0, 3),
)


@given(st.lists(_datas, max_size=12))
def test_deciding_twice_adds_nothing(posts: list[PostData]) -> None:
    plan = decide(*posts)
    known = known_after(plan)
    assert {new.guid for new in plan.new} <= refresh.names(ParsedFeed(FEED.url, "RSS 2.0", posts=tuple(posts)))
    again = decide(*posts, known=known)
    assert again.new == ()
    assert len({new.guid for new in plan.new}) == len(plan.new)
    assert [new.sort_seconds for new in plan.new] == sorted(new.sort_seconds for new in plan.new)
    if all(one.guid for one in posts):
        assert (again.changed, again.comment_counts) == ((), ())


def test_a_good_answer_brings_validators_and_ends_a_row_of_failures() -> None:
    plan = decide(post("a"), feed=replace(FEED, failures=4, error="no answer"))
    assert (plan.etag, plan.last_modified, plan.http, plan.bytes) == ('"1"', "Tue", 200, 6)
    assert (plan.failures, plan.error, plan.error_message) == (0, None, None)
    assert plan.body_hash == refresh.body_hash(PAGE)
    assert decide(page=replace(PAGE, etag="e" * 100_000)).etag is None


def test_only_a_feed_that_has_none_is_given_a_title_and_a_site() -> None:
    assert (decide().title, decide().site_url, decide().format) == (None, None, None)
    plan = decide(feed=replace(FEED, title=FEED.url, site_url=None, format=None))
    assert (plan.title, plan.site_url, plan.format) == ("Told", "https://blog.example/", "RSS 2.0")


@pytest.mark.parametrize(
    ("permanent", "posts", "total", "moved"),
    [
        (None, 1, 5, None),
        ("https://new.example/feed", 1, 5, "https://new.example/feed"),
        ("https://new.example/feed", 0, 0, "https://new.example/feed"),
        ("https://parked.example/", 0, 5, None),
        (FEED.url, 1, 5, None),
        ("file:///etc/passwd", 1, 5, None),
    ],
)
def test_a_feed_moves_only_where_a_good_feed_arrived(
    permanent: str | None, posts: int, total: int, moved: str | None
) -> None:
    page = replace(PAGE, permanent_url=permanent)
    plan = decide(*(post(str(number)) for number in range(posts)), feed=replace(FEED, total=total), page=page)
    assert plan.moved_to == moved
    assert (plan.status is RefreshStatus.MOVED) == (moved is not None)


def test_not_modified_keeps_the_validators_unless_they_are_renewed() -> None:
    feed = replace(FEED, etag='"old"', last_modified="Mon", body_hash="h", failures=2)
    silent = Page(FEED.url, b"", status=304, permanent_url="https://new.example/feed")
    plan = refresh.unchanged(feed, silent, NOW, 0.1)
    assert (plan.etag, plan.last_modified, plan.body_hash, plan.failures) == ('"old"', "Mon", "h", 0)
    assert (plan.status, plan.http, plan.moved_to) == (RefreshStatus.UNCHANGED, 304, None)
    assert refresh.unchanged(feed, replace(silent, etag='"new"'), NOW, 0.1).etag == '"new"'


def test_the_same_document_again_may_still_have_moved() -> None:
    page = replace(PAGE, permanent_url="https://new.example/feed", etag=None)
    plan = refresh.unchanged(replace(FEED, etag='"old"'), page, NOW, 0.1)
    assert (plan.etag, plan.body_hash) == (None, refresh.body_hash(page))
    assert (plan.status, plan.moved_to) == (RefreshStatus.MOVED, "https://new.example/feed")


def fault(status: int | None = None, retry_after: float | None = None) -> FetchError:
    return FetchError(FEED.url, "no luck", "Try later.", status=status, retry_after=retry_after)


@pytest.mark.parametrize(
    ("error", "failures", "wait"),
    [
        (fault(500), 0, HOUR / 2),
        (fault(500), 1, HOUR),
        (fault(500), 4, 8 * HOUR),
        (fault(500), 10_000, DAY),
        (fault(), 10_000, 2 * HOUR),
        (fault(429, 3600), 0, HOUR),
        (fault(429, 3600), 4, 8 * HOUR),
        (fault(503, 120), 0, HOUR / 2),
        (fault(429, -5), 0, HOUR / 2),
        (fault(429, 1e20), 0, DAY),
        (ParseError("Not a feed"), 1, HOUR),
    ],
)
def test_a_failing_feed_is_left_alone_for_longer_each_time(error: TuiReaderError, failures: int, wait: float) -> None:
    plan = refresh.failed(replace(FEED, failures=failures), error, NOW, 0.1)
    assert plan.next_check - NOW == pytest.approx(wait)
    assert (plan.status, plan.failures) == (RefreshStatus.ERROR, failures + 1)


def test_a_failure_keeps_all_that_is_stored_and_says_why() -> None:
    feed = replace(FEED, etag="e", last_modified="m", body_hash="h")
    plan = refresh.failed(feed, fault(503), NOW, 0.1)
    assert (plan.etag, plan.last_modified, plan.body_hash, plan.new, plan.changed) == ("e", "m", "h", (), ())
    assert (plan.http, plan.error, plan.error_message) == (503, "no luck", "Try later.")
    unread = refresh.failed(feed, ParseError("This is not a feed", "It is a picture."), NOW, 0.1)
    assert (unread.error, unread.error_message) == ("not readable", "It is a picture.")
    assert refresh.failed(feed, ConfigError("No such thing"), NOW, 0.1).error_message == "No such thing"


def test_a_feed_that_is_gone_is_never_asked_again() -> None:
    plan = refresh.failed(FEED, fault(410), NOW, 0.1)
    assert (plan.status, plan.error, plan.next_check) == (RefreshStatus.GONE, "gone", refresh.NEVER)
    gone = replace(FEED, http_status=plan.http, next_check=plan.next_check)
    assert not refresh.is_due(gone, NOW + 1e9)


@pytest.mark.parametrize(
    ("next_check", "is_due"),
    [(None, True), (NOW - 1, True), (NOW, True), (NOW + 1, False), (NOW + 6 * DAY, False), (NOW + 8 * DAY, True)],
)
def test_a_feed_is_due_at_its_time_and_where_that_cannot_be_meant(next_check: float | None, *, is_due: bool) -> None:
    assert refresh.is_due(replace(FEED, next_check=next_check), NOW) == is_due


@pytest.mark.parametrize(
    ("pauses", "ttl", "wait"),
    [
        ([HOUR] * 5, None, HOUR / 2),
        ([0.5 * DAY, *[DAY] * 5], None, 2.4 * HOUR),
        ([30 * HOUR, *[DAY] * 5], None, 3 * HOUR),
        ([DAY] * 12, 6 * HOUR, 6 * HOUR),
        ([HOUR] * 5, 30 * DAY, DAY),
        ([300 * DAY], None, DAY),
        ([0.0, 0.0], None, HOUR / 2),
        ([-DAY, *[DAY] * 5], None, 2.4 * HOUR),
        ([], None, 2 * HOUR),
        ([], 3 * HOUR, 3 * HOUR),
    ],
)
def test_the_next_check_follows_how_often_the_feed_posts(pauses: list[float], ttl: float | None, wait: float) -> None:
    dates = [NOW - sum(pauses[: number + 1]) for number in range(len(pauses))]
    assert refresh.next_check(FEED, NOW, dates, ttl) - NOW == pytest.approx(wait)


def test_the_pause_grows_while_nothing_comes() -> None:
    feed = replace(FEED, last_refreshed=NOW - 5 * HOUR, next_check=NOW)
    assert refresh.next_check(feed, NOW) - NOW == pytest.approx(5.5 * HOUR)
    assert refresh.next_check(replace(feed, failures=1), NOW) - NOW == pytest.approx(2 * HOUR)
    assert refresh.next_check(replace(feed, next_check=NOW + 1e9), NOW) - NOW == DAY


@given(st.integers(1, 10**6), st.lists(st.floats(-1e10, 1e11), max_size=5), st.none() | st.floats(-1e9, 1e9))
def test_no_wait_is_out_of_bounds(feed_id: int, dates: list[float], ttl: float | None) -> None:
    wait = refresh.next_check(replace(FEED, id=feed_id), NOW, dates, ttl) - NOW
    assert 1800 <= wait <= DAY


def test_feeds_of_one_rhythm_are_spread() -> None:
    checks = {refresh.next_check(replace(FEED, id=number), NOW) for number in range(50)}
    assert len(checks) == 50


PAGE_FEED = replace(FEED, kind=FeedKind.PAGE, url="https://blog.example/", title="", format=None)


def _reading(*links: PostLink) -> PageReading:
    return PageReading("https://blog.example/", "index", "typepad", "", site_title="Slow Lathe", posts=links)


def test_a_pages_posts_go_by_their_addresses_in_page_order() -> None:
    reading = _reading(
        PostLink("https://blog.example/c/?utm_source=x", "C", summary="Sharp < dull"),
        PostLink("https://blog.example/b", "B"),
        PostLink("https://blog.example/a", "A", moment(NOW - DAY)),
        PostLink("http://www.blog.example/c", "C again"),
    )
    plan = refresh.decide_page(PAGE_FEED, {}, reading, PAGE, NOW, 0.1)
    assert [new.guid for new in plan.new] == ["blog.example/a", "blog.example/b", "blog.example/c"]
    assert [new.sort_seconds for new in plan.new] == [NOW - DAY, NOW, NOW]
    newest = plan.new[-1]
    assert (newest.data.html, newest.data.is_summary, newest.words) == ("Sharp &lt; dull", True, None)
    assert (newest.snippet, plan.title, plan.status) == ("Sharp < dull", "Slow Lathe", RefreshStatus.NEW)
    again = refresh.decide_page(PAGE_FEED, known_after(plan), reading, PAGE, NOW + 60, 0.1)
    assert (again.new, again.changed, again.status) == ((), (), RefreshStatus.UNCHANGED)
    assert refresh.names(reading) >= {"blog.example/a", "blog.example/b", "blog.example/c"}


def test_posts_of_a_page_without_addresses_go_by_their_titles() -> None:
    plan = refresh.decide_page(PAGE_FEED, {}, _reading(PostLink("", "B"), PostLink("", "A")), PAGE, NOW, 0.1)
    assert [(new.data.title, new.data.url) for new in plan.new] == [("A", None), ("B", None)]
    assert len({new.guid for new in plan.new}) == 2


def test_a_feed_takes_over_from_its_page() -> None:
    plan = refresh.decide_page(PAGE_FEED, {}, _reading(PostLink("https://blog.example/a", "a")), PAGE, NOW, 0.1)
    later = decide(post("a", html="<p>whole</p>"), known=known_after(plan))
    assert (later.new, [change.data.guid for change in later.changed]) == ((), ["id-a"])


def test_a_page_without_posts_is_a_failure_that_keeps_all() -> None:
    plan = refresh.decide_page(PAGE_FEED, {}, _reading(), PAGE, NOW, 0.1)
    assert (plan.status, plan.failures) == (RefreshStatus.ERROR, 1)
