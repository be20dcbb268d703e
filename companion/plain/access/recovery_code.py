"""The recovery code, read aloud group by group, and written to a file the person names."""

from functools import partial
from pathlib import Path

from companion.plain.console.context import Act, Context
from companion.plain.console.flow import Back
from companion.plain.console.prompter import Menu, MenuItem
from companion.plain.share import save_as, say_written
from companion.services.access.recovery_code import (
    ALL_RIGHT,
    SKIPPED,
    by_sound,
    groups_to_ask,
    which_groups,
    wrong_words,
)

_HELP_BACK = (
    "Type the five letters and numbers of that group. They are not shown. back reads your code again."
)
_HELP = "Write the group down. Enter reads the next one, and back reads the one before."

WHAT_IT_IS = (
    "This is your recovery code. It opens your plan when the passphrase is forgotten, and nobody else can "
    "make you a new one. Write it on paper and keep it away from this computer."
)


def read_code(context: Context, code: str) -> None:
    """Read the code one group at a time, each symbol by itself."""
    groups = code.split("-")

    def read(number: int, group: str) -> None:
        rest = "Enter for the next:" if number < len(groups) else "Enter when you have it:"
        prompt = f"Group {number} of {len(groups)}: {' '.join(group)}. {by_sound(group)}. {rest}"
        context.prompter.ask((), prompt, more=_HELP)

    with context.prompter.at(""):
        context.in_turn([partial(read, n, group) for n, group in enumerate(groups, 1)])


def code_page(context: Context) -> None:
    """Explain the code, read it, and offer to read it again or to write it to a file."""
    context.prompter.say("", WHAT_IT_IS)
    context.attempt(lambda: read_code(context, _code(context)))

    def build() -> Menu[Act]:
        choices = (
            MenuItem(label="Read the code again.", value=lambda: read_code(context, _code(context))),
            MenuItem(label="Write it to a file.", value=lambda: save_code(context, _code(context))),
        )
        head = ("", "Whenever you want it during set-up, type code.")
        return Menu(
            head=head, choices=choices, question="A number, or Enter to go on:", place="Recovery code"
        )

    context.page(build)


def save_code(context: Context, code: str) -> None:
    """Write the code to a file the person names, after saying what such a file means."""
    warning = "Anyone who has this file can open your plan. A memory stick is better than this computer."
    if not context.prompter.sure((warning,), keep_it="Cancel.", do_it="Write the file."):
        context.prompter.say("No file was written.")
        return

    def write(path: Path, force: bool) -> Path:
        return context.backend.save_recovery_sheet(path, code)

    saved = save_as(context, None, write, never_over=True)
    say_written(context, saved)


def ask_back(context: Context) -> None:
    """Ask two groups back from the paper, once in a session. Enter goes on without."""
    if context.asked_back:
        return
    groups, numbers = _code(context).split("-"), groups_to_ask()
    context.prompter.say("", which_groups(numbers), "Enter goes on without it.")
    for number in numbers:
        while True:
            try:
                typed = context.prompter.secret((), f"Group {number}:", more=_HELP_BACK, hides=True)
            except Back:
                context.attempt(lambda: read_code(context, _code(context)))
                continue
            if not typed.strip():
                context.prompter.say(SKIPPED)
                context.asked_back = True
                return
            if context.backend.same_group(typed, groups[number - 1]):
                break
            context.prompter.say(wrong_words(number))
    context.asked_back = True
    context.prompter.say(ALL_RIGHT)


def _code(context: Context) -> str:
    return context.services.setup.recovery_code()
