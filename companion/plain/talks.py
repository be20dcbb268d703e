"""The next talk: who, when, where, what to say and to ask; and the talks that have been."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from companion.domain.talk import MARKED, Point, PointKind, Talk
from companion.plain.console import wording
from companion.plain.console.context import Act, Context
from companion.plain.console.prompter import Menu, MenuItem
from companion.plain.console.record_list import ArchivedItem, archive_page, move, put_away
from companion.plain.console.text_prompts import ask_when, ask_words
from companion.services.dates import When, say_gap, say_when
from companion.words import say_count

_TITLES = {PointKind.SAY: "What I want to say", PointKind.ASK: "What I want to ask"}


def points_page(context: Context, kind: PointKind, talk_id: str | None = None) -> None:
    """Show the things of one kind in their order; the first three to say are marked."""

    def build() -> Menu[Act]:
        agenda = context.services.talks.agenda(context.today(), talk_id)
        points = agenda.say if kind is PointKind.SAY else agenda.ask
        said = [p for p in agenda.said if p.kind is kind]
        choices: list[MenuItem[Act]] = [
            MenuItem(
                label=_label(p, marked=p in agenda.marked, said=p in said),
                value=partial(point_page, context, p.id, talk_id),
            )
            for p in (*points, *said)
        ]
        choices.append(MenuItem(key="a", label="Add one.", value=lambda: _add(context, kind, talk_id)))
        if kind is PointKind.ASK:
            choices.append(
                MenuItem(
                    key="b", label="Bring a question to start from.", value=lambda: _starter(context, talk_id)
                )
            )
        head = ["", f"{_TITLES[kind]}, most important first."]
        if kind is PointKind.SAY and points:
            head.append(f"The first {MARKED} are marked: they stand on page one.")
        return Menu(head=tuple(head), choices=tuple(choices))

    context.page(build)


def said_apart_page(context: Context) -> None:
    """Show what was said while no talk was planned, or in a talk that was put away."""

    def build() -> Menu[Act]:
        points = context.services.talks.said_apart(context.today())
        choices = tuple(
            MenuItem(label=_label(p, marked=False, said=True), value=partial(point_page, context, p.id))
            for p in points
        )
        return Menu(head=("", "Said at other times, the last first."), choices=choices)

    context.page(build)


def point_page(context: Context, id: str, talk_id: str | None = None) -> None:
    """Show one thing whole, and what can be done with it."""

    def build() -> Menu[Act]:
        point = context.services.talks.point(id)
        is_said = point.said_at is not None
        tick = "Not said after all." if is_said else "Tick it as said."
        choices: list[MenuItem[Act]] = [
            MenuItem(key="t", label=tick, value=lambda: _say(context, id, not is_said, talk_id)),
            MenuItem(key="e", label="Change the words.", value=lambda: _change_point(context, id)),
        ]
        if not is_said:
            choices.append(MenuItem(key="m", label="Move it.", value=lambda: _move(context, point, talk_id)))
        choices.append(
            MenuItem(key="d", label="Put it in the archive.", value=lambda: _put_point_away(context, id))
        )
        said = ("Said.",) if is_said else ()
        return Menu(head=("", *wording.whole(point.text), *said), choices=tuple(choices))

    context.page(build)


def archive_of_points(context: Context) -> None:
    """Show the things in the archive."""

    def found() -> list[ArchivedItem]:
        return [_kept(context, point) for point in context.services.talks.archived_points()]

    archive_page(context, "Things to say and ask", found)


def _kept(context: Context, point: Point) -> ArchivedItem:
    return ArchivedItem(
        words=wording.own(point.text),
        restore=lambda: context.services.talks.restore_point(point.id, now=context.now()),
        delete=lambda: context.services.talks.delete_point(point.id, now=context.now()),
    )


def store_point(context: Context, kind: PointKind, text: str, talk_id: str | None = None) -> None:
    """Add a thing to a talk, or to the next one, or to none yet."""
    talks = context.services.talks
    upcoming = talks.next(context.today())
    belongs = talk_id or (upcoming.id if upcoming else "")
    talks.add_point(kind, text, talk_id=belongs, new_id=context.backend.new_id(), now=context.now())


def _label(point: Point, *, marked: bool, said: bool) -> str:
    state = "Said" if said else "Marked" if marked else ""
    return wording.sentences(wording.own(point.text), state)


def _add(context: Context, kind: PointKind, talk_id: str | None) -> None:
    prompt = (
        "What you want to say. Enter to stop:"
        if kind is PointKind.SAY
        else "What you want to ask. Enter to stop:"
    )
    place = f"talk/{talk_id or 'next'}/{kind.value}/new"
    while ask_words(context, place, (), prompt, lambda text: store_point(context, kind, text, talk_id)):
        context.prompter.say(wording.SAVED)


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


def _change_point(context: Context, id: str) -> None:
    def store(text: str) -> None:
        context.services.talks.edit_point(id, text, now=context.now())

    if ask_words(context, f"talk/point/{id}", (), "The new words. Enter keeps the old ones:", store):
        context.prompter.say(wording.SAVED)


def _move(context: Context, point: Point, talk_id: str | None) -> None:
    agenda = context.services.talks.agenda(context.today(), talk_id)
    ids = [p.id for p in (agenda.say if point.kind is PointKind.SAY else agenda.ask)]

    def put(index: int) -> None:
        context.services.talks.move_point(
            point.id, index, today=context.today(), talk_id=talk_id, now=context.now()
        )

    move(context, ids, point.id, put)


def _put_point_away(context: Context, id: str) -> None:
    put_away(context, lambda: context.services.talks.archive_point(id, now=context.now()))


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
    for talk in upcoming[1:]:
        yield MenuItem(
            label=f"Also: {talk_words(context, talk)}", value=partial(_talk_page, context, talk.id)
        )


def _choices_of_before(context: Context) -> Iterator[MenuItem[Act]]:
    """Yield the ways to what was said, and to what was put away."""
    talks, today = context.services.talks, context.today()
    if past := talks.past(today):
        yield MenuItem(key="o", label=f"Past talks, {len(past)}.", value=lambda: _past_page(context))
    if apart := talks.said_apart(today):
        label = f"Said at other times, {say_count(len(apart), 'thing')}."
        yield MenuItem(key="b", label=label, value=lambda: said_apart_page(context))
    if talks.archived_points():
        yield MenuItem(key="k", label="Things in the archive.", value=lambda: archive_of_points(context))
    if away := talks.archived():
        yield MenuItem(key="c", label=f"Talks in the archive, {len(away)}.", value=lambda: _archive(context))


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
        choices = tuple(
            MenuItem(label=talk_words(context, t), value=partial(_talk_page, context, t.id))
            for t in context.services.talks.past(context.today())
        )
        return Menu(head=("", "Past talks, newest first."), choices=choices)

    context.page(build)


def _plan(context: Context) -> None:
    """Ask who, when and where. The talk is kept with the first answer, and each answer after that."""
    made = ""

    def talk_id() -> str:
        nonlocal made
        if not made:
            new_id = context.backend.new_id()
            context.services.talks.plan_talk(new_id=new_id, now=context.now())
            made = new_id
        return made

    def ask(field: str, question: str) -> None:
        prompt = f"{question} Enter to skip:"
        ask_words(
            context, f"talk/new/{field}", (), prompt, lambda text: _store(context, talk_id(), field, text)
        )

    context.in_turn(
        (
            lambda: ask("with_whom", "Who with?"),
            lambda: ask("role", "What are they, for example care coordinator?"),
            lambda: _ask_when(context, talk_id),
            lambda: ask("where", "Where?"),
        )
    )
    if made:
        context.prompter.say(f"Saved. {talk_words(context, context.services.talks.talk(made))}")


def _ask_when(
    context: Context, talk_id: Callable[[], str], *, clear: bool = False, future: bool = True
) -> bool:
    """Ask for the day and time and store them; True when something was stored."""
    said = ask_when(context, (), clear=clear, future=future)
    if said is None:
        return False
    day, at = (said.day, said.at) if isinstance(said, When) else (None, None)
    context.keep(lambda: context.services.talks.edit_talk(talk_id(), day=day, at=at, now=context.now()))
    return True


def _edit_page(context: Context, id: str) -> None:
    def build() -> Menu[Act]:
        talk = context.services.talks.talk(id)
        choices = (
            MenuItem(label="Change who it is with.", value=lambda: _change(context, id, "with_whom")),
            MenuItem(label="Change what they are.", value=lambda: _change(context, id, "role")),
            MenuItem(label="Change when.", value=lambda: _change_when(context, id)),
            MenuItem(label="Change where.", value=lambda: _change(context, id, "where")),
            MenuItem(
                key="d",
                label="Put this talk in the archive. What was not said stays.",
                value=lambda: _put_away(context, id),
            ),
        )
        return Menu(head=("", talk_words(context, talk)), choices=choices)

    context.page(build)


def _change(context: Context, id: str, field: str) -> None:
    prompt = "The new words. Enter keeps them, blank empties them:"
    if ask_words(
        context, f"talk/{id}/{field}", (), prompt, lambda t: _store(context, id, field, t), clear=True
    ):
        context.prompter.say(wording.SAVED)


def _store(context: Context, id: str, field: str, text: str) -> None:
    given: dict[str, str] = {field: text}
    context.services.talks.edit_talk(
        id,
        with_whom=given.get("with_whom"),
        role=given.get("role"),
        where=given.get("where"),
        now=context.now(),
    )


def _change_when(context: Context, id: str) -> None:
    past = context.services.talks.talk(id).is_past(context.today())
    if _ask_when(context, lambda: id, clear=True, future=not past):
        context.prompter.say(wording.SAVED)


def _put_away(context: Context, id: str) -> None:
    put_away(context, lambda: context.services.talks.archive_talk(id, now=context.now()))


def _archive(context: Context) -> None:
    def kept(talk: Talk) -> ArchivedItem:
        return ArchivedItem(
            words=talk_words(context, talk),
            restore=lambda: context.services.talks.restore_talk(talk.id, now=context.now()),
            delete=lambda: context.services.talks.delete_talk(talk.id, now=context.now()),
        )

    archive_page(context, "Talks", lambda: [kept(talk) for talk in context.services.talks.archived()])
