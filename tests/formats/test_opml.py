"""OPML in and out: folders, titles, damage, hostile declarations."""

import xml.etree.ElementTree as ET

import pytest

from tui_reader.errors import ParseError
from tui_reader.formats import FeedList, Listed, listed, opml, read_list
from tui_reader.models import Feed, FeedKind

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<opml version="2.0"><head><title>List</title></head><body>\n'
FEED = '<outline type="rss" text="Kettles" xmlUrl="https://kettle.example/feed"/>'


def reading(body: str, head: str = HEAD) -> FeedList:
    return read_list(f"{head}{body}\n</body></opml>".encode(), "list.opml")


def only(body: str) -> Listed:
    [feed] = reading(body).feeds
    return feed


@pytest.mark.parametrize("version", ["1.0", "1.1", "2.0", "9"])
def test_every_version_is_read(version: str) -> None:
    assert reading(FEED, HEAD.replace("2.0", version)).feeds == (Listed(3, "https://kettle.example/feed", "Kettles"),)


def test_folders_inside_each_other_are_one_folder() -> None:
    found = reading(
        f'<outline text="Outer">\n<outline title="Inner">{FEED}</outline>\n'
        '<outline text="Beside" xmlUrl="https://b.example/"/></outline>\n'
        '<outline text="Top" xmlUrl="https://c.example/"/>'
    )
    assert [(feed.title, feed.folder, feed.line) for feed in found.feeds] == [
        ("Kettles", "Outer / Inner", 4),
        ("Beside", "Outer", 5),
        ("Top", None, 6),
    ]


def test_folders_too_deep_are_the_last_one_that_is_kept() -> None:
    found = only("".join(f'<outline text="{n}">' for n in range(12)) + FEED + "</outline>" * 12)
    assert found.folder == "0 / 1 / 2 / 3 / 4 / 5 / 6 / 7"


def test_the_case_of_attributes_and_types_does_not_matter() -> None:
    found = only('<outline TYPE="RSS" Title="K" XMLURL=" feed:https://k.example/f " htmlurl="https://k.example/"/>')
    assert (found.url, found.title, found.site_url) == ("https://k.example/f", "K", "https://k.example/")


def test_the_first_category_is_the_folder_of_a_feed_outside_of_any() -> None:
    assert only('<outline category="/Tea/Green,water" xmlUrl="https://k.example/f"/>').folder == "Tea / Green"


def test_what_is_no_feed_is_skipped_with_its_line_and_reason() -> None:
    found = reading(
        '<outline type="link" text="L" url="https://l.example/list.opml"/>\n'
        '<outline text="P" xmlUrl="|~/run.sh"/>\n<outline text="F" xmlUrl="file:///etc/passwd"/>\n<outline text="E"/>'
    )
    assert found.feeds == ()
    assert [(one.line, one.text) for one in found.skipped] == [
        (3, "https://l.example/list.opml"),
        (4, "|~/run.sh"),
        (5, "file:///etc/passwd"),
        (6, "E"),
    ]
    assert all(one.reason for one in found.skipped)


def test_entities_are_never_expanded_and_files_never_read() -> None:
    declared = (
        '<?xml version="1.0"?>\n<!DOCTYPE opml [\n<!ENTITY a "0123456789">\n<!ENTITY b "&a;&a;&a;&a;">\n'
        '<!ENTITY f SYSTEM "file:///etc/hostname">\n]>\n<opml version="1.0"><body>\n'
    )
    found = reading('<outline text="x&b;y&f;z" xmlUrl="https://k.example/?&b;"/>', declared)
    assert [(feed.title, feed.url, feed.line) for feed in found.feeds] == [("x&b;y&f;z", "https://k.example/?&b;", 8)]
    with pytest.raises(ParseError):
        reading(FEED, "<!DOCTYPE opml [<!ENTITY a 'x'>" + "<opml><body>")


def test_bare_signs_and_the_names_of_html_are_read_as_meant() -> None:
    found = reading('<outline text="Caf&eacute; &amp; R&D &lt;b&gt; &nope;" xmlUrl="https://k.example/?a=1&b=2"/>')
    assert (found.feeds[0].title, found.feeds[0].url) == ("Café & R&D <b> &nope;", "https://k.example/?a=1&b=2")
    assert found.notes == ()


def test_a_damaged_list_is_read_as_far_as_it_goes_and_says_so() -> None:
    found = read_list(f"{HEAD}<outline text='A'>{FEED}<outline text='B".encode(), "list.opml")
    assert [feed.title for feed in found.feeds] == ["Kettles"]
    assert found.notes == ("list.opml is damaged; it was read as far as it goes.",)


@pytest.mark.parametrize("depth", [10, 10_000])
def test_any_depth_is_survived(depth: int) -> None:
    found = reading(FEED + '<outline text="a">' * depth + "</outline>" * depth)
    assert [feed.title for feed in found.feeds] == ["Kettles"]


def test_attributes_without_end_are_survived() -> None:
    attributes = " ".join(f'a{number}="1"' for number in range(100_000))
    assert only(f'<outline {attributes} xmlUrl="https://k.example/f"/>').url == "https://k.example/f"


def test_what_is_too_large_for_a_list_is_not_read() -> None:
    with pytest.raises(ParseError, match="larger than 4 MB"):
        read_list(HEAD.encode() + b" " * listed.MAX_BYTES, "list.opml")


def test_titles_lose_what_acts_on_a_terminal() -> None:
    found = only('<outline text="a&#27;[31m&#x202e;b\n c" xmlUrl="https://k.example/"/>')
    assert found.title == "a[31mb c"


def test_other_encodings_are_read() -> None:
    text = HEAD.replace("UTF-8", "ISO-8859-1") + '<outline text="Café" xmlUrl="https://k.example/"/></body></opml>'
    assert read_list(text.encode("latin-1"), "x").feeds[0].title == "Café"
    assert read_list(text.encode("utf-16"), "x").feeds[0].title == "Café"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("<rss><channel/></rss>", "x is a feed, no list of feeds"),
        ("<html><body>Hello</body></html>", "x is a web page, no list of feeds"),
        ("<", "x holds no OPML"),
        ('{"a": 1}', "x holds no list of feeds"),
    ],
)
def test_other_documents_are_told_by_what_they_are(text: str, told: str) -> None:
    with pytest.raises(ParseError) as caught:
        read_list(text.encode(), "x")
    assert caught.value.title == told
    assert caught.value.message


def subscription(number: int, title: str, folder: str | None, kind: FeedKind = FeedKind.FEED) -> Feed:
    return Feed(number, f"https://{number}.example/?a=1&b=2", title, kind, f"https://{number}.example/", folder)


SUBSCRIPTIONS = [
    subscription(1, 'Plain & "quoted" <b>', None),
    subscription(2, "Inside", "Tea / Green"),
    subscription(3, "Beside", "Tea"),
    subscription(4, "Odd", " / "),
    subscription(5, "No feed", "Tea", FeedKind.PAGE),
    subscription(6, "\x00Control\x1b\ufffe", "Tea / Green"),
]


def test_what_is_written_is_sound_for_another_parser() -> None:
    root = ET.fromstring(opml.write(SUBSCRIPTIONS, title="Mine & all").encode())
    assert (root.tag, root.get("version"), root.findtext("head/title")) == ("opml", "2.0", "Mine & all")
    assert [outline.get("text") for outline in root.findall("body/outline")] == ['Plain & "quoted" <b>', "Tea", " / "]
    green = root.find("body/outline[@text='Tea']/outline[@text='Green']")
    assert green is not None
    assert [one.get("xmlUrl") for one in green] == ["https://2.example/?a=1&b=2", "https://6.example/?a=1&b=2"]
    links = root.findall(".//outline[@type='link']")
    assert [(one.get("url"), one.get("xmlUrl")) for one in links] == [("https://5.example/?a=1&b=2", None)]
    assert all(outline.get("text") for outline in root.iter("outline"))


def test_what_is_written_is_read_back_as_it_was() -> None:
    found = read_list(opml.write(SUBSCRIPTIONS, title="Mine").encode(), "x")
    assert (found.skipped, found.notes) == ((), ())
    read = {feed.url: feed for feed in found.feeds}
    for feed in SUBSCRIPTIONS[:3]:
        back = read[feed.url]
        assert (back.title, back.folder, back.site_url) == (feed.title, feed.folder, feed.site_url)
    page = read["https://5.example/?a=1&b=2"]
    assert (page.kind, page.folder) == (FeedKind.PAGE, "Tea")
    assert read["https://6.example/?a=1&b=2"].title == "Control"
