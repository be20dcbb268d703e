"""A form asked line by line: in turn when a record is new, one field at a time when it is changed."""

from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from companion.plain.console import wording
from companion.plain.console.context import Act, Context
from companion.plain.console.prompter import MenuItem
from companion.plain.console.text_prompts import ask_when, ask_words
from companion.services.core.collection import Archivable, Collection
from companion.services.core.forms import Field, FieldKind, Form
from companion.services.dates import When
from companion.services.services import Services

R = TypeVar("R", bound=Archivable)

Values = dict[str, Any]
"""Fields of a record by their key, as a form names them."""


def fill_in(
    context: Context,
    form: Form,
    of: Callable[[Services], Collection[R]],
    draft: Callable[[str, str], str],
    add: Callable[[Values], str],
) -> str:
    """Ask for each field in turn and return the id of what was made, empty for nothing.

    It is made by `add`, which returns its id, with the first answer, and takes each answer after that; where a
    field is required, the others are not asked before it. Whoever comes back to a question finds what was answered,
    to keep or to empty. `draft`: where the words of (id or "", key) are kept.
    """
    made = ""
    needs_one = any(field.required for field in form.fields)

    def store(values: Values) -> None:
        nonlocal made
        if made:
            of(context.services).edit(made, now=context.now(), **values)
        else:
            made = add(values)

    def ask(field: Field) -> None:
        if not (made or field.required or not needs_one):
            return
        stands = getattr(of(context.services).get(made), field.key) if made else None
        keeps = "Enter keeps it:" if field.required else "Enter keeps it, blank empties it:"
        _ask(
            context,
            field,
            f"{field.ask} {keeps if stands else 'Enter to skip:'}",
            draft(made, field.key),
            store,
            clear=bool(stands) and not field.required,
            future=field.kind is FieldKind.WHEN,
            now=stands if stands and field.kind is FieldKind.LINE else "",
        )

    context.in_turn([partial(ask, field) for field in form.fields])
    return made


def change_choices(
    context: Context, form: Form, of: Callable[[Services], Collection[R]], id: str, draft: str
) -> list[MenuItem[Act]]:
    """Return the choices that change one field each; drafts are named after `draft` and the key."""
    return [
        MenuItem(label=field.change, value=partial(_change, context, field, of, id, f"{draft}/{field.key}"))
        for field in form.fields
    ]


def _change(
    context: Context, field: Field, of: Callable[[Services], Collection[R]], id: str, draft: str
) -> None:
    def store(values: Values) -> None:
        of(context.services).edit(id, now=context.now(), **values)

    is_line = field.kind is FieldKind.LINE
    stands = getattr(of(context.services).get(id), field.key)
    day = None if is_line else stands
    future = field.kind is FieldKind.WHEN and (day is None or day >= context.today())
    prompt = field.again if is_line else f"{field.ask} Enter keeps it, blank empties it:"
    now = stands if is_line else ""
    if _ask(context, field, prompt, draft, store, clear=not field.required, future=future, now=now):
        context.prompter.say(wording.SAVED)


def _ask(
    context: Context,
    field: Field,
    prompt: str,
    draft: str,
    store: Callable[[Values], None],
    *,
    clear: bool = False,
    future: bool,
    now: str = "",
) -> bool:
    """Ask for one field and store it; True when something was stored. `now`: the words to be changed."""
    if field.kind is FieldKind.LINE:
        return ask_words(
            context,
            draft,
            (),
            prompt,
            lambda text: store({field.key: text}),
            clear=clear,
            now=now,
            doubt=field.doubt,
        )
    said = ask_when(context, prompt, clear=clear, future=future)
    if said is None:
        return False
    day, at = (said.day, said.at) if isinstance(said, When) else (None, None)
    values = {"day": day, "at": at} if field.kind is FieldKind.WHEN else {"day": day}
    context.keep(partial(store, values))
    return True
