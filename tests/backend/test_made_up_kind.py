"""A kind of record that is not ours, given as an argument, is in everything that is done with all kinds."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from companion.backend.local import LocalBackend
from companion.backend.session import VaultSession
from companion.commands.vault_file import _facts_text
from companion.domain.kinds import KINDS, Kind
from companion.domain.text import clean_text
from companion.services.backup.copies import other_words, restored_words
from companion.services.kinds import WORDS, Found, KindWords
from companion.services.search import Hit
from companion.services.services import Services, services_over
from companion.vault.records.repository import Repository
from tests.conftest import NOW, PASSPHRASE
from tests.memory_store import MemoryStore


@dataclass(frozen=True, slots=True, kw_only=True)
class Proud:
    """Something the person is proud of."""

    id: str
    text: str
    position: int = 0
    created_at: datetime = NOW
    changed_at: datetime = NOW
    archived_at: datetime | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", clean_text(self.text))


PROUD = Proud(id="p", text="I swam in the sea")

WITH_PROUD = {**KINDS, "prouds": Kind(record=Proud, words=("text",))}

PROUD_WORDS = {
    **WORDS,
    "prouds": KindWords[Proud](
        one="thing to be proud of",
        many="things to be proud of",
        title=lambda _, __: "Something you are proud of",
        said=lambda proud, _: (proud.text,),
        found=lambda _, __: (Found(where="Proud"),),
    ),
}


def store_of(session: VaultSession) -> Repository:
    """Return the store of a session once more, with the made-up kind in it."""
    return Repository(session._vault, WITH_PROUD)


def services_of(store: Repository | MemoryStore) -> Services:
    """Return the services with words for the made-up kind."""
    return services_over(store, words=PROUD_WORDS)


@pytest.fixture
def store(session: VaultSession) -> Repository:
    """A vault on disk in which one thing to be proud of is written."""
    store = store_of(session)
    store.table("prouds").put(PROUD)
    return store


def test_it_is_found_by_search_until_it_is_archived(store: Repository) -> None:
    services = services_of(store)
    hit = Hit(table="prouds", id="p", where="Proud", text="I swam in the sea")
    assert services.search.find("SEA swam") == (hit,)
    store.table("prouds").put(replace(PROUD, archived_at=NOW))
    assert services.search.find("swam") == ()


def test_it_is_kept_undone_and_exported(session: VaultSession, store: Repository) -> None:
    assert store_of(session).table("prouds").all() == (PROUD,)
    assert store.unreadable == ()
    services = services_of(store)
    with services.undo.change("wrote"):
        store.table("prouds").put(replace(PROUD, text="other"))
    services.undo.undo()
    assert store.table("prouds").get("p") == PROUD
    tables = services.everything.as_json_ready()["tables"]
    assert tables["prouds"]["p"]["text"] == "I swam in the sea"


def test_it_is_counted_in_vault_info_and_in_the_words_about_a_copy(
    session: VaultSession, store: Repository
) -> None:
    facts = session.facts()
    assert facts is not None and facts.counts["prouds"] == 1
    assert "Prouds: 1" in _facts_text(facts)
    store.table("prouds").put(replace(PROUD, id="q"))
    other = session.look_into(session.back_up(now=NOW))
    assert "2 things to be proud of" in other_words(other, NOW, PROUD_WORDS)


def test_restoring_brings_it_back_and_says_so(session: VaultSession, store: Repository) -> None:
    copy = session.back_up(now=NOW)
    other = session.look_into(copy)
    store.table("prouds").remove("p")
    kept = session.restore(copy, now=NOW + timedelta(days=1))
    assert restored_words(kept, other).startswith("Everything is now as it was saved on")
    assert "In it: " in other_words(other, NOW, PROUD_WORDS)
    assert "1 thing to be proud of" in other_words(other, NOW, PROUD_WORDS)
    assert store_of(session).table("prouds").all() == (PROUD,)


def test_edited_in_two_copies_both_are_said_and_one_is_chosen(
    backend: LocalBackend, session: VaultSession, store: Repository, tmp_path: Path
) -> None:
    other = tmp_path / "other.vault"
    session.back_up(tmp_path, now=NOW).rename(other)
    there = VaultSession(
        type(session._vault).open(other, passphrase=PASSPHRASE, now=NOW, profile=backend.profile),
        replace(backend.paths, vault=other),
        NOW,
    )
    store_of(there).table("prouds").put(replace(PROUD, text="I swam in the lake", changed_at=NOW))
    there.close()
    store.table("prouds").put(replace(PROUD, text="I swam in the river"))
    assert session.merge(other, now=NOW).conflicts == 1
    merged = store_of(session)
    services = services_of(merged)
    (view,) = services.conflicts.all()
    assert (view.table, view.title) == ("prouds", "Something you are proud of")
    said = {version.words[0]: version.key for version in view.versions}
    assert set(said) == {"I swam in the lake", "I swam in the river"}
    services.conflicts.settle("prouds", "p", said["I swam in the lake"])
    assert [proud.text for proud in merged.table("prouds").all()] == ["I swam in the lake"]


def test_erasing_leaves_no_file_with_it(
    backend: LocalBackend, session: VaultSession, store: Repository
) -> None:
    session.back_up(now=NOW)
    session.erase()
    assert [path for path in backend.paths.vault.parent.rglob("*.vault") if path.is_file()] == []


def test_the_store_in_memory_takes_it_too() -> None:
    store = MemoryStore(kinds=WITH_PROUD)
    store.table("prouds").put(PROUD)
    services = services_of(store)
    assert [hit.table for hit in services.search.find("swam")] == ["prouds"]
    assert services.everything.as_json_ready()["tables"]["prouds"]["p"]["text"] == PROUD.text
