"""Our own export, brought back: into an empty vault it is the same to the letter, into another the newer wins."""

import json
from dataclasses import fields, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.domain.kinds import KINDS
from companion.domain.plan import PlanLine
from companion.errors import NotReadable
from companion.importers.opening import open_bytes
from companion.importers.own import read_own
from companion.services.access.setup import prepare
from companion.services.imports.report import ImportReport
from companion.services.services import Services, services_over
from companion.vault.records.repository import Repository
from companion.vault.records.tinydb_storage import VaultDB
from companion.vault.vault import Vault
from tests.computers import Computer
from tests.conftest import CHEAP, NOW, PASSPHRASE
from tests.hostile import NAMED
from tests.lived_in import live_in
from tests.vault.records import test_repository

RECORDS: dict[str, Any] = dict(test_repository.RECORDS)
LATER = NOW + timedelta(days=1)


def exported(of: Computer | Services) -> bytes:
    services = of.services if isinstance(of, Computer) else of
    return json.dumps(services.everything.as_json_ready(), ensure_ascii=False, indent=1).encode()


def bring(into: Computer | Services, data: bytes, *, dry_run: bool = False) -> ImportReport:
    services = into.services if isinstance(into, Computer) else into
    file = open_bytes("export.json", data)
    return services.imports.bring_in(file, "companion", dry_run=dry_run, new_id=lambda: "x", now=NOW)


def full() -> Computer:
    """Return a vault with a record of every kind."""
    computer = Computer("0" * 16)
    with computer.store.transaction():
        for name, record in RECORDS.items():
            computer.store.table(name).put(record)
    return computer


def test_every_kind_of_record_comes_back_to_the_letter() -> None:
    computer, empty = full(), Computer("1" * 16)
    data = exported(computer)
    assert set(json.loads(data)["tables"]) == set(KINDS), (
        "a kind is missing from the export, or from this test"
    )
    report = bring(empty, data)
    assert report.own is not None and report.own.new == len(KINDS)
    assert exported(empty) == data
    for name in KINDS:
        assert empty.store.table(name).all() == computer.store.table(name).all()
    assert not bring(empty, data).changes_something


def test_a_real_file_with_a_lived_in_vault_comes_back_to_the_letter(tmp_path: Path) -> None:
    computer = Computer("0" * 16)
    prepare(computer.store, now=NOW)
    live_in(computer.services)
    data = exported(computer)
    vault, _ = Vault.create(tmp_path / "v.vault", PASSPHRASE, now=NOW, profile=CHEAP)
    bring(services_over(Repository(vault)), data)
    vault.close()
    again = Vault.open(tmp_path / "v.vault", passphrase=PASSPHRASE, now=NOW, profile=CHEAP)
    assert exported(services_over(Repository(again))) == data
    again.close()


def test_what_a_later_version_keeps_comes_back_too() -> None:
    computer, empty = full(), Computer("1" * 16)
    with computer.transaction():
        db = VaultDB(computer)
        db.records("sleeps").keep("one", {"id": "one", "hours": [7, {"b": None, "a": 1.5}]})
        db.records("lines").keep("odd", {"id": "odd", "text": 3})
        db.records("talks").keep("t", computer.view("talks")["t"] | {"mood_of_it": "blue"})
    data = exported(computer)
    assert b"mood_of_it" in data and b"sleeps" in data
    bring(empty, data)
    assert exported(empty) == data


def test_versions_that_wait_come_back_and_can_be_chosen() -> None:
    one = Computer("1" * 16)
    line = PlanLine(id="l", section_id="s", text="a", position=0, created_at=NOW, changed_at=NOW)
    one.store.lines.put(line)
    two = one.fork("2" * 16)
    one.store.lines.put(replace(line, text="here", changed_at=LATER))
    two.store.lines.put(replace(line, text="there", changed_at=NOW + timedelta(hours=1)))
    one.take(two)
    data = exported(one)
    assert len(json.loads(data)["clashes"]) == 1
    empty = Computer("3" * 16)
    report = bring(empty, data)
    assert report.own is not None and (report.own.new, report.own.waiting) == (1, 1)
    assert exported(empty) == data
    assert not bring(empty, data).changes_something
    (conflict,) = empty.store.conflicts()
    assert {version.record.text for version in conflict.versions if isinstance(version.record, PlanLine)} == {
        "here",
        "there",
    }
    there = next(v for v in conflict.versions if not v.shown)
    empty.store.settle("lines", "l", there.key)
    assert [each.text for each in empty.store.lines.all()] == ["there"]
    assert empty.store.conflicts() == ()


def test_into_a_filled_vault_the_newer_wins_and_both_are_told() -> None:
    one, two = full(), full()
    lines = {id: replace(RECORDS["lines"], id=id) for id in ("a", "b", "c")}
    for line in lines.values():
        one.store.lines.put(line)
        two.store.lines.put(line)
    one.store.lines.put(replace(lines["a"], text="newer there", changed_at=LATER))
    two.store.lines.put(replace(lines["b"], text="newer here", changed_at=LATER))
    two.store.lines.put(replace(lines["c"], text="other words, same time"))
    one.store.lines.put(replace(lines["c"], id="d", text="new"))
    would = bring(two, exported(one), dry_run=True)
    assert {line.text for line in two.store.lines.all()} >= {"newer here"} and two.store.lines.get(
        "d"
    ) is None
    report = bring(two, exported(one))
    assert would.own == report.own is not None
    assert (report.own.new, report.own.newer_there, report.own.newer_here) == (1, 1, 2)
    text = {line.id: line.text for line in two.store.lines.all()}
    assert (text["a"], text["b"], text["c"], text["d"]) == (
        "newer there",
        "newer here",
        "other words, same time",
        "new",
    )
    assert report.sentences()[:3] == (
        "1 thing came in.",
        "1 thing is newer in the file, and took the place of the one here.",
        "2 things are newer here, and stay.",
    )
    assert two.services.undo.undo() == "Undone: brought in an export of Companion. U brings it back."
    del text["d"]
    assert {line.id: line.text for line in two.store.lines.all()} == text | {"a": lines["a"].text}


def test_the_recovery_code_that_waits_here_stays() -> None:
    one, two = full(), Computer("2" * 16)
    mine = replace(RECORDS["settings"], recovery_code="CODE", name="old")
    two.store.settings.put(replace(mine, changed_at=mine.changed_at - timedelta(days=9)))
    bring(two, exported(one))
    (settings,) = two.store.settings.all()
    assert (settings.recovery_code, settings.name) == ("CODE", RECORDS["settings"].name)


TIMES = st.datetimes(
    min_value=NOW.replace(tzinfo=None) - timedelta(9000), max_value=NOW.replace(tzinfo=None)
).map(lambda at: at.replace(tzinfo=NOW.tzinfo))
HOSTILE = [words for words in NAMED.values() if words.strip() and len(words) < 500]
WORDS = st.text(min_size=1, max_size=30).map(lambda words: f"{words}x") | st.sampled_from(HOSTILE)


@st.composite
def records(draw: st.DrawFn) -> tuple[str, Any]:
    """Return a table, and a record of it with words, times and an id of its own."""
    name = draw(st.sampled_from(sorted(KINDS)))
    record = RECORDS[name]
    made: dict[str, Any] = {word: draw(WORDS) for word in KINDS[name].words}
    for field in fields(record):
        if field.name in ("created_at", "changed_at", "archived_at"):
            made[field.name] = draw(TIMES)
        elif field.name == "id" and name != "settings":
            made["id"] = draw(st.text(alphabet="0123456789abcdef", min_size=1, max_size=32))
        elif field.name == "day":
            made["day"] = draw(st.dates(min_value=NOW.date().replace(year=1970)))
        elif field.name == "caret":
            made["caret"] = 0
    return name, replace(record, **made)


@given(st.lists(records(), max_size=12))
def test_any_vault_comes_back_to_the_letter(made: list[tuple[str, Any]]) -> None:
    computer, empty = Computer("0" * 16), Computer("1" * 16)
    with computer.store.transaction():
        for name, record in made:
            computer.store.table(name).put(record)
    data = exported(computer)
    bring(empty, data)
    assert exported(empty) == data
    assert not bring(empty, data).changes_something


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3),
    max_leaves=12,
)


@given(JSON, JSON)
def test_anything_in_an_export_is_kept_as_it_is_or_refused_whole(tables: Any, clashes: Any) -> None:
    said = {"format": "companion-export", "version": 1, "tables": tables, "clashes": clashes}
    computer = Computer("0" * 16)
    try:
        bring(computer, json.dumps(said).encode())
    except NotReadable as error:
        assert computer.contents.tables == {}
        assert "Nothing was changed" in str(error)
    exported(computer)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{}",
        b'{"format": "companion-export"}',
        b'{"format": "companion-export", "version": 2, "tables": {}}',
        b'{"format": "companion-export", "version": 1, "tables": []}',
        b'{"format": "companion-export", "version": 1, "tables": {"lines": {"a": 3}}}',
        b'{"format": "companion-export", "version": 1, "tables": {"lines": {"a": ' + b'{"a":' * 90_000,
        b'{"format": "companion-export", "version": 1, "tables": {"lines": {"a": '
        + b'{"a":' * 99
        + b"1"
        + b"}" * 102,
        b'{"format": "companion-export", "version": 1, "tables": {}, "clashes": [{"table": 1}]}',
    ],
)
def test_what_is_no_export_is_refused_with_a_sentence(data: bytes) -> None:
    with pytest.raises(NotReadable):
        read_own(data)
