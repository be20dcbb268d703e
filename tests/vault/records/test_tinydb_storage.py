"""TinyDB over the vault behaves as TinyDB does, and a transaction is kept whole or not at all."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from tinydb import TinyDB, where
from tinydb.operations import delete, increment
from tinydb.storages import MemoryStorage
from tinydb.table import Document, Table

from companion.errors import NotSaved
from companion.vault.records.tinydb_storage import VaultDB
from companion.vault.vault import MemoryVault
from tests.thorough import examples_of
from tests.vault.conftest import make, reopen
from tests.vault.test_vault import lines, put

IDS = st.sampled_from(["a", "b", "c", "d", "day 2026-11-23", "[/b]"])
VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**62), 2**62) | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"]), max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("pqr"), inner, max_size=3),
    max_leaves=6,
)  # fmt: skip
DOCUMENTS = st.dictionaries(st.sampled_from(["text", "n", "deep", "ŵ"]), VALUES, max_size=4)


class PlainTable(Table):
    """TinyDB's own table, with text for ids."""

    document_id_class = str  # type: ignore[assignment]


class PlainDB(TinyDB):
    """TinyDB as it comes, to compare with."""

    table_class = PlainTable


def everything(db: TinyDB) -> dict[str, dict[str, dict[str, Any]]]:
    """Return all tables' records without their dots."""
    return {
        name: {str(d.doc_id): {k: v for k, v in d.items() if k != "dot"} for d in db.table(name)}
        for name in ("one", "two")
    }


class SameAsTinyDB(RuleBasedStateMachine):
    """The same steps on a vault and on TinyDB's own memory, compared after each; read back from bytes too."""

    def __init__(self) -> None:
        super().__init__()
        self.vault = MemoryVault()
        self.pair = (VaultDB(self.vault), PlainDB(storage=MemoryStorage))

    def both(self, name: str, step: Callable[[Table], object]) -> None:
        results = []
        for db in self.pair:
            try:
                results.append(step(db.table(name)))
            except (ValueError, KeyError, TypeError) as error:
                results.append(type(error))
        assert results[0] == results[1]

    @rule(name=st.sampled_from(["one", "two"]), id=IDS, document=DOCUMENTS)
    def insert(self, name: str, id: str, document: dict[str, Any]) -> None:
        self.both(name, lambda table: table.insert(Document(document, doc_id=id)))  # type: ignore[arg-type]

    @rule(name=st.sampled_from(["one", "two"]), id=IDS, document=DOCUMENTS)
    def upsert(self, name: str, id: str, document: dict[str, Any]) -> None:
        self.both(name, lambda table: table.upsert(Document(document, doc_id=id)))  # type: ignore[arg-type]

    @rule(name=st.sampled_from(["one", "two"]), ids=st.lists(IDS, max_size=3), document=DOCUMENTS)
    def update(self, name: str, ids: list[str], document: dict[str, Any]) -> None:
        self.both(name, lambda table: table.update(document, doc_ids=ids))  # type: ignore[arg-type]

    @rule(name=st.sampled_from(["one", "two"]), value=VALUES, document=DOCUMENTS)
    def update_where(self, name: str, value: Any, document: dict[str, Any]) -> None:
        self.both(name, lambda table: table.update(document, where("text") != value))

    @rule(name=st.sampled_from(["one", "two"]), operation=st.sampled_from([increment("n"), delete("text")]))
    def change_in_place(self, name: str, operation: Callable[[Any], None]) -> None:
        self.both(
            name,
            lambda table: table.update(
                operation, where("n").test(lambda n: isinstance(n, int)) & where("text").exists()
            ),
        )

    @rule(name=st.sampled_from(["one", "two"]), id=IDS)
    def remove(self, name: str, id: str) -> None:
        self.both(name, lambda table: table.remove(doc_ids=[id]))  # type: ignore[list-item]

    @rule(name=st.sampled_from(["one", "two"]))
    def truncate(self, name: str) -> None:
        self.both(name, lambda table: table.truncate())

    @rule(name=st.sampled_from(["one", "two"]))
    def drop_table(self, name: str) -> None:
        for db in self.pair:
            db.drop_table(name)

    @precondition(lambda self: self.vault)
    @rule(name=st.sampled_from(["one", "two"]), id=IDS, document=DOCUMENTS)
    def change_and_think_better_of_it(self, name: str, id: str, document: dict[str, Any]) -> None:
        table = self.pair[0].table(name)
        with pytest.raises(ZeroDivisionError), self.vault.transaction():
            table.upsert(Document(document, doc_id=id))  # type: ignore[arg-type]
            table.update({"deep": ["gone"]}, where("n").exists())
            table.truncate()
            _ = 1 / 0

    @invariant()
    def same(self) -> None:
        mine, plain = self.pair
        assert everything(mine) == everything(plain)
        for name in ("one", "two"):
            assert len(mine.table(name)) == len(plain.table(name))
            query = where("deep").exists()
            assert sorted(d.doc_id for d in mine.table(name).search(query)) == sorted(
                d.doc_id for d in plain.table(name).search(query)
            )
            for document in plain.table(name):
                found = mine.table(name).get(doc_id=document.doc_id)
                assert isinstance(found, dict)
                assert {k: v for k, v in found.items() if k != "dot"} == document


SameAsTinyDB.TestCase.settings = examples_of(40, stateful_step_count=15)
TestSameAsTinyDB = pytest.mark.thorough(SameAsTinyDB.TestCase)


@settings(max_examples=60, deadline=None)
@given(records=st.dictionaries(IDS, DOCUMENTS, max_size=4))
def test_any_record_reads_back_from_the_file(
    tmp_path_factory: pytest.TempPathFactory, records: dict[str, dict[str, Any]]
) -> None:
    path = tmp_path_factory.mktemp("v") / "v.vault"
    vault, _ = make(path)
    with vault.transaction():
        for id, record in records.items():
            put(vault, id, **record)
    vault.close()
    again = reopen(path, read_only=True)
    assert lines(again) == records
    again.close()


@pytest.mark.parametrize("text", ["a\ud800b", "\udfff"])
def test_a_lone_surrogate_is_refused_and_poisons_nothing(path: Path, text: str) -> None:
    vault, _ = make(path)
    put(vault, "one", text="old")
    before = path.read_bytes()
    with pytest.raises(NotSaved), vault.transaction():
        put(vault, "one", text="new")
        put(vault, "two", text=text)
    assert lines(vault) == {"one": {"text": "old"}}
    assert path.read_bytes() == before
    put(vault, "three", text="later")
    vault.close()
    again = reopen(path)
    assert lines(again) == {"one": {"text": "old"}, "three": {"text": "later"}}
    again.close()


def test_what_can_be_no_json_is_refused_and_poisons_nothing() -> None:
    vault = MemoryVault()
    put(vault, "one", text="old")
    ring: list[Any] = []
    ring.append(ring)
    with pytest.raises(NotSaved):
        put(vault, "one", text=ring)
    with pytest.raises(TypeError):
        put(vault, "one", text=object())
    put(vault, "two", text="later")
    assert lines(vault) == {"one": {"text": "old"}, "two": {"text": "later"}}


def test_a_block_that_raises_half_way_changes_neither_memory_nor_file(path: Path) -> None:
    vault, _ = make(path)
    put(vault, "one", text="old", list=[1])
    before = path.read_bytes()
    table = VaultDB(vault).table("lines")
    with pytest.raises(ZeroDivisionError), vault.transaction():
        put(vault, "two", text="new")
        table.update(lambda document: document["list"].append(2), doc_ids=["one"])  # type: ignore[list-item]
        assert lines(vault)["one"]["list"] == [1, 2]
        table.remove(doc_ids=["one"])  # type: ignore[list-item]
        assert "one" not in lines(vault)
        _ = 1 / 0
    assert lines(vault) == {"one": {"text": "old", "list": [1]}}
    assert path.read_bytes() == before
    vault.close()


def test_an_inner_block_that_raises_takes_back_its_own_part_alone() -> None:
    vault = MemoryVault()
    with vault.transaction():
        put(vault, "one", text="kept", list=[1])
        with pytest.raises(ZeroDivisionError), vault.transaction():
            put(vault, "two", text="gone")
            VaultDB(vault).table("lines").update(
                lambda document: document["list"].append(2),
                doc_ids=["one"],  # type: ignore[list-item]
            )
            _ = 1 / 0
    assert lines(vault) == {"one": {"text": "kept", "list": [1]}}


def test_one_block_is_one_save(path: Path) -> None:
    vault, _ = make(path)
    seq = vault.seq
    with vault.transaction():
        for n in range(20):
            put(vault, str(n), n=n)
    assert vault.seq == seq + 1
    vault.close()


def test_what_is_handed_out_can_be_changed_without_changing_what_is_kept() -> None:
    vault = MemoryVault()
    put(vault, "one", list=[1])
    table = VaultDB(vault).table("lines")
    query = where("list").exists()
    for found in (table.search(query)[0], table.all()[0], VaultDB(vault).records("lines").find("one")):
        assert isinstance(found, dict)
        found["list"].append(2)
    assert lines(vault) == {"one": {"list": [1]}}
    assert table.search(query)[0]["list"] == [1]


def test_plain_insert_without_an_id_is_refused() -> None:
    with pytest.raises(TypeError):
        VaultDB(MemoryVault()).table("lines").insert({"text": "x"})


def test_records_and_keys_of_later_versions_survive_a_rewrite(path: Path) -> None:
    from companion.vault.format import contents

    vault, _ = make(path)
    put(vault, "one", text="x")
    json = (
        b'{"later":{"a":[1,2.50]},"meta":{"schema":1,"mood":"\xc5\xb5"},'
        b'"tables":{"lines":{"one":{"text":"x","later":1.50},"odd":[1, 2],"older":"text"},"tomorrow":{"t":{"k":1e2}}}}'
    )
    vault.contents = contents.decode_contents(memoryview(json))
    put(vault, "two", text="y")
    VaultDB(vault).records("lines").keep("one", {"text": "z"})
    assert vault.info().unreadable == 2
    vault.close()
    again = reopen(path)
    assert lines(again) == {"one": {"text": "z", "later": 1.5}, "two": {"text": "y"}}
    kept = again.contents
    assert bytes(kept.unknown["later"]) == b'{"a":[1,2.50]}'
    assert bytes(kept.unknown_meta["mood"]) == b'"\xc5\xb5"'
    assert bytes(kept.tables["lines"]["odd"]) == b"[1, 2]"
    assert bytes(kept.tables["lines"]["older"]) == b'"text"'
    assert bytes(kept.tables["tomorrow"]["t"]) == b'{"k":1e2}'
    again.close()
