"""Reads the store and lists every part that a page can have, in the page's order."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

from companion.domain.checkin import CheckIn, Moment, Scale
from companion.domain.helpline import Helpline, Nation
from companion.domain.plan import SIGN_KINDS, PlanLine, Section, SectionKind, Visibility
from companion.domain.safety import Contact
from companion.domain.summary import Block, Item, ItemKind
from companion.domain.text import clean_line
from companion.services.check_in.check_ins import CheckIns
from companion.services.check_in.trends import Topic, Trends, say_on_days
from companion.services.core.settings import PersonalSettings
from companion.services.core.store import Store
from companion.services.plan import Plans
from companion.services.safety.helplines import NATION_NAMES
from companion.services.safety.safety import SafetyPlans
from companion.services.share.learning import learning_parts
from companion.services.share.parts import Part, PartLine, Recipient, part_for
from companion.services.talks import Agenda
from companion.services.wording import VISIBILITY
from companion.words import say_date, say_weekday


def plan_item(line: PlanLine, days: int = 0) -> Item:
    """Return a plan line, with on how many days it was noticed where it was, and what helps under it."""
    counted = f" ({say_on_days(days)})" if days else ""
    helps = f"What helps: {line.what_helps}" if line.what_helps.strip() else ""
    return Item(text=line.text + counted, detail=helps)


def contact_item(contact: Contact) -> Item:
    """Return a person or service with the number on the same line, so that it is found at a glance."""
    who = f"{contact.name} ({contact.who})" if contact.who.strip() else contact.name
    number = f": {contact.number}" if contact.number.strip() else ""
    return Item(text=who + number, detail=contact.hours)


def helpline_item(line: Helpline, nation: Nation | None) -> Item:
    """Return a national line with how and when it answers; where it answers too when no nation is set."""
    where = ""
    if nation is None and len(line.nations) < len(Nation):
        places = ", ".join(NATION_NAMES[n] for n in line.nations)
        where = "" if places in line.name else f" ({places})"
    checked = f"checked {say_date(line.checked_on)}" if line.checked_on else ""
    said = [part for part in (line.how, line.hours, line.cost, checked) if part.strip()]
    detail = "; ".join(said)
    return Item(
        text=f"{line.name}{where}: {line.number}",
        detail=f"{detail[:1].upper()}{detail[1:]}." if detail else "",
    )


def say_answers(answers: dict[str, int], scales: Sequence[Scale]) -> str:
    """Return ``Mood 6, Worry 3`` in the order of the scales; empty for no answer."""
    return ", ".join(f"{clean_line(s.name)} {answers[s.id]}" for s in scales if s.id in answers)


def clock_24h(at: time) -> str:
    """Return the 24-hour clock: ``20:39``."""
    return f"{at:%H:%M}"


def day_lines(
    check_in: CheckIn | None, moments: Sequence[Moment], scales: Sequence[Scale], lines: dict[str, PlanLine]
) -> str:
    """Return one day in words, a line of text for each thing recorded; notes are a part of their own.

    `lines` has the plan lines that may be named.
    """
    said: list[str] = []
    if check_in is not None:
        said.append(say_answers(check_in.answers, scales))
        said.append(_named("Did: ", check_in.ticked, lines))
        said.append(_named("Noticed: ", check_in.noticed, lines))
    said += [_say_moment(moment, scales, lines) for moment in moments]
    return "\n".join(part for part in said if part)


def _say_moment(moment: Moment, scales: Sequence[Scale], lines: dict[str, PlanLine]) -> str:
    at = f"At {clock_24h(moment.at)}" if moment.at else "A moment"
    parts = (clean_line(moment.word), say_answers(moment.answers, scales), _named("", moment.ticked, lines))
    said = "; ".join(part for part in parts if part)
    return f"{at}: {said}" if said else ""


def _named(label: str, ids: Sequence[str], lines: dict[str, PlanLine]) -> str:
    names = [clean_line(lines[id].text) for id in ids if id in lines]
    return f"{label}{', '.join(names)}" if names else ""


ON_PAGE_ONE = (SectionKind.WELL, SectionKind.MATTERS)
"""Kinds of sections that stand on page one; the others stand overleaf."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartSource:
    """Everything a page can be made of, for one audience and period."""

    store: Store
    settings: PersonalSettings
    plan: Plans
    check_ins: CheckIns
    safety: SafetyPlans
    trends: Trends
    audience: Recipient
    first: date
    last: date
    nation: Nation | None
    agenda: Agenda

    def parts(self) -> tuple[Part, ...]:
        """Return the parts that have something in them, in order: page one first, then page two."""
        return tuple(part for part in self._all_parts() if part.lines)

    def stays_out(self) -> int:
        """Return how many things are "only me", and so in no part for this audience."""
        return len(frozenset[str]().union(*(part.stays_out for part in self._all_parts())))

    def _all_parts(self) -> list[Part]:
        signs, elsewhere = self._signs()
        sections = self.plan.sections()
        on_one = [s for kind in ON_PAGE_ONE for s in sections if s.kind is kind]
        overleaf = [s for s in sections if s.kind not in (*ON_PAGE_ONE, SectionKind.EARLY)]
        settings = self.settings.get()
        name = [("name", settings.name), ("identifier", settings.identifier)]
        learning = learning_parts(self.store, self.audience)
        return [
            self._part("who", "Who it is from", [self._plain("who", id, text) for id, text in name]),
            *(part for part in learning if not part.overleaf),
            self._part("say", "What I want to say", self._points("say")),
            self._part("ask", "What I want to ask", self._points("ask")),
            self._part("changed", "What has changed", self._changed()),
            self._part("signs", "Signs I notice, and what helps", signs),
            *(self._section(s, frozenset()) for s in on_one),
            self._part("reach", "How to reach me", [self._plain("reach", "reach", settings.reach_me)]),
            self._part(
                "involved", "Who else is involved", [self._plain("involved", "involved", settings.involved)]
            ),
            *(self._section(s, elsewhere, overleaf=True) for s in overleaf),
            *(part for part in learning if part.overleaf),
            self._part("days", "Day by day", self._days(), overleaf=True),
            self._part("notes", "Check-in notes", self._notes(), overleaf=True),
            self._part("safety", "Safety plan", self._safety(), overleaf=True),
            self._part("contacts", "People and services", self._contacts(), overleaf=True),
        ]

    def _part(self, id: str, label: str, lines: list[PartLine], overleaf: bool = False) -> Part:
        return part_for(self.audience, id, label, lines, overleaf=overleaf)

    def _plain(self, part: str, id: str, text: str) -> PartLine:
        item = Item(text=text, kind=ItemKind.PARAGRAPH)
        return PartLine(id=f"{part}/{id}", text=text, ticked=True, item=item)

    def _points(self, kind: str) -> list[PartLine]:
        points = self.agenda.say if kind == "say" else self.agenda.ask
        return [
            PartLine(id=f"{kind}/{p.id}", text=p.text, ticked=True, item=Item(text=p.text), source=p.id)
            for p in points
        ]

    def _changed(self) -> list[PartLine]:
        lines = []
        for said in self.trends.statements(self.first, self.last):
            item = Item(text=said.text)
            id = f"changed/{said.about}{'-' if said.id else ''}{said.id}"
            if said.about is Topic.SIGN:  # the signs are a part of their own
                continue
            if said.line is not None:
                lines.append(self._from_plan("changed", said.line, item, id=id, source=""))
            else:
                lines.append(PartLine(id=id, text=said.text, ticked=True, item=item))
        return lines

    def _signs(self) -> tuple[list[PartLine], frozenset[str]]:
        """Return early signs and whatever other sign was noticed, and the ids of those others."""
        counts = self.trends.noticed(self.first, self.last)
        sections = self.plan.sections()
        lines = [
            line
            for kind in SIGN_KINDS
            for s in sections
            if s.kind is kind
            for line in self.plan.lines(s.id)
            if kind is SectionKind.EARLY or line.id in counts
        ]
        lines.sort(key=lambda line: -counts.get(line.id, 0))
        others = frozenset(line.id for line in lines if line.id in counts)
        return [
            self._from_plan(
                "signs",
                line,
                plan_item(line, counts.get(line.id, 0)),
                note=say_on_days(counts[line.id]) if line.id in counts else "",
            )
            for line in lines
        ], others

    def _section(self, section: Section, without: frozenset[str], overleaf: bool = False) -> Part:
        guide = self.plan.guide(section)
        label = guide.heading if section.name == guide.name else clean_line(section.name)
        lines = [line for line in self.plan.lines(section.id) if line.id not in without]
        listed = [self._from_plan(section.id, line, plan_item(line)) for line in lines]
        return self._part(section.id, label, listed, overleaf)

    def _from_plan(
        self,
        part: str,
        line: PlanLine,
        item: Item,
        *,
        note: str = "",
        id: str | None = None,
        source: str | None = None,
    ) -> PartLine:
        ticked = self.audience.is_me or line.audience is Visibility.TEAM
        return PartLine(
            id=id or f"{part}/{line.id}",
            text=item.text,
            ticked=ticked,
            note=", ".join(filter(None, (note, VISIBILITY[line.audience].note))),
            item=item,
            source=line.id if source is None else source,
            only_me=line.id if line.audience is Visibility.ME else "",
        )

    def _days(self) -> list[PartLine]:
        scales = self.check_ins.scales()
        lines = {
            line.id: line
            for line in self.store.lines.all()
            if self.audience.is_me or line.audience is not Visibility.ME
        }
        found = []
        for day, (check_in, moments) in self._recorded().items():
            detail = day_lines(check_in, moments, scales, lines)
            if detail:
                item = Item(text=self._day_title(day, check_in), detail=detail)
                found.append(PartLine(id=f"days/{day}", text=item.text, ticked=True, item=item))
        return found

    def _notes(self) -> list[PartLine]:
        found = []
        for day, (check_in, moments) in self._recorded().items():
            if check_in is not None and check_in.note.strip():
                found.append(self._note(f"notes/{day}", self._day_title(day, check_in), check_in.note))
            for moment in moments:
                if moment.note.strip():
                    at = f", {clock_24h(moment.at)}" if moment.at else ""
                    found.append(self._note(f"notes/{moment.id}", say_weekday(day) + at, moment.note))
        return found

    def _note(self, id: str, title: str, note: str) -> PartLine:
        return PartLine(
            id=id, text=f"{title}: {clean_line(note)}", ticked=True, item=Item(text=title, detail=note)
        )

    def _day_title(self, day: date, check_in: CheckIn | None) -> str:
        later = check_in is not None and self.check_ins.added_later(check_in)
        return f"{say_weekday(day)}{' (added later)' if later else ''}"

    def _recorded(self) -> dict[date, tuple[CheckIn | None, tuple[Moment, ...]]]:
        own = {c.day: c for c in self.store.check_ins.between(self.first, self.last) if not c.is_blank}
        moments: defaultdict[date, list[Moment]] = defaultdict(list)
        for moment in self.store.moments.between(self.first, self.last):
            if moment.archived_at is None:
                moments[moment.day].append(moment)
        for of_day in moments.values():
            of_day.sort(key=lambda m: (m.at is None, m.at.isoformat() if m.at else "", m.id))
        days = sorted({*own, *moments})
        return {day: (own.get(day), tuple(moments.get(day, ()))) for day in days}

    def _safety(self) -> list[PartLine]:
        if self.safety.is_empty():
            return []
        return [
            PartLine(
                id=f"safety/{source or index}",
                text=item.text,
                ticked=True,
                item=item,
                heading=f"My safety plan. {block.heading}",
                source=source,
            )
            for index, (block, item, source) in enumerate(
                (block, item, source)
                for block, sources in safety_blocks(self.safety, self.nation)
                for item, source in zip(block.items, sources, strict=True)
            )
        ]

    def _contacts(self) -> list[PartLine]:
        return [
            PartLine(id=f"contacts/{c.id}", text=item.text, ticked=True, item=item, source=c.id)
            for c in self.safety.people()
            for item in (contact_item(c),)
        ]


def safety_blocks(safety: SafetyPlans, nation: Nation | None) -> list[tuple[Block, tuple[str, ...]]]:
    """Return the steps that have words, then the national lines; beside each item the id of its record."""
    found = []
    for step in safety.steps():
        items = [(contact_item(contact), contact.id) for contact in step.contacts]
        items += [(Item(text=line.text), line.id) for line in step.lines]
        found.append((f"{step.step.value}. {step.title}", items))
    lines = [(helpline_item(line, nation), line.id) for line in safety.helplines(nation)]
    found.append(("Lines that answer", lines))
    return [
        (
            Block(part="safety", heading=heading, items=tuple(item for item, _ in items)),
            tuple(id for _, id in items),
        )
        for heading, items in found
        if items
    ]
