"""A vault on disk beside a plain TinyDB in memory: any edits, blocks that raise, crashes, torn tails, reopening."""

import copy
import shutil
import tempfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from tinydb import where
from tinydb.storages import MemoryStorage
from tinydb.table import Document

from companion.vault.disk.last_seen import Relation
from companion.vault.format.frames import BLOCK
from companion.vault.format.header import HEADER_LEN
from companion.vault.records.tinydb_storage import VaultDB
from companion.vault.vault import Vault
from tests.thorough import examples_of
from tests.vault.faults.counting import counted
from tests.vault.faults.frame_files import drop
from tests.vault.faults.homes import CHEAP, NOW, PASSPHRASE
from tests.vault.records.test_tinydb_storage import DOCUMENTS, IDS, PlainDB, everything

NAMES = st.sampled_from(["one", "two"])
Held = dict[str, dict[str, dict[str, Any]]]


class VaultBesideTinyDB(RuleBasedStateMachine):
    """The same steps on both; after a crash TinyDB is put to the last save that is to be there."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(dir="/dev/shm" if Path("/dev/shm").is_dir() else None))
        self.path, self.days = self.folder / "v.vault", 0
        self.plain = PlainDB(storage=MemoryStorage)
        self.saves: list[tuple[int, Held]] = []
        """The end of the last frame and what was held then, after each save since the file was written anew."""

    @initialize()
    def make(self) -> None:
        self.vault, _ = Vault.create(
            self.path, PASSPHRASE, now=NOW, profile=CHEAP, seen=self.folder / "state"
        )
        self.db = VaultDB(self.vault)
        self.noted()

    def noted(self) -> None:
        """Note what is sure now."""
        size, held = self.path.stat().st_size, copy.deepcopy(everything(self.plain))
        if self.saves and (size < self.saves[-1][0] or not self.vault._deltas):
            self.saves.clear()
        if not self.saves or size > self.saves[-1][0]:
            self.saves.append((size, held))

    def opens(self) -> None:
        self.days += 1
        self.vault = Vault.open(
            self.path,
            passphrase=PASSPHRASE,
            now=NOW + timedelta(days=self.days // 3),
            profile=CHEAP,
            seen=self.folder / "state",
        )
        self.db = VaultDB(self.vault)

    @rule(name=NAMES, id=IDS, document=DOCUMENTS)
    def upsert(self, name: str, id: str, document: dict[str, Any]) -> None:
        for db in (self.db, self.plain):
            db.table(name).upsert(Document(document, doc_id=id))  # type: ignore[arg-type]
        self.noted()

    @rule(name=NAMES, document=DOCUMENTS)
    def update(self, name: str, document: dict[str, Any]) -> None:
        for db in (self.db, self.plain):
            db.table(name).update(document, where("n").exists())
        self.noted()

    @rule(name=NAMES, id=IDS)
    def remove(self, name: str, id: str) -> None:
        for db in (self.db, self.plain):
            if db.table(name).contains(doc_id=id):  # type: ignore[arg-type]
                db.table(name).remove(doc_ids=[id])  # type: ignore[list-item]
        self.noted()

    @rule(name=NAMES)
    def truncate(self, name: str) -> None:
        for db in (self.db, self.plain):
            db.table(name).truncate()
        self.noted()

    @rule(documents=st.dictionaries(IDS, DOCUMENTS, min_size=2))
    def several_at_once(self, documents: dict[str, dict[str, Any]]) -> None:
        with self.vault.transaction():
            for id, document in documents.items():
                self.db.table("one").upsert(Document(document, doc_id=id))  # type: ignore[arg-type]
        for id, document in documents.items():
            self.plain.table("one").upsert(Document(document, doc_id=id))  # type: ignore[arg-type]
        self.noted()

    @rule(id=IDS, document=DOCUMENTS)
    def think_better_of_it(self, id: str, document: dict[str, Any]) -> None:
        before = self.path.read_bytes()
        with pytest.raises(ZeroDivisionError), self.vault.transaction():
            self.db.table("one").upsert(Document(document, doc_id=id))  # type: ignore[arg-type]
            self.db.table("two").truncate()
            _ = 1 / 0
        assert self.path.read_bytes() == before

    @rule()
    def compact(self) -> None:
        self.vault.compact()
        self.noted()

    @rule()
    def close_and_open(self) -> None:
        self.vault.close()
        self.opens()
        assert self.vault.relation is Relation.SAME and not self.vault.notices
        self.saves.clear()
        self.noted()

    @rule()
    def crash(self) -> None:
        with counted("model: crashes") as tally, tally.case("a crash"):
            drop(self.vault)
            self.opens()
            assert self.vault.relation is Relation.SAME and not self.vault.notices

    @rule(share=st.floats(0, 1, exclude_max=True), junk=st.binary(max_size=40))
    def crash_and_lose_the_end(self, share: float, junk: bytes) -> None:
        """The last save is cut somewhere, as when the power went before it was on the disk, or more is behind it."""
        with counted("model: crashes") as tally, tally.case("a torn tail"):
            drop(self.vault)
            raw = self.path.read_bytes()
            if len(self.saves) > 1:
                end, _ = self.saves.pop()
                begin, held = self.saves[-1]
                cut = begin + int((end - begin) * share)
                self.path.write_bytes(raw[:cut] + junk * (cut > begin))
                whole = cut == begin
                self.plain.drop_tables()
                for name, documents in held.items():
                    for id, document in documents.items():
                        self.plain.table(name).insert(Document(document, doc_id=id))  # type: ignore[arg-type]
            else:
                self.path.write_bytes(raw + junk)
                whole, cut = not junk, len(raw)
            assert cut >= HEADER_LEN + BLOCK
            self.opens()
            assert bool(self.vault.notices) is not whole
            assert self.vault.relation is (Relation.OLDER if cut < len(raw) else Relation.SAME)
            self.vault.accept()
            self.saves.clear()
            self.noted()
            tally.saw("older, named" if cut < len(raw) else "the same")

    @invariant()
    def the_same(self) -> None:
        if hasattr(self, "vault"):
            assert everything(self.db) == everything(self.plain)

    def teardown(self) -> None:
        if hasattr(self, "vault"):
            self.vault.close()
            self.opens()
            assert everything(self.db) == everything(self.plain)
            self.vault.close()
            with counted("model: runs") as tally, tally.case("a run"):
                tally.saw("read back alike")
        shutil.rmtree(self.folder)


VaultBesideTinyDB.TestCase.settings = examples_of(80, stateful_step_count=30)
TestVaultBesideTinyDB = pytest.mark.thorough(VaultBesideTinyDB.TestCase)
