"""Taking an import back whole: what it made goes, what it changed is as before, what the person uses since stays."""

from dataclasses import dataclass

from companion.domain.checkin import Moment
from companion.domain.import_record import Import
from companion.services.core.store import Store
from companion.words import say_count


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenBack:
    """What taking an import back did, or would do."""

    title: str
    """``Daylio``"""
    moments: int = 0
    """Taken away."""
    as_before: int = 0
    """Moments of earlier imports that are as they were."""
    stay: int = 0
    """Moments that the person changed since, and that stay."""
    lines: int = 0
    lines_stay: int = 0
    """Lines it made that are used since, and stay."""

    def sentences(self, *, would: bool = False) -> tuple[str, ...]:
        """Return what is or `would` be taken back."""
        said = [f"{say_count(self.moments, 'moment')} from {self.title} {'would go' if would else 'went'}."]
        if self.as_before:
            verb = "would be" if would else "is" if self.as_before == 1 else "are"
            said.append(f"{say_count(self.as_before, 'moment')} {verb} as before.")
        if self.stay:
            said.append(f"{say_count(self.stay, 'moment')} you changed yourself {_stay(self.stay, would)}.")
        if self.lines:
            verb = "would go" if would else "went"
            said.append(f"{say_count(self.lines, 'line')} it made for ticking {verb} too.")
        if self.lines_stay:
            said.append(f"{say_count(self.lines_stay, 'line')} you use {_stay(self.lines_stay, would)}.")
        return tuple(said)


def _stay(count: int, would: bool) -> str:
    return "would stay" if would else "stays" if count == 1 else "stay"


class TakingBack:
    """What goes, what is put back and what stays, worked out before anything does."""

    def __init__(self, store: Store, record: Import) -> None:
        self._store, self._record = store, record
        times = {each.created_at for each in store.imports.all() if each.source == record.source}
        made = [moment for id in record.made if (moment := store.moments.get(id)) is not None]
        self._gone: list[Moment] = []
        self._kept: list[Moment] = []
        for moment in made:
            is_as_brought = moment.changed_at == moment.created_at or moment.changed_at in times
            (self._gone if is_as_brought or moment.archived_at else self._kept).append(moment)
        self._back = [before for before in record.changed if self._is_as_left(before)]
        self._lines, self._lines_kept = self._lines_to_go()

    def _is_as_left(self, before: Moment) -> bool:
        now = self._store.moments.get(before.id)
        return now is not None and now.changed_at == self._record.created_at

    def _lines_to_go(self) -> tuple[list[str], list[str]]:
        gone = {moment.id for moment in self._gone}
        back = {moment.id: moment for moment in self._back}
        used: set[str] = set()
        for moment in self._store.moments.all():
            if moment.id not in gone:
                used.update(back.get(moment.id, moment).ticked)
        for check_in in self._store.check_ins.all():
            used.update(check_in.ticked, check_in.noticed)
        go: list[str] = []
        stay: list[str] = []
        for id in self._record.lines:
            line = self._store.lines.get(id)
            if line is not None:
                is_used = id in used or line.what_helps or line.changed_at != line.created_at
                (stay if is_used else go).append(id)
        return go, stay

    def do(self) -> None:
        """Take it back, inside of a change."""
        store, record = self._store, self._record
        for moment in self._gone:
            store.moments.remove(moment.id)
        for moment in self._back:
            store.moments.put(moment)
        for id in self._lines:
            store.lines.remove(id)
        for before in record.renamed:
            line = store.lines.get(before.id)
            if line is not None and line.changed_at == record.created_at:
                store.lines.put(before)
        for id in record.sections:
            section = store.sections.get(id)
            is_used = any(line.section_id == id for line in store.lines.all())
            if section is not None and not is_used and section.changed_at == section.created_at:
                store.sections.remove(id)
        answered = {id for moment in store.moments.all() for id in moment.answers}
        answered |= {id for check_in in store.check_ins.all() for id in check_in.answers}
        for id in record.scales:
            scale = store.scales.get(id)
            if scale is not None and id not in answered and scale.changed_at == scale.created_at:
                store.scales.remove(id)
        store.imports.remove(record.id)

    def told(self, title: str) -> TakenBack:
        """Return what goes and what stays."""
        return TakenBack(
            title=title,
            moments=len(self._gone),
            as_before=len(self._back),
            stay=len(self._kept),
            lines=len(self._lines),
            lines_stay=len(self._lines_kept),
        )
