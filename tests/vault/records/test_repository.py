"""The store over a vault: what the services put is what they get, now and after the file is opened again."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, timezone
from pathlib import Path
from typing import Any, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from companion.domain.checkin import BetterEnd, CheckIn, Moment, Scale
from companion.domain.code_paper import CodePaper
from companion.domain.edit import Record
from companion.domain.exercise import AddedPack, AnswerKind, Choice, CoursePack, Exercise, Scoring
from companion.domain.exercise import ExerciseStep as Question
from companion.domain.helpline import Helpline, Nation
from companion.domain.import_record import Import
from companion.domain.kinds import KINDS
from companion.domain.learning import AttendedCourse, LearningLine, LearningPart
from companion.domain.lock_card import LockCard
from companion.domain.plan import PlanLine, Section, SectionKind, Visibility
from companion.domain.safety import Contact, SafetyLine, SafetyStep
from companion.domain.settings import Draft, Settings
from companion.domain.sheet import Answer, KeptWords, PickedLine, Score, Sheet
from companion.domain.talk import Point, PointKind, Talk
from companion.errors import NotSaved
from companion.services.core.store import Store
from companion.vault.records.documents import KEPT
from companion.vault.records.repository import Repository
from companion.vault.records.tinydb_storage import VaultDB
from companion.vault.vault import MemoryVault
from tests.hostile import HOSTILE
from tests.vault.conftest import NOW, make, reopen

BST = timezone(timedelta(hours=1))
STAMPS: dict[str, Any] = {"created_at": NOW, "changed_at": datetime(2026, 6, 1, 8, 0, 0, 123456, tzinfo=BST)}
RECORDS: dict[str, Record] = {
    "settings": Settings(name="Sam [b]", reach_me="07700 900123", setup_step=3, **STAMPS),
    "sections": Section(
        id="own1", kind=SectionKind.OWN, name="Garden", position=3, archived_at=NOW, **STAMPS
    ),
    "lines": PlanLine(
        id="l",
        section_id="own1",
        text="walk",
        what_helps="tea",
        audience=Visibility.TEAM,
        position=0,
        **STAMPS,
    ),
    "scales": Scale(
        id="mood", name="Mood", low="low", high="well", better=BetterEnd.HIGH, position=0, **STAMPS
    ),
    "check_ins": CheckIn(
        day=date(2026, 11, 22),
        answers={"mood": 0, "sleep": 10},
        ticked=("a",),
        noticed=("b", "c"),
        note="Dŵr\n🌊",
        **STAMPS,
    ),
    "moments": Moment(
        id="m", day=date(2026, 11, 22), at=time(23, 59), word="rad", source_key="daylio:1", **STAMPS
    ),
    "safety_lines": SafetyLine(id="s", step=SafetyStep.SAFER, text="ring Ann", position=1, **STAMPS),
    "contacts": Contact(
        id="c", name="Ann", number="01632 960001", position=0, checked_on=date(2026, 1, 1), **STAMPS
    ),
    "helplines": Helpline(id="h", nations=(Nation.WALES, Nation.ENGLAND), name="Line", number="01632 960002"),
    "talks": Talk(id="t", with_whom="Jo", day=date(2026, 12, 1), at=time(14), **STAMPS),
    "points": Point(
        id="p", talk_id="t", kind=PointKind.ASK, text="why", position=0, said_at=NOW, said_in="t", **STAMPS
    ),
    "drafts": Draft(id="check-in/2026-11-22/note", text="half a wor", caret=10, changed_at=NOW),
    "lock_cards": LockCard(ticked=("s", "c"), seal="0f" * 32, earlier="", **STAMPS),
    "code_papers": CodePaper(id="a", is_written=False, **STAMPS),
    "imports": Import(
        id="i",
        source="daylio",
        first=date(2026, 1, 2),
        last=date(2026, 3, 4),
        made={"m": "daylio 2026-01-02T09:00 0 -.0f0f0f0f.- 17"},
        changed=(
            Moment(id="n", day=date(2026, 1, 3), at=time(9), word="rad", answers={"mood": 10}, **STAMPS),
        ),
        lines=("l",),
        renamed=(PlanLine(id="k", section_id="from-daylio", text="walk", position=0, **STAMPS),),
        scales=("mood",),
        sections=("from-daylio",),
        words={"ok": 6},
        columns={"date": 1},
        headings=("Day", "Mood"),
        **STAMPS,
    ),
    "packs": AddedPack(
        id="shore",
        pack=CoursePack(
            id="shore",
            version="2",
            title="By the [b] shore",
            exercises=(
                Exercise(
                    id="one",
                    title="One",
                    minutes=5,
                    scoring=Scoring.MEAN,
                    steps=(
                        Question(
                            key="q",
                            heading="How?",
                            kind=AnswerKind.CHOICE,
                            choices=(Choice(label="so", number=0), Choice(label="or so")),
                            is_reversed=True,
                            other={"Colour": "blue"},
                        ),
                    ),
                ),
            ),
            other={"Print": "yes"},
        ),
        **STAMPS,
    ),
    "sheets": Sheet(
        id="sh",
        pack_id="shore",
        pack_version="2",
        exercise_id="one",
        title="One",
        at_key="q",
        answers=(
            Answer(
                key="q",
                question="How?",
                kind=AnswerKind.PICK,
                text="Dŵr\n🌊",
                picks=(PickedLine(id="l", text="walk", is_only_mine=True),),
                goes_to="say",
                audience=Visibility.ME,
                kept=(KeptWords(table="lines", id="l", text="walk"),),
            ),
            Answer(key="r", question="How much?", kind=AnswerKind.SCALE, number=0, ends="0 so, 10 or so"),
        ),
        scores=(Score(name="All", value=None, low=0, high=2.5, answered=1, items=4),),
        done_at=NOW,
        **STAMPS,
    ),
    "learning_lines": LearningLine(id="ll", part=LearningPart.KNOW, text="I stay", position=2, **STAMPS),
    "courses": AttendedCourse(id="co", title="Sleep", day=date(2026, 10, 6), used="up at 8", **STAMPS),
}


def as_store(repository: Repository) -> Store:
    """Return the repository as what the services ask for; the type checker proves that it is."""
    return repository


def table(repository: Repository, name: str) -> Any:
    """Return the shelf of a table."""
    return getattr(repository, name)


def raw(vault: MemoryVault, table: str, id: str, **values: Any) -> None:
    """Store a document past the repository, as another version might."""
    VaultDB(vault).records(table).keep(id, values)


def test_there_is_a_record_of_every_kind_in_this_test() -> None:
    assert set(RECORDS) == set(KINDS)
    for name, record in RECORDS.items():
        assert type(record) is KINDS[name].record


def test_every_kind_of_record_comes_back_as_it_was(path: Path) -> None:
    vault, _ = make(path)
    store = Repository(vault)
    with store.transaction():
        for name, record in RECORDS.items():
            table(store, name).put(record)
    vault.close()
    again = reopen(path)
    store = Repository(again)
    for name, record in RECORDS.items():
        found = table(store, name).get(record.id)
        assert found == record
        assert table(store, name).all() == (record,)
    assert store.unreadable == ()
    again.close()


@settings(max_examples=80, deadline=None)
@given(
    note=st.sampled_from(HOSTILE) | st.text(max_size=40),
    answers=st.dictionaries(
        st.text(st.characters(exclude_categories=["Cs"]), max_size=5), st.integers(0, 10), max_size=3
    ),
    day=st.dates(),
    at=st.datetimes(timezones=st.sampled_from([UTC, BST, timezone(-timedelta(hours=9, minutes=30))])),
)
def test_any_check_in_reads_back(note: str, answers: dict[str, int], day: date, at: datetime) -> None:
    vault = MemoryVault()
    item = CheckIn(day=day, answers=answers, note=note, created_at=at, changed_at=at)
    Repository(vault).check_ins.put(item)
    assert Repository(vault).check_ins.get(day.isoformat()) == item


def test_days_are_found_in_order_whenever_they_were_written() -> None:
    store = Repository(MemoryVault())
    days = [date(2026, 11, n) for n in (5, 1, 9, 3)]
    for day in days:
        store.check_ins.put(CheckIn(day=day, **STAMPS))
    assert [c.day for c in store.check_ins.between(date(2026, 11, 1), date(2026, 11, 5))] == sorted(days)[:3]
    store.check_ins.put(CheckIn(day=date(2026, 11, 4), **STAMPS))
    store.check_ins.remove("2026-11-03")
    found = [c.day.day for c in store.check_ins.between(date(2026, 11, 2), date(2026, 11, 30))]
    assert found == [4, 5, 9]
    assert store.check_ins.between(date(2026, 12, 1), date(2026, 11, 1)) == ()
    moment = Moment(id="m", day=date(2026, 11, 4), **STAMPS)
    store.moments.put(moment)
    assert store.moments.between(moment.day, moment.day) == (moment,)
    moved = replace(moment, day=date(2026, 11, 6))
    store.moments.put(moved)
    assert store.moments.between(moment.day, moment.day) == ()
    assert store.moments.between(moved.day, moved.day) == (moved,)


def line(text: str, id: str = "l") -> PlanLine:
    """Return a plan line."""
    return PlanLine(id=id, section_id="well", text=text, position=0, **STAMPS)


def test_edits_hold_each_changed_record_once_and_undo_puts_them_back() -> None:
    store = Repository(MemoryVault())
    store.lines.put(line("first"))
    store.lines.put(line("stays", "s"))
    with store.transaction() as edits:
        store.lines.put(line("second"))
        store.lines.put(line("third"))
        store.lines.put(line("new", "n"))
        store.lines.put(line("stays", "s"))
        store.lines.put(line("passing", "x"))
        store.lines.remove("x")
        store.lines.remove("none")
        assert edits == []
    assert {(e.id, e.before, e.after) for e in edits} == {
        ("l", line("first"), line("third")),
        ("n", None, line("new", "n")),
    }
    assert all(e.table == "lines" for e in edits)
    store.put_back(edits)
    assert store.lines.all() == (line("first"), line("stays", "s"))
    with store.transaction() as removed:
        store.lines.remove("l")
    store.put_back(removed)
    assert store.lines.get("l") == line("first")


def test_a_block_that_raises_leaves_the_shelves_as_they_were() -> None:
    vault = MemoryVault()
    store = Repository(vault)
    store.lines.put(line("first"))
    store.check_ins.put(CheckIn(day=date(2026, 11, 1), **STAMPS))
    with pytest.raises(ZeroDivisionError), store.transaction():
        store.lines.put(line("second"))
        store.lines.put(line("new", "n"))
        store.check_ins.remove("2026-11-01")
        with store.transaction():
            store.lines.remove("l")
        _ = 1 / 0
    for each in (store, Repository(vault)):
        assert each.lines.all() == (line("first"),)
        assert len(each.check_ins.between(date.min, date.max)) == 1


def test_an_inner_block_that_raises_takes_back_its_own_part() -> None:
    vault = MemoryVault()
    store = Repository(vault)
    with store.transaction() as edits:
        store.lines.put(line("first"))
        with pytest.raises(ZeroDivisionError), store.transaction() as inner:
            store.lines.put(line("second"))
            _ = 1 / 0
    assert inner == []
    assert [(e.before, e.after) for e in edits] == [(None, line("first"))]
    assert store.lines.all() == Repository(vault).lines.all() == (line("first"),)


def test_a_reader_can_look_and_not_change(path: Path) -> None:
    vault, _ = make(path)
    Repository(vault).lines.put(line("first"))
    reader = reopen(path, read_only=True)
    store = as_store(Repository(reader))
    assert store.read_only
    with pytest.raises(NotSaved):
        store.lines.put(line("second"))
    assert store.lines.all() == (line("first"),)
    reader.close()
    vault.close()


def test_keys_of_a_later_version_stay_on_a_record_that_is_changed() -> None:
    vault = MemoryVault()
    Repository(vault).lines.put(line("first"))
    raw(vault, "lines", "l", later={"deep": [1]})
    store = Repository(vault)
    assert store.lines.get("l") == line("first")
    store.lines.put(line("second"))
    document = VaultDB(vault).records("lines").find("l")
    assert isinstance(document, dict)
    assert (document["text"], document["later"]) == ("second", {"deep": [1]})


@pytest.mark.parametrize(
    "spoilt",
    [
        {"id": "l", "text": 5},
        {},
        {"id": "other"},
        {"audience": "everyone"},
        {"text": "   "},
        {"created_at": "yesterday"},
        {"position": "first"},
    ],
)
def test_a_record_that_does_not_convert_is_kept_named_and_not_shown(spoilt: dict[str, Any]) -> None:
    vault = MemoryVault()
    Repository(vault).lines.put(line("good", "g"))
    good = VaultDB(vault).records("lines").find("g")
    assert good is not None
    VaultDB(vault).records("lines").keep("l", good | {"id": "l"} | spoilt if spoilt else {})
    before = vault.text_of("lines", "l")
    store = Repository(vault)
    assert store.lines.all() == (line("good", "g"),)
    assert store.lines.get("l") is None
    assert store.unreadable == (("lines", "l"),)
    store.lines.remove("l")
    store.lines.put(line("better", "g"))
    assert vault.text_of("lines", "l") == before
    # Its id may be needed; its words are then kept elsewhere.
    store.lines.put(line("mine"))
    assert store.lines.get("l") == line("mine")
    assert list(store.unreadable) == []
    kept = VaultDB(vault).records(KEPT).find("lines/l")
    assert isinstance(kept, dict) and kept["json"] == before


def test_a_record_put_back_in_the_block_that_removed_it_is_not_kept_aside() -> None:
    vault = MemoryVault()
    store = Repository(vault)
    store.lines.put(line("first"))
    with store.transaction() as edits:
        store.lines.remove("l")
        store.lines.put(line("first"))
    assert edits == []
    assert len(VaultDB(vault).table(KEPT)) == 0


def test_memory_and_file_agree_after_many_changes(path: Path) -> None:
    vault, _ = make(path)
    store = Repository(vault)
    for n in range(30):
        with store.transaction():
            store.lines.put(line(f"text {n % 7}", str(n % 5)))
            store.check_ins.put(CheckIn(day=date(2026, 1, 1) + timedelta(days=n % 9), note=str(n), **STAMPS))
            if n % 4 == 0:
                store.lines.remove(str((n + 2) % 5))
    shown = {name: set(map(repr, table(store, name).all())) for name in KINDS}
    vault.close()
    again = reopen(path)
    assert shown == {name: set(map(repr, table(Repository(again), name).all())) for name in KINDS}
    again.close()


def test_no_record_has_a_field_called_dot() -> None:
    for kind in KINDS.values():
        assert "dot" not in get_type_hints(kind.record)
