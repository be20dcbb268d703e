"""Writing the safety plan: the lines of a step, and the people with numbers in it."""

from functools import partial

from companion.domain.safety import CONTACT_STEPS, Contact, SafetyLine, Step
from companion.plain import phrases
from companion.plain.contacts import add_contact, contact_page
from companion.plain.talker import Choice, Menu
from companion.plain.things import Kept, archive_page, move, put_away
from companion.plain.visit import Act, Visit
from companion.plain.writing import ask_words


def step_page(visit: Visit, step: Step) -> None:
    """Show one step with everything in it, and what can be done."""

    def build() -> Menu[Act]:
        view = visit.services.safety.step(step)
        choices: list[Choice[Act]] = [
            Choice(label=phrases.contact_words(c), value=partial(contact_page, visit, c.id))
            for c in view.contacts
        ]
        choices += [
            Choice(label=phrases.stop(phrases.own(line.text)), value=partial(_line_page, visit, line.id))
            for line in view.lines
        ]
        choices.append(Choice(key="a", label="Add a line.", value=lambda: _add_lines(visit, step)))
        if step in CONTACT_STEPS:
            who = "a person" if step is Step.PEOPLE else "a service or a professional"
            choices.append(
                Choice(key="n", label=f"Add {who} with a number.", value=lambda: add_contact(visit, step))
            )
        if _archived(visit, step):
            choices.append(
                Choice(key="k", label="The archive of this step.", value=lambda: _archive(visit, step))
            )
        head = ("", f"Changing step {step.value}. {phrases.stop(view.title)}", view.hint)
        return Menu(head=head, choices=tuple(choices))

    visit.page(build)


def _add_lines(visit: Visit, step: Step) -> None:
    def store(text: str) -> None:
        visit.services.safety.add_line(step, text, new_id=visit.door.new_id(), now=visit.now())

    while ask_words(visit, f"safety/{step.value}/new", (), "A line in your own words. Enter to stop:", store):
        visit.talk.say(phrases.SAVED)


def _line_page(visit: Visit, id: str) -> None:
    def build() -> Menu[Act]:
        line = visit.services.safety.line(id)
        choices = (
            Choice(key="e", label="Change the words.", value=lambda: _change(visit, id)),
            Choice(key="m", label="Move it.", value=lambda: _move(visit, line)),
            Choice(key="d", label="Put it in the archive.", value=lambda: _put_away(visit, id)),
        )
        return Menu(head=("", *phrases.whole(line.text)), choices=choices)

    visit.page(build)


def _change(visit: Visit, id: str) -> None:
    def store(text: str) -> None:
        visit.services.safety.edit_line(id, text, now=visit.now())

    if ask_words(visit, f"safety/line/{id}", (), "The new words. Enter keeps the old ones:", store):
        visit.talk.say(phrases.SAVED)


def _move(visit: Visit, line: SafetyLine) -> None:
    ids = [other.id for other in visit.services.safety.step(line.step).lines]
    move(visit, ids, line.id, lambda index: visit.services.safety.move_line(line.id, index, now=visit.now()))


def _put_away(visit: Visit, id: str) -> None:
    put_away(visit, lambda: visit.services.safety.archive_line(id, now=visit.now()))


def _archived(visit: Visit, step: Step) -> tuple[list[SafetyLine], list[Contact]] | None:
    lines = [line for line in visit.services.safety.archived_lines() if line.step == step]
    people = [contact for contact in visit.services.safety.archived_contacts() if contact.step == step]
    return (lines, people) if lines or people else None


def _archive(visit: Visit, step: Step) -> None:
    def found() -> list[Kept]:
        lines, people = _archived(visit, step) or ([], [])
        return [*(_kept_contact(visit, c) for c in people), *(_kept_line(visit, line) for line in lines)]

    archive_page(visit, f"Step {step.value}", found)


def _kept_contact(visit: Visit, contact: Contact) -> Kept:
    return Kept(
        words=phrases.contact_words(contact),
        restore=lambda: visit.services.safety.restore_contact(contact.id, now=visit.now()),
        delete=lambda: visit.services.safety.delete_contact(contact.id, now=visit.now()),
    )


def _kept_line(visit: Visit, line: SafetyLine) -> Kept:
    return Kept(
        words=phrases.own(line.text),
        restore=lambda: visit.services.safety.restore_line(line.id, now=visit.now()),
        delete=lambda: visit.services.safety.delete_line(line.id, now=visit.now()),
    )
