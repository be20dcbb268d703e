"""Writing the safety plan: the lines of a step, and the people with numbers in it."""

from functools import partial

from companion.domain.safety import CONTACT_STEPS, Contact, SafetyLine, SafetyStep
from companion.plain.console import wording
from companion.plain.console.context import Act, Context
from companion.plain.console.prompter import Menu, MenuItem
from companion.plain.console.record_list import ArchivedItem, archive_page, move, put_away
from companion.plain.console.text_prompts import ask_words


def add_contact(context: Context, step: SafetyStep) -> bool:
    """Ask for name, number, who they are and hours; the name alone is enough. True when one was added."""
    added = ""

    def store_name(name: str) -> None:
        nonlocal added
        if added:  # back from the number: the name is said anew
            context.services.safety.edit_contact(added, name=name, now=context.now())
            return
        new_id = context.backend.new_id()
        context.services.safety.add_contact(step=step, name=name, new_id=new_id, now=context.now())
        added = new_id

    def ask_name() -> None:
        ask_words(context, f"safety/{step.value}/new-contact", (), "Their name. Enter to skip:", store_name)

    def ask_rest(field: str, prompt: str) -> None:
        if added:
            _ask_field(context, added, field, prompt, clear=False)

    context.in_turn(
        (
            ask_name,
            lambda: ask_rest("number", "Their number. Enter to skip:"),
            lambda: ask_rest("who", "Who they are to you, for example sister. Enter to skip:"),
            lambda: ask_rest("hours", "When they can be reached. Enter to skip:"),
        )
    )
    if added:
        context.prompter.say(f"Saved. {wording.contact_words(context.services.safety.contact(added))}")
    return bool(added)


def contact_page(context: Context, id: str) -> None:
    """Show one person, with the number also digit by digit, and what can be done."""

    def build() -> Menu[Act]:
        contact = context.services.safety.contact(id)
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
            MenuItem(
                label="Change the name.",
                value=lambda: _change_contact(
                    context, id, "name", "The new name. Enter keeps it:", clear=False
                ),
            ),
            MenuItem(
                label="Change the number.",
                value=lambda: _change_contact(context, id, "number", f"The number. {clear}"),
            ),
            MenuItem(
                label="Change who they are.",
                value=lambda: _change_contact(context, id, "who", f"Who they are. {clear}"),
            ),
            MenuItem(
                label="Change the hours.",
                value=lambda: _change_contact(context, id, "hours", f"The hours. {clear}"),
            ),
            MenuItem(key="m", label="Move it.", value=lambda: _move_contact(context, id)),
            MenuItem(key="d", label="Put it in the archive.", value=lambda: _put_contact_away(context, id)),
        )
        return Menu(head=head, choices=choices)

    context.page(build)


def _change_contact(context: Context, id: str, field: str, prompt: str, *, clear: bool = True) -> None:
    if _ask_field(context, id, field, prompt, clear=clear):
        context.prompter.say(wording.SAVED)


def _ask_field(context: Context, id: str, field: str, prompt: str, *, clear: bool) -> bool:
    def store(text: str) -> None:
        given: dict[str, str] = {field: text}
        context.services.safety.edit_contact(
            id,
            name=given.get("name"),
            number=given.get("number"),
            who=given.get("who"),
            hours=given.get("hours"),
            now=context.now(),
        )

    return ask_words(context, f"safety/contact/{id}/{field}", (), prompt, store, clear=clear)


def _move_contact(context: Context, id: str) -> None:
    safety = context.services.safety
    ids = [c.id for c in safety.step(safety.contact(id).step).contacts]
    move(context, ids, id, lambda index: context.services.safety.move_contact(id, index, now=context.now()))


def _put_contact_away(context: Context, id: str) -> None:
    put_away(context, lambda: context.services.safety.archive_contact(id, now=context.now()))


def step_page(context: Context, step: SafetyStep) -> None:
    """Show one step with everything in it, and what can be done."""

    def build() -> Menu[Act]:
        view = context.services.safety.step(step)
        choices: list[MenuItem[Act]] = [
            MenuItem(label=wording.contact_words(c), value=partial(contact_page, context, c.id))
            for c in view.contacts
        ]
        choices += [
            MenuItem(label=wording.stop(wording.own(line.text)), value=partial(_line_page, context, line.id))
            for line in view.lines
        ]
        choices.append(MenuItem(key="a", label="Add a line.", value=lambda: _add_lines(context, step)))
        if step in CONTACT_STEPS:
            who = "a person" if step is SafetyStep.PEOPLE else "a service or a professional"
            choices.append(
                MenuItem(key="n", label=f"Add {who} with a number.", value=lambda: add_contact(context, step))
            )
        if _archived(context, step):
            choices.append(
                MenuItem(key="k", label="The archive of this step.", value=lambda: _archive(context, step))
            )
        head = ("", f"Changing step {step.value}. {wording.stop(view.title)}", view.hint)
        return Menu(head=head, choices=tuple(choices))

    context.page(build)


def _add_lines(context: Context, step: SafetyStep) -> None:
    def store(text: str) -> None:
        context.services.safety.add_line(step, text, new_id=context.backend.new_id(), now=context.now())

    while ask_words(
        context, f"safety/{step.value}/new", (), "A line in your own words. Enter to stop:", store
    ):
        context.prompter.say(wording.SAVED)


def _line_page(context: Context, id: str) -> None:
    def build() -> Menu[Act]:
        line = context.services.safety.line(id)
        choices = (
            MenuItem(key="e", label="Change the words.", value=lambda: _change(context, id)),
            MenuItem(key="m", label="Move it.", value=lambda: _move(context, line)),
            MenuItem(key="d", label="Put it in the archive.", value=lambda: _put_away(context, id)),
        )
        return Menu(head=("", *wording.whole(line.text)), choices=choices)

    context.page(build)


def _change(context: Context, id: str) -> None:
    def store(text: str) -> None:
        context.services.safety.edit_line(id, text, now=context.now())

    if ask_words(context, f"safety/line/{id}", (), "The new words. Enter keeps the old ones:", store):
        context.prompter.say(wording.SAVED)


def _move(context: Context, line: SafetyLine) -> None:
    ids = [other.id for other in context.services.safety.step(line.step).lines]
    move(
        context,
        ids,
        line.id,
        lambda index: context.services.safety.move_line(line.id, index, now=context.now()),
    )


def _put_away(context: Context, id: str) -> None:
    put_away(context, lambda: context.services.safety.archive_line(id, now=context.now()))


def _archived(context: Context, step: SafetyStep) -> tuple[list[SafetyLine], list[Contact]] | None:
    lines = [line for line in context.services.safety.archived_lines() if line.step == step]
    people = [contact for contact in context.services.safety.archived_contacts() if contact.step == step]
    return (lines, people) if lines or people else None


def _archive(context: Context, step: SafetyStep) -> None:
    def found() -> list[ArchivedItem]:
        lines, people = _archived(context, step) or ([], [])
        return [*(_kept_contact(context, c) for c in people), *(_kept_line(context, line) for line in lines)]

    archive_page(context, f"Step {step.value}", found)


def _kept_contact(context: Context, contact: Contact) -> ArchivedItem:
    return ArchivedItem(
        words=wording.contact_words(contact),
        restore=lambda: context.services.safety.restore_contact(contact.id, now=context.now()),
        delete=lambda: context.services.safety.delete_contact(contact.id, now=context.now()),
    )


def _kept_line(context: Context, line: SafetyLine) -> ArchivedItem:
    return ArchivedItem(
        words=wording.own(line.text),
        restore=lambda: context.services.safety.restore_line(line.id, now=context.now()),
        delete=lambda: context.services.safety.delete_line(line.id, now=context.now()),
    )
