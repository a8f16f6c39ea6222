"""What the JSON of a page says of single remarks."""

from tests.cli.program import Program
from tests.site import post_page

PICTURE = (
    '<li class="comment" id="comment-{}"><cite class="fn">Late</cite><p><img src="/a.png" alt="A kettle">{}</p></li>'
)


def test_a_remark_of_nothing_but_a_picture_has_no_words_and_is_a_picture_in_markdown(run: Program) -> None:
    (run.home / "page.html").write_text(post_page(7, PICTURE.format(998, "") + PICTURE.format(999, "See?")))
    remarks = {item["id"]: item for item in run("read", "page.html", "--json").object["comments"]["items"]}
    assert remarks["998"]["content_text"] == ""
    assert "![A kettle]" in remarks["998"]["content_markdown"]
    assert remarks["999"]["content_text"] == "A kettle\n\nSee?"
