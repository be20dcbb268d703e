"""The learning plan: four questions with lines under them, and the courses been to."""

from functools import partial

from companion.domain.learning import LearningLine, LearningPart
from companion.domain.plan import LineAudience
from companion.plain import phrases
from companion.plain.learn_courses import courses_page, read_course
from companion.plain.learn_words import day_of
from companion.plain.talker import Choice, Menu
from companion.plain.things import Kept, archive_page, move, put_away
from companion.plain.visit import Act, Visit
from companion.plain.writing import ask_words
from companion.services.learn.learning_plan import part_title
from companion.words import say_count


def learning_plan_page(visit: Visit) -> None:
    """Show the four questions with how many lines each has, and the courses."""

    def build() -> Menu[Act]:
        learning = visit.services.learning
        choices: list[Choice[Act]] = [
            Choice(
                label=f"{guide.title}, {say_count(len(learning.lines(guide.part)), 'line')}.",
                value=partial(_part_page, visit, guide.part),
            )
            for guide in learning.guides()
        ]
        choices.append(
            Choice(
                label=f"Courses I have been to, {len(learning.courses())}.", value=lambda: courses_page(visit)
            )
        )
        choices.append(Choice(key="w", label="Read the whole of it.", value=lambda: _read_all(visit)))
        return Menu(head=("", "My learning plan."), choices=tuple(choices))

    visit.page(build)


def learning_line_page(visit: Visit, id: str) -> None:
    """Show one line whole, and what can be done with it."""

    def build() -> Menu[Act]:
        line = visit.services.learning.line(id)
        head = (
            "",
            *phrases.whole(line.text),
            f"{part_title(line.part)}. Written {day_of(visit, line.created_at)}.",
            f"Who may see it: {phrases.AUDIENCES[line.audience]}",
        )
        choices = (
            Choice(key="e", label="Change the words.", value=lambda: _change(visit, id)),
            Choice(key="w", label="Choose who may see it.", value=lambda: _change_audience(visit, id)),
            Choice(key="m", label="Move it.", value=lambda: _move(visit, id)),
            Choice(key="d", label="Put it in the archive.", value=lambda: _put_away(visit, id)),
        )
        return Menu(head=head, choices=choices)

    visit.page(build)


def _part_page(visit: Visit, part: LearningPart) -> None:
    def build() -> Menu[Act]:
        learning = visit.services.learning
        lines = learning.lines(part)
        choices: list[Choice[Act]] = [
            Choice(label=_line_words(visit, line), value=partial(learning_line_page, visit, line.id))
            for line in lines
        ]
        choices.append(Choice(key="a", label="Add a line.", value=lambda: _add(visit, part)))
        if learning.lines(part, archived=True):
            choices.append(
                Choice(key="k", label="Lines in the archive.", value=lambda: _archive(visit, part))
            )
        guide = next(g for g in learning.guides() if g.part is part)
        empty = () if lines else (f"Nothing here yet, and that is all right. For example: {guide.example}.",)
        return Menu(head=("", f"{guide.title}.", *empty), choices=tuple(choices))

    visit.page(build)


def _line_words(visit: Visit, line: LearningLine) -> str:
    seen = {LineAudience.ME: "For me alone", LineAudience.ASK: "", LineAudience.TEAM: "For my team"}
    return phrases.joined(phrases.own(line.text), day_of(visit, line.created_at), seen[line.audience])


def _read_all(visit: Visit) -> None:
    learning = visit.services.learning
    for guide in learning.guides():
        if lines := learning.lines(guide.part):
            visit.talk.say("", f"{guide.title}.", *(f"- {_line_words(visit, line)}" for line in lines))
    if courses := learning.courses():
        visit.talk.say("", "Courses I have been to.")
        for course in courses:
            read_course(visit, course)
    visit.talk.say("", "That is the whole of it.")


def _add(visit: Visit, part: LearningPart) -> None:
    def store(text: str) -> None:
        visit.services.learning.add_line(part, text, new_id=visit.door.new_id(), now=visit.now())

    prompt = "A line in your own words. Enter to stop:"
    while ask_words(visit, f"learning/{part.value}/new", (), prompt, store):
        visit.talk.say(phrases.SAVED)


def _change(visit: Visit, id: str) -> None:
    def store(text: str) -> None:
        visit.services.learning.edit_line(id, text=text, now=visit.now())

    place = f"learning/{visit.services.learning.line(id).part.value}/{id}"
    if ask_words(visit, place, (), "The new words. Enter keeps the old ones:", store):
        visit.talk.say(phrases.SAVED)


def _change_audience(visit: Visit, id: str) -> None:
    choices = tuple(Choice(label=phrases.AUDIENCES[a], value=a) for a in (LineAudience.ME, LineAudience.ASK))
    picked = visit.talk.choose(Menu(head=("Who may see this line?",), choices=choices))
    if picked is not None:
        visit.services.learning.edit_line(id, audience=picked, now=visit.now())
        visit.talk.say(phrases.SAVED)


def _move(visit: Visit, id: str) -> None:
    learning = visit.services.learning
    ids = [line.id for line in learning.lines(learning.line(id).part)]
    move(visit, ids, id, lambda index: visit.services.learning.move_line(id, index, now=visit.now()))


def _put_away(visit: Visit, id: str) -> None:
    put_away(visit, lambda: visit.services.learning.archive_line(id, now=visit.now()))


def _archive(visit: Visit, part: LearningPart) -> None:
    def kept(line: LearningLine) -> Kept:
        return Kept(
            words=phrases.own(line.text),
            restore=lambda: visit.services.learning.restore_line(line.id, now=visit.now()),
            delete=lambda: visit.services.learning.delete_line(line.id, now=visit.now()),
        )

    def found() -> list[Kept]:
        return [kept(line) for line in visit.services.learning.lines(part, archived=True)]

    archive_page(visit, "Lines", found)
