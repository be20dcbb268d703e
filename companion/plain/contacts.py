"""A person or a service with a number: added, read digit by digit, changed."""

from companion.domain.safety import Step
from companion.plain import phrases
from companion.plain.talker import Choice, Menu
from companion.plain.things import move, put_away
from companion.plain.visit import Act, Visit
from companion.plain.writing import ask_words


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
        visit.talk.say(f"Saved. {phrases.contact_words(visit.services.safety.contact(added))}")
    return bool(added)


def contact_page(visit: Visit, id: str) -> None:
    """Show one person, with the number also digit by digit, and what can be done."""

    def build() -> Menu[Act]:
        contact = visit.services.safety.contact(id)
        digits = " ".join(letter for letter in contact.number if letter.isdecimal())
        checked = contact.checked_on
        head = (
            "",
            phrases.contact_words(contact),
            *([f"Digit by digit: {digits}."] if digits else []),
            *([f"Who: {phrases.stop(phrases.own(contact.who))}"] if contact.who.strip() else []),
            *([f"Number checked {checked.day}/{checked.month}/{checked.year}."] if checked else []),
        )
        clear = "Enter keeps it, blank empties it:"
        choices = (
            Choice(
                label="Change the name.",
                value=lambda: _change(visit, id, "name", "The new name. Enter keeps it:", clear=False),
            ),
            Choice(
                label="Change the number.", value=lambda: _change(visit, id, "number", f"The number. {clear}")
            ),
            Choice(
                label="Change who they are.",
                value=lambda: _change(visit, id, "who", f"Who they are. {clear}"),
            ),
            Choice(
                label="Change the hours.", value=lambda: _change(visit, id, "hours", f"The hours. {clear}")
            ),
            Choice(key="m", label="Move it.", value=lambda: _move(visit, id)),
            Choice(key="d", label="Put it in the archive.", value=lambda: _put_away(visit, id)),
        )
        return Menu(head=head, choices=choices)

    visit.page(build)


def _change(visit: Visit, id: str, field: str, prompt: str, *, clear: bool = True) -> None:
    if _ask_field(visit, id, field, prompt, clear=clear):
        visit.talk.say(phrases.SAVED)


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


def _move(visit: Visit, id: str) -> None:
    safety = visit.services.safety
    ids = [c.id for c in safety.step(safety.contact(id).step).contacts]
    move(visit, ids, id, lambda index: visit.services.safety.move_contact(id, index, now=visit.now()))


def _put_away(visit: Visit, id: str) -> None:
    put_away(visit, lambda: visit.services.safety.archive_contact(id, now=visit.now()))
