"""Up to four computers at one vault, each with what a person does there: every order and grouping comes to the same."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import combinations
from pathlib import Path
from typing import Any

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from companion.domain.exercise import AnswerKind
from companion.domain.lock_card import LockCard
from companion.domain.plan import PlanLine, Section, SectionKind
from companion.domain.sheet import Answer, Sheet
from companion.vault.format.contents import Contents, Meta, Op
from companion.vault.format.headings import state_of
from companion.vault.format.merging import Merged, conflicting, merge, redotted, seen_by_both
from companion.vault.format.versions import CONFLICTS, DELETIONS, HEADINGS, Dot, dot_of
from tests.computers import Computer
from tests.conftest import NOW
from tests.thorough import many


class Kept(Computer):
    """A computer that knows of every version that was edited or deleted by who had seen it."""

    def __init__(
        self, writer: str, contents: Contents | None = None, *, seq: int = 0, card_path: Path | None = None
    ) -> None:
        super().__init__(writer, contents, seq=seq, card_path=card_path)
        self.overwritten: set[Dot] = set()

    def fork(self, writer: str, card_path: Path | None = None) -> "Kept":
        """Return the same on another computer."""
        other = Kept(writer, self.copied(), seq=self.seq, card_path=card_path)
        other.overwritten = set(self.overwritten)
        return other

    def take(self, other: Computer) -> Merged:
        """Merge the other into this one."""
        if isinstance(other, Kept):
            self.overwritten |= other.overwritten
        return super().take(other)

    def restore(self, past: Contents, writer: str) -> None:
        """Make everything as it was in `past`."""
        before = {*dots(self.contents), *dots(past)}
        self.writer, self.seq = writer, self.seq + 1
        tables = redotted(past.tables, self.contents.tables, (writer, self.seq))
        vv = seen_by_both(self.contents.meta.vv, past.meta.vv) | {writer: self.seq}
        self.contents = Contents(meta=Meta(vv=vv), tables=tables)
        self.overwritten |= before - set(dots(self.contents))
        self.store.reload()

    def _keep(self, ops: list[Op]) -> None:
        before = set(dots(self.contents))
        super()._keep(ops)
        self.overwritten |= before - set(dots(self.contents))


def dots(contents: Contents) -> Iterator[Dot]:
    """Yield the dot of every version."""
    for of_place in state_of(contents.tables).kept.values():
        yield from of_place


def plain(contents: Contents) -> Any:
    """Return what a copy holds, to compare: without tables that hold nothing."""
    tables = {
        name: {id: msgspec.json.decode(raw) for id, raw in records.items()}
        for name, records in contents.tables.items()
        if records
    }
    return tables, contents.meta.vv


def both(one: Contents, other: Contents) -> Contents:
    """Return what two copies come to."""
    merged = merge(one, other)
    return Contents(meta=Meta(vv=merged.vv), tables=merged.tables)


def together(copies: list[Contents]) -> Contents:
    """Return what all copies come to, after seeing that every order and grouping comes to the same."""
    found: dict[frozenset[int], Contents] = {frozenset((n,)): each for n, each in enumerate(copies)}
    for size in range(2, len(copies) + 1):
        for some in map(frozenset, combinations(range(len(copies)), size)):
            ways = [
                both(found[part], found[some - part])
                for few in range(1, size)
                for part in map(frozenset, combinations(sorted(some), few))
            ]
            for way in ways[1:]:
                assert plain(way) == plain(ways[0])
            found[some] = ways[0]
    return found[frozenset(range(len(copies)))]


SECTIONS, LINES, ANSWERS = ("s1", "s2"), ("l1", "l2", "l3"), ("q1", "q2")


@dataclass
class Hand:
    """What one person does at a computer; `when` is what its clock says."""

    computer: Kept
    when: datetime
    number: int
    stamps: dict[str, Any] = field(init=False)

    def __post_init__(self) -> None:
        self.stamps = {"created_at": NOW, "changed_at": self.when}

    def write_line(self, id: str, section: str) -> None:
        line = PlanLine(
            id=id, section_id=section, text=f"{id} in step {self.number}", position=0, **self.stamps
        )
        if self.computer.store.sections.get(section) is not None:
            self.computer.store.lines.put(line)

    def delete_line(self, id: str, _: str) -> None:
        self.computer.store.lines.remove(id)

    def name_section(self, _: str, id: str) -> None:
        self.computer.store.sections.put(
            Section(
                id=id, kind=SectionKind.OWN, name=f"{id} in step {self.number}", position=1, **self.stamps
            )
        )

    def delete_section(self, _: str, id: str) -> None:
        if self.computer.store.sections.get(id) is not None:
            self.computer.services.plan.delete_section(id, now=self.when)

    def lose_section(self, _: str, id: str) -> None:
        """As an earlier version of the program does that puts two copies together."""
        self.computer.store.sections.remove(id)

    def make_card(self, _: str, __: str) -> None:
        self.computer.store.lock_cards.put(LockCard(ticked=(), seal=f"{self.number:064}", **self.stamps))

    def delete_card(self, _: str, __: str) -> None:
        self.computer.store.lock_cards.remove("card")

    def answer(self, key: str, _: str) -> None:
        old = self.computer.store.sheets.get("x")
        key = ANSWERS[int(key[1]) % 2]
        answer = Answer(key=key, question=key, kind=AnswerKind.LINE, text=f"step {self.number}")
        kept = [a for a in old.answers if a.key != key] if old else []
        sheet = old or Sheet(
            id="x", pack_id="p", pack_version="1", exercise_id="e", title="Hopes", **self.stamps
        )
        self.computer.store.sheets.put(replace(sheet, answers=(*kept, answer), changed_at=self.when))

    def delete_sheet(self, _: str, __: str) -> None:
        self.computer.store.sheets.remove("x")

    def choose(self, id: str, _: str) -> None:
        """Settle one of the choices that wait; which one hangs on the line that was drawn."""
        waiting = self.computer.store.conflicts()
        if waiting:
            one = waiting[self.number % len(waiting)]
            keys = [version.key for version in one.versions] + [""] * one.deleted
            self.computer.store.settle(one.table, one.id, keys[int(id[1]) % len(keys)])


DEEDS: dict[str, Callable[[Hand, str, str], None]] = {
    name: getattr(Hand, name)
    for name in (
        "write_line", "delete_line", "name_section", "delete_section", "lose_section", "make_card",
        "delete_card", "answer", "delete_sheet", "choose",
    )
}  # fmt: skip
TAKE = ("take 1", "take 2", "take 3")


def steps(
    what: tuple[str, ...], lines: tuple[str, ...], sections: tuple[str, ...]
) -> st.SearchStrategy["Steps"]:
    """Steps of these kinds, about these lines and sections."""
    return st.lists(
        st.tuples(
            st.integers(0, 3),
            st.sampled_from(what),
            st.sampled_from(lines),
            st.sampled_from(sections),
            st.integers(0, 2),
        ),
        max_size=24,
    )


STEPS = st.one_of(
    steps((*DEEDS, "restore", *TAKE), LINES, SECTIONS),
    steps(("write_line", "name_section", "delete_section", "take 1", "take 2"), ("l1", "l3"), ("s1",)),
    steps(("write_line", "delete_line", "choose", "restore", "take 1", "take 2"), ("l3",), ("s1",)),
    steps(("make_card", "delete_card", "answer", "delete_sheet", "choose", *TAKE), LINES, ("s1",)),
)
Steps = list[tuple[int, str, str, str, int]]


def start() -> Kept:
    """Return a copy with two sections, a line in each, a card and a sheet that wait for a choice."""
    computer = Kept("w")
    hand = Hand(computer, NOW, 0)
    for line, section in zip(LINES, SECTIONS, strict=False):
        hand.name_section("", section)
        hand.write_line(line, section)
    hand.make_card("", "")
    hand.answer("q1", "")
    other = computer.fork("v")
    for who, number in ((computer, 1), (other, 2)):
        hand = Hand(who, NOW, number)
        hand.make_card("", "")
        hand.answer("q1", "")
        hand.write_line("l3", "s1")
    computer.take(other)
    return computer


def history(count: int, steps: Steps) -> list[Kept]:
    """Return so many copies that came from one, each with what was done at it, as `steps` say."""
    first = start()
    copies = [first.fork(f"w{n}") for n in range(count)]
    for number, (which, what, line, section, day) in enumerate(steps, 1):
        copy = copies[which % count]
        if what in TAKE:
            copy.take(copies[(which + int(what[-1])) % count])
        elif what == "restore":
            copy.restore(copies[(which + 1) % count].copied(), f"r{number}")
        else:
            DEEDS[what](Hand(copy, NOW + timedelta(days=day), number), line, section)
    return copies


@many(500)
@given(st.integers(2, 4), STEPS)
def test_every_order_and_grouping_of_copies_comes_to_the_same_and_loses_nothing(
    count: int, steps: Steps
) -> None:
    copies = history(count, steps)
    end = together([copy.contents for copy in copies])
    again = Kept("end", end)
    for copy in copies:
        assert not again.take(copy).changes_something
    assert not again.take(again.fork("itself")).changes_something
    assert plain(again.contents) == plain(end)
    there = set(dots(end))
    overwritten = set[Dot]().union(*(copy.overwritten for copy in copies))
    for copy in copies:
        for of_place in state_of(copy.contents.tables).kept.values():
            for dot, version in of_place.items():
                assert dot in there | overwritten or version.over is not None
    nothing_is_out_of_sight(end, copies)


def nothing_is_out_of_sight(end: Contents, copies: list[Kept]) -> None:
    """See that what is held is shown or waits, and a line has its section where a copy with both is among them."""
    waiting = {found.place for found in conflicting(end.tables)}
    for place, of_place in state_of(end.tables).kept.items():
        if place[0] not in (CONFLICTS, DELETIONS, HEADINGS):
            assert place[1] in end.tables.get(place[0], {}) or place in waiting, (place, of_place)
        said = {dot for dot, version in of_place.items() if version.over is None}
        assert all(version.over & said for version in of_place.values() if version.over is not None)
    for copy in copies:
        for found in conflicting(copy.contents.tables):
            table, id = found.place
            shown = end.tables.get(table, {}).get(id)
            if found.shown is None and shown is not None and table != "sections":
                assert dot_of(shown) not in found.versions, "what was deleted while it waited"
    for id, raw in end.tables.get("lines", {}).items():
        section = msgspec.json.decode(raw)["section_id"]
        for copy in copies:
            held = copy.contents.tables
            if raw == held.get("lines", {}).get(id) and section in held.get("sections", {}):
                assert section in end.tables["sections"], (id, section)


def test_how_a_held_section_reads_does_not_hang_on_the_order() -> None:
    """One copy has a new line, one another name for its section, one has deleted that: the line's name holds."""
    first = start()
    for one in first.store.conflicts():
        first.store.settle(one.table, one.id, one.versions[0].key)
    lined, named = first.fork("w1"), first.fork("w2")
    Hand(lined, NOW, 1).write_line("l2", "s1")
    Hand(named, NOW + timedelta(days=1), 2).name_section("", "s1")
    gone = named.fork("w3")
    Hand(gone, NOW, 3).delete_section("", "s1")
    end = together([each.contents for each in (lined, named, gone)])
    assert msgspec.json.decode(end.tables["sections"]["s1"])["name"] == "s1 in step 0"
    renamed = together([lined.contents, named.contents])
    assert msgspec.json.decode(renamed.tables["sections"]["s1"])["name"] == "s1 in step 2"
