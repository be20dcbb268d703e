"""Bringing in a Daylio export: nothing twice, nothing guessed, nothing of one's own overwritten."""

import contextlib
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import count

import pytest

from companion.content import starter
from companion.domain.checkin import CheckIn, figure
from companion.domain.imported import ColumnsQuestion, DateQuestion, Stopped
from companion.domain.plan import PlanLine, Visibility
from companion.domain.text import clean_text
from companion.errors import InvalidEntry, NothingThere, NotReadable, NotSaved
from companion.importers.opening import open_bytes
from companion.services.core.undo import Undo
from companion.services.imports.asking import Answers, Gone, Moved, read_columns, read_mapping
from companion.services.imports.files import ImportFile
from companion.services.imports.imports import Imports
from companion.services.imports.report import FILE_NOT_LOCKED, ImportReport, map_option
from tests.hostile import HOSTILE
from tests.importers.made_up_exports import (
    BEARABLE,
    DAY_ONE,
    DAYLIO,
    DAYLIO_CSV,
    DAYLIO_ENTRIES,
    EMOODS,
    JRNL,
    JRNL_TEXT,
    daylio_backup,
)
from tests.memory_store import MemoryStore

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
LATER = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
DAY = date(2020, 5, 30)

EXPORT = b"""full_date,date,weekday,time,mood,activities,note_title,note
2020-05-30,30 May,Saturday,6:50 pm,rad,friends | nap,,Fine
2020-05-30,30 May,Saturday,1:08 pm,Meh ,walk,,
2020-05-28,28 May,Thursday,18:52,OK,"walk | Long bath ","",""
2020-05-28,28 May,Thursday,18:52,OK,"walk | Long bath ","",""
2020-05-27,27 May,Wednesday,9:00,"so, so",,,
"""


@pytest.fixture
def store() -> MemoryStore:
    store = MemoryStore()
    with store.transaction():
        for section in starter.sections(NOW):
            store.sections.put(section)
        for scale in starter.scales(NOW):
            store.scales.put(scale)
    store.saves = 0
    return store


@pytest.fixture
def new_id() -> Callable[[], str]:
    numbers = count()
    return lambda: f"id-{next(numbers)}"


class Bringing:
    """The import service over one store, with what stays the same left out."""

    def __init__(self, store: MemoryStore, new_id: Callable[[], str]) -> None:
        self.undo = Undo(store)
        self.imports = Imports(store, self.undo)
        self.new_id = new_id

    def __call__(
        self,
        data: bytes = EXPORT,
        *,
        dry_run: bool = False,
        now: datetime = NOW,
        source: str = "daylio",
        moved: Moved = Moved.ASK,
        gone: Gone = Gone.KEEP,
        typed: dict[str, int] | None = None,
        **words: int,
    ) -> ImportReport:
        return self.imports.bring_in(
            ImportFile(name="a file", data=data),
            source,
            Answers(words=typed or words, moved=moved, gone=gone),
            dry_run=dry_run,
            new_id=self.new_id,
            now=now,
        )


@pytest.fixture
def bring(store: MemoryStore, new_id: Callable[[], str]) -> Bringing:
    return Bringing(store, new_id)


def test_moments_numbers_and_ticks_come_in_one_save(store: MemoryStore, bring: Bringing) -> None:
    report = bring()
    assert store.saves == 1
    assert (report.moments_added, report.added_days, report.already_there) == (5, 3, 0)
    assert (report.first, report.last) == (date(2020, 5, 27), DAY)
    assert report.unmapped == {"OK": 2, "so, so": 1}
    moments = store.moments.between(DAY, DAY)
    assert {m.word: m.answers for m in moments} == {"rad": {"mood": 10}, "Meh": {"mood": 5}}
    assert figure("mood", None, moments) == 7.5
    words = {line.id: line.text for line in store.lines.all()}
    assert sorted(words.values()) == ["Long bath", "friends", "nap", "walk"]
    rad = next(m for m in moments if m.word == "rad")
    assert [words[id] for id in rad.ticked] == ["friends", "nap"]


def test_new_lines_can_be_ticked_and_are_for_the_person_alone(store: MemoryStore, bring: Bringing) -> None:
    bring()
    section = store.sections.get("from-daylio")
    assert section is not None
    assert section.in_check_in
    assert {line.section_id for line in store.lines.all()} == {section.id}
    assert {line.audience for line in store.lines.all()} == {Visibility.ME}


def test_doing_it_twice_adds_nothing(store: MemoryStore, bring: Bringing) -> None:
    bring()
    before = store.moments.all(), store.lines.all(), store.sections.all()
    report = bring(now=LATER)
    assert (report.moments_added, report.already_there, report.activities_added) == (0, 5, 0)
    assert (store.moments.all(), store.lines.all(), store.sections.all()) == before
    assert store.saves == 1


def test_doing_it_twice_adds_nothing_that_was_edited_or_archived(store: MemoryStore, bring: Bringing) -> None:
    bring()
    for moment in store.moments.all():
        archived = LATER if moment.word == "OK" else None
        store.moments.put(replace(moment, note="my own words", archived_at=archived, changed_at=LATER))
    for line in store.lines.all():
        store.lines.put(replace(line, text=f"{line.text}, renamed", archived_at=LATER, changed_at=LATER))
    section = store.sections.get("from-daylio")
    assert section is not None
    store.sections.put(replace(section, name="Old things", archived_at=LATER, changed_at=LATER))
    before = store.moments.all(), store.lines.all(), store.sections.all()
    report = bring(now=LATER, ok=6)
    assert (report.moments_added, report.numbers_added, report.activities_added) == (0, 0, 0)
    assert (store.moments.all(), store.lines.all(), store.sections.all()) == before


def test_a_longer_export_of_the_same_months_adds_what_is_new(store: MemoryStore, bring: Bringing) -> None:
    bring()
    head, rest = EXPORT.split(b"\n", 1)
    third = b"2020-05-28,28 May,Thursday,6:52 pm,OK,walk | Long bath,,\n"
    report = bring(head + b"\n" + b"2020-06-01,,,9:00,good,walk,,\n" + third + rest, now=LATER)
    assert (report.moments_added, report.already_there, report.activities_added) == (2, 5, 0)


RESAVED = b"""full_date;date;weekday;time;mood;activities;note_title;note\r
30/05/2020;30-May;Saturday;18:50;rad;friends | nap;;Fine\r
30/05/2020;30-May;Saturday;1.08 PM;Meh;walk;;\r
28/05/2020;28-May;Thursday;18:52:00;OK;walk | Long bath;;\r
28/05/2020;28-May;Thursday;6:52 p.m.;OK;walk | Long bath;;\r
27/05/2020;27-May;Wednesday;9am;so, so;;;\r
"""


def test_the_same_file_saved_again_by_a_spreadsheet_adds_nothing(store: MemoryStore, bring: Bringing) -> None:
    bring()
    before = store.moments.all(), store.lines.all()
    for data in (RESAVED, RESAVED.decode().replace(";", "\t").replace("so, so", '"so, so"').encode("utf-16")):
        again = bring(data, now=LATER)
        assert (again.problems, again.moments_added, again.already_there) == ((), 0, 5)
    assert (store.moments.all(), store.lines.all()) == before
    assert store.saves == 1


def test_an_activity_ticks_the_line_that_is_already_in_the_plan(store: MemoryStore, bring: Bringing) -> None:
    mine = PlanLine(
        id="mine",
        section_id="daily",
        text="long  BATH",
        position=0,
        created_at=NOW,
        changed_at=NOW,
        archived_at=NOW,
    )
    toolbox = replace(mine, id="toolbox", section_id="toolbox", text="walk", archived_at=None)
    store.lines.put(mine)
    store.lines.put(toolbox)
    report = bring()
    assert report.activities_added == 3
    ticked = {id for moment in store.moments.all() for id in moment.ticked}
    assert "mine" in ticked
    assert "toolbox" not in ticked
    assert store.lines.get("mine") == mine


def test_own_words_for_moods_are_mapped_whatever_their_case(store: MemoryStore, bring: Bringing) -> None:
    report = bring(ok=6, RAD=9)
    assert report.unmapped == {"so, so": 1}
    numbers = {m.word: m.answers.get("mood") for m in store.moments.all()}
    assert numbers == {"rad": 9, "Meh": 5, "OK": 6, "so, so": None}


def test_mapping_a_word_later_gives_its_moments_the_number(store: MemoryStore, bring: Bringing) -> None:
    bring()
    report = bring(now=LATER, ok=6, rad=1)
    assert (report.moments_added, report.numbers_added, report.already_there) == (0, 3, 2)
    assert report.unmapped == {"so, so": 1}
    numbers = {m.word: m.answers.get("mood") for m in store.moments.all()}
    assert numbers == {"rad": 1, "Meh": 5, "OK": 6, "so, so": None}


def test_a_dry_run_says_the_same_and_changes_nothing(store: MemoryStore, bring: Bringing) -> None:
    dry = bring(dry_run=True)
    assert store.saves == 0
    assert (store.moments.all(), store.lines.all()) == ((), ())
    assert replace(dry, dry_run=False, import_id="") == replace(bring(), import_id="")
    assert "Nothing was changed" in dry.sentences()[0]


def test_own_check_ins_stay_and_lead(store: MemoryStore, bring: Bringing) -> None:
    own = CheckIn(day=DAY, answers={"mood": 2}, note="mine", created_at=NOW, changed_at=NOW)
    store.check_ins.put(own)
    report = bring()
    assert store.check_ins.all() == (own,)
    assert figure("mood", own, store.moments.between(DAY, DAY)) == 2
    assert "Your own check-in stays first on 1 day." in report.sentences()


SCALES = b"""full_date,date,weekday,time,mood,activities,scales,note_title,note
2024-01-02,2 Jan,Tuesday,20:39,good,a,"sleep: 7 | Stress: 3 | Worry: 11 | Energy: 6.5 | Mood: 2",,Hm
"""


def test_a_scale_is_an_answer_where_it_fits_and_words_where_not(store: MemoryStore, bring: Bringing) -> None:
    bring(SCALES)
    (moment,) = store.moments.all()
    assert moment.answers == {"mood": 8, "sleep": 7}
    assert moment.note == "Hm\nStress: 3\nWorry: 11\nEnergy: 6.5\nMood: 2"
    assert bring(SCALES, now=LATER).moments_added == 0


def test_it_is_undone_in_one_step(store: MemoryStore, bring: Bringing) -> None:
    bring()
    assert bring.undo.undo() == "Undone: brought in 5 moments from Daylio. U brings it back."
    assert (store.moments.all(), store.lines.all(), store.sections.get("from-daylio")) == ((), (), None)
    assert bring().moments_added == 5


def test_a_full_disk_leaves_nothing_half_brought_in(store: MemoryStore, bring: Bringing) -> None:
    store.disk_full = True
    with pytest.raises(NotSaved):
        bring()
    assert (store.moments.all(), store.lines.all(), store.sections.get("from-daylio")) == ((), (), None)
    assert not bring.undo.can_undo


def test_a_file_with_nothing_new_saves_nothing(store: MemoryStore, bring: Bringing) -> None:
    report = bring(EXPORT.split(b"\n", 1)[0])
    assert store.saves == 0
    assert report.sentences() == ("There is nothing new in this file.", FILE_NOT_LOCKED)


def test_a_file_that_is_something_else_is_refused(store: MemoryStore, bring: Bringing) -> None:
    with pytest.raises(NotReadable):
        bring(b"a,b\n1,2\n")
    assert store.saves == 0


def test_the_report_says_what_to_type_and_ends_on_the_file(bring: Bringing) -> None:
    said = bring(EXPORT + b"2020-05-2x,,,9:00,rad,,,\n").sentences(options=True)
    assert said[0] == "5 moments on 3 days came in, 27 to 30 May 2020."
    assert "4 activities can be ticked at a check-in, under From Daylio." in said
    assert any(s.startswith("2 moments keep the word “OK”") and s.endswith('--map "OK=N"') for s in said)
    assert "Line 7 could not be read: its date “2020-05-2x” is not written like 2020-05-30." in said
    assert said[-1] == FILE_NOT_LOCKED


def test_many_broken_lines_are_named_and_then_counted(bring: Bringing) -> None:
    said = bring(EXPORT + b"2020-05-2x,,,9:00,rad,,,\n" * 25).sentences()
    assert sum(s.startswith("Line ") for s in said) == 20
    assert "5 more lines could not be read." in said


@pytest.mark.parametrize(
    ("word", "option"),
    [("so, so", '--map "so, so=N"'), ("$HOME", "--map '$HOME=N'"), ('a "b"', "--map 'a \"b\"=N'")],
)
def test_the_option_can_be_pasted_into_a_shell(word: str, option: str) -> None:
    assert map_option(word) == option


def test_a_mapping_is_read_from_words() -> None:
    assert read_mapping(["OK=6", "a = b=3 ", "Rad=9"]) == {"OK": 6, "a = b": 3, "Rad": 9}


@pytest.mark.parametrize("entry", ["OK", "OK=", "=5", "OK=eleven", "OK=11", "OK=-1", "OK=5.5", "", "OK=²"])
def test_a_mapping_that_cannot_be_meant_is_refused(entry: str) -> None:
    with pytest.raises(InvalidEntry):
        read_mapping([entry])


# Once more, with what changed in the other program.

HEAD = b"full_date,date,weekday,time,mood,activities,note_title,note\n"
MAY = (
    HEAD
    + b"""2026-05-03,May 3,Sunday,21:00,meh,"walk | tea","","Quiet day"
2026-05-02,May 2,Saturday,20:10,good,"walk","","Saw the sea"
2026-05-01,May 1,Friday,19:05,bad,"","",""
"""
)


def words(store: MemoryStore) -> list[tuple[str, object, str, str]]:
    """Return what each moment says, the first day first."""
    lines = {line.id: line.text for line in store.lines.all()}
    return sorted(
        (
            m.day.isoformat(),
            m.answers.get("mood"),
            m.word,
            " | ".join([*(lines[id] for id in m.ticked), m.note]),
        )
        for m in store.moments.all()
        if m.archived_at is None
    )


def test_a_renamed_mood_and_activity_and_an_edited_note_change_in_place(
    store: MemoryStore, bring: Bringing
) -> None:
    bring(MAY)
    june = (
        MAY.replace(b",meh,", b",so-so,")
        .replace(b"walk", b"long walk")
        .replace(b"Quiet day", b"Quiet. Slept.")
    )
    report = bring(june + b'2026-06-01,June 1,Monday,19:05,so-so,"","",""\n', now=LATER)
    assert (report.moments_added, report.moments_changed, report.activities_added) == (1, 1, 0)
    assert report.renamed == (("walk", "long walk"),)
    assert words(store) == [
        ("2026-05-01", 3, "bad", ""),
        ("2026-05-02", 8, "good", "long walk | Saw the sea"),
        ("2026-05-03", 5, "so-so", "long walk | tea | Quiet. Slept."),
        ("2026-06-01", 5, "so-so", ""),
    ]
    assert sorted(line.text for line in store.lines.all()) == ["long walk", "tea"]
    again = bring(june + b'2026-06-01,June 1,Monday,19:05,so-so,"","",""\n', now=LATER)
    assert (again.changes_something, again.already_there) == (False, 4)


def test_a_line_that_the_person_renamed_keeps_their_name(store: MemoryStore, bring: Bringing) -> None:
    bring(MAY)
    walk = next(line for line in store.lines.all() if line.text == "walk")
    store.lines.put(replace(walk, text="A walk by the sea", changed_at=LATER))
    report = bring(MAY.replace(b"walk", b"long walk"), now=LATER)
    assert (report.activities_added, report.renamed) == (0, ())
    assert sorted(line.text for line in store.lines.all()) == ["A walk by the sea", "tea"]


def test_another_phone_language_doubles_nothing(store: MemoryStore, bring: Bringing) -> None:
    bring(MAY)
    german = MAY
    for old, new in (
        (b"meh", b"so lala"),
        (b"good", b"gut"),
        (b"bad", b"schlecht"),
        (b"May", b"Mai"),
        (b"walk", b"Gang"),
    ):
        german = german.replace(old, new)
    report = bring(german.replace(b"Sunday", b"Sonntag"), now=LATER)
    assert (report.moments_added, report.moments_changed, report.activities_added) == (0, 3, 0)
    assert [(number, word) for _, number, word, _ in words(store)] == [
        (3, "schlecht"),
        (8, "gut"),
        (5, "so lala"),
    ]


def test_a_new_column_doubles_nothing(store: MemoryStore, bring: Bringing) -> None:
    bring(MAY)
    wider = b"""full_date,date,weekday,time,mood,activities,scales,note_title,note
2026-05-03,May 3,Sunday,21:00,meh,"walk | tea","sleep: 7","","Quiet day"
2026-05-02,May 2,Saturday,20:10,good,"walk","","","Saw the sea"
2026-05-01,May 1,Friday,19:05,bad,"","sleep: 4","",""
"""
    report = bring(wider, now=LATER)
    assert (report.moments_added, report.numbers_added, report.already_there) == (0, 2, 1)
    assert [m.answers.get("sleep") for m in store.moments.all()] == [7, None, 4]


def test_what_was_edited_or_removed_here_stays_so(store: MemoryStore, bring: Bringing) -> None:
    bring(MAY)
    first, second, third = sorted(store.moments.all(), key=lambda m: m.day)
    store.moments.put(replace(first, note="mine", changed_at=LATER))
    store.moments.put(replace(second, archived_at=LATER, changed_at=LATER))
    store.moments.remove(third.id)
    before = store.moments.all()
    report = bring(
        MAY.replace(b"bad", b"awful").replace(b"Quiet day", b"Else").replace(b"Saw", b"See"), now=LATER
    )
    assert (report.changes_something, report.already_there) == (False, 3)
    assert store.moments.all() == before


TWO = HEAD + b"2026-05-03,,,21:00,good,,,First\n2026-05-03,,,21:00,good,,,Second\n"


@pytest.mark.parametrize("how", ["archived", "deleted"])
def test_of_two_in_one_minute_the_first_was_removed_here(
    store: MemoryStore, bring: Bringing, how: str
) -> None:
    bring(TWO)
    first = next(m for m in store.moments.all() if m.note == "First")
    if how == "archived":
        store.moments.put(replace(first, archived_at=LATER, changed_at=LATER))
    else:
        store.moments.remove(first.id)
    assert not bring(TWO, now=LATER).changes_something
    report = bring(TWO.replace(b"Second", b"Second, longer"), now=LATER)
    assert (report.moments_added, report.moments_changed) == (0, 1)
    assert [said for *_, said in words(store)] == ["Second, longer"]


@pytest.mark.parametrize("note", [b"Second", b"Second, longer", b"Second"])
def test_of_two_in_one_minute_the_first_was_deleted_there(
    store: MemoryStore, bring: Bringing, note: bytes
) -> None:
    bring(TWO)
    report = bring(HEAD + b"2026-05-03,,,21:00,good,,," + note + b"\n2026-05-02,,,9:00,bad,,,\n", now=LATER)
    assert [m.note for m in report.gone] == ["First"]
    assert sorted(said for *_, said in words(store)) == ["", "First", note.decode()]


def test_what_is_no_longer_in_the_file_is_listed_and_stays_until_the_person_says(
    store: MemoryStore, bring: Bringing
) -> None:
    bring(MAY)
    shorter = b"\n".join(line for line in MAY.splitlines() if b"05-02" not in line) + b"\n"
    report = bring(shorter, now=LATER)
    assert [m.day.day for m in report.gone] == [2]
    assert "1 is no longer in your file: Saturday 2 May 2026 at 8.10 pm." in report.sentences()
    assert len(words(store)) == 3
    assert bring(shorter, gone=Gone.OUT, now=LATER).taken_out == 1
    assert len(words(store)) == 2
    assert not bring(MAY, now=LATER).changes_something  # removed here by the person's word: it stays so


def test_what_lies_outside_of_the_days_of_the_file_is_not_missed(store: MemoryStore, bring: Bringing) -> None:
    bring(MAY)
    assert bring(HEAD + MAY.splitlines()[2] + b"\n", now=LATER).gone == ()


MOVED = MAY.replace(b"20:10", b"09:30")


def test_what_may_have_moved_is_offered_and_nothing_doubles(store: MemoryStore, bring: Bringing) -> None:
    bring(MAY)
    before = words(store)
    report = bring(MOVED, now=LATER)
    assert (len(report.moved), report.gone, report.changes_something) == (1, (), False)
    assert (
        "1 moment may have another time in your file now: Saturday 2 May 2026 at 8.10 pm here, 09:30 there."
        in (report.sentences())
    )
    assert words(store) == before
    taken = bring(MOVED, moved=Moved.TAKE, now=LATER)
    assert (taken.moments_changed, taken.moments_added) == (1, 0)
    assert sorted(f"{m.at:%H:%M}" for m in store.moments.all() if m.at) == ["09:30", "19:05", "21:00"]
    assert not bring(MOVED, now=LATER).moved


def test_what_may_have_moved_can_be_two(store: MemoryStore, bring: Bringing) -> None:
    bring(MAY)
    report = bring(MOVED, moved=Moved.ADD, now=LATER)
    assert (report.moments_added, len(report.gone)) == (1, 1)


def test_moments_of_an_earlier_version_are_known_by_their_day_and_minute(
    store: MemoryStore, bring: Bringing
) -> None:
    bring(MAY)
    for n, moment in enumerate(store.moments.all()):
        store.moments.put(replace(moment, source_key=f"daylio:{n:032x}:0"))
    for record in store.imports.all():
        store.imports.remove(record.id)
    report = bring(MAY.replace(b"Quiet day", b"Quiet").replace(b",meh,", b",so-so,"), now=LATER)
    assert (report.moments_added, report.moments_changed, report.already_there) == (0, 1, 2)
    assert not bring(
        MAY.replace(b"Quiet day", b"Quiet").replace(b",meh,", b",so-so,"), now=LATER
    ).changes_something


def test_a_clock_that_can_be_read_now_doubles_nothing(store: MemoryStore, bring: Bringing) -> None:
    bring(MAY.replace(b"20:10", b"evening"))
    report = bring(MAY, now=LATER)
    assert (report.moments_added, report.moments_changed) == (0, 1)
    assert not bring(MAY.replace(b"20:10", b"evening"), now=LATER).changes_something


def test_what_a_word_stands_for_is_known_the_next_time(store: MemoryStore, bring: Bringing) -> None:
    bring(EXPORT, ok=6)
    report = bring(HEAD + b"2020-06-01,,,9:00,OK,,,\n", now=LATER)
    assert (report.moments_added, report.unmapped) == (1, {})


@pytest.mark.parametrize(
    ("source", "before", "after", "mood"),
    [
        (
            "daylio",
            HEAD + b"2020-05-01,,,9:00,bad,,,x\n2020-05-02,,,9:00,good,,,y\n",
            (b",bad,", b",good,"),
            8,
        ),
        ("daylio", HEAD + b"2020-05-01,,,9:00,awful,,,x\n", (b",awful,", b",rad,"), 10),
        ("csv", b"Day,Mood,Note\n2020-05-01,7,x\n2020-05-02,9,y\n", (b",7,", b",2,"), 2),
        ("csv", b"Day,Mood,Note\n2020-05-01,7,x\n2020-05-02,9,y\n", (b",7,", b",11,"), None),
    ],
)
def test_a_mood_that_was_corrected_is_no_mood_that_was_renamed(
    store: MemoryStore,
    bring: Bringing,
    source: str,
    before: bytes,
    after: tuple[bytes, bytes],
    mood: int | None,
) -> None:
    columns = read_columns("date=1,mood=2,note=3") if source == "csv" else None
    for data, now in ((before, NOW), (before.replace(*after), LATER)):
        bring.imports.bring_in(
            ImportFile(name="a file", data=data),
            source,
            Answers(columns=columns) if columns else Answers(),
            dry_run=False,
            new_id=bring.new_id,
            now=now,
        )
    (first,) = (m for m in store.moments.all() if m.day == date(2020, 5, 1))
    assert first.answers.get("mood") == mood


def test_a_word_of_ones_own_that_was_corrected_to_another_has_the_number_of_that(
    store: MemoryStore, bring: Bringing
) -> None:
    rows = HEAD + b"2020-05-01,,,9:00,gloomy,,,x\n2020-05-02,,,9:00,sunny,,,y\n"
    bring(rows, gloomy=2, sunny=9)
    bring(rows.replace(b"gloomy", b"sunny"), now=LATER)
    assert [m.answers for m in store.moments.all()] == [{"mood": 9}, {"mood": 9}]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (EXPORT, "This is not an export of Companion. It looks like a Daylio"),
        (b"%PDF-1.7 \xe2\xe3", "PDF"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
    ],
)
def test_what_is_no_export_of_ours_is_told_what_it_looks_like(
    bring: Bringing, data: bytes, said: str
) -> None:
    with pytest.raises(NotReadable) as caught:
        bring(data, source="companion")
    assert said in str(caught.value)


def test_a_number_given_to_a_word_that_had_one_is_taken(store: MemoryStore, bring: Bringing) -> None:
    rows = HEAD + b"2020-05-01,,,9:00,meh,,,x\n"
    bring(rows)
    bring(rows, now=LATER, meh=2)
    assert [m.answers for m in store.moments.all()] == [{"mood": 2}]


def test_other_columns_of_a_table_change_its_entries_in_place(store: MemoryStore, bring: Bringing) -> None:
    table = b"Day,Feeling,Words\n2020-05-01,7,x\n2020-05-02,9,y\n"
    for n, (said, data) in enumerate(
        (
            ("date=1,note=3", table),
            ("date=1,mood=2,note=3", table),
            ("date=1,mood=2,note=3", table.replace(b"Feeling", b"Mood")),
        )
    ):
        bring.imports.bring_in(
            ImportFile(name="a file", data=data),
            "csv",
            Answers(columns=read_columns(said)),
            dry_run=False,
            new_id=bring.new_id,
            now=NOW.replace(hour=10 + n),
        )
    assert [(m.answers, m.note) for m in store.moments.all()] == [({"mood": 7}, "x"), ({"mood": 9}, "y")]


def test_a_word_is_found_whatever_its_quotation_marks(store: MemoryStore, bring: Bringing) -> None:
    report = bring(
        HEAD + "2020-06-01,,,9:00,fine I’m fine,,,\n".encode(), typed={"FINE I'm  fine": 4, "Nosuchword": 3}
    )
    assert (report.unmapped, report.unmatched) == ({}, ("Nosuchword",))
    assert "“Nosuchword” is in no row of this file, so its number was not used." in report.sentences()


# An import is a record, and can be taken back whole.


def test_it_is_a_record_and_is_taken_back_whole(store: MemoryStore, bring: Bringing) -> None:
    bring(EXPORT)
    (record,) = bring.imports.history()
    assert (record.source, record.first, record.last) == ("daylio", date(2020, 5, 27), DAY)
    assert bring.imports.listed() == ("23 November 2026, from Daylio: 5 moments, 27 to 30 May 2020",)
    assert len(bring.imports.moments_of(record)) == 5
    would = bring.imports.take_back(record.id, dry_run=True)
    assert (would.moments, would.lines, len(store.moments.all())) == (5, 4, 5)
    assert bring.imports.take_back(record.id) == would
    assert (store.moments.all(), store.lines.all(), store.sections.get("from-daylio")) == ((), (), None)
    assert store.imports.all() == ()
    assert bring(EXPORT, now=LATER).moments_added == 5


def test_what_is_used_since_stays(store: MemoryStore, bring: Bringing) -> None:
    bring(EXPORT)
    lines = {line.text: line for line in store.lines.all()}
    store.check_ins.put(CheckIn(day=DAY, ticked=(lines["walk"].id,), created_at=LATER, changed_at=LATER))
    edited = next(m for m in store.moments.all() if m.word == "rad")
    store.moments.put(replace(edited, note="mine now", changed_at=LATER))
    back = bring.imports.take_back(bring.imports.history()[0].id)
    assert (back.moments, back.stay, back.lines, back.lines_stay) == (4, 1, 1, 3)
    assert [m.note for m in store.moments.all()] == ["mine now"]
    assert sorted(line.text for line in store.lines.all()) == ["friends", "nap", "walk"]
    assert store.sections.get("from-daylio") is not None


def test_a_later_import_is_taken_back_and_what_it_changed_is_as_before(
    store: MemoryStore, bring: Bringing
) -> None:
    bring(MAY)
    before = store.moments.all()
    lines = store.lines.all()
    bring(
        MAY.replace(b"walk", b"long walk").replace(b"Quiet", b"Loud") + b"2026-06-01,,,9:00,rad,bath,,\n",
        now=LATER,
    )
    back = bring.imports.take_back(bring.imports.history()[0].id)
    assert (back.moments, back.as_before, back.lines) == (1, 1, 1)
    assert {m.id: m for m in store.moments.all()} == {m.id: m for m in before}
    assert {line.id: line for line in store.lines.all()} == {line.id: line for line in lines}


def test_the_scale_that_an_import_made_goes_with_it(store: MemoryStore, bring: Bringing) -> None:
    store.scales.remove("mood")
    bring(MAY)
    assert store.scales.get("mood") is not None
    bring.imports.take_back(bring.imports.history()[0].id)
    assert store.scales.get("mood") is None


def test_taking_back_is_undone_in_one_step(store: MemoryStore, bring: Bringing) -> None:
    bring(EXPORT)
    before = store.moments.all(), store.lines.all(), store.imports.all()
    bring.imports.take_back(bring.imports.history()[0].id)
    assert bring.undo.undo() == "Undone: took back what came from Daylio. U brings it back."
    assert (store.moments.all(), store.lines.all(), store.imports.all()) == before
    with pytest.raises(NothingThere):
        bring.imports.take_back("gone")


# Every source.

EVERY = {
    "daylio": DAYLIO_CSV,
    "jrnl": json.dumps(JRNL).encode(),
    "dayone": json.dumps(DAY_ONE).encode(),
    "bearable": BEARABLE,
}


def bring_file(
    bring: Bringing, source: str, data: bytes, *, now: datetime = NOW, columns: str = ""
) -> ImportReport:
    return bring.imports.bring_in(
        open_bytes("a file", data),
        source,
        Answers(columns=read_columns(columns)),
        dry_run=False,
        new_id=bring.new_id,
        now=now,
    )


@pytest.mark.parametrize("source", EVERY)
def test_a_second_import_of_each_source_adds_nothing(
    store: MemoryStore, bring: Bringing, source: str
) -> None:
    first = bring_file(bring, source, EVERY[source])
    assert first.moments_added > 0
    before = store.moments.all(), store.lines.all(), store.imports.all()
    again = bring_file(bring, source, EVERY[source], now=LATER)
    assert (again.changes_something, again.already_there, again.gone, again.moved) == (
        False,
        first.moments_added,
        (),
        (),
    )
    assert (store.moments.all(), store.lines.all(), store.imports.all()) == before


def test_daylio_s_table_and_its_backup_are_one_source(store: MemoryStore, bring: Bringing) -> None:
    bring_file(bring, "daylio", DAYLIO_CSV)
    assert [m.answers.get("mood") for m in store.moments.all()] == [None, 8, 1]
    report = bring_file(bring, "daylio", daylio_backup(), now=LATER)
    assert (report.moments_added, report.numbers_added, report.already_there) == (0, 1, 2)
    assert [m.answers.get("mood") for m in store.moments.all()] == [8, 8, 1]
    for data in (DAYLIO_CSV, daylio_backup()):
        again = bring_file(bring, "daylio", data, now=LATER)
        assert (again.changes_something, again.already_there) == (False, 3)
    entries = [{**DAYLIO_ENTRIES[0], "hour": 7, "note": "Other words", "day": 1}, *DAYLIO_ENTRIES[1:]]
    moved = bring_file(bring, "daylio", daylio_backup({**DAYLIO, "dayEntries": entries}), now=LATER)
    assert (moved.moments_added, moved.moments_changed) == (0, 1)  # known by its own id


def test_jrnl_s_json_and_its_text_are_one_source(store: MemoryStore, bring: Bringing) -> None:
    bring_file(bring, "jrnl", EVERY["jrnl"])
    assert not bring_file(bring, "jrnl", JRNL_TEXT.encode(), now=LATER).changes_something


def test_a_table_is_read_the_next_time_as_it_was_the_first(store: MemoryStore, bring: Bringing) -> None:
    first = bring_file(bring, "csv", EMOODS, columns="date=1,mood=6,note=7,sleep=5")
    assert (first.moments_added, first.unmapped) == (2, {"okay": 1, "good": 1})
    assert [(m.answers, m.note) for m in store.moments.all()] == [
        ({}, "Rested\nsleep: 7.5"),
        ({"sleep": 8}, ""),
    ]
    wider = EMOODS.replace(b"Date,", b"Id,Date,").replace(b"\n5/", b"\n1,5/")
    again = bring_file(bring, "csv", wider, now=LATER)
    assert (again.question, again.changes_something, again.already_there) == (None, False, 2)
    assert again.remarks == ("Its columns were read as you said last time.",)


def test_tables_of_two_programs_miss_nothing_of_each_other(store: MemoryStore, bring: Bringing) -> None:
    bring_file(bring, "csv", EMOODS, columns="date=1,mood=6")
    report = bring_file(
        bring, "csv", b"day,feeling\n2026-05-12,fine\n2026-05-14,fine\n", columns="date=1,mood=2"
    )
    assert (report.moments_added, report.gone) == (2, ())


def test_a_question_changes_nothing(store: MemoryStore, bring: Bringing) -> None:
    assert isinstance(bring_file(bring, "csv", EMOODS).question, ColumnsQuestion)
    assert isinstance(bring_file(bring, "daylio", HEAD + b"03/04/2020,,,,good,,,\n").question, DateQuestion)
    assert (store.saves, store.moments.all()) == (0, ())


def test_it_is_stopped_without_harm(store: MemoryStore, bring: Bringing) -> None:
    def stop(done: int, whole: int) -> None:
        assert 0 <= done <= whole
        raise Stopped

    rows = b"".join(b"2020-05-01,,,9:00,good,,,%d\n" % n for n in range(600))
    with pytest.raises(Stopped, match="Nothing was changed"):
        bring.imports.bring_in(
            open_bytes("x", HEAD + rows), "daylio", dry_run=False, new_id=bring.new_id, now=NOW, progress=stop
        )
    assert store.saves == 0


def test_hostile_words_are_kept_clean(store: MemoryStore, bring: Bringing) -> None:
    for words in HOSTILE:
        data = {
            "entries": [
                {"uuid": words, "creationDate": "2026-05-03T23:30:00Z", "text": words, "tags": [words]}
            ]
        }
        with contextlib.suppress(NotReadable):
            bring_file(bring, "dayone", json.dumps(data).encode())
        entry = {
            "id": 1,
            "year": 2026,
            "month": 1,
            "day": 2,
            "mood": 1,
            "tags": [1],
            "note": words,
            "note_title": words,
        }
        said = {
            "dayEntries": [entry],
            "tags": [{"id": 1, "name": words}],
            "customMoods": [{"id": 1, "custom_name": words}],
        }
        with contextlib.suppress(NotReadable):
            bring_file(bring, "daylio", json.dumps(said).encode())
    for moment in store.moments.all():
        assert all(clean_text(text) == text for text in (moment.word, moment.note))
        moment.source_key.encode()
