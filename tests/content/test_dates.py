"""Dates of blogs and feeds in many languages, read as precisely as they are written."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_reader.content import dates

NOW = datetime(2020, 6, 10, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2008-09-03", "2008-09-03"),
        ("2008-09-03T11:05:00Z", "2008-09-03T11:05:00+00:00"),
        ("2008-09-03T11:05:00.123+02:00", "2008-09-03T11:05:00+02:00"),
        ("2008-09-03T11:05", "2008-09-03T11:05:00"),
        ("2008-09-03 11:05 PM", "2008-09-03T23:05:00"),
        ("1302625801547", "2011-04-12T16:30:01+00:00"),
        ("Wed, 03 Sep 2008 11:05:00 GMT", "2008-09-03T11:05:00+00:00"),
        ("Wed, 3 Sep 2008 11:05:00 -0530", "2008-09-03T11:05:00-05:30"),
        ("03 Sep 08 11:05 EST", "2008-09-03T11:05:00-05:00"),
        ("Wed Sep  3 11:05:00 EDT 2008", "2008-09-03T11:05:00-04:00"),
        ("Wed Aug 27 13:08:45 +0000 2008", "2008-08-27T13:08:45+00:00"),
        ("2008-09-03T25:61:00Z", "2008-09-03"),
    ],
)
def test_forms_of_machines(text: str, iso: str) -> None:
    moment = dates.read(text)
    assert moment is not None
    assert moment.iso() == iso


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("June 08, 2008 at 11:05 AM", "2008-06-08T11:05:00"),
        ("Posted by: Jane | June 08, 2008 at 11:05 AM", "2008-06-08T11:05:00"),
        ("09/25/2013 at 01:20 PM", "2013-09-25T13:20:00"),
        ("8:05 AM Wednesday, Aug 18, 2010", "2010-08-18T08:05:00"),
        ("#1 • 8:05 AM Wednesday, Aug 18, 2010", "2010-08-18T08:05:00"),
        ("Monday, March 3rd, 2008 @ 7:34 pm", "2008-03-03T19:34:00"),
        ("12:15 a.m. on 8 June 2008", "2008-06-08T00:15:00"),
        ("Saturday 23rd of June 2016", "2016-06-23"),
        ("Nov 3, '08", "2008-11-03"),
        ("June 8, 2008 5 comments", "2008-06-08"),
        ("12 September, 2012 at 9.30am", "2012-09-12T09:30:00"),
        ("Jan 1 2008 - 17:05 CET", "2008-01-01T17:05:00+01:00"),
        ("5 May, 2021 11 AM (UTC+2)", "2021-05-05T11:00:00+02:00"),
        ("03/04/08", "2008-03-04"),
        ("2021/05/06 at 11:05:06", "2021-05-06T11:05:06"),
    ],
)
def test_forms_of_english_blogs(text: str, iso: str) -> None:
    moment = dates.read(text)
    assert moment is not None
    assert moment.iso() == iso


@pytest.mark.parametrize(
    ("text", "language", "iso"),
    [
        ("19. Juni 2018 um 15:28 Uhr", "de", "2018-06-19T15:28:00"),
        ("3.4.2008 - 15.28 Uhr", "de", "2008-04-03T15:28:00"),
        ("17.07, 2011 13:04", "de", "2011-07-17T13:04:00"),
        ("23 juin 2016 à 17h21", "fr-FR", "2016-06-23T17:21:00"),
        ("1er fevrier 2016", "fr", "2016-02-01"),
        ("03/04/2008", "fr", "2008-04-03"),
        ("23 de junio de 2016 a las 5:21 p. m.", "es", "2016-06-23T17:21:00"),
        ("3 d’abril de 2016", "ca", "2016-04-03"),
        ("23 czerwca 2016, 17:21", "pl", "2016-06-23T17:21:00"),
        ("23 июня 2016 г. в 17:21", "ru", "2016-06-23T17:21:00"),
        ("2016. június 23.", "hu", "2016-06-23"),
        ("2016 m. birželio 23 d.", "lt", "2016-06-23"),
        ("2016. gada 23. jūnijs", "lv", "2016-06-23"),
        ("28.2.2011 klo 13.45", "fi", "2011-02-28T13:45:00"),
        ("23 Ιουνίου 2016 στις 5:21 μ.μ.", "el", "2016-06-23T17:21:00"),
        ("23 Haziran 2016", "tr", "2016-06-23"),
        ("23 ביוני 2016", "he", "2016-06-23"),
        ("٢٣ يونيو ٢٠١٦", "ar", "2016-06-23"),
        ("23 มิถุนายน 2559 เวลา 17:21", "th", "2016-06-23T17:21:00"),
        ("23 tháng 6, 2016 lúc 5:21 CH", "vi", "2016-06-23T17:21:00"),
        ("2016年6月23日 17時21分", "ja", "2016-06-23T17:21:00"),
        ("下午5:21, 2016年6月23日", "zh-TW", "2016-06-23T17:21:00"),
        ("2016년 6월 23일 오후 5:21", "ko", "2016-06-23T17:21:00"),
    ],
)
def test_forms_of_other_languages_with_the_language_known_or_not(text: str, language: str, iso: str) -> None:
    moment = dates.read(text, languages=[language])
    assert moment is not None
    assert moment.iso() == iso
    if "/" not in text:
        assert dates.read(text) == moment


@pytest.mark.parametrize(
    ("text", "language", "iso"),
    [
        ("3 hours ago", "en", "2020-06-10T09:00:00+00:00"),
        ("posted an hour ago", "en", "2020-06-10T11:00:00+00:00"),
        ("vor 3 Stunden", "de", "2020-06-10T09:00:00+00:00"),
        ("il y a 3 heures", "fr-FR", "2020-06-10T09:00:00+00:00"),
        ("pred 3 hodinami", "sk", "2020-06-10T09:00:00+00:00"),
        ("3 時間前", "ja", "2020-06-10T09:00:00+00:00"),
        ("2 days ago", "en", "2020-06-08"),
        ("yesterday at 5:15 PM", "en", "2020-06-09T17:15:00"),
        ("just now", "en", "2020-06-10T12:00:00+00:00"),
        ("5d", "en", "2020-06-05"),
        ("May 5", "en", "2020-05-05"),
        ("Le 17 juillet à 22:09", "fr", "2019-07-17T22:09:00"),
    ],
)
def test_what_counts_from_now_needs_to_know_when_that_is(text: str, language: str, iso: str) -> None:
    moment = dates.read(text, languages=[language], reference=NOW)
    assert moment is not None
    assert moment.iso() == iso
    assert dates.read(text, languages=[language]) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "5 comments",
        "v 2.3.11",
        "99/99/9999",
        "May 2008",
        "2008-13-45",
        "31 February 2008",
        "12:30",
        "call 555-1234",
    ],
)
def test_no_date_is_made_up(text: str) -> None:
    assert dates.read(text) is None


def test_the_page_decides_once_which_number_is_the_day() -> None:
    assert dates.day_first(["03/04/2008", "25/04/2008"]) is True
    assert dates.day_first(["03/04/2008", "04/25/2008"]) is False
    assert dates.day_first(["03/04/2008", "no date"]) is None
    moment = dates.read("03/04/2008", day_first=True)
    assert moment is not None
    assert moment.iso() == "2008-04-03"


def test_running_text_tells_where_the_date_stands() -> None:
    text = "Posted by: Ann | June 08, 2008 at 11:05 AM | Reply"
    found = dates.find(text)
    assert found is not None
    moment, start, end = found
    assert text[start:end].strip() == "June 08, 2008 at 11:05 AM"
    assert moment.iso() == "2008-06-08T11:05:00"


def test_the_first_of_several_dates_is_found() -> None:
    found = dates.find("On 3 May 2008 somebody answered a post of June 8, 2007.")
    assert found is not None
    assert found[0].iso() == "2008-05-03"


@given(st.text(max_size=200), st.lists(st.text(max_size=8), max_size=2), st.booleans() | st.none())
def test_any_text_in_any_language_is_read_or_not(text: str, languages: list[str], day_first: bool | None) -> None:  # noqa: FBT001  drawn by name
    dates.find(text, languages=languages, day_first=day_first, reference=NOW)


@given(st.text("0123456789/.:-, aAMPpmjun年月日T+Z'", max_size=60))
def test_anything_like_a_date_is_read_or_not(text: str) -> None:
    found = dates.find(text, reference=NOW)
    assert found is None or 0 <= found[1] <= found[2] <= len(text)


def test_english_needs_no_locale_data() -> None:
    code = (
        "import sys; from tui_reader.content import dates; "
        "dates.read('Posted June 08, 2008 at 11:05 AM'); dates.read('2008-09-03T11:05:00Z'); "
        "sys.exit('babel' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_number_that_ends_a_name_is_no_year() -> None:
    found = dates.find("Ein Einwand von kessel2012 am 21. Jan. 2015, 19:04", languages=["de"])
    assert found
    assert found[0].iso() == "2015-01-21T19:04:00"
    assert found[1] == len("Ein Einwand von kessel2012 am ")
