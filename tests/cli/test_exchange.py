"""import, export: what they print, how they end, what becomes of files."""

import json
import stat
import xml.etree.ElementTree as ET

import pytest

from tests.cli.conftest import Followed
from tests.cli.program import Program, foreign_controls
from tests.site import IN_FEED, Site

OPML = """<opml version="2.0"><body>
<outline text="Tea"><outline text="Kettles" xmlUrl="https://kettle.example/feed"/>
<outline text="Green"><outline text="Leaves" xmlUrl="https://leaf.example/feed"/></outline></outline>
</body></opml>"""
URLS = 'https://one.example/feed Tea "~One"\n"query:Unread:unread = 1"\nexec:~/bin/run.sh\n'


@pytest.fixture
def taken(run: Program) -> Program:
    (run.home / "list.opml").write_text(OPML)
    assert run("import", "list.opml").code == 0
    return run


def test_a_list_is_taken_over_without_asking_anything(run: Program) -> None:
    (run.home / "list.opml").write_text(OPML)
    ended = run("import", "list.opml")
    assert (ended.code, ended.out) == (0, "Subscribed: 1 Kettles · Tea\nSubscribed: 2 Leaves · Tea / Green\n")
    assert ended.err == "2 added. `tui-reader refresh` fetches what they hold.\n"
    assert run("undo").code == 0
    assert run("feeds", "--json").out == ""
    assert run("import", "list.opml").code == 0
    assert [(feed["title"], feed["folder"]) for feed in run("feeds", "--json").objects] == [
        ("Kettles", "Tea"),
        ("Leaves", "Tea / Green"),
    ]


def test_the_second_time_nothing_changes(taken: Program) -> None:
    before = taken("feeds", "--json").out
    again = taken("import", "list.opml")
    assert (again.code, again.out, again.err) == (0, "", "0 added · 2 already there.\n")
    assert taken("feeds", "--json").out == before


def test_a_dry_run_tells_and_keeps_nothing(run: Program) -> None:
    ended = run("import", "-", "--dry-run", given=OPML.encode())
    assert ended.out == "Would subscribe: Kettles · Tea\nWould subscribe: Leaves · Tea / Green\n"
    assert (ended.code, ended.err) == (0, "2 to be added. Nothing was changed.\n")
    assert list(run.home.iterdir()) == []


def test_what_is_skipped_is_told_with_its_line_and_why(run: Program) -> None:
    ended = run("import", "-", given=URLS.encode())
    assert (ended.code, ended.out) == (3, "Subscribed: 1 One · Tea\n")
    assert "tui-reader: Standard input, line 2: skipped query:Unread:unread = 1\n  A search over" in ended.err
    assert "line 3: skipped exec:~/bin/run.sh\n  It runs a program" in ended.err
    assert ended.err.endswith("1 added · 2 skipped. `tui-reader refresh` fetches what they hold.\n")
    assert run("import", "-", given=b"exec:x\n").code == 1


def test_json_is_an_object_an_entry(run: Program) -> None:
    ended = run("import", "-", "--json", given=URLS.encode())
    added, query, program = ended.objects
    assert (added["status"], added["feed"], added["url"], added["folder"], added["line"]) == (
        *("added", 1, "https://one.example/feed"),
        *("Tea", 1),
    )
    assert added["change"]
    assert [(one["status"], one["feed"], one["line"]) for one in (query, program)] == [
        ("skipped", None, 2),
        ("skipped", None, 3),
    ]


@pytest.mark.parametrize(
    ("words", "given", "told"),
    [
        (("missing.opml",), b"", "missing.opml names nothing that can be read"),
        (("-",), b"<rss><channel/></rss>", "Standard input is a feed, no list of feeds"),
        (("-",), b"Dear diary\n", "Standard input holds no list of feeds\n  Line 1 says Dear. "),
        (("-",), b"<opml><body/></opml>", "Standard input names no feeds"),
        (("https://kettle.example/list.opml", "--offline"), b"", "https://kettle.example/list.opml"),
    ],
)
def test_what_cannot_be_taken_over_is_named_with_a_way_out(
    run: Program, words: tuple[str, ...], given: bytes, told: str
) -> None:
    ended = run("import", *words, given=given)
    assert (ended.code, ended.out) == (1, "")
    assert ended.err.startswith(f"tui-reader: {told}")
    assert "\n  " in ended.err


def test_hostile_lists_reach_no_terminal(run: Program) -> None:
    text = "\x1b]0;title\x07&#27;[2J&#x202e;"
    lines = f'<opml><body><outline text="{text}" xmlUrl="https://a.example/"/><outline text="{text}"/></body></opml>'
    ended = run("import", "-", given=lines.encode())
    assert ended.code == 3
    assert foreign_controls(ended.out + ended.err) == []


def test_subscriptions_are_written_as_opml_that_reads_back(
    taken: Program, tmp_path_factory: pytest.TempPathFactory
) -> None:
    written = taken("export")
    assert (written.code, written.err) == (0, "")
    assert [one.get("xmlUrl") for one in ET.fromstring(written.out.encode()).iter("outline") if one.get("xmlUrl")] == [
        "https://kettle.example/feed",
        "https://leaf.example/feed",
    ]
    one = ET.fromstring(taken("export", "--feed", "Leaves").out.encode())
    assert [outline.get("text") for outline in one.iter("outline")] == ["Tea", "Green", "Leaves"]
    other = Program(tmp_path_factory.mktemp("other"))
    assert other("import", "-", given=written.out.encode()).code == 0
    assert other("export").out == written.out


def test_a_file_is_written_whole_and_never_over_another(taken: Program) -> None:
    target = taken.home / "out.opml"
    ended = taken("export", "-o", "out.opml")
    assert (ended.code, ended.out, ended.err) == (0, "", "2 subscriptions written to out.opml.\n")
    whole = target.read_text()
    assert stat.S_IMODE(target.stat().st_mode) == stat.S_IMODE((taken.home / "list.opml").stat().st_mode)
    target.write_text("mine")
    refused = taken("export", "-o", "out.opml")
    assert (refused.code, target.read_text()) == (1, "mine")
    assert refused.err == "tui-reader: out.opml is there already\n  It was left as it is. --force replaces it.\n"
    assert (taken("export", "-o", "out.opml", "--force").code, target.read_text()) == (0, whole)
    assert taken("export", "-o", "-").out == whole
    assert {path.name for path in taken.home.iterdir() if path.is_file()} == {"list.opml", "out.opml"}


def test_where_nothing_can_be_written_nothing_is_left(taken: Program) -> None:
    (taken.home / "folder").mkdir()
    assert "folder is a folder\n  Give the name" in taken("export", "-o", "folder", "--force").err
    missing = taken("export", "-o", "nowhere/out.opml")
    assert (missing.code, "nowhere/out.opml cannot be written\n  No such file" in missing.err) == (1, True)
    full = taken("export", "-o", "/dev/full")
    assert (full.code, "/dev/full cannot be written\n  No space left" in full.err) == (1, True)
    none = taken("export", "--format", "json", "-o", "posts.json")
    assert (none.code, "No posts are kept here" in none.err) == (1, True)
    assert {path.name for path in taken.home.iterdir() if path.is_file()} == {"list.opml"}


def test_a_link_stays_one_and_leads_to_what_was_written(taken: Program) -> None:
    (taken.home / "real.opml").write_text("old")
    (taken.home / "link.opml").symlink_to("real.opml")
    assert taken("export", "-o", "link.opml", "--force").code == 0
    assert (taken.home / "link.opml").is_symlink()
    assert (taken.home / "real.opml").read_text().startswith("<?xml")


def test_posts_are_written_as_read_prints_them(followed: Followed) -> None:
    run = followed.run
    lines = run("export", "--format", "json", "--feed", "1").objects
    assert len(lines) == IN_FEED
    assert [line["id"] for line in lines] == [post["id"] for post in run("posts", "--feed", "1", "--json").objects]
    newest = lines[0]
    assert newest.keys() >= run("read", str(newest["id"]), "--json", "--offline").object.keys()
    assert (newest["feed"], newest["feed_title"], newest["is_read"]) == (1, "Kettle Notes", False)
    assert "boils in" in newest["content_text"]


def test_a_post_is_one_markdown_document(followed: Followed) -> None:
    run = followed.run
    number = run("posts", "--feed", "1", "--json", "--limit", "1").object
    alone = run("export", "--format", "markdown", "--post", str(number["id"]))
    assert alone.code == 0
    assert f"\n# {number['title']}\n" in f"\n{alone.out}"
    every = run("export", "--format", "markdown", "--feed", "1", "-o", "all.md")
    assert (every.code, every.err) == (0, f"{IN_FEED} posts written to all.md.\n")
    text = (run.home / "all.md").read_text()
    assert text.startswith(alone.out)
    assert len([line for line in text.split("\n") if line.startswith("# ")]) == IN_FEED


def test_the_conversation_goes_with_a_post(run: Program, site: Site) -> None:
    run("add", f"{site.url}/feed/")
    run("mark", "1", "--watch")
    run("refresh", "--watched")
    kept = run("export", "--format", "json", "--post", "1", "--offline").object["comments"]
    assert kept["count"] == len(kept["items"]) > 0
    document = run("export", "--format", "markdown", "--post", "1", "--offline").out
    assert f"\n## {kept['count']} comments\n" in document
    assert all(f"**{item['author']}**" in document for item in kept["items"])


def test_wrong_usage_is_told(followed: Followed, run: Program) -> None:
    assert followed.run("export", "--post", "1").code == 2
    assert followed.run("export", "--format", "mbox").code == 2
    assert followed.run("export", "--feed", "nobody").code == 1
    nothing = run("export", "--format", "json")
    assert (nothing.code, nothing.out, "no subscriptions yet" in nothing.err) == (1, "", True)


def test_help_tells_both(run: Program) -> None:
    assert "--dry-run" in run("import", "--help").out
    assert "--force" in run("export", "--help").out
    assert json.loads(run("import", "-", "--json", given=b"https://a.example/f").out)["title"] == "https://a.example/f"
