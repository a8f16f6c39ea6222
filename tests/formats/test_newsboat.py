"""newsboat's `urls`: tags, titles, comments, and the lines that are left out."""

import pytest

from tui_reader.errors import ParseError
from tui_reader.formats import listed, read_list
from tui_reader.formats.listed import folder, folders

LIST = r"""# my feeds

https://one.example/feed
https://two.example/feed Tea water "~Two & \"more\""
https://three.example/feed	"Green tea"	~Three	!	# a remark
"https://four.example/a b" ~
"query:Unread:unread = \"yes\""
exec:~/bin/make_feed.sh Tea
filter:~/bin/cut.sh:https://five.example/feed
file:///home/me/feed.xml
not an address
"""


def test_a_line_gives_address_title_and_folder() -> None:
    found = read_list(LIST.encode(), "urls")
    assert found.format == "newsboat"
    assert [(feed.line, feed.url, feed.title, feed.folder) for feed in found.feeds] == [
        (3, "https://one.example/feed", None, None),
        (4, "https://two.example/feed", 'Two & "more"', "Tea"),
        (5, "https://three.example/feed", "Three", "Green tea"),
        (6, "https://four.example/a%20b", None, None),
    ]
    assert found.notes == ("1 of the feeds had several tags: the first is the folder, the others are not kept.",)


def test_lines_that_run_or_search_something_are_skipped_with_the_reason() -> None:
    found = read_list(LIST.encode(), "urls")
    assert [(one.line, one.text.partition(":")[0]) for one in found.skipped] == [
        (7, "query"),
        (8, "exec"),
        (9, "filter"),
        (10, "file"),
        (11, "not"),
    ]
    assert "a search" in found.skipped[0].reason
    assert "runs a program" in found.skipped[1].reason
    assert "no web address" in found.skipped[4].reason


def test_a_list_of_lines_that_are_left_out_is_still_a_list() -> None:
    found = read_list(b'"query:All:unread = \\"yes\\""\n', "urls")
    assert (found.feeds, len(found.skipped)) == ((), 1)


def test_a_text_without_any_address_is_no_list_and_names_its_first_line() -> None:
    with pytest.raises(ParseError) as caught:
        read_list(b"# remark\nDear diary,\ntoday I was well.\n", "notes.txt")
    assert caught.value.title == "notes.txt holds no list of feeds"
    assert caught.value.message.startswith("Line 2 says Dear. ")


@pytest.mark.parametrize("line", ['"' * 50_000, '"\\' * 50_000, " " * 100_000, "\\" * 100_000, '"a" ' * 50_000])
def test_odd_lines_end_in_time(line: str) -> None:
    found = read_list(f"https://one.example/feed\n{line}\n".encode(), "urls")
    assert found.feeds[0].url == "https://one.example/feed"


def test_a_list_without_end_is_cut_and_says_so() -> None:
    lines = "".join(f"https://{number}.example/f\n" for number in range(listed.MAX_FEEDS + 5))
    found = read_list(lines.encode(), "urls")
    assert len(found.feeds) == listed.MAX_FEEDS
    assert [(one.line, one.text) for one in found.skipped] == [(listed.MAX_FEEDS + 1, "the rest")]


@pytest.mark.parametrize("name", [None, "Tea", "Tea / Green", "Tea/Green"])
def test_a_folder_is_taken_apart_and_put_together(name: str | None) -> None:
    assert folder(folders(name)) == name
