"""Things to say and to ask: added, put in order, ticked as said, put away."""

from functools import partial

from companion.domain.talk import MARKED, Point, PointKind
from companion.plain import phrases
from companion.plain.talker import Choice, Menu
from companion.plain.things import Kept, archive_page, move, put_away
from companion.plain.visit import Act, Visit
from companion.plain.writing import ask_words

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
            Choice(key="e", label="Change the words.", value=lambda: _change(visit, id)),
        ]
        if not is_said:
            choices.append(Choice(key="m", label="Move it.", value=lambda: _move(visit, point, talk_id)))
        choices.append(Choice(key="d", label="Put it in the archive.", value=lambda: _put_away(visit, id)))
        said = ("Said.",) if is_said else ()
        return Menu(head=("", *phrases.whole(point.text), *said), choices=tuple(choices))

    visit.page(build)


def archive_of_points(visit: Visit) -> None:
    """Show the things in the archive."""

    def found() -> list[Kept]:
        return [_kept(visit, point) for point in visit.services.talks.archived_points()]

    archive_page(visit, "Things to say and ask", found)


def _kept(visit: Visit, point: Point) -> Kept:
    return Kept(
        words=phrases.own(point.text),
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
    return phrases.joined(phrases.own(point.text), state)


def _add(visit: Visit, kind: PointKind, talk_id: str | None) -> None:
    prompt = (
        "What you want to say. Enter to stop:"
        if kind is PointKind.SAY
        else "What you want to ask. Enter to stop:"
    )
    place = f"talk/{talk_id or 'next'}/{kind.value}/new"
    while ask_words(visit, place, (), prompt, lambda text: store_point(visit, kind, text, talk_id)):
        visit.talk.say(phrases.SAVED)


def _starter(visit: Visit, talk_id: str | None) -> None:
    choices = tuple(Choice(label=question, value=question) for question in visit.services.talks.starters())
    picked = visit.talk.choose(Menu(head=("Questions to start from.",), choices=choices))
    if picked is not None:
        store_point(visit, PointKind.ASK, picked, talk_id)
        visit.talk.say("Added. You can change the words.")


def _say(visit: Visit, id: str, on: bool, talk_id: str | None) -> None:
    visit.services.talks.say(id, on, today=visit.today(), talk_id=talk_id, now=visit.now())
    visit.talk.say("Ticked as said." if on else "Not ticked any more.")


def _change(visit: Visit, id: str) -> None:
    def store(text: str) -> None:
        visit.services.talks.edit_point(id, text, now=visit.now())

    if ask_words(visit, f"talk/point/{id}", (), "The new words. Enter keeps the old ones:", store):
        visit.talk.say(phrases.SAVED)


def _move(visit: Visit, point: Point, talk_id: str | None) -> None:
    agenda = visit.services.talks.agenda(visit.today(), talk_id)
    ids = [p.id for p in (agenda.say if point.kind is PointKind.SAY else agenda.ask)]

    def put(index: int) -> None:
        visit.services.talks.move_point(
            point.id, index, today=visit.today(), talk_id=talk_id, now=visit.now()
        )

    move(visit, ids, point.id, put)


def _put_away(visit: Visit, id: str) -> None:
    put_away(visit, lambda: visit.services.talks.archive_point(id, now=visit.now()))
