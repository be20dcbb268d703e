"""Which row of a file is which of the moments that its source brought earlier: decided here, from both, and nothing
else.

A row is known, in this order:
1. by the other program's own id, where ids are of this history (half of those that are the same name the same minute
   or the same words: a program that was set up anew counts from 1 again);
2. by day, minute and words: all of them, else the note, else the mood and the activities;
3. by day and minute in the order of the file, the day alone where there is no clock. Where one side has more than the
   other, those that are most alike go together;
4. by day and words, where one side has no clock that can be read. What is left over on both sides of one day with
   equal mood and note may have been moved: that is offered and not done.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from companion.services.imports.source_key import SourceKey

MOST_COMPARED = 200
"""Entries of one minute of which each is compared with each; the rest go together in order."""

MOST_LETTERS = 2_000
"""Of a note, when two are compared."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A row of the file, or something that was brought earlier, as far as it is compared."""

    ref: str
    """Names it: a moment's id, or a row's number."""
    key: SourceKey
    words: str = ""
    """Its note as it stands, to see how alike two are."""


@dataclass(slots=True, kw_only=True)
class Matched:
    """What belongs together, by `ref`, and what is left over."""

    pairs: dict[str, str] = field(default_factory=dict)
    """Row -> what was brought earlier."""
    moved: dict[str, str] = field(default_factory=dict)
    """Row -> what may be the same at another time of that day."""
    left: tuple[str, ...] = ()
    """What was brought earlier and is neither."""


def match(rows: Sequence[Entry], known: Sequence[Entry]) -> Matched:
    """Return which of `rows`, in the order of the file, is which of `known`."""
    matching = _Matching(rows, known)
    matching.by_own_id()
    matching.by(_everything)
    matching.by(_minute_and_note)
    matching.by(_minute_mood_activities, where_as_many=True)
    matching.by(_minute_and_mood, where_as_many=True)
    matching.by_minute()
    matching.by_words_without_a_clock()
    return matching.result()


def _everything(entry: Entry) -> Hashable:
    key = entry.key
    return key.minute, key.note, key.word, key.activities


def _minute_and_note(entry: Entry) -> Hashable:
    return (entry.key.minute, entry.key.note) if entry.key.note != "-" else None


def _minute_mood_activities(entry: Entry) -> Hashable:
    return entry.key.minute, entry.key.word, entry.key.activities


def _minute_and_mood(entry: Entry) -> Hashable:
    return (entry.key.minute, entry.key.word) if entry.key.word != "-" else None


def _day_mood_and_note(entry: Entry) -> Hashable:
    return entry.key.day, entry.key.word, entry.key.note


class _Matching:
    """What is not matched yet, on both sides."""

    def __init__(self, rows: Sequence[Entry], known: Sequence[Entry]) -> None:
        self._rows = {entry.ref: entry for entry in rows}
        self._known = {entry.ref: entry for entry in known}
        self._result = Matched()
        self._ids_hold = False

    def by_own_id(self) -> None:
        known = {entry.key.own_id: entry for entry in self._known.values() if entry.key.own_id}
        found = [(row, known[row.key.own_id]) for row in self._rows.values() if row.key.own_id in known]
        alike = sum(
            row.key.minute == old.key.minute or (row.key.note == old.key.note != "-") for row, old in found
        )
        if found and alike * 2 >= len(found):
            self._ids_hold = True
            for row, old in found:
                self._pair(row, old)

    def by(self, same: Callable[[Entry], Hashable], *, where_as_many: bool = False) -> None:
        """Pair those of which `same` says the same, in order; None is like nothing.

        `where_as_many`: where there are as many on both sides, and so nothing was taken away between them.
        """
        here, there = _grouped(self._rows.values(), same), _grouped(self._known.values(), same)
        for key, rows in here.items():
            known = there.get(key, [])
            if len(rows) == len(known) or not where_as_many:
                for row, old in zip(rows, known, strict=False):
                    self._pair(row, old)

    def by_minute(self) -> None:
        here = _grouped(self._rows.values(), lambda entry: entry.key.minute)
        there = _grouped(self._known.values(), lambda entry: entry.key.minute)
        for minute in here.keys() & there.keys():
            rows, old = here[minute], sorted(there[minute], key=lambda entry: entry.key.place)
            pairs = zip(rows, old, strict=True) if len(rows) == len(old) else _most_alike(rows, old)
            for row, known in list(pairs):
                self._pair(row, known)

    def by_words_without_a_clock(self) -> None:
        here = _grouped(self._rows.values(), _day_mood_and_note)
        there = _grouped(self._known.values(), _day_mood_and_note)
        for key, rows in here.items():
            for row, old in zip(rows, there.get(key, ()), strict=False):
                if row.key.at is None or old.key.at is None:
                    self._pair(row, old)

    def result(self) -> Matched:
        result = self._result
        there = _grouped(self._known.values(), _day_mood_and_note)
        for key, rows in _grouped(self._rows.values(), _day_mood_and_note).items():
            for row, old in zip(rows, there.get(key, ()), strict=False):
                result.moved[row.ref] = old.ref
        moved = set(result.moved.values())
        result.left = tuple(ref for ref in self._known if ref not in moved)
        return result

    def _pair(self, row: Entry, old: Entry) -> None:
        """Take both out; two entries that the ids tell apart are never one."""
        apart = self._ids_hold and row.key.own_id and old.key.own_id and row.key.own_id != old.key.own_id
        if row.ref in self._rows and old.ref in self._known and not apart:
            self._result.pairs[row.ref] = old.ref
            del self._rows[row.ref], self._known[old.ref]


def _grouped(entries: Iterable[Entry], same: Callable[[Entry], Hashable]) -> dict[Hashable, list[Entry]]:
    groups: dict[Hashable, list[Entry]] = defaultdict(list)
    for entry in entries:
        if (key := same(entry)) is not None:
            groups[key].append(entry)
    return groups


def _most_alike(rows: Sequence[Entry], known: Sequence[Entry]) -> Iterator[tuple[Entry, Entry]]:
    """Yield pairs, the most alike first; among equals, the first of each side."""
    said = {entry.ref: _trigrams(entry.words) for entry in (*rows, *known)}
    likeness = sorted(
        (-_likeness(row, old, said[row.ref], said[old.ref]), n, m)
        for n, row in enumerate(rows[:MOST_COMPARED])
        for m, old in enumerate(known[:MOST_COMPARED])
    )
    free_rows, free_known = dict(enumerate(rows)), dict(enumerate(known))
    for _, n, m in likeness:
        if n in free_rows and m in free_known:
            yield free_rows.pop(n), free_known.pop(m)
    yield from zip(free_rows.values(), free_known.values(), strict=False)


def _trigrams(words: str) -> frozenset[str]:
    """Return every three letters that stand together: they say how alike notes are in any language."""
    said = f"  {words.casefold()[:MOST_LETTERS]} "
    return frozenset(said[n : n + 3] for n in range(len(said) - 2)) if words else frozenset()


def _likeness(row: Entry, old: Entry, here: frozenset[str], there: frozenset[str]) -> float:
    notes = len(here & there) / len(here | there) if here or there else 1.0
    return notes + (row.key.word == old.key.word) + (row.key.activities == old.key.activities)
