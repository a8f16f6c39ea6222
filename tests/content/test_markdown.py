"""HTML as Markdown for copying and piping."""

from __future__ import annotations

from tui_reader.content.markdown import MAX_MARKDOWN, to_html, to_markdown


def test_the_usual_things_have_their_marks() -> None:
    html = (
        "<h2>Head</h2><p>One <b>two</b> <i>three</i> <code>four</code></p><ul><li>a<ul><li>b</ul></ul>"
        "<ol start=2><li>c</ol><blockquote>said</blockquote><hr>"
    )
    assert to_markdown(html) == ("## Head\n\nOne **two** *three* `four`\n\n- a\n  - b\n\n2. c\n\n> said\n\n---")


def test_links_and_images_are_absolute() -> None:
    html = '<p><a href="/a b">x</a> <a href="javascript:y">y</a> <img src="p.png" alt="a saw"></p>'
    assert to_markdown(html, "https://b.example/d/") == (
        "[x](https://b.example/a%20b) y ![a saw](https://b.example/d/p.png)"
    )


def test_code_is_fenced_with_its_language() -> None:
    assert to_markdown('<pre><code class="language-python">a:\n  b\n</code></pre>') == "```python\na:\n  b\n```"


def test_tables_of_data_are_tables_and_others_are_not() -> None:
    data = "<table><caption>Files</caption><tr><th>a<th>b<tr><td>1<td>2</table>"
    assert to_markdown(data) == "Files\n\n| a | b |\n| --- | --- |\n| 1 | 2 |"
    assert to_markdown("<table><tr><td>one<tr><td>two</table>") == "one\n\ntwo"


def test_scripts_forms_and_hidden_things_are_left_out() -> None:
    html = "<script>a</script><p hidden>b</p><form><input value=c><p>seen</p></form><img width=1 height=1 src=x>"
    assert to_markdown(html, "http://x.example/") == "seen"


def test_what_is_embedded_becomes_a_link() -> None:
    html = '<p>See <iframe src="https://player.vimeo.com/video/123" title="A talk"></iframe> here</p>'
    assert to_markdown(html) == "See [Video: A talk](https://vimeo.com/123) here"


def test_signs_of_markdown_in_the_text_are_escaped() -> None:
    assert to_markdown("<p>2 * 3 * 4 and snake_case_name</p>") == r"2 \* 3 \* 4 and snake\_case\_name"


def test_nothing_is_made_of_nothing() -> None:
    assert to_markdown("") == to_markdown(" \n") == to_markdown("<script>x</script>") == ""


def test_markdown_becomes_html_and_markup_in_it_stays_text() -> None:
    assert to_html("*a* <b>b</b> [c](javascript:d)") == "<p><em>a</em> &lt;b&gt;b&lt;/b&gt; [c](javascript:d)</p>"
    assert to_html("| a |\n|---|\n| b |").startswith("<table>")
    assert to_html("so.is this, https://b.example/c is") == (
        '<p>so.is this, <a href="https://b.example/c">https://b.example/c</a> is</p>'
    )


def test_a_flood_of_markdown_is_one_paragraph() -> None:
    assert to_html("**a** " * MAX_MARKDOWN).count("<") == 2
