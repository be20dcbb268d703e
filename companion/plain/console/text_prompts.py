"""Words a person writes: one line or many, kept as a draft until they are stored where they belong."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial

from companion.errors import InvalidEntry, NotSaved
from companion.plain.console import wording
from companion.plain.console.context import Context
from companion.plain.console.flow import EndOfInput
from companion.plain.console.prompter import BLANK, Menu, MenuItem
from companion.services.core.forms import no_doubt
from companion.services.dates import When, read_when, say_when, with_days
from companion.words import say_many

_HELP = "For example: tomorrow at 2 pm. Next Thursday. {soon} at 14:30. The time can be left out."
_HELP_PAST = "For example: last Monday. {gone}. Three weeks ago."


def ask_when(context: Context, prompt: str, *, clear: bool, future: bool) -> When | str | None:
    """Return the day and time a person said yes to, None for Enter, or BLANK where `clear` is set.

    `future`: a day that does not say its year is one to come.
    """
    while True:
        more = with_days(_HELP if future else _HELP_PAST, context.today())
        words = context.prompter.text((), prompt, clear=clear, more=more)
        if words is None:
            return None
        if not words:
            return BLANK
        try:
            found = read_when(words, now=context.now(), future=future)
        except InvalidEntry as error:
            context.prompter.say(str(error))
            continue
        if _is_right(context, f"{say_when(found.day, found.at)}. Is that right?"):
            return found


def _is_right(context: Context, question: str) -> bool:
    """Ask whether something is as it was meant; Enter says yes."""
    choices = (MenuItem(label="Yes.", value=True), MenuItem(label="No, ask me again.", value=False))
    menu = Menu(head=(question,), choices=choices, question="A number, or Enter for 1:")
    return context.prompter.choose(menu) is not False


def _are_several(context: Context, number: int) -> bool:
    """Ask whether lines that were pasted are as many lines, or one; Enter says that they are several."""
    many = f"{say_many(number)} lines"
    choices = (MenuItem(label=f"{many}.", value=True), MenuItem(label="One line.", value=False))
    menu = Menu(head=(f"{many} or one?",), choices=choices, question="A number, or Enter for 1:")
    return context.prompter.choose(menu) is not False


def ask_words(
    context: Context,
    place: str,
    head: Sequence[str],
    prompt: str,
    store: Callable[[str], object],
    *,
    clear: bool = False,
    more: str = "",
    now: str = "",
    says_back: bool = True,
    doubt: Callable[[str], str] = no_doubt,
    several: bool = False,
) -> bool:
    """Ask for a line of words and store it; True when something was stored.

    Words that do not fit, or to whose `doubt` the answer is no, are asked for again. What was being typed when the
    program had to end is the draft of `place`, offered the next time. With `clear`, `blank` stores no words. `now`:
    the words to be changed. `says_back`: what was kept is said where it looks like a command. `several`: each line
    of a paste can be stored by itself, which is asked.
    """
    given = take_up_draft(context, place)
    while True:
        if given is None:
            with _keeping(context, lambda line: keep_draft(context, place, line)):
                given = context.prompter.text(head, prompt, clear=clear, more=more, now=now, paste=True)
        if given is None:
            return False
        lines = list(filter(str.strip, given.splitlines()))
        if len(lines) > 1 and several:
            if _are_several(context, len(lines)):
                for line in lines:
                    context.keep(partial(store, line))
                drop_draft(context, place)
                return True
            given = " ".join(lines)
        if (question := doubt(given)) and not _is_right(context, question):
            given = None
            continue
        try:
            context.keep(partial(store, given))
        except InvalidEntry as error:
            context.prompter.say(str(error))
            given = None
            continue
        drop_draft(context, place)
        if given and says_back and wording.looks_like_a_command(given):
            context.prompter.say(wording.kept_as_words(given))
        return True


def ask_note(
    context: Context,
    place: str,
    head: Sequence[str],
    store: Callable[[str], object],
    *,
    start: str = "",
    more: str = "",
) -> bool:
    """Ask for lines up to an empty one and store them; True when something was stored.

    Each line is in the draft of `place` as soon as it is typed. The lines come after those of `start`.
    """
    started = take_up_draft(context, place) or start
    so_far = started or ""

    def heard(text: str) -> None:
        nonlocal so_far
        so_far = f"{started}\n{text}" if started else text
        keep_draft(context, place, so_far)

    if started:
        head = ("Carry on where you were.",)
    with _keeping(context, lambda line: keep_draft(context, place, f"{so_far}\n{line}" if so_far else line)):
        written = context.prompter.lines(head, heard, more=more)
    if written is None and not started:
        return False
    context.keep(lambda: store(so_far))
    drop_draft(context, place)
    return True


@contextmanager
def _keeping(context: Context, keep: Callable[[str], None]) -> Iterator[None]:
    """Hand lines that have not come to their place to `keep`: half-typed ones, and those after a long wait."""
    before, context.being_written = context.being_written, keep
    try:
        yield
    except EndOfInput as end:
        if end.half:
            keep(end.half)
        end.half = ""  # it has its place; a question around this one has no part in it
        raise
    finally:
        context.being_written = before


def take_up_draft(context: Context, place: str) -> str | None:
    """Return the draft of `place` if there is one and the person takes it up; else None."""
    found = context.services.drafts.of(place)
    if found is None or not found.text.strip():
        return None
    said_at = wording.clock(found.changed_at.astimezone(context.now().tzinfo))
    choices = (
        MenuItem(label="Use them.", value=True),
        MenuItem(label="Put them away for good.", value=False),
    )
    menu = Menu(
        head=(f"Your words from {said_at} are still here.", *wording.own_lines(found.text)),
        choices=choices,
        question=wording.PICK_SAFE,
    )
    if context.prompter.choose(menu) is False:
        drop_draft(context, place)
        return None
    return found.text


def keep_draft(context: Context, place: str, text: str) -> None:
    """Keep what is being typed; when the disk refuses, say so and carry on."""
    if not text.strip() or context.services.read_only:
        return
    try:
        context.services.drafts.keep(place, text, len(text), now=context.now())
    except NotSaved as error:
        context.exit_code = error.exit_code
        context.prompter.say(str(error))


def drop_draft(context: Context, place: str) -> None:
    """Forget the draft of `place`."""
    if not context.services.read_only:
        context.services.drafts.drop(place)
