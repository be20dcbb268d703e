"""Merging: whichever way round and however often, the same comes out, and nothing a person wrote is gone."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from companion.vault.disk.fs import Fs
from companion.vault.format.contents import Contents, Meta, Tables
from companion.vault.format.merging import Merged, conflicting, merge, redotted
from companion.vault.format.versions import CONFLICTS, dot_of, tables_of, versions
from tests.thorough import many
from tests.vault.conftest import make
from tests.vault.test_vault import put

IDS = ("a", "b", "c")


@dataclass
class Copy:
    """One computer's copy, edited in memory."""

    writer: str
    contents: Contents = field(default_factory=Contents)
    seq: int = 0
    overwritten: set[tuple[str, int]] = field(default_factory=set)
    """Dots of versions that somebody edited or deleted, having seen them."""

    def edit(self, id: str, text: str, changed_at: str) -> None:
        """Write a record."""
        self._forget(id)
        self.seq += 1
        record = {"text": text, "changed_at": changed_at, "dot": (self.writer, self.seq)}
        self.contents.tables.setdefault("lines", {})[id] = msgspec.Raw(msgspec.json.encode(record))
        self.contents.meta.vv = self.contents.meta.vv | {self.writer: self.seq}

    def delete(self, id: str) -> None:
        """Delete the record, if it is there."""
        self._forget(id)
        self.contents.tables.get("lines", {}).pop(id, None)

    def _forget(self, id: str) -> None:
        raw = self.contents.tables.get("lines", {}).get(id)
        if raw is not None:
            self.overwritten.add(dot_of(raw))

    def take(self, other: "Copy") -> Merged:
        """Merge the other copy into this one."""
        merged = merge(self.contents, other.contents)
        self.contents = Contents(meta=Meta(vv=merged.vv), tables=merged.tables)
        self.seq = max(self.seq, other.seq)
        return merged

    def fork(self, writer: str) -> "Copy":
        """Return a copy of it on another computer."""
        contents = Contents(meta=Meta(vv=dict(self.contents.meta.vv)), tables=copied(self.contents.tables))
        return Copy(writer=writer, contents=contents, seq=self.seq)


def copied(tables: Tables) -> Tables:
    """Return tables that can be changed by themselves."""
    return {name: dict(records) for name, records in tables.items()}


def plain(tables: Tables) -> dict[str, dict[str, Any]]:
    """Return tables to compare: without those that hold nothing."""
    return {
        name: {id: msgspec.json.decode(raw) for id, raw in records.items()}
        for name, records in tables.items()
        if records
    }


STEPS = st.lists(
    st.tuples(
        st.integers(0, 2), st.sampled_from(IDS), st.sampled_from(["edit", "delete", "take 1", "take 2"]),
        st.sampled_from(["2026-01-01", "2026-01-02", ""]),
    ),
    max_size=14,
)  # fmt: skip


def history(steps: list[tuple[int, str, str, str]]) -> list[Copy]:
    """Return three copies that came from one and were edited, and merged at times, as `steps` say."""
    start = Copy(writer="w0")
    start.edit("a", "at first", "2025-12-31")
    start.edit("b", "at first", "2025-12-31")
    copies = [start.fork(f"w{n + 1}") for n in range(3)]
    for number, (which, id, what, when) in enumerate(steps):
        copy = copies[which]
        if what == "edit":
            copy.edit(id, f"step {number}", when)
        elif what == "delete":
            copy.delete(id)
        else:
            other = copies[(which + int(what[-1])) % 3]
            copy.take(other)
            copy.overwritten |= other.overwritten
    return copies


@many(1500)
@given(STEPS)
def test_merging_commutes_associates_repeats_and_loses_nothing(
    steps: list[tuple[int, str, str, str]],
) -> None:
    a, b, c = history(steps)
    ab, ba = a.fork("x"), b.fork("y")
    ab.take(b)
    ba.take(a)
    assert plain(ab.contents.tables) == plain(ba.contents.tables)
    assert ab.contents.meta.vv == ba.contents.meta.vv
    bc = b.fork("z")
    bc.take(c)
    left, right = ab.fork("l"), a.fork("r")
    left.take(c)
    right.take(bc)
    assert plain(left.contents.tables) == plain(right.contents.tables)
    again = left.fork("m")
    for other in (a, b, c, left):
        assert not again.take(other).changes_something
    assert plain(again.contents.tables) == plain(left.contents.tables)
    overwritten = a.overwritten | b.overwritten | c.overwritten
    there = {dot for of_place in versions(left.contents.tables).values() for dot in of_place}
    for copy in (a, b, c):
        for of_place in versions(copy.contents.tables).values():
            assert set(of_place) <= there | overwritten


def test_two_edits_of_one_record_are_both_kept_until_one_is_chosen() -> None:
    one = Copy(writer="w1")
    one.edit("a", "at first", "2026-01-01")
    two = one.fork("w2")
    one.edit("a", "here", "2026-01-03")
    two.edit("a", "there", "2026-01-02")
    two.edit("b", "only there", "2026-01-02")
    merged = one.take(two)
    assert (merged.came, merged.went, merged.conflicts) == (2, 0, 1)
    [waiting] = conflicting(one.contents.tables)
    assert waiting.place == ("lines", "a")
    assert [document["text"] for document in waiting.versions.values()] == ["here", "there"]
    chosen = one.fork("w1")
    chosen.seq = one.seq
    chosen.edit("a", "there", "2026-01-04")
    chosen.contents.tables[CONFLICTS] = {}
    chosen.contents.meta.vv["w1"] = chosen.seq
    two.take(one)
    two.take(chosen)
    assert not list(conflicting(two.contents.tables))
    assert plain(two.contents.tables)["lines"]["a"]["text"] == "there"


def test_what_was_deleted_there_goes_here_unless_it_was_edited_since() -> None:
    one = Copy(writer="w1")
    one.edit("a", "at first", "")
    one.edit("b", "at first", "")
    two = one.fork("w2")
    two.delete("a")
    two.delete("b")
    one.edit("b", "since", "")
    merged = one.take(two)
    assert (merged.came, merged.went) == (0, 1)
    assert list(one.contents.tables["lines"]) == ["b"]


def test_records_that_make_no_sense_are_kept_word_for_word() -> None:
    odd = {id: msgspec.Raw(raw) for id, raw in (("n", b"1"), ("l", b"[2]"), ("d", b'{"dot":7,"x":1}'))}
    one = Contents(tables={"lines": dict(odd), CONFLICTS: {"odd": msgspec.Raw(b'{"what":1}')}})
    two = Contents(tables={"later": {"k": msgspec.Raw(b'{"new":true}')}})
    for first, second in ((one, two), (two, one)):
        merged = merge(first, second)
        assert merged.tables["lines"] == odd
        assert merged.tables["later"] == two.tables["later"]
        assert merged.tables[CONFLICTS] == one.tables[CONFLICTS]


def test_a_restored_state_is_an_edit_that_other_copies_follow() -> None:
    past = Copy(writer="w1")
    past.edit("a", "as it was", "1")
    past.edit("gone since", "as it was", "1")
    now = past.fork("w1")
    now.edit("a", "changed", "2")
    now.edit("new", "since", "2")
    now.delete("gone since")
    elsewhere = now.fork("w3")
    tables = redotted(past.contents.tables, now.contents.tables, ("w2", now.seq + 1))
    restored = now.fork("w2")
    restored.contents = Contents(meta=Meta(vv=now.contents.meta.vv | {"w2": now.seq + 1}), tables=tables)
    for here, there in ((restored, elsewhere), (elsewhere.fork("w4"), restored)):
        here.take(there)
        assert {id: r["text"] for id, r in plain(here.contents.tables)["lines"].items()} == {
            "a": "as it was",
            "gone since": "as it was",
        }


def test_versions_and_tables_are_each_other_s_inverse() -> None:
    one = Copy(writer="w1")
    one.edit("a", "x", "1")
    two = one.fork("w2")
    one.edit("a", "y", "2")
    two.edit("a", "z", "3")
    one.take(two)
    tables = one.contents.tables
    assert plain(tables_of(versions(tables), list(tables))) == plain(tables)


def test_every_edit_was_seen_by_the_vault_that_holds_it(path: Path) -> None:
    """Else a merge would take what was deleted here for something never seen, and bring it back."""

    class Swapped(Fs):
        swap = False

        def sync_data(self, fd: int) -> None:
            super().sync_data(fd)
            if self.swap:
                self.swap = False
                other = path.with_name("other")
                other.write_bytes(path.read_bytes()[:-4096])
                other.replace(path)

    fs = Swapped()
    vault, _ = make(path, fs)
    put(vault, "one", text="added")
    fs.swap = True
    put(vault, "two", text="into a file that was swapped")
    put(vault, "three", text="after it")
    tables, seen = vault.contents.tables, vault.contents.meta.vv
    dots = [dot_of(raw) for records in tables.values() for raw in records.values()]
    assert len(dots) == 3
    assert all(seen.get(writer, 0) >= seq for writer, seq in dots)
    vault.close()
