"""Vaults of format 1 as they were once written: each opens for ever as `vectors.json` says, or is refused so."""

import hashlib
import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from companion import errors
from companion.domain.kinds import KINDS
from companion.vault.access import Opened, open_bytes, way_in
from companion.vault.records.documents import from_document
from companion.vault.secrets.keys import STANDARD
from companion.vault.vault import Vault
from tests.vault.conftest import NOW
from tests.vault.test_vault import put
from tests.vectors.writer import content_hash

FOLDER = Path(__file__).parents[2] / "vectors"
VECTORS: list[dict[str, Any]] = json.loads((FOLDER / "vectors.json").read_text("utf-8"))["vectors"]
OPENINGS = [(each["file"], opening) for each in VECTORS for opening in each["openings"]]
WRITABLE = [
    (file, opening)
    for file, opening in OPENINGS
    if "passphrase" in opening and opening["expect"].get("may_write")
]


def opened(raw: bytes, opening: dict[str, Any]) -> Opened:
    """Open a vault with the limits the program ships with."""
    unlock, _ = way_in(opening.get("passphrase"), opening.get("recovery_code"))
    return open_bytes(raw, unlock, STANDARD, earlier=opening.get("earlier", False))


def plain(found: Opened) -> dict[str, dict[str, Any]]:
    """Return every record of an opened vault."""
    return {
        name: {id: msgspec.json.decode(raw) for id, raw in table.items()}
        for name, table in found.contents.tables.items()
    }


def test_no_vector_was_changed_and_none_is_unnamed() -> None:
    assert {path.name for path in FOLDER.glob("*.vault")} == {each["file"] for each in VECTORS}
    for each in VECTORS:
        assert hashlib.sha256((FOLDER / each["file"]).read_bytes()).hexdigest() == each["sha256"], each[
            "file"
        ]


@pytest.mark.parametrize(("file", "opening"), OPENINGS)
def test_each_way_of_opening_each_vector(file: str, opening: dict[str, Any]) -> None:
    raw, expected = (FOLDER / file).read_bytes(), opening["expect"]
    if "error" in expected:
        with pytest.raises(getattr(errors, expected["error"])) as caught:
            opened(raw, opening)
        if "groups" in expected:
            assert getattr(caught.value, "groups", None) == tuple(expected["groups"])
        return
    found = opened(raw, opening)
    tables, meta = plain(found), found.contents.meta
    assert content_hash(tables, dots=True) == expected["tables"]
    assert content_hash(tables, dots=False) == expected["tables_without_dots"]
    assert (found.seq, meta.vv, meta.saved_at, found.torn) == tuple(
        expected[key] for key in ("seq", "vv", "saved_at", "torn")
    )


@pytest.mark.parametrize(("file", "opening"), [each for each in OPENINGS if "error" in each[1]["expect"]])
def test_what_does_not_open_is_left_as_it_is(path: Path, file: str, opening: dict[str, Any]) -> None:
    raw = (FOLDER / file).read_bytes()
    path.parent.mkdir()
    path.write_bytes(raw)
    with pytest.raises(getattr(errors, opening["expect"]["error"])):
        Vault.open(
            path,
            passphrase=opening.get("passphrase"),
            recovery_code=opening.get("recovery_code"),
            now=NOW,
        )
    assert path.read_bytes() == raw
    assert {each.name for each in path.parent.iterdir()} <= {path.name, f"{path.name}.lock"}


@pytest.mark.parametrize(("file", "opening"), WRITABLE)
def test_a_vector_can_be_saved_and_nothing_of_it_is_lost(
    path: Path, file: str, opening: dict[str, Any]
) -> None:
    raw = (FOLDER / file).read_bytes()
    path.parent.mkdir()
    path.write_bytes(raw)
    before = opened(raw, opening)
    vault = Vault.open(path, passphrase=opening["passphrase"], now=NOW)
    put(vault, "new here", text="x")
    vault.close()
    again = path.read_bytes()
    after = opened(again, opening)
    assert again[:4096] == raw[:4096]
    assert after.contents.tables["lines"].pop("new here")
    assert content_hash(plain(after), dots=True) == content_hash(plain(before), dots=True)
    assert after.contents.unknown == before.contents.unknown
    assert after.contents.unknown_meta == before.contents.unknown_meta
    assert after.seq > before.seq and not after.torn
    kept = [each.read_bytes() for each in path.parent.iterdir() if ".torn-" in each.name]
    assert kept == ([raw] if opening["expect"]["torn"] else [])


@pytest.mark.parametrize(("file", "opening"), [each for each in WRITABLE if not each[1]["expect"]["torn"]])
def test_looking_at_a_vector_writes_nothing(path: Path, file: str, opening: dict[str, Any]) -> None:
    raw = (FOLDER / file).read_bytes()
    path.parent.mkdir()
    path.write_bytes(raw)
    vault = Vault.open(path, passphrase=opening["passphrase"], now=NOW)
    vault.info()
    vault.close()
    assert path.read_bytes() == raw


def test_what_may_not_be_written_is_not(path: Path) -> None:
    path.parent.mkdir()
    for file, opening in OPENINGS:
        if opening["expect"].get("may_write") is not False:
            continue
        raw = (FOLDER / file).read_bytes()
        path.write_bytes(raw)
        vault = Vault.open(
            path, passphrase=opening["passphrase"], now=NOW, earlier=opening.get("earlier", False)
        )
        assert vault.read_only
        with pytest.raises(errors.NotSaved):
            put(vault, text="x")
        vault.close()
        assert path.read_bytes() == raw


JOINED_LATER = {"code_papers", "imports"}
"""Tables that no vector has, for the vectors stay as they are; ``test_repository.py`` has an example of each."""


def test_every_record_of_schema_1_is_one_that_this_program_knows() -> None:
    files = ("schema-1.vault", "schema-1-learning.vault")
    tables: dict[str, Any] = {}
    for file, opening in OPENINGS:
        if file in files:
            tables |= plain(opened((FOLDER / file).read_bytes(), opening))
    assert set(tables) == set(KINDS) - JOINED_LATER
    for name, records in tables.items():
        for id, document in records.items():
            assert from_document(document, id, KINDS[name].record) is not None, (name, id)
