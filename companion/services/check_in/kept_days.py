"""What is kept of days gone by, as a list with its words: check-ins and moments, to be read, changed and taken out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from companion.domain.checkin import CheckIn, Moment, Scale
from companion.domain.text import clean_line
from companion.errors import NothingThere
from companion.services.check_in.check_ins import CheckIns, note_place
from companion.services.core.store import Store
from companion.services.core.undo import Undo
from companion.services.dates import say_clock, say_day

GONE_SCALE, GONE_LINE = "a scale that is no longer here", "a line that is no longer here"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A check-in, or a moment beside it."""

    id: str
    """Of the check-in (its day), or of the moment."""
    day: date
    is_moment: bool
    title: str
    """The day in full; for a moment with what it is, and its time."""
    added_later: bool = False
    words: tuple[str, ...]
    """What it says, part by part: the word of a moment, the numbers, ticks, signs, and the note last."""


def moment_place(id: str) -> str:
    """Return where the words of a moment's note being written are kept as a draft."""
    return f"moment/{id}/note"


class KeptDays:
    """Check-ins that say anything and moments that were not put away, the newest day first."""

    def __init__(self, store: Store, undo: Undo, check_ins: CheckIns) -> None:
        self._store = store
        self._undo = undo
        self._check_ins = check_ins

    def entries(self) -> tuple[Entry, ...]:
        """Return all there is; on a day the check-in comes first, then its moments by the clock."""
        found = [
            *self._of_check_ins(self._store.check_ins.all()),
            *self._of_moments(self._store.moments.all()),
        ]
        return tuple(entry for _, entry in sorted(found, key=lambda pair: pair[0]))

    def entry(self, id: str) -> Entry:
        """Return one of `entries`. Raises NothingThere."""
        check_in, moment = self._store.check_ins.get(id), self._store.moments.get(id)
        found = [
            *self._of_check_ins([check_in] if check_in else []),
            *self._of_moments([moment] if moment else []),
        ]
        if not found:
            raise NothingThere("This is not here any more.")
        return found[0][1]

    def moment(self, id: str) -> Moment:
        """Return the moment. Raises NothingThere when it is not here, or was put away."""
        found = self._store.moments.get(id)
        if found is None or found.archived_at is not None:
            raise NothingThere("This moment is not here any more.")
        return found

    def scales_of(self, moment: Moment) -> tuple[Scale, ...]:
        """Return the scales in use, and those put away that the moment answers."""
        in_use = self._check_ins.scales()
        known = {scale.id for scale in in_use}
        put_away = (s for s in self._store.scales.all() if s.id in moment.answers and s.id not in known)
        return (*in_use, *put_away)

    def answer(self, id: str, scale_id: str, value: int | None, *, now: datetime) -> Moment:
        """Change one answer of a moment, 0-10, or take it away with None. Raises InvalidEntry, NothingThere."""
        old = self.moment(id)
        answers = {k: v for k, v in old.answers.items() if k != scale_id}
        if value is not None:
            answers[scale_id] = value
        return self._keep(replace(old, answers=answers, changed_at=now))

    def write_note(self, id: str, text: str, *, now: datetime) -> Moment:
        """Store the words of a moment as they stand. Raises NothingThere."""
        return self._keep(replace(self.moment(id), note=text, changed_at=now))

    def take_out(self, entry: Entry, *, now: datetime) -> str:
        """Take a check-in or a moment out of the days and return the sentence that says so.

        A moment is put away, so that the same file brought in again does not bring it back. Raises NothingThere.
        """
        if entry.is_moment:
            moment = self.moment(entry.id)
            with self._undo.change(f"took out a moment of {entry.day:%d}/{entry.day:%m}"):
                self._store.moments.put(replace(moment, archived_at=now, changed_at=now))
            return f"Taken out: {entry.title}."
        if self._check_ins.on(entry.day) is None:
            raise NothingThere("This check-in is not here any more.")
        with self._undo.change(f"took out the check-in for {entry.day:%d}/{entry.day:%m}"):
            self._store.check_ins.remove(entry.id)
            if self._store.drafts.get(note_place(entry.day)) is not None:
                self._store.drafts.remove(note_place(entry.day))
        return f"Taken out: {entry.title}."

    def _keep(self, moment: Moment) -> Moment:
        with self._undo.change(f"a moment of {moment.day:%d}/{moment.day:%m}"):
            self._store.moments.put(moment)
        return moment

    def _of_check_ins(self, found: Iterable[CheckIn]) -> Iterator[tuple[tuple[object, ...], Entry]]:
        for check_in in found:
            if not check_in.is_blank:
                entry = Entry(
                    id=check_in.id,
                    day=check_in.day,
                    is_moment=False,
                    title=say_day(check_in.day),
                    added_later=self._check_ins.added_later(check_in),
                    words=self._words(check_in),
                )
                yield (-check_in.day.toordinal(), 0, "", ""), entry

    def _of_moments(self, found: Iterable[Moment]) -> Iterator[tuple[tuple[object, ...], Entry]]:
        for moment in found:
            if moment.archived_at is None:
                entry = Entry(
                    id=moment.id,
                    day=moment.day,
                    is_moment=True,
                    title=f"{say_day(moment.day)}, a moment{_at(moment.at)}",
                    words=self._words(moment),
                )
                clock = moment.at.isoformat() if moment.at else "~"
                yield (-moment.day.toordinal(), 1, clock, moment.id), entry

    def _words(self, record: CheckIn | Moment) -> tuple[str, ...]:
        known = {scale.id: scale for scale in self._store.scales.all()}
        asked = sorted(record.answers, key=lambda id: (known[id].position if id in known else len(known), id))
        figures = (f"{known[id].name if id in known else GONE_SCALE} {record.answers[id]}" for id in asked)
        noticed = record.noticed if isinstance(record, CheckIn) else ()
        said = (
            record.word if isinstance(record, Moment) else "",
            ", ".join(map(clean_line, figures)),
            self._listed("Ticked", record.ticked),
            self._listed("Noticed", noticed),
            record.note,
        )
        return tuple(filter(str.strip, said))

    def _listed(self, what: str, ids: tuple[str, ...]) -> str:
        lines = (self._store.lines.get(id) for id in ids)
        words = "; ".join(clean_line(line.text) if line else GONE_LINE for line in lines)
        return f"{what}: {words}" if words else ""


def _at(at: time | None) -> str:
    return f" at {say_clock(at)}" if at else ""


def one_line(entry: Entry) -> str:
    """Return what an entry says on one line."""
    return ". ".join(clean_line(words).rstrip(".") for words in entry.words)
