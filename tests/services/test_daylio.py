"""Bringing in a Daylio export: nothing twice, nothing guessed, nothing of one's own overwritten."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import count

import pytest

from companion.content import starter
from companion.domain.checkin import CheckIn, figure
from companion.domain.plan import PlanLine, Visibility
from companion.errors import InvalidEntry, NotReadable, NotSaved
from companion.services.core.undo import Undo
from companion.services.daylio import FILE_NOT_LOCKED, ImportReport, Imports, map_option, read_mapping
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
        self, data: bytes = EXPORT, *, dry_run: bool = False, now: datetime = NOW, **mapping: int
    ) -> ImportReport:
        return self.imports.daylio(data, mapping=mapping, dry_run=dry_run, new_id=self.new_id, now=now)


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
    assert (report.moments_added, report.numbers_added, report.already_there) == (0, 2, 3)
    assert report.unmapped == {"so, so": 1}
    numbers = {m.word: m.answers.get("mood") for m in store.moments.all()}
    assert numbers == {"rad": 10, "Meh": 5, "OK": 6, "so, so": None}


def test_a_dry_run_says_the_same_and_changes_nothing(store: MemoryStore, bring: Bringing) -> None:
    dry = bring(dry_run=True)
    assert store.saves == 0
    assert (store.moments.all(), store.lines.all()) == ((), ())
    assert replace(dry, dry_run=False) == bring()
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
    said = bring(EXPORT + b"2020-05-26,,,late,rad,,,\n").sentences()
    assert said[0] == "5 moments on 3 days came in, 27 to 30 May 2020."
    assert "4 activities can be ticked at a check-in, under From Daylio." in said
    assert any(s.startswith("2 moments keep the word “OK”") and s.endswith('--map "OK=N"') for s in said)
    assert "Line 7 could not be read: its time “late” is not written like 18:50 or 6:50 pm." in said
    assert said[-1] == FILE_NOT_LOCKED


def test_many_broken_lines_are_named_and_then_counted(bring: Bringing) -> None:
    said = bring(EXPORT + b"2020-05-26,,,late,rad,,,\n" * 25).sentences()
    assert sum(s.startswith("Line ") for s in said) == 20
    assert "5 more lines could not be read." in said


@pytest.mark.parametrize(
    ("word", "option"),
    [("so, so", '--map "so, so=N"'), ("$HOME", "--map '$HOME=N'"), ('a "b"', "--map 'a \"b\"=N'")],
)
def test_the_option_can_be_pasted_into_a_shell(word: str, option: str) -> None:
    assert map_option(word) == option


def test_a_mapping_is_read_from_words() -> None:
    assert read_mapping(["OK=6", "a = b=3 ", "Rad=9"]) == {"ok": 6, "a = b": 3, "rad": 9}


@pytest.mark.parametrize("entry", ["OK", "OK=", "=5", "OK=eleven", "OK=11", "OK=-1", "OK=5.5", "", "OK=²"])
def test_a_mapping_that_cannot_be_meant_is_refused(entry: str) -> None:
    with pytest.raises(InvalidEntry):
        read_mapping([entry])
