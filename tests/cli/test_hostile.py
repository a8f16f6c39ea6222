"""Whatever a blog, a file name or an address says, a terminal gets its words alone: no control, no crash."""

import html
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from tests.cli.program import Ended, Program, foreign_controls
from tests.site import Pages, Site

ESC = "\x1b]0;owned\x07\x1b[2J\x1b[31m"
MARKUP = "[/] [@click=app.quit]x[/] [/red] [link=https://x.example]"
KINDS = (
    MARKUP,
    ESC,
    # decoded once more than it should be, these act
    "&#27;]52;c;eA==&#7;&#x1b;c",
    # C1: what 8-bit terminals take for CSI, OSC, ST, DCS
    "\x9b2J\x9d0;owned\x9c\x90q\x9c",
    "\u202egnp.exe\u202c \u2066x\u2069 \ufeff\U000e0041",
    "".join(map(chr, (1, 2, 7, 8, 11, 12, 14, 127))),
    "a" + "\u0301" * 5000,
)
ALL = " ".join(KINDS)


def feed(title: str) -> str:
    """A feed whose every text holds the same, written as text, twice escaped and as it is."""
    once, twice = html.escape(title), html.escape(html.escape(title))
    raw = once.replace("\x1b", "").translate(dict.fromkeys((*range(9), *range(11, 32))))
    return f"""<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Feed {raw}</title><link>%(base)s/</link>
<item><title>{twice} one</title><link>%(base)s/post/</link><guid>1{raw}</guid><dc:creator>{raw} {twice}</dc:creator>
<category>{raw}</category><description>{once} {twice} {html.escape("<p>" + twice + "</p>")}</description></item>
<item><title>{raw} two</title><link>%(base)s/{raw[:40]}</link><guid>2</guid><description>{raw}</description></item>
</channel></rss>"""


def page(title: str) -> str:
    """A post's page with a comment, the same in all their texts."""
    once = html.escape(title)
    return f"""<!DOCTYPE html><html lang="en"><head><title>{once} | Blog</title>
<meta name="generator" content="WordPress 6.5"></head><body class="single"><article class="post hentry">
<h1 class="entry-title">Title {once}</h1><span class="author vcard"><a class="url fn" href="/">{once}</a></span>
<div class="entry-content"><p>Words that are long enough to be a text, and {once} in the middle of them.</p>
<pre><code>{once}</code></pre><p><a href="https://x.example/{once}">{once}</a><img src="/a.png" alt="{once}"></p>
</div></article>
<nav class="post-navigation"><div class="nav-previous"><a href="/older/" rel="prev">{once}</a></div></nav>
<ol class="comment-list"><li class="comment" id="comment-1"><cite class="fn">{once}</cite><p>Comment {once}</p></li>
</ol>
</body></html>"""


def pages(title: str) -> Pages:
    kind = "text/html; charset=utf-8"
    return {"/post/": (kind, page(title)), "/feed/": ("application/rss+xml", feed(title))}


def assert_harmless(ended: Ended) -> None:
    assert "Traceback" not in ended.err
    for text in (ended.out, ended.err):
        assert foreign_controls(text) == []
        assert "owned\x07" not in text
        assert "\u0301" * 9 not in text


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner)


@dataclass(frozen=True)
class Besieged:
    """The program that follows a feed of such texts."""

    run: Program
    site: Site


@pytest.fixture(scope="module")
def besieged(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Besieged]:
    run = Program(tmp_path_factory.mktemp("home"))
    with Site(pages=pages(ALL)) as site:
        added = run("add", f"{site.url}/feed/", "--folder", ALL.replace("\0", ""))
        assert added.code == 0
        assert_harmless(added)
        yield Besieged(run, site)


@pytest.mark.parametrize("form", [(), ("--json",), ("--markdown",), ("--text",)], ids="".join)
def test_posts_and_comments_are_printed_harmless(besieged: Besieged, form: tuple[str, ...]) -> None:
    ended = besieged.run("read", f"{besieged.site.url}/post/", f"{besieged.site.url}/feed/", *form)
    assert ended.code == 0
    assert_harmless(ended)
    if form == ("--json",):
        assert [each for value in ended.objects for text in strings(value) for each in foreign_controls(text)] == []
        [comment] = ended.objects[0]["comments"]["items"]
        assert comment["author"].startswith(MARKUP)
    elif form != ("--markdown",):
        assert ended.out.count("[@click=app.quit]x[/]") > 5


def test_a_terminal_gets_no_sequence_of_theirs(besieged: Besieged) -> None:
    assert_harmless(besieged.run.on_terminal("read", f"{besieged.site.url}/post/", "--base-url", "https://x.example/"))


def test_what_is_kept_is_listed_and_told_harmless(besieged: Besieged) -> None:
    run = besieged.run
    commands = ("feeds", "posts", "posts --json", "comments 1", "mark 1 2 --star", "mark Z --read", "read 2 --text")
    for command in commands:
        assert_harmless(run(*command.split()))
    [feed_told] = run("feeds", "--json").objects
    assert [each for text in strings(feed_told) for each in foreign_controls(text)] == []
    assert feed_told["title"].startswith(f"Feed {MARKUP}")


def test_previews_and_failures_are_told_harmless(besieged: Besieged) -> None:
    run, url = besieged.run, besieged.site.url
    for target in (f"{url}/feed/", f"{url}/post/"):
        assert_harmless(run("preview", target))
        assert json.loads(run("preview", target, "--json").out)["title"]


def test_file_names_addresses_and_options_are_told_harmless(run: Program) -> None:
    name = f"{ALL[:60]}\u202e\x9b.html".replace("/", "")
    (run.home / name).write_text(page(ALL))
    (run.home / "invalid \udcff.html").write_text("")
    targets = (name, "invalid \udcff.html", f"nosuch {ESC}", f"http://127.0.0.1:9/{ESC}\u202e", f"https://{ESC}/")
    for form in (("--json",), ("--text",)):
        ended = run("read", *targets, *form)
        assert ended.code == 3
        assert_harmless(ended)
        assert form != ("--json",) or len(ended.objects) == len(targets)
    for words in (
        ("preview", targets[2]),
        ("comments", targets[1]),
        ("unread", ESC),
        (ESC,),
        ("posts", "--limit", ESC),
        ("add", targets[3], "--title", ESC, "--folder", ESC),
        ("--config", ESC, "unread"),
        ("--data-dir", f"{name}/x\x1b[2J", "posts"),
        ("open", targets[2]),
    ):
        assert_harmless(run(*words))


def test_what_a_server_says_of_itself_is_told_harmless(run: Program) -> None:
    kind = f"image/png; x={ESC[1:4]}"
    with Site(pages={"/a": (kind, "\x89PNG" + "\0" * 400)}) as site:
        for words in (("read",), ("add",), ("preview",)):
            ended = run(*words, f"{site.url}/a")
            assert ended.code == 1
            assert_harmless(ended)


def test_pages_that_break_parsers_end_in_words(run: Program) -> None:
    nests = ("<div>" * 3000, "<blockquote>" * 500, "<ul><li>" * 400, "&#27;" * 9000)
    names = [f"{number}.html" for number in range(len(nests))]
    for name, nested in zip(names, nests, strict=True):
        (run.home / name).write_text(f"<title>Deep</title><h1>Deep</h1><article>{nested}text enough " * 2)
    ended = run("read", *names, "--json")
    assert ended.code in {0, 1, 3}
    assert_harmless(ended)
    assert [told["target"] for told in ended.objects] == names
