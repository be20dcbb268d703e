"""Days and clocks as phones and spreadsheets write them."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.domain.imported import DateOrder
from companion.importers.days import DayReader, Written, read_clock
from companion.importers.names_of_days import LANGUAGES, all_names
from companion.importers.spreadsheet import Unread

TODAY = date(2026, 11, 23)
SIXTH = date(2024, 3, 6)


def read(said: str, *, order: DateOrder | None = None, **beside: str) -> date:
    row = Written(line=2, said=said, **beside)
    return DayReader([row], today=TODAY, order=order).read(row)


@pytest.mark.parametrize(
    "said",
    [
        "2024-03-06",
        "2024/3/6",
        "2024. 03. 06.",
        "2024.3.6",
        "2024 03 06",
        "6. 3. 2024",
        "6.3.2024.",
        "06-Mar-24",
        "6 March 2024",
        "March 6, 2024",
        "Wed, 6th of March 2024",
        "Wednesday 6 March 2024",
        "2024-03-06T21:03:00",
        "2024-03-06T21:03:00.000Z",
        "2024-03-06T21:03:00+01:00",
        "2024-03-06 21:03",
        "2024-03-06, 9:03 pm",
        "06/03/2024 00:00",
        "06/03/24",
        "24/03/06",
        "2024年3月6日",
        "2024년 3월 6일",
        "20240306",
        "６／３／２０２４",
        "٢٠٢٤-٠٣-٠٦",
        "२०२४/०३/०६",
        "\u200f6/3/2024",
        "6 marzo 2024",
        "6 मार्च 2024",
        "6 มีนาคม 2024",
        "6 มีนาคม 2567",
        "6 tháng 3 2024",
        "6 tháng 3, 2024",
        "6 de marzo de 2024",
        "6 mars 2024",
        "6. März 2024",
        "6 марта 2024 г.",
        "6 березня 2024",
        "6 Μαρτίου 2024",
        "6 marca 2024",
        "6. března 2024",
        "2024. március 6.",
        "6 maaliskuuta 2024",
        "6 Mart 2024",
        "6 maart 2024",
        "2024–03–06",
    ],
)
def test_one_day_written_in_many_ways(said: str) -> None:
    assert read(said, beside="6 March", weekday="Wednesday") == SIXTH


@pytest.mark.parametrize(
    "weekday", ["Wednesday", "Wed", "mercredi", "miércoles", "Mittwoch", "środa", "水曜日", "среда"]
)
def test_a_weekday_in_any_language_settles_it(weekday: str) -> None:
    assert read("06/03/2024", weekday=weekday) == SIXTH


@pytest.mark.parametrize(
    ("said", "orders"),
    [
        ("03/04/2024", {"dmy", "mdy"}),
        ("3.4.2024", {"dmy", "mdy"}),
        ("03/04/05", {"dmy", "mdy", "ymd"}),
        ("03/04/05 09:00", {"dmy", "mdy", "ymd"}),
    ],
)
def test_what_could_be_two_days_is_a_question(said: str, orders: set[str]) -> None:
    row = Written(line=7, said=said)
    question = DayReader([row], today=TODAY).question
    assert question is not None
    assert (question.line, question.said, {str(order) for order, _ in question.days}) == (7, said, orders)
    with pytest.raises(Unread, match="could be two days"):
        DayReader([row], today=TODAY).read(row)
    days = dict(question.days)
    for order in days:
        assert read(said, order=order) == days[order]


def test_a_name_that_is_two_months_is_settled_by_the_others_of_the_file() -> None:
    rows = [
        Written(line=n, said="", year="2018", beside=s) for n, s in enumerate(("3 listopada", "7 września"))
    ]
    days = DayReader(rows, today=TODAY)
    assert [days.read(row) for row in rows] == [date(2018, 11, 3), date(2018, 9, 7)]


def test_two_digits_of_a_year_are_the_last_that_came() -> None:
    assert read("13/01/26", order=DateOrder.DMY) == date(2026, 1, 13)
    with pytest.raises(Unread, match="before 1970"):
        read("6-Mar-27")


def test_the_one_order_that_fits_all_rows_is_theirs() -> None:
    rows = [Written(line=n, said=said) for n, said in enumerate(("13/01/26", "05/06/24", "31/05/24"))]
    days = DayReader(rows, today=TODAY)
    assert days.question is None
    assert [days.read(row) for row in rows] == [date(2026, 1, 13), date(2024, 6, 5), date(2024, 5, 31)]


@pytest.mark.parametrize(
    ("said", "at"),
    [
        ("21h03", time(21, 3)),
        ("21 h 03", time(21, 3)),
        ("21h", time(21)),
        ("21 Uhr", time(21)),
        ("21:03 Uhr", time(21, 3)),
        ("上午9:03", time(9, 3)),
        ("下午 9:03", time(21, 3)),
        ("오후 9:03", time(21, 3)),
        ("午後9時03分", time(21, 3)),
        ("9:03 μ.μ.", time(21, 3)),
        ("9:03 p. m.", time(21, 3)),
        ("9:03 ص", time(9, 3)),
        ("٩:٠٣ م", time(21, 3)),
        ("9:03 CH", time(21, 3)),
        ("ÖS 9:03", time(21, 3)),
        ("du. 9:03", time(21, 3)),
        ("9:03 odp.", time(21, 3)),
        ("kl. 21.03", time(21, 3)),
        ("24:00", time(0)),
        ("24:05", time(0, 5)),
        ("21:03:59.500", time(21, 3)),
    ],
)
def test_clocks_of_phones_in_other_languages(said: str, at: time) -> None:
    assert read_clock(said) == at


@pytest.mark.parametrize("said", ["noon", "21", "9:03 xx", "9:3", "99:99", "9:03 am pm", "–", "x" * 5_000])
def test_what_is_no_clock_is_no_guess(said: str) -> None:
    with pytest.raises(Unread):
        read_clock(said)


def test_every_language_has_its_months_and_weekdays() -> None:
    names = all_names()
    for meanings, of_each in ((names.months, 12), (names.weekdays, 7)):
        for language in LANGUAGES:
            assert len({m[language] for m in meanings.values() if language in m}) == of_each, language
    assert not names.am & names.pm


@given(st.text(max_size=60), st.text(max_size=20))
def test_any_words_are_a_day_or_no_day(said: str, beside: str) -> None:
    try:
        read(said, beside=beside, weekday=beside, year=beside[:4])
    except Unread as reason:
        assert str(reason)


@given(st.text(max_size=40))
def test_any_words_are_a_clock_or_none(said: str) -> None:
    try:
        read_clock(said)
    except Unread as reason:
        assert str(reason)
