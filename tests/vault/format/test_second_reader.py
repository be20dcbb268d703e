"""A reader written from FORMAT.md alone opens every vector, and what the program writes, and says the same of both."""

import hashlib
import json
import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from companion.errors import CompanionError
from companion.vault.vault import Vault
from tests.vault.conftest import CHEAP, NOW, PASSPHRASE, make, reopen
from tests.vault.format.second_reader import Found, content_hash, read_path, read_seen, relation, seen_name
from tests.vault.format.second_secrets import Limits, NotReadable, Refused, WrongPassphrase, WrongRecoveryCode
from tests.vault.test_vault import put

VECTORS = Path(__file__).parents[2] / "vectors"
LISTED: list[dict[str, Any]] = json.loads((VECTORS / "vectors.json").read_text("utf-8"))["vectors"]
OPENINGS = [(each["file"], opening) for each in LISTED for opening in each["openings"]]
CHEAPLY = Limits(least_kib=CHEAP.least_kib, most_kib=CHEAP.most_kib)


def said(found: Found) -> dict[str, Any]:
    """Return what a vector tells of a vault that opens."""
    return {
        "tables": content_hash(found.tables, dots=True),
        "tables_without_dots": content_hash(found.tables, dots=False),
        "seq": found.seq,
        "vv": found.vv,
        "saved_at": found.saved_at,
        "torn": found.torn,
        "may_write": found.may_write,
    }


def refusal(error: Refused | CompanionError) -> dict[str, Any]:
    """Return what a vector tells of one that does not. The program tells damages apart more finely."""
    name = "DamagedContents" if type(error).__name__ == "DamagedWithin" else type(error).__name__
    groups = getattr(error, "groups", None)
    return {"error": name} if groups is None else {"error": name, "groups": list(groups)}


def held(vault: Vault) -> dict[str, dict[str, Any]]:
    """Return every record that the program has of an open vault."""
    tables = vault.contents.tables.items()
    return {name: {id: msgspec.json.decode(raw) for id, raw in rows.items()} for name, rows in tables}


def check(vault: Vault, path: Path, passphrase: str = PASSPHRASE) -> Found:
    """Return what the second reader finds in the file, after seeing that it is what the program has."""
    found = read_path(path, passphrase=passphrase, limits=CHEAPLY)
    assert content_hash(found.tables, dots=True) == content_hash(held(vault), dots=True)
    assert (found.seq, found.vv, found.tip) == (vault.seq, vault.contents.meta.vv, vault._tag)
    assert found.may_write and not found.torn
    return found


@pytest.mark.parametrize("listed", LISTED, ids=lambda each: str(each["file"]))
def test_every_vector_is_the_file_that_was_listed(listed: dict[str, Any]) -> None:
    assert hashlib.sha256((VECTORS / listed["file"]).read_bytes()).hexdigest() == listed["sha256"]


@pytest.mark.parametrize(("file", "opening"), OPENINGS)
def test_the_second_reader_says_of_each_vector_what_is_expected(file: str, opening: dict[str, Any]) -> None:
    how = {key: opening[key] for key in ("passphrase", "recovery_code", "earlier") if key in opening}
    try:
        got = said(read_path(VECTORS / file, **how))
    except Refused as error:
        got = refusal(error)
    assert got == opening["expect"]


def test_saves_deletions_and_a_new_writer_are_read(path: Path) -> None:
    vault, code = make(path)
    put(vault, "one", text="Dŵr")
    put(vault, "two", text="x" * 700_000)
    put(vault, "three", text="goes")
    with vault.transaction():
        vault.view("lines", writable=True).pop("three")
    found = check(vault, path)
    assert found.deltas and set(found.tables["lines"]) == {"one", "two"}
    vault.close()
    vault = reopen(path)
    put(vault, "one", text="Dŵr oer")
    assert len(check(vault, path).vv) == 2
    vault.close()
    whole = read_path(path, recovery_code=code, limits=CHEAPLY)
    assert whole.deltas == 0 and whole.tables["lines"]["one"]["text"] == "Dŵr oer"
    assert (
        whole.seq == 8
    )  # the first, four changes, all of it at closing, one more change, and all of it again


def test_a_merge_with_a_conflict_and_a_restore_are_read(path: Path, tmp_path: Path) -> None:
    vault, _ = make(path)
    put(vault, "both", text="at first")
    copy = vault.copies.back_up(now=NOW)
    vault.close()
    shutil.copy(path, tmp_path / "other.vault")
    for place in (path, tmp_path / "other.vault"):
        vault = reopen(place)
        put(vault, "both", text=place.name)
        vault.close()
    other = read_path(tmp_path / "other.vault", passphrase=PASSPHRASE, limits=CHEAPLY)
    vault = reopen(path)
    assert vault.copies.merge(vault.copies.look_into(tmp_path / "other.vault"), now=NOW).conflicts == 1
    merged = check(vault, path)
    (waiting,) = merged.tables["clashes"].values()
    texts = {waiting["record"]["text"], merged.tables["lines"]["both"]["text"]}
    assert texts == {path.name, "other.vault"}
    assert merged.seq > other.seq and other.vv.items() <= merged.vv.items()
    put(vault, "after", text="the merge")
    vault.copies.restore(vault.copies.look_into(copy), now=NOW + timedelta(days=1))
    restored = check(vault, path)
    assert {id: each["text"] for id, each in restored.tables["lines"].items()} == {"both": "at first"}
    writer = restored.document["meta"]["w"]
    assert restored.tables["lines"]["both"]["dot"] == [writer, restored.seq] and writer not in merged.vv
    vault.close()


def test_changed_and_renewed_keys_are_read_and_the_old_ones_open_nothing(path: Path) -> None:
    vault, code = make(path)
    put(vault, "one", text="x")
    vault.keys.set_passphrase("words I will remember", now=NOW)
    found = check(vault, path, "words I will remember")
    assert read_path(path, recovery_code=code, limits=CHEAPLY).keys == found.keys
    new_code = vault.keys.renew_keys("quite other words", now=NOW)
    renewed = check(vault, path, "quite other words")
    vault.close()
    assert renewed.keys.vault_id == found.keys.vault_id and renewed.keys.root != found.keys.root
    with pytest.raises(WrongPassphrase):
        read_path(path, passphrase="words I will remember", limits=CHEAPLY)
    with pytest.raises(WrongRecoveryCode) as caught:
        read_path(path, recovery_code=code, limits=CHEAPLY)
    assert caught.value.groups == ()
    assert read_path(path, passphrase=new_code.lower(), limits=CHEAPLY).keys == renewed.keys
    with pytest.raises(NotReadable):
        read_path(path, passphrase="x", limits=replace(CHEAPLY, most_bytes=4096))
    with pytest.raises(NotReadable):
        read_path(path.parent, passphrase="x")


def test_the_last_seen_file_is_read_and_tells_copies_apart(path: Path, tmp_path: Path) -> None:
    state = tmp_path / "state"

    def session(place: Path, id: str, seen: Path | None) -> Found:
        vault = Vault.open(place, passphrase=PASSPHRASE, now=NOW, profile=CHEAP, seen=seen)
        put(vault, id, text=id)
        vault.close()
        return read_path(place, passphrase=PASSPHRASE, limits=CHEAPLY)

    Vault.create(path, PASSPHRASE, now=NOW, profile=CHEAP, seen=state)[0].close()
    old = read_path(path, passphrase=PASSPHRASE, limits=CHEAPLY)
    shutil.copy(path, tmp_path / "other.vault")
    here = session(path, "here", state)
    record = (state / seen_name(here.keys)).read_bytes()
    seen = read_seen(record, here.keys)
    assert seen is not None
    assert (seen["seq"], seen["vv"], seen["at"]) == (here.seq, here.vv, here.saved_at)
    assert seen["w"] == here.document["meta"]["w"] and relation(here, seen) == "same"
    assert relation(old, seen) == "older"
    assert relation(session(tmp_path / "other.vault", "there", None), seen) == "apart"
    assert relation(session(path, "elsewhere", None), seen) == "elsewhere"
    newest = (seen["n"] % 2) * (len(record) // 2)
    before = read_seen(record[:newest] + bytes(100) + record[newest + 100 :], here.keys)
    assert before is not None and before["n"] == seen["n"] - 1
    assert read_seen(bytes(len(record)), here.keys) is None
