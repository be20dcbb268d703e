"""What set-up keeps, and finds again: going back changes what was entered, and never doubles it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING

from companion.domain.plan import PlanLine, SectionKind
from companion.domain.safety import Contact, Step
from companion.domain.talk import Point, PointKind
from companion.domain.text import folded

if TYPE_CHECKING:
    from companion.services.services import Services


def toolbox_lines(services: Services) -> tuple[PlanLine, ...]:
    """Return the lines of the section for what helps."""
    toolbox = _toolbox(services)
    return services.plan.lines(toolbox) if toolbox else ()


def own_help(services: Services) -> PlanLine | None:
    """Return the thing that helps in the person's own words: the first that is none of the ideas."""
    ideas = {folded(idea) for idea in services.setup.ideas()}
    return next((line for line in toolbox_lines(services) if folded(line.text) not in ideas), None)


def ticked_ideas(services: Services) -> set[str]:
    """Return the ideas that stand in the plan."""
    return {idea for idea in services.setup.ideas() if _standing(services, idea)}


def first_person(services: Services) -> Contact | None:
    """Return the first person to ask for help."""
    return next(iter(services.safety.step(Step.PEOPLE).contacts), None)


def first_point(services: Services, today: date) -> Point | None:
    """Return the first thing to say at the next talk."""
    return next(iter(services.talks.agenda(today).say), None)


def keep_name(services: Services, name: str, *, now: datetime) -> None:
    """Store what the person likes to be called."""
    if name != services.settings.get().name:
        services.settings.change(now=now, name=name)


def keep_help(services: Services, text: str, *, new_id: str, now: datetime) -> None:
    """Store one thing that helps; without words, put away what stood there."""
    old, toolbox = own_help(services), _toolbox(services)
    if text and _standing(services, text):
        return
    if old and text:
        services.plan.edit_line(old.id, text=text, now=now)
    elif old:
        services.plan.archive_line(old.id, now=now)
    elif text and toolbox:
        services.plan.add_line(toolbox, text, new_id=new_id, now=now)


def keep_idea(services: Services, idea: str, on: bool, *, new_id: str, now: datetime) -> None:
    """Put a ticked idea in the plan, or take it out again."""
    line, toolbox = _standing(services, idea), _toolbox(services)
    if on and not line and toolbox:
        services.plan.add_line(toolbox, idea, new_id=new_id, now=now)
    elif line and not on:
        services.plan.delete_line(line.id, now=now)


def keep_person(services: Services, name: str, number: str, *, new_id: str, now: datetime) -> None:
    """Store one person and their number; without either, put away who stood there."""
    old = first_person(services)
    if old and (name or number):
        if (old.name, old.number) != (name, number):
            services.safety.edit_contact(old.id, name=name, number=number, now=now)
    elif old:
        services.safety.archive_contact(old.id, now=now)
    elif name or number:
        services.safety.add_contact(step=Step.PEOPLE, name=name, number=number, new_id=new_id, now=now)


def keep_point(services: Services, text: str, today: date, *, new_id: str, now: datetime) -> None:
    """Store one thing to say; without words, put away what stood there."""
    old = first_point(services, today)
    if old and text:
        if old.text != text:
            services.talks.edit_point(old.id, text, now=now)
    elif old:
        services.talks.archive_point(old.id, now=now)
    elif text:
        services.talks.add_point(PointKind.SAY, text, new_id=new_id, now=now)


def filling(services: Services, today: date) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield what stands on Today already: a heading of ours, and the person's words."""
    name = services.settings.get().name
    yield "Greeting", (f"Hello, {name}",) if name else ()
    yield "What helps me", tuple(line.text for line in toolbox_lines(services))
    people = services.safety.step(Step.PEOPLE).contacts
    yield "People I can ask", tuple(f"{person.name}  {person.number}".strip() for person in people)
    yield "Next conversation", tuple(point.text for point in services.talks.agenda(today).say)


def _toolbox(services: Services) -> str:
    kinds = {section.kind: section.id for section in reversed(services.plan.sections())}
    return kinds.get(SectionKind.TOOLBOX, "")


def _standing(services: Services, text: str) -> PlanLine | None:
    return next((line for line in toolbox_lines(services) if folded(line.text) == folded(text)), None)
