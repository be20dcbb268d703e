"""Daylio's CSV: every shape it comes in, and every way a row can be broken."""

import codecs
import csv
import io
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.domain.imported import DateOrder, DateQuestion, ImportedRow, Reading
from companion.domain.text import clean_text
from companion.errors import NotReadable
from companion.importers.daylio.daylio import read_daylio
from tests.hostile import NAMED

TODAY = date(2026, 11, 23)
ROW = '2020-05-01,1 May,Friday,9:00,good,"",,Tea\n'
HEADER = "full_date,date,weekday,time,mood,activities,note_title,note\n"


def read(text: str, encoding: str = "utf-8") -> Reading:
    return read_daylio(text.encode(encoding), today=TODAY)


def only_row(text: str) -> ImportedRow:
    file = read(text)
    assert file.problems == ()
    assert len(file.rows) == 1
    return file.rows[0]


def test_a_plain_row() -> None:
    row = only_row(HEADER + '2021-05-12,12 May,Wednesday,18:52,OK,"work | long walk ","Title","One<br>two"\n')
    assert (row.line, row.day, row.at) == (2, date(2021, 5, 12), time(18, 52))
    assert (row.word, row.activities, row.note) == ("OK", ("work", "long walk"), "Title\nOne\ntwo")


@pytest.mark.parametrize(
    ("said", "at"),
    [
        ("6:50 pm", time(18, 50)),
        ("12:20 am", time(0, 20)),
        ("12:28 PM", time(12, 28)),
        ("6:50\u202fpm", time(18, 50)),
        ("6:50 p.m.", time(18, 50)),
        ("08:13", time(8, 13)),
        ("0:05", time(0, 5)),
        ("18.52", time(18, 52)),
        ("18:52:07", time(18, 52)),
        ("18.52.07", time(18, 52)),
        ("6 pm", time(18, 0)),
        ("6PM", time(18, 0)),
        ("6 p.m.", time(18, 0)),
        ("6:05 p.m.", time(18, 5)),
        ("6.05pm", time(18, 5)),
        ("6:05 P. M.", time(18, 5)),
        ("6:50:00 PM", time(18, 50)),
        ("12 am", time(0, 0)),
        ("", None),
    ],
)
def test_both_clocks_even_in_one_file(said: str, at: time | None) -> None:
    file = read(f"{HEADER}2020-05-25,,,7:09 am,meh,,,\n2020-05-25,,,{said},meh,,,\n")
    assert [row.at for row in file.rows] == [time(7, 9), at]


def test_columns_are_found_by_their_heading_in_any_order() -> None:
    row = only_row("note, Mood ,FULL_DATE,extra\nhello,good,2020-05-01,x\n")
    assert (row.word, row.day, row.note, row.at) == ("good", date(2020, 5, 1), "hello", None)


def test_scales_stay_as_written() -> None:
    header = "full_date,date,weekday,time,mood,activities,scales,note_title,note\n"
    row = only_row(header + '2024-01-02,2 Jan,Tuesday,20:39,good,a,"Sleep: 7 | Stress: a bit: 3 | odd",,\n')
    assert row.scales == (("Sleep", "7"), ("Stress: a bit", "3"), ("odd", ""))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_encodings(encoding: str) -> None:
    file = read(HEADER + "2020-05-01,,,9:00,café,,,£5 for tea\n", encoding)
    assert [(row.word, row.note) for row in file.rows] == [("café", "£5 for tea")]


SHEETS = [
    (encoding, separator)
    for encoding in ("utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "cp1252")
    for separator in (",", ";", "\t")
]


def resaved(rows: list[list[str]], separator: str) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=separator).writerows([HEADER.strip().split(","), *rows])
    return out.getvalue()


@pytest.mark.parametrize(("encoding", "separator"), SHEETS)
def test_a_file_that_a_spreadsheet_saved(encoding: str, separator: str) -> None:
    rows = [
        [
            "2020-05-01",
            "1 May",
            "Friday",
            "6:50 pm",
            "café; bar",
            "a, b | c",
            "",
            'tea, "x"; y\tz\r\nthen bed',
        ],
        ["2020-05-02", "2 May", "Saturday", "", "meh", "", "", ""],
        ["2020-05-0", "", "", "", "cut", "", "", ""],
    ]
    file = read(resaved(rows, separator), encoding)
    first, second = file.rows
    assert (first.line, first.at, first.word) == (2, time(18, 50), "café; bar")
    assert (first.activities, first.note) == (("a, b", "c"), 'tea, "x"; y\tz\nthen bed')
    assert (second.line, second.word) == (4, "meh")
    assert [problem.line for problem in file.problems] == [5]


def test_utf_16_with_its_byte_order_mark_the_other_way_round_and_cut_in_a_letter() -> None:
    data = codecs.BOM_UTF16_BE + (HEADER + "2020-05-01,,,,ŵŷ,,,😀").encode("utf-16-be")
    assert [(row.word, row.note) for row in read_daylio(data, today=TODAY).rows] == [("ŵŷ", "😀")]
    assert [row.note for row in read_daylio(data[:-1], today=TODAY).rows] == ["\ufffd"]


def test_a_lone_surrogate_in_utf_16_spoils_no_other_letter() -> None:
    data = codecs.BOM_UTF16_LE + f"{HEADER}2020-05-01,,,,good,,,a\ud800b\n".encode(
        "utf-16-le", "surrogatepass"
    )
    assert [row.note for row in read_daylio(data, today=TODAY).rows] == ["a\ufffdb"]


@pytest.mark.parametrize("separator", [";", "\t"])
def test_a_quotation_mark_never_closed_between_other_separators(separator: str) -> None:
    def row(said: str, note: str) -> str:
        return separator.join([said, "", "", "", "good", "", "", note])

    rows = [
        row("2020-05-15", '"a"'),
        row("16.05.2020", '"b'),
        row("17.05.2020", '"c"'),
        row("2020-05-18", '"d'),
    ]
    file = read("\n".join([HEADER.strip().replace(",", separator), *rows]))
    assert [r.note for r in file.rows] == ["a", "c"]
    assert [(p.line, "never closed" in p.reason) for p in file.problems] == [(3, True), (5, True)]


@pytest.mark.parametrize(
    ("said", "beside", "weekday", "day"),
    [
        ("2020-05-01", "1 May", "Friday", date(2020, 5, 1)),
        ("2020-05-01", "30 June", "Monday", date(2020, 5, 1)),
        ("2020/05/01", "", "", date(2020, 5, 1)),
        ("2020-05-01 00:00:00", "", "", date(2020, 5, 1)),
        ("30/05/2020", "", "", date(2020, 5, 30)),
        ("30.5.2020", "", "", date(2020, 5, 30)),
        ("5/30/2020", "", "", date(2020, 5, 30)),
        ("05/05/2020", "", "", date(2020, 5, 5)),
        ("01/05/2020", "", "Friday", date(2020, 5, 1)),
        ("5/1/2020", "", "Fri", date(2020, 5, 1)),
        ("01/05/2020", "1 May", "", date(2020, 5, 1)),
        ("01/05/2020", "01-May", "", date(2020, 5, 1)),
        ("01/05/2020", "Jan 5", "", date(2020, 1, 5)),
        ("01/05/2020", "January 5", "Sunday", date(2020, 1, 5)),
        ("01/05/2020", "", "vendredi", date(2020, 5, 1)),
        ("30/05/2020", "", "Monday", date(2020, 5, 30)),
    ],
)
def test_a_day_is_read_where_the_row_leaves_no_doubt(said: str, beside: str, weekday: str, day: date) -> None:
    assert only_row(f"{HEADER}{said},{beside},{weekday},9:00,good,,,\n").day == day


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_and_lines_inside_a_note(end: str) -> None:
    file = read(
        end.join([HEADER.strip(), '2020-05-01,,,9:00,good,,,"a', 'b"', "", "2020-05-02,,,9:00,bad,,,c"])
    )
    assert [(row.line, row.note) for row in file.rows] == [(2, "a\nb"), (5, "c")]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("2020-05-0", "not written like 2020-05-30"),
        ("31/31/2020,,,9:00,good,,,", "not written like 2020-05-30"),
        ("1/5-2020,,,9:00,good,,,", "not written like 2020-05-30"),
        ("2020-02-30,,,9:00,good,,,", "not written like 2020-05-30"),
        ("2020-W10-1,,,9:00,good,,,", "not written like 2020-05-30"),
        ("2026-11-24,,,9:00,good,,,", "still to come"),
        ("1969-12-31,,,9:00,good,,,", "before 1970"),
        ("2020-05-01,,,9:00,,,,", "nothing in it but a date"),
        ('2020-05-01,,,9:00,good,,,"cut in the mid', "never closed"),
    ],
)
def test_a_broken_row_is_named_and_the_rest_is_kept(row: str, reason: str) -> None:
    file = read(f"{HEADER}2020-04-30,,,9:00,good,,,before\n{row}\n2020-05-03,,,9:00,bad,,,after\n")
    assert [row.note for row in file.rows] == ["before", "after"]
    assert [(problem.line, problem.kept) for problem in file.problems] == [(3, False)]
    assert reason in file.problems[0].reason


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("25:00", "no such time"),
        ("13:00 pm", "no such time"),
        ("0 am", "no such time"),
        ("18:50:60", "no such time"),
        ("6", "its time “6”"),
        ("6 a", "its time “6 a”"),
        ("0.784722", "its time “0.784722”"),
        ("evening", "its time “evening”"),
    ],
)
def test_an_unreadable_clock_costs_the_clock_and_nothing_else(said: str, reason: str) -> None:
    file = read(f"{HEADER}2020-05-01,,,{said},good,walk,,words\n")
    assert [(row.word, row.at, row.activities, row.note) for row in file.rows] == [
        ("good", None, ("walk",), "words")
    ]
    assert [(problem.line, problem.kept) for problem in file.problems] == [(2, True)]
    assert reason in file.problems[0].reason


@pytest.mark.parametrize(
    ("row", "note"),
    [
        ("2020-05-01,,,9:00,good", ""),
        ("2020-05-01,,,9:00,good,,", ""),
        ("2020-05-01,,,9:00,good,,,tea,,,,", "tea"),
        ("2020-05-01,,,9:00,good,,,a, b", "a, b"),
    ],
)
def test_a_ragged_row_is_a_row(row: str, note: str) -> None:
    assert only_row(f"{HEADER}{row}\n").note == note


def test_a_quoted_note_that_holds_lines_like_rows_is_one_note() -> None:
    inside = "Then:\n2020-04-01,1 April,Wednesday,9:00,bad,,,\n2020-04-02,,,,,,,"
    file = read(f'{HEADER}2020-05-01,,,9:00,good,,,"{inside}"\n2020-05-02,,,9:00,bad,,,after\n')
    assert [row.note for row in file.rows] == [inside, "after"]
    assert file.problems == ()


@pytest.mark.parametrize(
    "text",
    [
        HEADER + ROW,
        "sep=,\n" + HEADER + ROW,
        '"sep=;"\r\n' + (HEADER + ROW).replace(",", ";"),
        (HEADER + ROW).replace(",", "|"),
        (HEADER + ROW).replace(",", "^"),
        ROW,
        (HEADER + ROW).replace("full_date", "Full Date").replace("note_title", "Note title"),
        "date,time,mood,activities,note\n2020-05-01,9:00,good,,Tea\n",
        "\n".join('"' + line.replace('"', '""') + '"' for line in (HEADER + ROW).splitlines()),
    ],
    ids=[
        "usual",
        "sep=",
        "sep=;",
        "bars",
        "any sign",
        "no heading",
        "with spaces",
        "a date alone",
        "quoted whole",
    ],
)
def test_however_the_table_is_laid_out(text: str) -> None:
    row = only_row(text)
    assert (row.day, row.at, row.word, row.note) == (date(2020, 5, 1), time(9), "good", "Tea")


def test_rows_quoted_whole_with_a_note_of_two_lines() -> None:
    rows = [HEADER.strip(), '2020-05-01,1 May,Friday,9:00,good,,,"a\nb, ""c"""']
    file = read("\n".join('"' + row.replace('"', '""') + '"' for row in rows))
    assert [row.note for row in file.rows] == ['a\nb, "c"']


OLD = "year,date,weekday,time,mood,activities,note\n"


@pytest.mark.parametrize(
    ("row", "day"),
    [
        ("2018,18 May,Friday", date(2018, 5, 18)),
        ("2018,June 21,Thursday", date(2018, 6, 21)),
        ("2017,7 września,czwartek", date(2017, 9, 7)),
        ("2017,3月6日,星期一", date(2017, 3, 6)),
        ("2017,6 de marzo,lunes", date(2017, 3, 6)),
        ("2017,6. März,Montag", date(2017, 3, 6)),
        ("2017,18.05.,Donnerstag", date(2017, 5, 18)),
        ("2017,05/18,", date(2017, 5, 18)),
    ],
)
@pytest.mark.parametrize("heading", [OLD, ""], ids=["with a heading", "without"])
def test_the_layout_of_before_2019(row: str, day: date, heading: str) -> None:
    assert only_row(f"{heading}{row},11:54 pm,good,tea | walk,words\n").day == day


def test_nothing_that_can_be_read_is_told_at_once() -> None:
    with pytest.raises(NotReadable, match=r"Nothing in this file could be read. Line 2: its date “x”"):
        read(f"{HEADER}x,,,9:00,good,,,\ny,,,9:00,good,,,\n")


def test_what_could_be_two_days_is_asked_once_and_answered_once() -> None:
    text = f"{HEADER}03/04/2020,,,9:00,good,,,a\n05/06/2020,,,9:00,good,,,b\n"
    question = read(text).question
    assert isinstance(question, DateQuestion)
    assert (question.line, question.said) == (2, "03/04/2020")
    assert question.days == ((DateOrder.DMY, date(2020, 4, 3)), (DateOrder.MDY, date(2020, 3, 4)))
    for order, days in (
        (DateOrder.DMY, [date(2020, 4, 3), date(2020, 6, 5)]),
        (DateOrder.MDY, [date(2020, 3, 4), date(2020, 5, 6)]),
    ):
        assert [row.day for row in read_daylio(text.encode(), today=TODAY, order=order).rows] == days


def test_a_row_that_leaves_no_doubt_settles_the_others() -> None:
    file = read(f"{HEADER}03/04/2020,,,9:00,good,,,\n25/04/2020,,,9:00,good,,,\n")
    assert [row.day for row in file.rows] == [date(2020, 4, 3), date(2020, 4, 25)]


def test_rows_that_speak_against_each_other_settle_nothing() -> None:
    rows = ["03/04/2020", "25/04/2020", "04/25/2020"]
    assert read(HEADER + "".join(f"{row},,,9:00,good,,,\n" for row in rows)).question is not None


def test_a_note_cut_off_at_the_end_is_one_problem_however_many_lines_it_has() -> None:
    file = read(f'{HEADER}2020-04-30,,,9:00,good,,,"all"\n2020-05-01,,,9:00,bad,,,"one\ntwo\nthree')
    assert [row.note for row in file.rows] == ["all"]
    assert [problem.line for problem in file.problems] == [3]


def test_no_note_is_too_long() -> None:
    long = "x" * 200_000
    file = read(f"{HEADER}2020-05-01,,,9:00,good,,,{long}\n2020-05-02,,,9:00,bad,,,after\n")
    assert [row.note for row in file.rows] == [long, "after"]


def test_a_quotation_mark_never_closed_takes_no_row_after_it() -> None:
    row = "2020-05-{:02},,,9:00,good,,,{}\n"
    good = [row.format(n, f'"fine {n}"') for n in range(1, 31)]
    broken = [row.format(n, '"never closed') for n in range(1, 31)]
    file = read(HEADER + "".join(line for pair in zip(broken, good, strict=True) for line in pair))
    assert [row.note for row in file.rows] == [f"fine {n}" for n in range(1, 31)]
    assert [problem.line for problem in file.problems] == list(range(2, 62, 2))
    assert all("never closed" in problem.reason for problem in file.problems)


def test_a_note_may_have_lines_that_begin_with_a_date() -> None:
    row = only_row(f'{HEADER}2020-05-01,,,9:00,good,,,"tea\n2020-04-30, a walk\nbed"\n')
    assert row.note == "tea\n2020-04-30, a walk\nbed"


def test_one_broken_byte_spoils_no_other_word() -> None:
    data = f"{HEADER}2020-05-01,,,9:00,good,,,ŵŷ and ".encode() + b"\xff\n"
    assert [row.note for row in read_daylio(data, today=TODAY).rows] == ["ŵŷ and \ufffd"]


def test_a_lone_surrogate_in_the_file_is_cleaned_as_everywhere() -> None:
    data = f"{HEADER}2020-05-01,,,9:00,good,,,a\ud800b\n".encode("utf-8", "surrogatepass")
    assert [row.note for row in read_daylio(data, today=TODAY).rows] == ["a\ufffdb"]


@pytest.mark.parametrize(
    "data",
    [
        *(b"", b"\n\n", b"\x00\x01\x02", b"date,note\n", b"%PDF-1.7", b"\x89PNG\r\n", b"full_date;date\n"),
        *(b"\xff\xfe", b"\xfe\xff\x00", b"\xff\xfe\x00\x00f", b"full_date mood\n"),
        b"full_date,mood" + b"," * 20_000,
    ],
)
def test_another_file_is_refused_with_what_an_export_looks_like(data: bytes) -> None:
    with pytest.raises(NotReadable, match="full_date,date,weekday,time,mood"):
        read_daylio(data, today=TODAY)


def test_a_file_that_is_far_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("companion.importers.daylio.daylio.LARGEST", 100)
    with pytest.raises(NotReadable, match="too large"):
        read_daylio(b"x" * 101, today=TODAY)


PLAIN = {name: words for name, words in NAMED.items() if name not in ("html", "empty")}


@pytest.mark.parametrize("words", PLAIN.values(), ids=PLAIN)
def test_hostile_words_come_through_as_clean_text(words: str) -> None:
    quoted = words.encode("utf-8", "replace").decode().replace('"', '""')
    file = read(f'{HEADER}2020-05-01,,,9:00,good,,,"{quoted}"\n')
    assert file.problems == ()
    assert file.rows[0].note == clean_text(quoted.replace('""', '"')).strip()


BYTES = st.one_of(
    st.binary(max_size=400),
    st.text(max_size=400).map(lambda text: (HEADER + text).encode("utf-8", "replace")),
    st.builds(
        lambda separator, body, encoding: (HEADER.replace(",", separator) + body).encode(encoding, "replace"),
        st.sampled_from(",;\t"),
        st.lists(
            st.sampled_from('0129:./- \t;,"|apm.\n\r\0<br>é') | st.just("\n2020-05-01"), max_size=80
        ).map("".join),
        st.sampled_from(["utf-8", "utf-16", "utf-16-be", "cp1252"]),
    ),
    st.builds(
        lambda mark, body: mark + body, st.sampled_from([b"\xff\xfe", b"\xfe\xff"]), st.binary(max_size=200)
    ),
    st.builds(
        lambda body: (HEADER + "2020-05-01,").encode("utf-16") + body,
        st.binary(max_size=200),
    ),
)


@given(BYTES)
def test_any_bytes_are_rows_and_problems_or_refused(data: bytes) -> None:
    try:
        file = read_daylio(data, today=TODAY)
    except NotReadable:
        return
    lines = [row.line for row in file.rows] + [problem.line for problem in file.problems]
    assert len(lines) == len(set(lines))


@given(
    st.lists(st.sampled_from(['"', ",", "\n", "2020-05-01,,,9:00,good,,,", "x"]), max_size=60).map("".join)
)
def test_quotation_marks_anywhere_lose_no_row_silently(body: str) -> None:
    try:
        file = read(HEADER + body)
    except NotReadable as refused:
        assert "Line" in str(refused)
        return
    assert all(row.day == date(2020, 5, 1) for row in file.rows)
    assert all(problem.reason for problem in file.problems)


def test_quotation_marks_that_are_never_closed_end_the_reading_in_the_end() -> None:
    file = read(HEADER + ROW + '2020-01-01,x"y,"\n' * 5_000)
    assert len(file.rows) == 1
    assert "ends the reading" in file.problems[-1].reason
