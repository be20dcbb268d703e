"""Writing the safety plan: the lines of a step, and the people with numbers in it."""

from functools import partial

from companion.domain.safety import CONTACT_STEPS, Contact, SafetyLine, Step
from companion.plain.console import wording
from companion.plain.console.context import Act, Visit
from companion.plain.console.prompter import Choice, Menu
from companion.plain.console.record_list import Kept, archive_page, move, put_away
from companion.plain.console.text_prompts import ask_words


def add_contact(visit: Visit, step: Step) -> bool:
    """Ask for name, number, who they are and hours; the name alone is enough. True when one was added."""
    added = ""

    def store_name(name: str) -> None:
        nonlocal added
        if added:  # back from the number: the name is said anew
            visit.services.safety.edit_contact(added, name=name, now=visit.now())
            return
        new_id = visit.door.new_id()
        visit.services.safety.add_contact(step=step, name=name, new_id=new_id, now=visit.now())
        added = new_id

    def ask_name() -> None:
        ask_words(visit, f"safety/{step.value}/new-contact", (), "Their name. Enter to skip:", store_name)

    def ask_rest(field: str, prompt: str) -> None:
        if added:
            _ask_field(visit, added, field, prompt, clear=False)

    visit.in_turn(
        (
            ask_name,
            lambda: ask_rest("number", "Their number. Enter to skip:"),
            lambda: ask_rest("who", "Who they are to you, for example sister. Enter to skip:"),
            lambda: ask_rest("hours", "When they can be reached. Enter to skip:"),
        )
    )
    if added:
        visit.talk.say(f"Saved. {wording.contact_words(visit.services.safety.contact(added))}")
    return bool(added)


def contact_page(visit: Visit, id: str) -> None:
    """Show one person, with the number also digit by digit, and what can be done."""

    def build() -> Menu[Act]:
        contact = visit.services.safety.contact(id)
        digits = " ".join(letter for letter in contact.number if letter.isdecimal())
        checked = contact.checked_on
        head = (
            "",
            wording.contact_words(contact),
            *([f"Digit by digit: {digits}."] if digits else []),
            *([f"Who: {wording.stop(wording.own(contact.who))}"] if contact.who.strip() else []),
            *([f"Number checked {checked.day}/{checked.month}/{checked.year}."] if checked else []),
        )
        clear = "Enter keeps it, blank empties it:"
        choices = (
            Choice(
                label="Change the name.",
                value=lambda: _change_contact(
                    visit, id, "name", "The new name. Enter keeps it:", clear=False
                ),
            ),
            Choice(
                label="Change the number.",
                value=lambda: _change_contact(visit, id, "number", f"The number. {clear}"),
            ),
            Choice(
                label="Change who they are.",
                value=lambda: _change_contact(visit, id, "who", f"Who they are. {clear}"),
            ),
            Choice(
                label="Change the hours.",
                value=lambda: _change_contact(visit, id, "hours", f"The hours. {clear}"),
            ),
            Choice(key="m", label="Move it.", value=lambda: _move_contact(visit, id)),
            Choice(key="d", label="Put it in the archive.", value=lambda: _put_contact_away(visit, id)),
        )
        return Menu(head=head, choices=choices)

    visit.page(build)


def _change_contact(visit: Visit, id: str, field: str, prompt: str, *, clear: bool = True) -> None:
    if _ask_field(visit, id, field, prompt, clear=clear):
        visit.talk.say(wording.SAVED)


def _ask_field(visit: Visit, id: str, field: str, prompt: str, *, clear: bool) -> bool:
    def store(text: str) -> None:
        given: dict[str, str] = {field: text}
        visit.services.safety.edit_contact(
            id,
            name=given.get("name"),
            number=given.get("number"),
            who=given.get("who"),
            hours=given.get("hours"),
            now=visit.now(),
        )

    return ask_words(visit, f"safety/contact/{id}/{field}", (), prompt, store, clear=clear)


def _move_contact(visit: Visit, id: str) -> None:
    safety = visit.services.safety
    ids = [c.id for c in safety.step(safety.contact(id).step).contacts]
    move(visit, ids, id, lambda index: visit.services.safety.move_contact(id, index, now=visit.now()))


def _put_contact_away(visit: Visit, id: str) -> None:
    put_away(visit, lambda: visit.services.safety.archive_contact(id, now=visit.now()))


def step_page(visit: Visit, step: Step) -> None:
    """Show one step with everything in it, and what can be done."""

    def build() -> Menu[Act]:
        view = visit.services.safety.step(step)
        choices: list[Choice[Act]] = [
            Choice(label=wording.contact_words(c), value=partial(contact_page, visit, c.id))
            for c in view.contacts
        ]
        choices += [
            Choice(label=wording.stop(wording.own(line.text)), value=partial(_line_page, visit, line.id))
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
        head = ("", f"Changing step {step.value}. {wording.stop(view.title)}", view.hint)
        return Menu(head=head, choices=tuple(choices))

    visit.page(build)


def _add_lines(visit: Visit, step: Step) -> None:
    def store(text: str) -> None:
        visit.services.safety.add_line(step, text, new_id=visit.door.new_id(), now=visit.now())

    while ask_words(visit, f"safety/{step.value}/new", (), "A line in your own words. Enter to stop:", store):
        visit.talk.say(wording.SAVED)


def _line_page(visit: Visit, id: str) -> None:
    def build() -> Menu[Act]:
        line = visit.services.safety.line(id)
        choices = (
            Choice(key="e", label="Change the words.", value=lambda: _change(visit, id)),
            Choice(key="m", label="Move it.", value=lambda: _move(visit, line)),
            Choice(key="d", label="Put it in the archive.", value=lambda: _put_away(visit, id)),
        )
        return Menu(head=("", *wording.whole(line.text)), choices=choices)

    visit.page(build)


def _change(visit: Visit, id: str) -> None:
    def store(text: str) -> None:
        visit.services.safety.edit_line(id, text, now=visit.now())

    if ask_words(visit, f"safety/line/{id}", (), "The new words. Enter keeps the old ones:", store):
        visit.talk.say(wording.SAVED)


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
        words=wording.contact_words(contact),
        restore=lambda: visit.services.safety.restore_contact(contact.id, now=visit.now()),
        delete=lambda: visit.services.safety.delete_contact(contact.id, now=visit.now()),
    )


def _kept_line(visit: Visit, line: SafetyLine) -> Kept:
    return Kept(
        words=wording.own(line.text),
        restore=lambda: visit.services.safety.restore_line(line.id, now=visit.now()),
        delete=lambda: visit.services.safety.delete_line(line.id, now=visit.now()),
    )
