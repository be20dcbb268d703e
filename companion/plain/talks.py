"""The next talk: who, when, where, what to say and to ask; and the talks that have been."""

from collections.abc import Iterator, Sequence
from functools import partial

from companion.domain.talk import MARKED, Point, PointKind, Talk
from companion.plain.console import wording
from companion.plain.console.context import Act, Context
from companion.plain.console.form import Values, change_choices, fill_in
from companion.plain.console.prompter import Menu, MenuItem
from companion.plain.console.record_list import (
    ArchivedItem,
    add_lines,
    archive_choice,
    archived_items,
    away_choice,
    move_choice,
    rows,
    words_choice,
)
from companion.services.core.collection import Collection, OrderedCollection
from companion.services.dates import say_gap, say_when
from companion.services.services import Services
from companion.services.talks import TALK_FORM
from companion.words import say_count

_TITLES = {PointKind.SAY: "What I want to say", PointKind.ASK: "What I want to ask"}


_PROMPTS = {
    PointKind.SAY: "What you want to say. Enter to stop:",
    PointKind.ASK: "What you want to ask. Enter to stop:",
}


def _talks(services: Services) -> Collection[Talk]:
    return services.talks.talk_records


def _points(services: Services) -> OrderedCollection[Point]:
    return services.talks.point_records


def _unsaid(context: Context, kind: PointKind, talk_id: str | None) -> tuple[Point, ...]:
    agenda = context.services.talks.agenda(context.today(), talk_id)
    return agenda.say if kind is PointKind.SAY else agenda.ask


def points_page(context: Context, kind: PointKind, talk_id: str | None = None) -> None:
    """Show the things of one kind in their order; the first three to say are marked."""
    page = partial(point_page, talk_id=talk_id)

    def add() -> None:
        draft = f"talk/{talk_id or 'next'}/{kind.value}/new"
        add_lines(context, draft, lambda text: store_point(context, kind, text, talk_id), _PROMPTS[kind])

    def tick(points: Sequence[Point]) -> None:
        """Ask for the numbers of what was said, several at once."""
        prompt = "Numbers of what was said, for example 1 3. Enter to skip:"
        for number in context.prompter.numbers((), prompt, len(points)):
            point = points[number - 1]
            context.services.talks.say(
                point.id, True, today=context.today(), talk_id=talk_id, now=context.now()
            )
            context.prompter.say(f"Ticked as said: {wording.stop(wording.own(point.text))}")

    def build() -> Menu[Act]:
        agenda = context.services.talks.agenda(context.today(), talk_id)
        points = _unsaid(context, kind, talk_id)
        said = [p for p in agenda.said if p.kind is kind]
        choices = [
            *rows(context, points, lambda p: _label(p, "Marked" if p in agenda.marked else ""), page),
            *rows(context, said, lambda p: _label(p, "Said"), page),
            MenuItem(key="a", label="Add one.", value=add),
        ]
        if kind is PointKind.ASK:
            choices.append(
                MenuItem(
                    key="b", label="Bring a question to start from.", value=lambda: _starter(context, talk_id)
                )
            )
        if points:
            choices.append(MenuItem(key="t", label="Tick what was said.", value=partial(tick, points)))
        head = ["", f"{_TITLES[kind]}, most important first."]
        if kind is PointKind.SAY and points:
            head.append(f"The first {MARKED} are marked: they stand on page one, more on page two.")
        return Menu(head=tuple(head), choices=tuple(choices), place=_TITLES[kind])

    context.page(build)


def said_apart_page(context: Context) -> None:
    """Show what was said while no talk was planned, or in a talk that was put away."""

    def build() -> Menu[Act]:
        points = context.services.talks.said_apart(context.today())
        choices = tuple(rows(context, points, lambda p: _label(p, "Said"), point_page))
        return Menu(head=("", "Said at other times, the last first."), choices=choices)

    context.page(build)


def point_page(context: Context, id: str, talk_id: str | None = None) -> None:
    """Show one thing whole, and what can be done with it."""

    def build() -> Menu[Act]:
        point = context.services.talks.point(id)
        is_said = point.said_at is not None
        tick = "Not said after all." if is_said else "Tick it as said."
        choices = [
            MenuItem(key="t", label=tick, value=lambda: _say(context, id, not is_said, talk_id)),
            words_choice(context, _points, id, f"talk/point/{id}"),
        ]
        if not is_said:
            among = partial(_unsaid, context, point.kind, talk_id)
            choices.append(move_choice(context, _points, id, among))
        choices.append(away_choice(context, _points, id))
        said = ("Said.",) if is_said else ()
        return Menu(head=("", *wording.whole(point.text), *said), choices=tuple(choices))

    context.page(build)


def store_point(context: Context, kind: PointKind, text: str, talk_id: str | None = None) -> None:
    """Add a thing to a talk, or to the next one, or to none yet."""
    talks = context.services.talks
    upcoming = talks.next(context.today())
    belongs = talk_id or (upcoming.id if upcoming else "")
    talks.add_point(kind, text, talk_id=belongs, new_id=context.backend.new_id(), now=context.now())


def _label(point: Point, state: str) -> str:
    return wording.sentences(wording.own(point.text), state)


def _starter(context: Context, talk_id: str | None) -> None:
    choices = tuple(
        MenuItem(label=question, value=question) for question in context.services.talks.starters()
    )
    picked = context.prompter.choose(Menu(head=("Questions to start from.",), choices=choices))
    if picked is not None:
        store_point(context, PointKind.ASK, picked, talk_id)
        context.prompter.say("Added. You can change the words.")


def _say(context: Context, id: str, on: bool, talk_id: str | None) -> None:
    context.services.talks.say(id, on, today=context.today(), talk_id=talk_id, now=context.now())
    context.prompter.say("Ticked as said." if on else "Not ticked any more.")


def talk_words(context: Context, talk: Talk) -> str:
    """Return a talk in a sentence or two: who first, then where, the day last."""
    who = ", ".join(p for p in (wording.own(talk.with_whom), wording.own(talk.role)) if p) or "A talk"
    when = say_when(talk.day, talk.at) if talk.day else "No day yet"
    gap = say_gap(talk.day, context.today()) if talk.day else ""
    return wording.sentences(who, wording.own(talk.where), gap[:1].upper() + gap[1:], when)


def next_talk_page(context: Context) -> None:
    """Show the next talk with what there is to say and ask; without one, points can be written all the same."""

    def build() -> Menu[Act]:
        upcoming = context.services.talks.upcoming(context.today())
        choices = _points_choices(context, None)
        choices += _planning_choices(context, upcoming)
        choices += _choices_of_before(context)
        head = (
            talk_words(context, upcoming[0])
            if upcoming
            else "No talk is planned yet. What you write waits for the next one."
        )
        return Menu(head=("", "Next talk.", head), choices=tuple(choices))

    context.page(build)


def _planning_choices(context: Context, upcoming: Sequence[Talk]) -> Iterator[MenuItem[Act]]:
    """Yield what can be done about the talks that are planned."""
    if upcoming:
        first = upcoming[0].id
        yield MenuItem(key="e", label="Change who, when or where.", value=lambda: _edit_page(context, first))
    plan = "Plan another talk." if upcoming else "Plan a talk."
    yield MenuItem(key="a", label=plan, value=lambda: _plan(context))
    yield from rows(context, upcoming[1:], lambda talk: f"Also: {talk_words(context, talk)}", _talk_page)


def _choices_of_before(context: Context) -> Iterator[MenuItem[Act]]:
    """Yield the ways to what was said, and to what was put away."""
    talks, today = context.services.talks, context.today()
    if past := talks.past(today):
        yield MenuItem(key="o", label=f"Past talks, {len(past)}.", value=lambda: _past_page(context))
    if apart := talks.said_apart(today):
        label = f"Said at other times, {say_count(len(apart), 'thing')}."
        yield MenuItem(key="b", label=label, value=lambda: said_apart_page(context))
    title = "Things to say and ask"
    yield from archive_choice(
        context, title, lambda: _archived_points(context), label="Things in the archive."
    )
    away = f"Talks in the archive, {len(talks.archived())}."
    yield from archive_choice(context, "Talks", lambda: _archived_talks(context), key="c", label=away)


def _archived_points(context: Context) -> list[ArchivedItem]:
    points = context.services.talks.archived_points()
    return archived_items(context, _points, points, lambda point: wording.own(point.text))


def _archived_talks(context: Context) -> list[ArchivedItem]:
    return archived_items(context, _talks, context.services.talks.archived(), partial(talk_words, context))


def _points_choices(context: Context, talk_id: str | None) -> list[MenuItem[Act]]:
    agenda = context.services.talks.agenda(context.today(), talk_id)
    return [
        MenuItem(
            label=f"To say, {say_count(len(agenda.say), 'thing')}.",
            value=lambda: points_page(context, PointKind.SAY, talk_id),
        ),
        MenuItem(
            label=f"To ask, {say_count(len(agenda.ask), 'thing')}.",
            value=lambda: points_page(context, PointKind.ASK, talk_id),
        ),
    ]


def _talk_page(context: Context, id: str) -> None:
    def build() -> Menu[Act]:
        talk = context.services.talks.talk(id)
        agenda = context.services.talks.agenda(context.today(), id)
        said = tuple(f"Said: {wording.stop(wording.own(p.text))}" for p in agenda.said)
        choices = _points_choices(context, id)
        choices.append(
            MenuItem(key="e", label="Change who, when or where.", value=lambda: _edit_page(context, id))
        )
        return Menu(head=("", talk_words(context, talk), *said), choices=tuple(choices))

    context.page(build)


def _past_page(context: Context) -> None:
    def build() -> Menu[Act]:
        past = context.services.talks.past(context.today())
        choices = tuple(rows(context, past, partial(talk_words, context), _talk_page))
        return Menu(head=("", "Past talks, newest first."), choices=choices)

    context.page(build)


def _plan(context: Context) -> None:
    """Ask who, when and where. The talk is kept with the first answer, and each answer after that."""
    made = ""

    def add(values: Values) -> str:
        nonlocal made
        if not made:  # it may be there already, when the disk refused the answer the first time
            talk = context.services.talks.plan_talk(new_id=context.backend.new_id(), now=context.now())
            made = talk.id
        return _talks(context.services).edit(made, now=context.now(), **values).id

    planned = fill_in(context, TALK_FORM, _talks, lambda _, key: f"talk/new/{key}", add)
    if planned:
        context.prompter.say(f"Saved. {talk_words(context, context.services.talks.talk(planned))}")


def _edit_page(context: Context, id: str) -> None:
    def build() -> Menu[Act]:
        choices = (
            *change_choices(context, TALK_FORM, _talks, id, f"talk/{id}"),
            away_choice(context, _talks, id, label="Put this talk in the archive. What was not said stays."),
        )
        return Menu(head=("", talk_words(context, context.services.talks.talk(id))), choices=choices)

    context.page(build)
