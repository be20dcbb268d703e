"""Reads the store and lists every part that a page can have, in the page's order."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from companion.domain.checkin import CheckIn, Moment
from companion.domain.helpline import Nation
from companion.domain.plan import SIGN_KINDS, LineAudience, PlanLine, Section, SectionKind
from companion.domain.summary import Block, Item, ItemKind
from companion.domain.text import clean_line
from companion.services.check_ins import CheckIns
from companion.services.lately import About, Lately, say_on_days
from companion.services.plan import Plans
from companion.services.safety import SafetyPlans
from companion.services.settings import PersonalSettings
from companion.services.sharing_learning import learning_parts
from companion.services.sharing_parts import Audience, Part, PartLine, part_for
from companion.services.sharing_words import contact_item, day_lines, helpline_item, plan_item, say_clock
from companion.services.stores import Store
from companion.services.talks import Agenda
from companion.words import say_weekday

ON_PAGE_ONE = (SectionKind.WELL, SectionKind.MATTERS)
"""Kinds of sections that stand on page one; the others stand overleaf."""

_NOTES = {LineAudience.ME: "only me", LineAudience.ASK: "ask me", LineAudience.TEAM: "for my team"}


@dataclass(frozen=True, slots=True, kw_only=True)
class PartSource:
    """Everything a page can be made of, for one audience and period."""

    store: Store
    settings: PersonalSettings
    plan: Plans
    check_ins: CheckIns
    safety: SafetyPlans
    lately: Lately
    audience: Audience
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
        for said in self.lately.statements(self.first, self.last):
            item = Item(text=said.text)
            id = f"changed/{said.about}{'-' if said.id else ''}{said.id}"
            if said.about is About.SIGN:  # the signs are a part of their own
                continue
            if said.line is not None:
                lines.append(self._from_plan("changed", said.line, item, id=id, source=""))
            else:
                lines.append(PartLine(id=id, text=said.text, ticked=True, item=item))
        return lines

    def _signs(self) -> tuple[list[PartLine], frozenset[str]]:
        """Return early signs and whatever other sign was noticed, and the ids of those others."""
        counts = self.lately.noticed(self.first, self.last)
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
        ticked = self.audience.is_me or line.audience is LineAudience.TEAM
        return PartLine(
            id=id or f"{part}/{line.id}",
            text=item.text,
            ticked=ticked,
            note=", ".join(filter(None, (note, _NOTES[line.audience]))),
            item=item,
            source=line.id if source is None else source,
            only_me=line.id if line.audience is LineAudience.ME else "",
        )

    def _days(self) -> list[PartLine]:
        scales = self.check_ins.scales()
        lines = {
            line.id: line
            for line in self.store.lines.all()
            if self.audience.is_me or line.audience is not LineAudience.ME
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
                    at = f", {say_clock(moment.at)}" if moment.at else ""
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
