"""Everything that the vault holds, in a stable order."""

import json
from dataclasses import replace

import pytest

from companion.domain.conflict import Conflict, Version
from companion.domain.settings import Draft, Settings
from companion.services.core.drafts import CODE_DRAFT
from companion.services.services import services_over
from companion.vault.records.repository import Repository
from companion.vault.records.transactions import MemoryVault
from tests.conftest import NOW
from tests.memory_store import MemoryStore
from tests.services.backup.test_conflicts import LINE


def test_every_table_and_word_is_there_in_an_order_that_stays(memory_store: MemoryStore) -> None:
    services = services_over(memory_store)
    for id in ("b", "a", "c"):
        services.plan.add_line("toolbox", f"Line {id}", new_id=id, now=NOW)
    services.check_ins.record(
        NOW.date(), answers={"mood": 4}, ticked=(), noticed=(), note="Rain\n\u202e[b]", now=NOW
    )
    everything = services.everything.as_json_ready()
    assert (everything["format"], everything["version"]) == ("companion-export", 1)
    tables = everything["tables"]
    assert list(tables) == sorted(tables)
    assert list(tables["lines"]) == ["a", "b", "c"]
    assert list(tables["lines"]["a"]) == sorted(tables["lines"]["a"])
    assert tables["lines"]["a"]["created_at"] == "2026-11-22T21:04:00Z"
    assert tables["check_ins"]["2026-11-22"]["note"] == "Rain\n[b]"
    assert "moments" not in tables
    assert json.loads(json.dumps(everything)) == everything


def test_versions_that_wait_stand_beside_the_tables(memory_store: MemoryStore) -> None:
    memory_store.lines.put(LINE)
    other = replace(LINE, text="The blue kettle")
    versions = (
        Version(key="k0", record=LINE, shown=True),
        Version(key="k1", record=other, shown=False),
    )
    memory_store.waiting = [Conflict(table="lines", id="a", versions=versions)]
    everything = services_over(memory_store).everything.as_json_ready()
    assert "clashes" not in everything["tables"]
    (waiting,) = everything["clashes"]
    assert (waiting["table"], waiting["id"], waiting["record"]["text"]) == ("lines", "a", "The blue kettle")


def test_marks_for_merging_and_the_recovery_code_are_left_out() -> None:
    store = Repository(MemoryVault())
    store.settings.put(Settings(recovery_code="6QE3H-4K84C", created_at=NOW, changed_at=NOW))
    store.drafts.put(Draft(id=CODE_DRAFT, text="6QE3H-4K84C", changed_at=NOW))
    store.lines.put(LINE)
    assert "dot" in store.everything()["lines"]["a"]
    words = json.dumps(services_over(store).everything.as_json_ready())
    assert '"dot"' not in words
    assert "6QE3H" not in words and "recovery_code" not in words


@pytest.mark.parametrize("document", [{"table": 1, "id": "a", "record": {}}, {"something": "else"}])
def test_what_this_version_does_not_know_is_kept_too(document: dict[str, object]) -> None:
    vault = MemoryVault()
    with vault.transaction():
        vault.view("clashes", writable=True)["x"] = dict(document)
        vault.view("of a later version", writable=True)["y"] = {"b": {"d": 1, "c": [{"f": 1, "e": 2}]}}
    everything = services_over(Repository(vault)).everything.as_json_ready()
    assert everything["clashes"] == []
    assert everything["tables"]["clashes"] == {"x": document}
    later = everything["tables"]["of a later version"]["y"]
    assert json.dumps(later) == '{"b": {"c": [{"e": 2, "f": 1}], "d": 1}}'
