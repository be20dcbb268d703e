"""The pattern for records of an older schema, shown with a made-up step on a vault that schema 1 wrote."""

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from companion.errors import NewerVersion
from companion.vault.access import Opened, WriteAccess, open_bytes, way_in
from companion.vault.disk.atomic_file import VaultFile
from companion.vault.disk.backups import backups_folder
from companion.vault.disk.fs import Fs
from companion.vault.format.contents import SCHEMA, Contents, Document, Meta
from companion.vault.format.headings import state_of
from companion.vault.format.merging import merge
from companion.vault.format.migrations import LADDER, Ladder, newest_schema, upgrade
from companion.vault.secrets.keys import STANDARD
from companion.vault.vault import Vault
from tests.vault.conftest import NOW
from tests.vault.format.test_vectors import FOLDER, plain
from tests.vault.test_vault import put

PASSPHRASE = "a quiet place by the river"
WHO = ("me", "ask", "team")


def who_may_see(line: Document) -> Document:
    """Made up: `audience`, a word, becomes `seen_by`, a number."""
    kept = {key: value for key, value in line.items() if key != "audience"}
    return kept | {"seen_by": WHO.index(line["audience"])}


def call_it_mood(check_in: Document) -> Document:
    """Made up: a scale gets another id."""
    return check_in | {"answers": {f"scale/{key}": value for key, value in check_in["answers"].items()}}


TWO: Ladder = ({"lines": who_may_see},)
THREE: Ladder = (
    *TWO,
    {"check_ins": call_it_mood, "lines": lambda line: line | {"seen_by": str(line["seen_by"])}},
)


def read(raw: bytes, ladder: Ladder) -> Opened:
    """Open a vault as a program whose newest schema is the one that `ladder` leads to."""
    return open_bytes(raw, way_in(PASSPHRASE, None)[0], STANDARD, ladder=ladder)


def golden() -> bytes:
    """Return the vault that schema 1 wrote."""
    return (FOLDER / "schema-1.vault").read_bytes()


def contents(**tables: dict[str, Any]) -> Contents:
    """Return what a vault of schema 1 holds."""
    return Contents(
        meta=Meta(schema=1, vv={"w": 1}),
        tables={
            name: {id: msgspec.Raw(json.dumps(record).encode()) for id, record in records.items()}
            for name, records in tables.items()
        },
    )


def test_the_ladder_leads_to_the_schema_that_is_written() -> None:
    assert newest_schema(LADDER) == SCHEMA


def test_a_vault_of_schema_1_opens_as_the_newest_one() -> None:
    now, two, three = (plain(read(golden(), ladder)) for ladder in ((), TWO, THREE))
    ids = {line["audience"]: id for id, line in now["lines"].items()}
    assert {line: two["lines"][ids[line]]["seen_by"] for line in ids} == {"team": 2, "me": 0}
    assert {line: three["lines"][ids[line]]["seen_by"] for line in ids} == {"team": "2", "me": "0"}
    assert three["check_ins"]["2026-11-22"]["answers"]["scale/mood"] == 4
    for tables in (two, three):
        assert not any("audience" in line for line in tables["lines"].values())
        for name, records in now.items():
            assert {id: each["dot"] for id, each in tables[name].items()} == {
                id: each["dot"] for id, each in records.items()
            }
            if name not in ("lines", "check_ins"):
                assert tables[name] == records


def test_looking_writes_nothing_and_the_first_save_keeps_a_copy_of_what_was(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(golden())
    for change in (False, True):
        file = VaultFile(path, Fs())
        vault = Vault(path, file, read(file.read(), TWO), STANDARD, NOW, WriteAccess())
        if change:
            put(vault, "new here", text="x")
        vault.close()
        if not change:
            assert list(path.parent.iterdir()) == [path]
            assert path.read_bytes() == golden()
    (copy,) = backups_folder(path).iterdir()
    assert copy.read_bytes() == golden()
    with pytest.raises(NewerVersion):
        read(path.read_bytes(), ())
    again = read(path.read_bytes(), TWO)
    assert not again.upgraded and again.contents.meta.schema == 2
    lines = plain(again)["lines"]
    assert lines.pop("new here")["text"] == "x"
    assert lines == plain(read(golden(), TWO))["lines"]


def test_two_copies_of_which_one_is_of_the_older_schema_are_merged() -> None:
    ours, theirs = read(golden(), TWO).contents, read(golden(), TWO).contents
    assert not merge(ours, theirs).changes_something


def test_a_record_that_a_step_cannot_read_stays_byte_for_byte() -> None:
    held = contents(
        lines={
            "a": {"audience": "nobody known"},
            "b": {},
            "c": ["no object"],
            "d": {"audience": "me", "dot": ["w", 1]},
        }
    )
    before = {id: bytes(raw) for id, raw in held.tables["lines"].items()}
    assert upgrade(held, TWO)
    after = {id: bytes(raw) for id, raw in held.tables["lines"].items()}
    assert [after[id] for id in "abc"] == [before[id] for id in "abc"]
    assert json.loads(after["d"]) == {"seen_by": 0, "dot": ["w", 1]}
    assert held.meta.schema == 2
    assert not upgrade(held, TWO)


def test_versions_that_wait_for_a_choice_are_upgraded_too() -> None:
    waiting = {"table": "lines", "id": "a", "record": {"audience": "team", "dot": ["v", 2]}, "dot": ["v", 2]}
    other = {"table": "scales", "id": "a", "record": {"audience": "team"}, "dot": ["v", 2]}
    held = contents(clashes={"lines/a/v-2": waiting, "scales/a/v-2": other, "x": {"record": 1}})
    upgrade(held, TWO)
    after = {id: json.loads(bytes(raw)) for id, raw in held.tables["clashes"].items()}
    assert after == {
        "lines/a/v-2": waiting | {"record": {"seen_by": 2, "dot": ["v", 2]}},
        "scales/a/v-2": other,
        "x": {"record": 1},
    }


def test_what_a_line_was_under_is_upgraded_as_the_section_it_was() -> None:
    ladder = ({"sections": lambda document: document | {"colour": "none"}},)
    section = {"id": "s", "name": "Music", "dot": ["v", 2]}
    under = {"line": "l", "line_dot": ["w", 3], "table": "sections", "id": "s", "record": section}
    held = contents(lines={"l": {"section_id": "s", "dot": ["w", 3]}}, sections={"s": section})
    held.tables |= contents(headings={"l/w-3/v-2": under, "x": under | {"record": None}}).tables
    upgrade(held, ladder)
    new = json.loads(bytes(held.tables["headings"]["l/w-3/v-2"]))["record"]
    assert new == section | {"colour": "none"} == json.loads(bytes(held.tables["sections"]["s"]))
    assert ("sections", "s") not in state_of(held.tables).kept, "held for the line as before"
