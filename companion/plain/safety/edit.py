"""Writing the safety plan: the lines of a step, and the people with numbers in it."""

from companion.domain.safety import CONTACT_STEPS, Contact, SafetyLine, SafetyStep
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
from companion.services.core.collection import OrderedCollection
from companion.services.safety.safety import CONTACT_FORM
from companion.services.services import Services

_FORM = CONTACT_FORM.in_order("name", "number", "who", "hours")  # as a person is read out: the number first


def _lines(services: Services) -> OrderedCollection[SafetyLine]:
    return services.safety.line_records


def _contacts(services: Services) -> OrderedCollection[Contact]:
    return services.safety.contact_records


def add_contact(context: Context, step: SafetyStep) -> bool:
    """Ask for name, number, who they are and hours; the name alone is enough. True when one was added."""

    def draft(id: str, key: str) -> str:
        return f"safety/contact/{id}/{key}" if id else f"safety/{step.value}/new-contact"

    def add(values: Values) -> str:
        new_id = context.backend.new_id()
        return context.services.safety.add_contact(step=step, new_id=new_id, now=context.now(), **values).id

    added = fill_in(context, _FORM, _contacts, draft, add)
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
        choices = (
            *change_choices(context, _FORM, _contacts, id, f"safety/contact/{id}"),
            move_choice(context, _contacts, id),
            away_choice(context, _contacts, id),
        )
        return Menu(head=head, choices=choices)

    context.page(build)


def step_page(context: Context, step: SafetyStep) -> None:
    """Show one step with everything in it, and what can be done."""

    def store(text: str) -> None:
        context.services.safety.add_line(step, text, new_id=context.backend.new_id(), now=context.now())

    def archived() -> list[ArchivedItem]:
        people = _contacts(context.services).all(step, archived=True)
        lines = _lines(context.services).all(step, archived=True)
        return [
            *archived_items(context, _contacts, people, wording.contact_words),
            *archived_items(context, _lines, lines, lambda line: wording.own(line.text)),
        ]

    def build() -> Menu[Act]:
        view = context.services.safety.step(step)
        choices = [
            *rows(context, view.contacts, wording.contact_words, contact_page),
            *rows(context, view.lines, lambda line: wording.stop(wording.own(line.text)), _line_page),
            MenuItem(
                key="a",
                label="Add a line.",
                value=lambda: add_lines(context, f"safety/{step.value}/new", store),
            ),
        ]
        if step in CONTACT_STEPS:
            who = "a person" if step is SafetyStep.PEOPLE else "a service or a professional"
            choices.append(
                MenuItem(key="n", label=f"Add {who} with a number.", value=lambda: add_contact(context, step))
            )
        choices += archive_choice(context, f"Step {step.value}", archived, label="The archive of this step.")
        head = ("", f"Changing step {step.value}. {wording.stop(view.title)}", view.hint)
        return Menu(head=head, choices=tuple(choices))

    context.page(build)


def _line_page(context: Context, id: str) -> None:
    def build() -> Menu[Act]:
        choices = (
            words_choice(context, _lines, id, f"safety/line/{id}"),
            move_choice(context, _lines, id),
            away_choice(context, _lines, id),
        )
        return Menu(head=("", *wording.whole(context.services.safety.line(id).text)), choices=choices)

    context.page(build)
