"""Bringing in what a person kept in another program, and taking it back. One save, one undo; twice adds nothing."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from companion.domain.checkin import Moment
from companion.domain.import_record import Import
from companion.domain.imported import ColumnsQuestion, Progress, Reading, no_progress
from companion.domain.programs import OWN, Program, program_of
from companion.domain.text import clean_line, folded
from companion.errors import NothingThere
from companion.services.backup.take_in import TakingIn
from companion.services.core.store import Store
from companion.services.core.undo import Undo
from companion.services.dates import say_when
from companion.services.imports.asking import Answers, as_compared
from companion.services.imports.planning import Origin, Plan, make_plan
from companion.services.imports.report import ImportReport
from companion.services.imports.taking_back import TakenBack, TakingBack
from companion.words import say_count, say_date, say_period

if TYPE_CHECKING:
    from companion.services.imports.files import ImportFile

GONE = "That import is not here any more."

LONGEST_LINE = 60
"""Letters of a note in the line of a moment."""

AS_LAST_TIME = "Its columns were read as you said last time."


class Imports:
    """Files of other programs, brought in beside the person's own check-ins, which stay and lead."""

    def __init__(self, store: Store, undo: Undo) -> None:
        self._store = store
        self._undo = undo

    def bring_in(
        self,
        file: "ImportFile",
        source: str,
        answers: Answers | None = None,
        *,
        dry_run: bool,
        new_id: Callable[[], str],
        now: datetime,
        progress: Progress = no_progress,
    ) -> ImportReport:
        """Bring in a file of a program. A dry run returns the same report and changes nothing.

        Where something has to be asked first, the report says so and nothing was changed. Raises NotReadable,
        InvalidEntry, NotSaved, and Stopped when `progress` does.
        """
        from companion.services.imports.files import (  # readers of many formats: not at every start
            HowToRead,
            read,
        )

        if source == OWN:
            return self._take_in(file, dry_run=dry_run)
        answers, told = answers or Answers(), program_of(source)
        if told is None:
            raise LookupError(source)
        how = HowToRead(
            today=now.date(),
            order=answers.order,
            columns=answers.columns,
            progress=progress,
        )
        reading = read(told, file, how)
        if isinstance(reading.question, ColumnsQuestion) and (known := self._columns_of(reading.question)):
            reading = read(told, file, replace(how, columns=known))
            reading = replace(reading, remarks=(*reading.remarks, AS_LAST_TIME))
        if reading.question is not None:
            return ImportReport(
                source=told.id,
                title=told.title,
                question=reading.question,
                unmapped={},
                mapped={},
                dry_run=dry_run,
            )
        id = f"{told.id}-{reading.variant}" if reading.variant else told.id
        origin = Origin(id=id, title=told.title, moods=told.moods)
        plan = make_plan(reading, self._store, origin, answers, new_id=new_id, now=now)
        made = "" if dry_run else self._keep(plan, reading, origin, new_id, now)
        return self._report(plan, reading, told, answers, dry_run, made)

    def _take_in(self, file: "ImportFile", *, dry_run: bool) -> ImportReport:
        """Bring in our own export. It leaves no record of itself: it is to be the same as what was exported."""
        from companion.importers.own import read_own
        from companion.services.imports.files import recognised

        parts = [data for name, data in file.parts if name.casefold().endswith(".json")]
        data = (parts or [file.data])[0]
        export = recognised(OWN, "an export of Companion", file, lambda: read_own(data))
        taken = TakingIn(self._store, self._undo).take_in(export, dry_run=dry_run)
        return ImportReport(source=OWN, title="Companion", own=taken, dry_run=dry_run)

    def history(self) -> tuple[Import, ...]:
        """Return every import, the newest first."""
        return tuple(sorted(self._store.imports.all(), key=lambda each: each.created_at, reverse=True))

    def title_of(self, record: Import) -> str:
        """Return what the program of an import is called."""
        program = program_of(record.source)
        return program.title if program else record.source

    def moments_of(self, record: Import) -> tuple[Moment, ...]:
        """Return the moments that an import made and that are still here, the first day first."""
        found = (self._store.moments.get(id) for id in record.made)
        return tuple(
            sorted(
                (moment for moment in found if moment is not None),
                key=lambda m: (m.day, m.at.isoformat() if m.at else "~", m.id),
            )
        )

    def listed(self) -> tuple[str, ...]:
        """Return every import as a line: when it was, from where, what it brought. The newest first."""
        return tuple(self.said(record) for record in self.history())

    def said(self, record: Import) -> str:
        """Return an import as a line."""
        here = len(self.moments_of(record))
        days = f", {say_period(record.first, record.last)}" if record.first and record.last else ""
        what = say_count(here, "moment") if here or not record.changed else "changes to earlier moments"
        return f"{say_date(record.created_at.date())}, from {self.title_of(record)}: {what}{days}"

    def brought(self, id: str) -> tuple[str, ...]:
        """Return what an import brought and is still here, a line for each moment. Raises NothingThere."""
        record = self._store.imports.get(id)
        if record is None:
            raise NothingThere(GONE)
        return tuple(map(_moment_line, self.moments_of(record)))

    def take_back(self, id: str, *, dry_run: bool = False) -> TakenBack:
        """Take an import back whole: what it made goes, what it changed is as before; it may come in again.

        What the person changed since stays, and so do ticks, scales and a heading that are used since. Raises
        NothingThere, NotSaved.
        """
        record = self._store.imports.get(id)
        if record is None:
            raise NothingThere(GONE)
        back = TakingBack(self._store, record)
        if not dry_run:
            with self._undo.change(f"took back what came from {self.title_of(record)}"):
                back.do()
        return back.told(self.title_of(record))

    def _columns_of(self, question: ColumnsQuestion) -> dict[str, int]:
        """Return what the columns of a table were said to hold at an earlier import, by their headings."""
        names = [folded(heading) for heading in question.headings]
        for earlier in self.history():
            said = {kind: folded(earlier.headings[at - 1]) for kind, at in earlier.columns.items()}
            if said and all(name and names.count(name) == 1 for name in said.values()):
                return {kind: names.index(name) + 1 for kind, name in said.items()}
        return {}

    def _keep(
        self, plan: Plan, reading: Reading, source: Origin, new_id: Callable[[], str], now: datetime
    ) -> str:
        """Store what the plan says in one save, and return the id of the record of it; empty for none."""
        if not plan.changes_something:
            if plan.rekeyed:
                with self._undo.change(f"looked again at what came from {source.title}"):
                    for moment in plan.rekeyed:
                        self._store.moments.put(moment)
            return ""
        record = _record(plan, reading, source, new_id(), now)
        label = f"brought in {say_count(len(plan.made), 'moment')} from {source.title}"
        if not plan.made:
            label = f"what is new in what came from {source.title}"
        with self._undo.change(label):
            for section in plan.sections:
                self._store.sections.put(section)
            for scale in plan.scales:
                self._store.scales.put(scale)
            for line in (*plan.lines, *(after for _, after in plan.renamed_lines)):
                self._store.lines.put(line)
            changes = (*plan.changed, *plan.numbered, *plan.out)
            for moment in (*plan.made, *(change.after for change in changes), *plan.rekeyed):
                self._store.moments.put(moment)
            self._store.imports.put(record)
        return record.id

    def _report(
        self, plan: Plan, reading: Reading, source: Program, answers: Answers, dry_run: bool, made: str
    ) -> ImportReport:
        days = sorted({moment.day for moment in plan.made})
        as_written = {as_compared(row.word): row.word for row in reading.rows}
        return ImportReport(
            source=source.id,
            title=source.title,
            import_id=made,
            added_days=len(days),
            moments_added=len(plan.made),
            moments_changed=len(plan.changed),
            numbers_added=len(plan.numbered),
            taken_out=len(plan.out),
            renamed=tuple(
                (before.text, after.text) for before, after in plan.renamed_lines if before.text != after.text
            ),
            already_there=plan.already_there,
            unmapped=dict(plan.unmapped),
            unmatched=tuple(answers.typed[word] for word in answers.words if word not in as_written),
            mapped={as_written[word]: number for word, number in answers.words.items() if word in as_written},
            problems=reading.problems,
            remarks=reading.remarks,
            gone=tuple(plan.gone),
            moved=tuple(plan.moved),
            activities_added=len(plan.lines),
            own_days=sum(self._store.check_ins.get(day.isoformat()) is not None for day in days),
            first=days[0] if days else None,
            last=days[-1] if days else None,
            dry_run=dry_run,
        )


def _moment_line(moment: Moment) -> str:
    note = clean_line(moment.note)
    short = note if len(note) <= LONGEST_LINE else f"{note[:LONGEST_LINE].rstrip()}…"
    said = ". ".join(part for part in (clean_line(moment.word), short) if part)
    away = " (removed)" if moment.archived_at else ""
    return f"{say_when(moment.day, moment.at)}{': ' if said else ''}{said}{away}"


def _record(plan: Plan, reading: Reading, source: Origin, id: str, now: datetime) -> Import:
    days = [row.day for row in reading.rows]
    changes = (*plan.changed, *plan.numbered, *plan.out)
    return Import(
        id=id,
        source=source.id,
        first=min(days, default=None),
        last=max(days, default=None),
        made={moment.id: moment.source_key for moment in plan.made},
        changed=tuple(change.before for change in changes),
        lines=tuple(line.id for line in plan.lines),
        renamed=tuple(before for before, _ in plan.renamed_lines),
        scales=tuple(scale.id for scale in plan.scales),
        sections=tuple(section.id for section in plan.sections),
        words=plan.words,
        columns=dict(reading.columns),
        headings=reading.headings,
        created_at=now,
        changed_at=now,
    )
