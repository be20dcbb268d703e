"""The next talk: who, when, where, what to say and to ask; and the talks that have been."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from companion.domain.talk import MARKED, Point, PointKind, Talk
from companion.plain.console import wording
from companion.plain.console.context import Act, Visit
from companion.plain.console.prompter import Choice, Menu
from companion.plain.console.record_list import Kept, archive_page, move, put_away
from companion.plain.console.text_prompts import ask_when, ask_words
from companion.services.dates import When, say_gap, say_when
from companion.words import say_count

_TITLES = {PointKind.SAY: "What I want to say", PointKind.ASK: "What I want to ask"}


def points_page(visit: Visit, kind: PointKind, talk_id: str | None = None) -> None:
    """Show the things of one kind in their order; the first three to say are marked."""

    def build() -> Menu[Act]:
        agenda = visit.services.talks.agenda(visit.today(), talk_id)
        points = agenda.say if kind is PointKind.SAY else agenda.ask
        said = [p for p in agenda.said if p.kind is kind]
        choices: list[Choice[Act]] = [
            Choice(
                label=_label(p, marked=p in agenda.marked, said=p in said),
                value=partial(point_page, visit, p.id, talk_id),
            )
            for p in (*points, *said)
        ]
        choices.append(Choice(key="a", label="Add one.", value=lambda: _add(visit, kind, talk_id)))
        if kind is PointKind.ASK:
            choices.append(
                Choice(
                    key="b", label="Bring a question to start from.", value=lambda: _starter(visit, talk_id)
                )
            )
        head = ["", f"{_TITLES[kind]}, most important first."]
        if kind is PointKind.SAY and points:
            head.append(f"The first {MARKED} are marked: they stand on page one.")
        return Menu(head=tuple(head), choices=tuple(choices))

    visit.page(build)


def said_apart_page(visit: Visit) -> None:
    """Show what was said while no talk was planned, or in a talk that was put away."""

    def build() -> Menu[Act]:
        points = visit.services.talks.said_apart(visit.today())
        choices = tuple(
            Choice(label=_label(p, marked=False, said=True), value=partial(point_page, visit, p.id))
            for p in points
        )
        return Menu(head=("", "Said at other times, the last first."), choices=choices)

    visit.page(build)


def point_page(visit: Visit, id: str, talk_id: str | None = None) -> None:
    """Show one thing whole, and what can be done with it."""

    def build() -> Menu[Act]:
        point = visit.services.talks.point(id)
        is_said = point.said_at is not None
        tick = "Not said after all." if is_said else "Tick it as said."
        choices: list[Choice[Act]] = [
            Choice(key="t", label=tick, value=lambda: _say(visit, id, not is_said, talk_id)),
            Choice(key="e", label="Change the words.", value=lambda: _change_point(visit, id)),
        ]
        if not is_said:
            choices.append(Choice(key="m", label="Move it.", value=lambda: _move(visit, point, talk_id)))
        choices.append(
            Choice(key="d", label="Put it in the archive.", value=lambda: _put_point_away(visit, id))
        )
        said = ("Said.",) if is_said else ()
        return Menu(head=("", *wording.whole(point.text), *said), choices=tuple(choices))

    visit.page(build)


def archive_of_points(visit: Visit) -> None:
    """Show the things in the archive."""

    def found() -> list[Kept]:
        return [_kept(visit, point) for point in visit.services.talks.archived_points()]

    archive_page(visit, "Things to say and ask", found)


def _kept(visit: Visit, point: Point) -> Kept:
    return Kept(
        words=wording.own(point.text),
        restore=lambda: visit.services.talks.restore_point(point.id, now=visit.now()),
        delete=lambda: visit.services.talks.delete_point(point.id, now=visit.now()),
    )


def store_point(visit: Visit, kind: PointKind, text: str, talk_id: str | None = None) -> None:
    """Add a thing to a talk, or to the next one, or to none yet."""
    talks = visit.services.talks
    upcoming = talks.next(visit.today())
    belongs = talk_id or (upcoming.id if upcoming else "")
    talks.add_point(kind, text, talk_id=belongs, new_id=visit.door.new_id(), now=visit.now())


def _label(point: Point, *, marked: bool, said: bool) -> str:
    state = "Said" if said else "Marked" if marked else ""
    return wording.joined(wording.own(point.text), state)


def _add(visit: Visit, kind: PointKind, talk_id: str | None) -> None:
    prompt = (
        "What you want to say. Enter to stop:"
        if kind is PointKind.SAY
        else "What you want to ask. Enter to stop:"
    )
    place = f"talk/{talk_id or 'next'}/{kind.value}/new"
    while ask_words(visit, place, (), prompt, lambda text: store_point(visit, kind, text, talk_id)):
        visit.talk.say(wording.SAVED)


def _starter(visit: Visit, talk_id: str | None) -> None:
    choices = tuple(Choice(label=question, value=question) for question in visit.services.talks.starters())
    picked = visit.talk.choose(Menu(head=("Questions to start from.",), choices=choices))
    if picked is not None:
        store_point(visit, PointKind.ASK, picked, talk_id)
        visit.talk.say("Added. You can change the words.")


def _say(visit: Visit, id: str, on: bool, talk_id: str | None) -> None:
    visit.services.talks.say(id, on, today=visit.today(), talk_id=talk_id, now=visit.now())
    visit.talk.say("Ticked as said." if on else "Not ticked any more.")


def _change_point(visit: Visit, id: str) -> None:
    def store(text: str) -> None:
        visit.services.talks.edit_point(id, text, now=visit.now())

    if ask_words(visit, f"talk/point/{id}", (), "The new words. Enter keeps the old ones:", store):
        visit.talk.say(wording.SAVED)


def _move(visit: Visit, point: Point, talk_id: str | None) -> None:
    agenda = visit.services.talks.agenda(visit.today(), talk_id)
    ids = [p.id for p in (agenda.say if point.kind is PointKind.SAY else agenda.ask)]

    def put(index: int) -> None:
        visit.services.talks.move_point(
            point.id, index, today=visit.today(), talk_id=talk_id, now=visit.now()
        )

    move(visit, ids, point.id, put)


def _put_point_away(visit: Visit, id: str) -> None:
    put_away(visit, lambda: visit.services.talks.archive_point(id, now=visit.now()))


def talk_words(visit: Visit, talk: Talk) -> str:
    """Return a talk in a sentence or two: who first, then where, the day last."""
    who = ", ".join(p for p in (wording.own(talk.with_whom), wording.own(talk.role)) if p) or "A talk"
    when = say_when(talk.day, talk.at) if talk.day else "No day yet"
    gap = say_gap(talk.day, visit.today()) if talk.day else ""
    return wording.joined(who, wording.own(talk.where), gap[:1].upper() + gap[1:], when)


def next_talk_page(visit: Visit) -> None:
    """Show the next talk with what there is to say and ask; without one, points can be written all the same."""

    def build() -> Menu[Act]:
        upcoming = visit.services.talks.upcoming(visit.today())
        choices = _points_choices(visit, None)
        choices += _planning_choices(visit, upcoming)
        choices += _choices_of_before(visit)
        head = (
            talk_words(visit, upcoming[0])
            if upcoming
            else "No talk is planned yet. What you write waits for the next one."
        )
        return Menu(head=("", "Next talk.", head), choices=tuple(choices))

    visit.page(build)


def _planning_choices(visit: Visit, upcoming: Sequence[Talk]) -> Iterator[Choice[Act]]:
    """Yield what can be done about the talks that are planned."""
    if upcoming:
        first = upcoming[0].id
        yield Choice(key="e", label="Change who, when or where.", value=lambda: _edit_page(visit, first))
    plan = "Plan another talk." if upcoming else "Plan a talk."
    yield Choice(key="a", label=plan, value=lambda: _plan(visit))
    for talk in upcoming[1:]:
        yield Choice(label=f"Also: {talk_words(visit, talk)}", value=partial(_talk_page, visit, talk.id))


def _choices_of_before(visit: Visit) -> Iterator[Choice[Act]]:
    """Yield the ways to what was said, and to what was put away."""
    talks, today = visit.services.talks, visit.today()
    if past := talks.past(today):
        yield Choice(key="o", label=f"Past talks, {len(past)}.", value=lambda: _past_page(visit))
    if apart := talks.said_apart(today):
        label = f"Said at other times, {say_count(len(apart), 'thing')}."
        yield Choice(key="b", label=label, value=lambda: said_apart_page(visit))
    if talks.archived_points():
        yield Choice(key="k", label="Things in the archive.", value=lambda: archive_of_points(visit))
    if away := talks.archived():
        yield Choice(key="c", label=f"Talks in the archive, {len(away)}.", value=lambda: _archive(visit))


def _points_choices(visit: Visit, talk_id: str | None) -> list[Choice[Act]]:
    agenda = visit.services.talks.agenda(visit.today(), talk_id)
    return [
        Choice(
            label=f"To say, {say_count(len(agenda.say), 'thing')}.",
            value=lambda: points_page(visit, PointKind.SAY, talk_id),
        ),
        Choice(
            label=f"To ask, {say_count(len(agenda.ask), 'thing')}.",
            value=lambda: points_page(visit, PointKind.ASK, talk_id),
        ),
    ]


def _talk_page(visit: Visit, id: str) -> None:
    def build() -> Menu[Act]:
        talk = visit.services.talks.talk(id)
        agenda = visit.services.talks.agenda(visit.today(), id)
        said = tuple(f"Said: {wording.stop(wording.own(p.text))}" for p in agenda.said)
        choices = _points_choices(visit, id)
        choices.append(
            Choice(key="e", label="Change who, when or where.", value=lambda: _edit_page(visit, id))
        )
        return Menu(head=("", talk_words(visit, talk), *said), choices=tuple(choices))

    visit.page(build)


def _past_page(visit: Visit) -> None:
    def build() -> Menu[Act]:
        choices = tuple(
            Choice(label=talk_words(visit, t), value=partial(_talk_page, visit, t.id))
            for t in visit.services.talks.past(visit.today())
        )
        return Menu(head=("", "Past talks, newest first."), choices=choices)

    visit.page(build)


def _plan(visit: Visit) -> None:
    """Ask who, when and where. The talk is kept with the first answer, and each answer after that."""
    made = ""

    def talk_id() -> str:
        nonlocal made
        if not made:
            new_id = visit.door.new_id()
            visit.services.talks.plan_talk(new_id=new_id, now=visit.now())
            made = new_id
        return made

    def ask(field: str, question: str) -> None:
        prompt = f"{question} Enter to skip:"
        ask_words(visit, f"talk/new/{field}", (), prompt, lambda text: _store(visit, talk_id(), field, text))

    visit.in_turn(
        (
            lambda: ask("with_whom", "Who with?"),
            lambda: ask("role", "What are they, for example care coordinator?"),
            lambda: _ask_when(visit, talk_id),
            lambda: ask("where", "Where?"),
        )
    )
    if made:
        visit.talk.say(f"Saved. {talk_words(visit, visit.services.talks.talk(made))}")


def _ask_when(visit: Visit, talk_id: Callable[[], str], *, clear: bool = False, future: bool = True) -> bool:
    """Ask for the day and time and store them; True when something was stored."""
    said = ask_when(visit, (), clear=clear, future=future)
    if said is None:
        return False
    day, at = (said.day, said.at) if isinstance(said, When) else (None, None)
    visit.keep(lambda: visit.services.talks.edit_talk(talk_id(), day=day, at=at, now=visit.now()))
    return True


def _edit_page(visit: Visit, id: str) -> None:
    def build() -> Menu[Act]:
        talk = visit.services.talks.talk(id)
        choices = (
            Choice(label="Change who it is with.", value=lambda: _change(visit, id, "with_whom")),
            Choice(label="Change what they are.", value=lambda: _change(visit, id, "role")),
            Choice(label="Change when.", value=lambda: _change_when(visit, id)),
            Choice(label="Change where.", value=lambda: _change(visit, id, "where")),
            Choice(
                key="d",
                label="Put this talk in the archive. What was not said stays.",
                value=lambda: _put_away(visit, id),
            ),
        )
        return Menu(head=("", talk_words(visit, talk)), choices=choices)

    visit.page(build)


def _change(visit: Visit, id: str, field: str) -> None:
    prompt = "The new words. Enter keeps them, blank empties them:"
    if ask_words(visit, f"talk/{id}/{field}", (), prompt, lambda t: _store(visit, id, field, t), clear=True):
        visit.talk.say(wording.SAVED)


def _store(visit: Visit, id: str, field: str, text: str) -> None:
    given: dict[str, str] = {field: text}
    visit.services.talks.edit_talk(
        id,
        with_whom=given.get("with_whom"),
        role=given.get("role"),
        where=given.get("where"),
        now=visit.now(),
    )


def _change_when(visit: Visit, id: str) -> None:
    past = visit.services.talks.talk(id).is_past(visit.today())
    if _ask_when(visit, lambda: id, clear=True, future=not past):
        visit.talk.say(wording.SAVED)


def _put_away(visit: Visit, id: str) -> None:
    put_away(visit, lambda: visit.services.talks.archive_talk(id, now=visit.now()))


def _archive(visit: Visit) -> None:
    def kept(talk: Talk) -> Kept:
        return Kept(
            words=talk_words(visit, talk),
            restore=lambda: visit.services.talks.restore_talk(talk.id, now=visit.now()),
            delete=lambda: visit.services.talks.delete_talk(talk.id, now=visit.now()),
        )

    archive_page(visit, "Talks", lambda: [kept(talk) for talk in visit.services.talks.archived()])
