"""The page: the person chooses part by part and line by line, sees exactly what leaves, and saves it."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

from companion.domain.helpline import Nation
from companion.domain.summary import Summary
from companion.domain.talk import Talk
from companion.domain.text import clean_line
from companion.errors import InvalidEntry, UnknownName
from companion.services.check_in.check_ins import CheckIns
from companion.services.check_in.trends import MONTH, Trends
from companion.services.core.settings import PersonalSettings
from companion.services.core.store import Store
from companion.services.files import FormatInfo, free_path, write_page
from companion.services.learn.sheets import stays_out
from companion.services.own_files import OwnFiles
from companion.services.plan import Plans
from companion.services.safety.safety import SafetyPlans
from companion.services.share.page import is_short, make_page, make_safety_page, says_period
from companion.services.share.parts import AUDIENCES, Difference, Part, Recipient, Selection
from companion.services.share.source import PartSource
from companion.services.talks import Talks

SHORTEST, LONGEST = 7, 90
"""Days. A period begins with the last talk when that was this long ago; else it is four weeks."""


class Sharing:
    """Makes pages. What was chosen is known while the program runs, and nothing of it is stored.

    On the full screen a lock starts the program afresh, and so forgets it.
    """

    def __init__(
        self,
        *,
        store: Store,
        settings: PersonalSettings,
        plan: Plans,
        check_ins: CheckIns,
        safety: SafetyPlans,
        talks: Talks,
        trends: Trends,
        own: OwnFiles,
        chosen: dict[str, Difference] | None = None,
    ) -> None:
        """`chosen`: what was chosen since the program started, by reader; it holds ids and no words."""
        self._store = store
        self._settings = settings
        self._plan = plan
        self._check_ins = check_ins
        self._safety = safety
        self._talks = talks
        self._trends = trends
        self._own = own
        self._chosen = {} if chosen is None else chosen

    def audiences(self) -> tuple[Recipient, ...]:
        """Return whom a page can be for, in the order they are offered."""
        return AUDIENCES

    def preset(
        self,
        audience_id: str,
        *,
        first: date | None = None,
        last: date | None = None,
        nation: Nation | None = None,
        now: datetime,
    ) -> Selection:
        """Return what is ticked to begin with for an audience.

        Without dates the period begins with the last talk they took part in, if that is 7 to 90 days
        ago, else it is the last 28 days. Raises UnknownName, and InvalidEntry when `last` is before `first`.
        """
        audience = _audience(audience_id)
        start = self._start(audience, first, last, nation, now)
        parts = self._source(start, now).parts()
        return replace(
            start,
            parts=frozenset(part.id for part in parts if part.ticked),
            lines=frozenset(line.id for part in parts if part.ticked for line in part.lines if line.ticked),
            offered=frozenset(line.id for part in parts for line in part.lines if line.offered),
        )

    def begun(self, audience_id: str, *, nation: Nation | None, now: datetime) -> Selection:
        """Return what was chosen last for an audience since the program started; `preset` when nothing was.

        What somebody took out stays out when they come back to it. Raises UnknownName.
        """
        chosen = self._chosen.get(audience_id)
        if chosen is None:
            return self.preset(audience_id, nation=nation, now=now)
        return chosen.applied(self.preset(audience_id, first=chosen.first, nation=nation, now=now))

    def choose(self, selection: Selection, *, now: datetime) -> Selection:
        """Note what was chosen, for `begun`; returns it."""
        before = self._chosen.get(selection.audience_id)
        first = before.first if before else None
        self._note(selection, first, now)
        return selection

    def begin_on(self, selection: Selection, first: date, *, now: datetime) -> Selection:
        """Return the selection for the days from `first` on, with the same things in it. Raises InvalidEntry."""
        preset = self.preset(selection.audience_id, first=first, nation=selection.nation, now=now)
        before = self._chosen.get(selection.audience_id)
        moved = before.applied(preset) if before else preset
        self._note(moved, first, now)
        return moved

    def start_over(self, audience_id: str, *, nation: Nation | None, now: datetime) -> Selection:
        """Forget what was chosen for an audience and return what is ticked to begin with. Raises UnknownName."""
        self._chosen.pop(audience_id, None)
        return self.preset(audience_id, nation=nation, now=now)

    def is_changed(self, audience_id: str) -> bool:
        """True when what `begun` returns is not what is ticked to begin with."""
        return audience_id in self._chosen

    def _note(self, selection: Selection, first: date | None, now: datetime) -> None:
        preset = self.preset(selection.audience_id, first=first, nation=selection.nation, now=now)
        difference = Difference.between(preset, selection, first=first)
        if difference:
            self._chosen[selection.audience_id] = difference
        else:
            self._chosen.pop(selection.audience_id, None)

    def parts(
        self,
        audience_id: str,
        *,
        first: date | None = None,
        last: date | None = None,
        nation: Nation | None = None,
        now: datetime,
    ) -> tuple[Part, ...]:
        """Return every part that has something in it, ticked as `preset` does. Raises as `preset`."""
        preset = self.preset(audience_id, first=first, last=last, nation=nation, now=now)
        return self.shown(preset, now=now)

    def shown(self, selection: Selection, *, now: datetime) -> tuple[Part, ...]:
        """Return every part that has something in it, ticked as in `selection`."""
        return tuple(
            replace(
                part,
                ticked=selection.has_part(part.id),
                lines=tuple(replace(line, ticked=selection.has_line(line.id)) for line in part.lines),
            )
            for part in self._source(selection, now).parts()
        )

    def stays_out(self, selection: Selection, *, now: datetime) -> str:
        """Return how many things marked "only me" are listed for nobody else, in a sentence; empty for none."""
        return stays_out(self._source(selection, now).stays_out())

    def says_period(self, selection: Selection) -> bool:
        """True when the page says which days it covers. Raises UnknownName."""
        return says_period(_audience(selection.audience_id), selection)

    def by_line_words(self, selection: Selection) -> str:
        """Return why a part does not come along as a whole, in a sentence. Raises UnknownName."""
        return _audience(selection.audience_id).by_line_words

    def summary(self, selection: Selection, *, now: datetime) -> Summary:
        """Return the page that `selection` makes. Raises NothingThere when there is nothing on it."""
        return make_page(self._source(selection, now), selection, now)

    def safety_page(self, *, nation: Nation | None, now: datetime) -> Summary:
        """Return the safety plan as a page of its own: steps, people with numbers, national lines."""
        return make_safety_page(self._safety, self._settings.get().name, nation, now)

    def formats(self) -> tuple[FormatInfo, ...]:
        """Return the kinds of file a page can be saved as."""
        from companion.export.registry import FORMATS

        return tuple(FormatInfo(id=f.id, label=f.label, suffix=f.suffix) for f in FORMATS)

    def render(self, page: Selection | Summary, format_id: str, *, now: datetime) -> bytes:
        """Return the page as the bytes of a file. Raises UnknownName, NothingThere, ToolMissing."""
        from companion.export.registry import FORMATS

        found = next((f for f in FORMATS if f.id == format_id), None)
        if found is None:
            raise UnknownName("format", f"The formats are: {', '.join(f.id for f in FORMATS)}.")
        return found.render(page if isinstance(page, Summary) else self.summary(page, now=now))

    def default_path(self, folder: Path, format_id: str, now: datetime) -> Path:
        """Return a name in `folder` that is free, says nothing about what is in it, and has the day."""
        suffix = next((f.suffix for f in self.formats() if f.id == format_id), "")
        return free_path(folder, f"my-page-{now.date()}", suffix)

    def save(self, path: Path, data: bytes, *, force: bool = False) -> Path:
        """Write a page to a file and return its full path. Raises OwnFile, AlreadyThere, NotWritten."""
        return write_page(path, data, own=self._own, force=force)

    def _source(self, selection: Selection, now: datetime) -> PartSource:
        audience = _audience(selection.audience_id)
        today = now.date()
        talk = next((t for t in self._talks.upcoming(today) if audience.fits(t)), None)
        return PartSource(
            store=self._store,
            settings=self._settings,
            plan=self._plan,
            check_ins=self._check_ins,
            safety=self._safety,
            trends=self._trends,
            audience=audience,
            first=selection.first,
            last=selection.last,
            nation=selection.nation,
            agenda=self._talks.agenda(today, talk.id if talk else None),
        )

    def _start(
        self, audience: Recipient, first: date | None, last: date | None, nation: Nation | None, now: datetime
    ) -> Selection:
        end = last or now.date()
        since = ""
        if first is None:
            first = end - min(timedelta(days=MONTH - 1), end - date.min)
            talk = None if audience.is_me or last else self._last_talk(audience, end)
            if talk is not None and talk.day is not None:
                first = talk.day
                with_whom = clean_line(talk.with_whom)
                known = f" with {with_whom}" if is_short(with_whom) else ""
                since = f", since my last talk{known}"
        if end < first:
            raise InvalidEntry("period", "The first day of the period is after the last one.")
        return Selection(audience_id=audience.id, first=first, last=end, since=since, nation=nation)

    def _last_talk(self, audience: Recipient, end: date) -> Talk | None:
        days = ((t, (end - t.day).days) for t in self._talks.past(end) if t.day and audience.fits(t))
        return next((talk for talk, ago in days if SHORTEST <= ago <= LONGEST), None)


def _audience(id: str) -> Recipient:
    found = next((a for a in AUDIENCES if a.id == id), None)
    if found is None:
        raise UnknownName("for", f"A page can be for: {', '.join(a.id for a in AUDIENCES)}.")
    return found
