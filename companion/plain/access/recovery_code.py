"""The recovery code, read aloud group by group, and written to a file the person names."""

from functools import partial
from pathlib import Path

from companion.plain.console.context import Act, Visit
from companion.plain.console.flow import Back
from companion.plain.console.prompter import Choice, Menu
from companion.plain.share import save_as, say_written
from companion.services.access.recovery_code import ALL_RIGHT, SKIPPED, ask_words, groups_to_ask, wrong_words

_HELP_BACK = (
    "Type the five letters and numbers of that group. They are not shown. back reads your code again."
)
_HELP = "Write the group down. Enter reads the next one, and back reads the one before."

WHAT_IT_IS = (
    "This is your recovery code. It opens your plan when the passphrase is forgotten, and nobody else can "
    "make you a new one. Write it on paper and keep it away from this computer."
)


def read_code(visit: Visit, code: str) -> None:
    """Read the code one group at a time, each symbol by itself."""
    groups = code.split("-")

    def read(number: int, group: str) -> None:
        rest = "Enter for the next:" if number < len(groups) else "Enter when you have it:"
        prompt = f"Group {number} of {len(groups)}: {' '.join(group)}. {rest}"
        visit.talk.ask((), prompt, more=_HELP)

    visit.in_turn([partial(read, n, group) for n, group in enumerate(groups, 1)])


def code_page(visit: Visit) -> None:
    """Explain the code, read it, and offer to read it again or to write it to a file."""
    visit.talk.say("", WHAT_IT_IS)
    visit.attempt(lambda: read_code(visit, _code(visit)))

    def build() -> Menu[Act]:
        choices = (
            Choice(label="Read the code again.", value=lambda: read_code(visit, _code(visit))),
            Choice(label="Write it to a file.", value=lambda: save_code(visit, _code(visit))),
        )
        head = ("", "Whenever you want it during set-up, type code.")
        return Menu(head=head, choices=choices, question="A number, or Enter to go on:")

    visit.page(build)


def save_code(visit: Visit, code: str) -> None:
    """Write the code to a file the person names, after saying what such a file means."""
    warning = "Anyone who has this file can open your plan. A memory stick is better than this computer."
    if not visit.talk.sure((warning,), keep_it="Cancel.", do_it="Write the file."):
        visit.talk.say("No file was written.")
        return

    def write(path: Path, force: bool) -> Path:
        return visit.door.save_recovery_sheet(path, code)

    saved = save_as(visit, None, write, never_over=True)
    say_written(visit, saved)


def ask_back(visit: Visit) -> None:
    """Ask two groups back from the paper, once in a visit. Enter goes on without."""
    if visit.asked_back:
        return
    groups, numbers = _code(visit).split("-"), groups_to_ask()
    visit.talk.say("", ask_words(numbers), "Enter goes on without it.")
    for number in numbers:
        while True:
            try:
                typed = visit.talk.secret((), f"Group {number}:", more=_HELP_BACK)
            except Back:
                visit.attempt(lambda: read_code(visit, _code(visit)))
                continue
            if not typed.strip():
                visit.talk.say(SKIPPED)
                visit.asked_back = True
                return
            if visit.door.same_group(typed, groups[number - 1]):
                break
            visit.talk.say(wrong_words(number))
    visit.asked_back = True
    visit.talk.say(ALL_RIGHT)


def _code(visit: Visit) -> str:
    return visit.services.setup.recovery_code()
