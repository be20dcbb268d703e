"""Which row is which: each rule, and two properties that hold for any two files."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.services.imports.matching import Entry, match
from companion.services.imports.source_key import SourceKey, made_of, read_key

DAY = date(2026, 5, 3)


def entry(
    ref: str,
    note: str = "",
    *,
    at: str = "21:00",
    day: int = 3,
    word: str = "good",
    id: str = "",
    acts: str = "",
    n: int = 0,
) -> Entry:
    key = made_of(
        "daylio",
        day=date(2026, 5, day),
        at=time.fromisoformat(at) if at else None,
        place=n,
        note=note,
        word=word,
        activities=acts.split(),
        own_id=id,
    )
    return Entry(ref=ref, key=key, words=note)


def test_its_own_id_is_first() -> None:
    rows = [entry("0", "x", id="7", at="09:00"), entry("1", "b", id="8")]
    known = [
        entry("a", "y", id="7", at="09:00"),
        entry("b", "b", id="8"),
        entry("c", "x", id="9", at="09:00"),
    ]
    assert match(rows, known).pairs == {"0": "a", "1": "b"}


def test_an_entry_moved_to_another_day_is_known_by_its_id() -> None:
    rows = [entry("0", "x", id="7", day=9), entry("1", "y", id="8")]
    assert match(rows, [entry("a", "x", id="7"), entry("b", "y", id="8")]).pairs == {"0": "a", "1": "b"}


def test_ids_of_another_history_count_for_nothing() -> None:
    rows = [entry("0", "new", id="1", day=20), entry("1", "newer", id="2", day=21)]
    known = [entry("a", "old", id="1", day=1), entry("b", "older", id="2", day=2)]
    assert match(rows, known).pairs == {}


def test_two_that_their_ids_tell_apart_are_two() -> None:
    rows = [entry("0", "a", id="1", day=1), entry("1", "", id="3")]
    known = [entry("x", "a", id="1", day=1), entry("y", "", id="2")]
    assert match(rows, known).pairs == {"0": "x"}


@pytest.mark.parametrize(
    ("rows", "known", "pairs"),
    [
        ([entry("0", "a")], [entry("x", "a")], {"0": "x"}),
        ([entry("0", "b"), entry("1", "a")], [entry("x", "a"), entry("y", "b")], {"0": "y", "1": "x"}),
        (
            [entry("0", "a", word="rad")],
            [entry("x", "a", word="meh"), entry("y", "c", word="rad")],
            {"0": "x"},
        ),
        (
            [entry("0", "new", word="rad"), entry("1", "new too")],
            [entry("x"), entry("y", word="rad")],
            {"0": "y", "1": "x"},
        ),
        ([entry("0", "long b words")], [entry("x", "a one"), entry("y", "b words")], {"0": "y"}),
        ([entry("0", at="", word="b")], [entry("x", at="", word="a")], {"0": "x"}),
        ([entry("0", "a", at="")], [entry("x", "a", at="09:00")], {"0": "x"}),
        ([entry("0", "a", at="")], [entry("x", "b", at="09:00")], {}),
        ([entry("0", "a", day=4)], [entry("x", "a")], {}),
    ],
    ids=[
        "the same",
        "crossed",
        "by note",
        "by mood",
        "most alike",
        "day alone",
        "no clock",
        "no clock, other",
        "other day",
    ],
)
def test_by_minute_and_words(rows: list[Entry], known: list[Entry], pairs: dict[str, str]) -> None:
    assert match(rows, known).pairs == pairs


def test_in_the_order_of_the_file() -> None:
    rows = [entry("0", "c", word="b"), entry("1", "d", word="b")]
    known = [entry("y", "b", n=1, word="a"), entry("x", "a", n=0, word="a")]
    assert match(rows, known).pairs == {"0": "x", "1": "y"}


def test_what_is_left_on_both_sides_of_a_day_may_have_moved() -> None:
    matched = match([entry("0", "a", at="09:00")], [entry("x", "a"), entry("y", "b")])
    assert (matched.pairs, matched.moved, matched.left) == ({}, {"0": "x"}, ("y",))


ENTRIES = st.builds(
    entry,
    st.just(""),
    st.sampled_from(["", "a", "b", "a b"]),
    at=st.sampled_from(["", "09:00", "21:00"]),
    day=st.integers(3, 4),
    word=st.sampled_from(["", "rad", "meh"]),
    id=st.just(""),
    acts=st.sampled_from(["", "walk", "walk tea"]),
)


def numbered(entries: list[Entry], prefix: str) -> list[Entry]:
    return [Entry(ref=f"{prefix}{n}", key=each.key, words=each.words) for n, each in enumerate(entries)]


@given(st.lists(ENTRIES, max_size=12))
def test_a_file_is_itself(entries: list[Entry]) -> None:
    matched = match(numbered(entries, ""), numbered(entries, "k"))
    assert (len(matched.pairs), matched.moved, matched.left) == (len(entries), {}, ())


@given(st.lists(ENTRIES, max_size=10), st.lists(ENTRIES, max_size=10))
def test_nothing_is_paired_twice_or_across_days(rows: list[Entry], known: list[Entry]) -> None:
    here, there = numbered(rows, ""), numbered(known, "k")
    matched = match(here, there)
    pairs = [*matched.pairs.items(), *matched.moved.items()]
    assert len({a for a, _ in pairs}) == len({b for _, b in pairs}) == len(pairs)
    days = {each.ref: each.key.day for each in (*here, *there)}
    assert all(days[a] == days[b] for a, b in pairs)
    assert {b for _, b in pairs} | {*matched.left} == {each.ref for each in there}


@given(ENTRIES, st.text(max_size=20), st.integers(0, 99))
def test_a_key_is_read_back(of: Entry, own_id: str, place: int) -> None:
    key = SourceKey(
        source="daylio", day=of.key.day, at=of.key.at, place=place, note=of.key.note, word=of.key.word,
        activities=of.key.activities, own_id=own_id.strip(),
    )  # fmt: skip
    assert read_key(str(key)) == key


@pytest.mark.parametrize("said", ["", "daylio:0f0f:0", "daylio 2026-05-03T21:00 x a.b.c", "a b c d e f"])
def test_what_is_no_key_of_this_version(said: str) -> None:
    assert read_key(said) is None
