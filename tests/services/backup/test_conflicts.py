"""Choosing between versions: each said in words, none lost before the choice."""

from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

import pytest

from companion.domain.checkin import CheckIn, Moment, Scale
from companion.domain.conflict import Conflict, Version
from companion.domain.edit import Record
from companion.domain.helpline import Helpline, Nation
from companion.domain.plan import PlanLine, Section, SectionKind, Visibility
from companion.domain.safety import Contact, SafetyLine, SafetyStep
from companion.domain.settings import Draft, Settings
from companion.domain.talk import Point, PointKind, Talk
from companion.errors import NothingThere, NotSaved
from companion.services.backup.conflicts import DELETED
from companion.services.backup.describe import RecordWords
from companion.services.core.drafts import CODE_DRAFT
from companion.services.services import Services, services_over
from companion.vault.records.documents import to_document
from companion.vault.records.repository import Repository
from companion.vault.records.transactions import MemoryVault
from tests.conftest import NOW
from tests.memory_store import MemoryStore

AT: dict[str, Any] = {"created_at": NOW, "changed_at": NOW}
LINE = PlanLine(id="a", section_id="toolbox", text="The kettle", position=0, created_at=NOW, changed_at=NOW)


def conflict(table: str, *records: Record | None, shown: bool = True) -> Conflict:
    versions = tuple(
        Version(key=f"k{n}", record=record, shown=shown and n == 0) for n, record in enumerate(records)
    )
    id = next((record.id for record in records if record is not None), "a")
    return Conflict(table=table, id=id, versions=versions)


@pytest.fixture
def services(memory_store: MemoryStore) -> Services:
    memory_store.lines.put(LINE)
    return services_over(memory_store)


def test_nothing_to_choose_is_no_words(services: Services) -> None:
    assert services.conflicts.all() == ()
    assert services.conflicts.words() == ""


def test_versions_are_said_side_by_side_the_shown_one_first(
    services: Services, memory_store: MemoryStore
) -> None:
    other = replace(LINE, text="The blue kettle", what_helps="Tea", changed_at=NOW + timedelta(hours=1))
    memory_store.waiting = [conflict("lines", LINE, other)]
    (view,) = services.conflicts.all()
    assert (view.table, view.id) == ("lines", "a")
    assert view.title == "A line of your plan, in “What helps me”"
    here, there = view.versions
    assert (here.shown, there.shown) == (True, False)
    assert here.words[0] == "The kettle"
    assert there.words[:2] == ("The blue kettle", "What helps: Tea")
    assert there.changed == "Sunday 22 November 2026 at 10.04 pm"
    assert services.conflicts.words() == (
        "1 thing was changed in both copies. Both are kept; choose when you like."
    )


def test_choosing_keeps_one_and_asks_no_more(services: Services, memory_store: MemoryStore) -> None:
    services.plan.edit_line("a", text="The old kettle", now=NOW)
    other = replace(LINE, text="The blue kettle")
    memory_store.waiting = [conflict("lines", LINE, other)]
    services.conflicts.settle("lines", "a", "k1")
    assert services.plan.line("a").text == "The blue kettle"
    assert services.conflicts.all() == ()
    assert services.undo.undo() is None, "what was undoable belonged to another version"
    with pytest.raises(NothingThere):
        services.conflicts.settle("lines", "a", "k1")


def test_a_key_nobody_has_chooses_nothing(services: Services, memory_store: MemoryStore) -> None:
    memory_store.waiting = [conflict("lines", LINE, replace(LINE, text="Other"))]
    for key in ("k9", DELETED):
        with pytest.raises(NothingThere):
            services.conflicts.settle("lines", "a", key)
    assert services.plan.line("a").text == "The kettle"


def test_what_was_deleted_here_can_stay_so_or_come_back(
    services: Services, memory_store: MemoryStore
) -> None:
    for key, there in ((DELETED, False), ("k0", True)):
        memory_store.lines.remove("a")
        memory_store.waiting = [conflict("lines", LINE, shown=False)]
        deleted, version = services.conflicts.all()[0].versions
        assert (deleted.key, deleted.shown, deleted.words) == (DELETED, True, ("It was deleted here.",))
        assert version.words[0] == "The kettle"
        services.conflicts.settle("lines", "a", key)
        assert (memory_store.lines.get("a") is not None) is there


def test_where_nothing_can_be_saved_the_choice_stays(memory_store: MemoryStore) -> None:
    memory_store.lines.put(LINE)
    memory_store.waiting = [conflict("lines", LINE, replace(LINE, text="Other"))]
    memory_store.disk_full = True
    services = services_over(memory_store)
    with pytest.raises(NotSaved):
        services.conflicts.settle("lines", "a", "k1")
    assert len(services.conflicts.all()) == 1
    assert services.plan.line("a").text == "The kettle"


def test_what_cannot_be_read_is_said_so(services: Services, memory_store: MemoryStore) -> None:
    memory_store.waiting = [conflict("of a later version", None, None)]
    (view,) = services.conflicts.all()
    assert "cannot read" in view.title
    assert all("kept as it was written" in version.words[0] for version in view.versions)


def test_versions_that_differ_in_place_or_archive_alone_read_differently(
    services: Services, memory_store: MemoryStore
) -> None:
    memory_store.waiting = [
        conflict("lines", LINE, replace(LINE, position=4)),
        conflict("lines", LINE, replace(LINE, archived_at=NOW)),
    ]
    moved, archived = services.conflicts.all()
    assert [version.words[-1] for version in moved.versions] == [
        "Place 1 in its list.",
        "Place 5 in its list.",
    ]
    assert archived.versions[1].words[-1] == "In the archive."
    assert "Place" not in " ".join(archived.versions[0].words)


RECORDS: list[tuple[Record, str, list[str]]] = [
    (
        CheckIn(
            day=date(2026, 11, 22),
            answers={"mood": 4, "gone": 2},
            ticked=("a", "no more"),
            noticed=("a",),
            note="Rain",
            **AT,
        ),
        "Check-in for Sunday 22 November 2026",
        ["Mood: 4", "A scale that is no longer here: 2", "“The kettle” and something", "Noticed: ", "Rain"],
    ),
    (
        Moment(id="m", day=date(2026, 11, 22), at=time(9), word="meh", note="Bus", answers={"mood": 3}, **AT),
        "A moment on Sunday 22 November 2026 at 9 am",
        ["meh", "Mood: 3", "Bus"],
    ),
    (
        replace(LINE, section_id="gone", audience=Visibility.TEAM),
        "A line of your plan, in “something that is no longer here”",
        ["The kettle", "For my team."],
    ),
    (
        Section(id="s", kind=SectionKind.OWN, name="Music", position=0, in_check_in=True, **AT),
        "A heading of your plan",
        ["Music", "can be ticked"],
    ),
    (
        Scale(id="w", name="Worry", low="none", high="a lot", position=0, **AT),
        "A scale of the check-in",
        ["Worry", "0 none to 10 a lot", "Neither"],
    ),
    (SafetyLine(id="l", step=SafetyStep.ALONE, text="Cold water", position=0, **AT), "safety plan", ["Cold water"]),
    (
        Contact(id="c", name="Dee", who="sister", number="07700 900123", hours="evenings", position=0,
                checked_on=date(2026, 11, 1), **AT),
        "Someone in your safety plan",
        ["Dee", "sister", "07700 900123", "evenings", "1 November 2026"],
    ),
    (
        Helpline(id="h", nations=(Nation.WALES,), name="A line", number="01632 960000", how="press 2",
                 hours="day and night", cost="free", for_whom="anyone"),
        "A helpline",
        ["A line", "01632 960000", "press 2", "day and night", "free", "anyone"],
    ),
    (
        Talk(id="t", with_whom="Priya", role="GP", day=date(2026, 11, 26), at=time(14), where="Room 3", **AT),
        "A talk",
        ["Priya, GP", "Thursday 26 November 2026 at 2 pm", "Room 3"],
    ),
    (
        Point(id="p", talk_id="none", kind=PointKind.ASK, text="How long?", position=0, said_at=NOW, **AT),
        "Something to ask",
        ["How long?", "Said on Sunday 22 November 2026"],
    ),
    (
        Settings(name="Alex", reach_me="text", involved="Dee", identifier="123", setup_step=3, **AT),
        "What you say about yourself",
        ["Alex", "text", "Dee", "123", "Set-up is not finished."],
    ),
    (Draft(id="d", text="half a word", changed_at=NOW), "Words you were writing", ["half a word"]),
]  # fmt: skip


@pytest.mark.parametrize(("record", "title", "parts"), RECORDS, ids=lambda value: type(value).__name__)
def test_every_kind_of_record_has_words(
    services: Services, memory_store: MemoryStore, record: Record, title: str, parts: list[str]
) -> None:
    words = RecordWords(memory_store)
    assert title in words.title(record)
    said = words.lines(record)
    assert all(line.strip() for line in said)
    for part in parts:
        assert any(part in line for line in said), part


def test_a_record_without_words_says_that(memory_store: MemoryStore) -> None:
    assert RecordWords(memory_store).lines(CheckIn(day=NOW.date(), created_at=NOW, changed_at=NOW)) == (
        "Nothing is written in it.",
    )


def test_a_recovery_code_is_never_among_the_words(memory_store: MemoryStore) -> None:
    settings = Settings(recovery_code="6QE3H-4K84C", setup_step=2, created_at=NOW, changed_at=NOW)
    draft = Draft(id=CODE_DRAFT, text="6QE3H-4K84C", changed_at=NOW)
    for record in (settings, draft):
        assert "6QE3H" not in " ".join(RecordWords(memory_store).lines(record))


@pytest.mark.parametrize("key", [DELETED, "w-1"])
def test_a_real_store_lets_what_was_deleted_stay_so_or_come_back(key: str) -> None:
    vault = MemoryVault()
    record = {**to_document(LINE), "dot": ["w", 1]}
    with vault.transaction():
        waiting = {"table": "lines", "id": "a", "record": record, "dot": ["w", 1]}
        vault.view("clashes", writable=True)["lines/a/w-1"] = waiting
    store = Repository(vault)
    services = services_over(store)
    (view,) = services.conflicts.all()
    assert [version.key for version in view.versions] == [DELETED, "w-1"]
    services.conflicts.settle("lines", "a", key)
    assert store.lines.get("a") == (LINE if key else None)
    assert services.conflicts.all() == ()
    assert not any(store.everything().get("clashes", {}))
