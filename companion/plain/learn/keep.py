"""Keeping what came out of an exercise: nothing goes anywhere until the person gives its number."""

from functools import partial

from companion.domain.sheet import Sheet
from companion.plain.console import wording
from companion.plain.console.context import Act, Context
from companion.plain.console.prompter import Menu, MenuItem
from companion.plain.learn.wording import ONLY_ME, is_only_me, kept_words, where_words
from companion.services.learn.keeping import Candidate, KeptLine

_HELP = (
    "Type the numbers with a space between them. Enter keeps none, and all of it stays on the sheet. "
    "You can come back to this from the sheet at any time."
)
NONE_KEPT = "Nothing was kept. It all stays on its sheet."


def keep_page(context: Context, sheet_id: str, *, together: bool = False) -> None:
    """Read what would go where, numbered, and keep what the person gives the numbers of, in one save.

    While sitting together what is only me is left out, and a yes is asked for first. Raises Back,
    NothingThere.
    """
    sheet = context.services.sheets.sheet(sheet_id)
    found = context.services.keeping.candidates(sheet_id, together=together)
    offered = [c for c in found if not c.is_there]
    context.prompter.say(*_there_already(found))
    if not offered:
        context.prompter.say("There is nothing more to keep from this sheet.")
        return
    head = ("", "What can be kept, and where it would go. What you leave out stays on the sheet.")
    numbers = context.prompter.numbers(
        (*head, *_numbered(offered, sheet)),
        "The numbers to keep, for example 1 3. Enter keeps none:",
        len(offered),
        more=_HELP,
    )
    chosen = [offered[n - 1] for n in numbers]
    if not chosen or (together and not _is_sure(context, chosen)):
        context.prompter.say(NONE_KEPT)
        return
    kept = context.keep(partial(_keep, context, sheet_id, [candidate.id for candidate in chosen]))
    where = where_words([line.place for line in kept])
    context.prompter.say(f"{wording.stop(f'Kept {where}')} u takes this back.")


def take_out_page(context: Context, sheet_id: str) -> None:
    """Show what was kept from a sheet; a number takes that line back out of where it is."""

    def build() -> Menu[Act]:
        kept = context.services.keeping.kept(sheet_id)
        choices = tuple(
            MenuItem(label=kept_words(line), value=partial(_take_out, context, sheet_id, line.kept.id))
            for line in kept
        )
        head = "A number takes that line back out. It stays on the sheet."
        return Menu(head=("", head if kept else "Nothing is kept from this sheet now."), choices=choices)

    context.page(build)


def _take_out(context: Context, sheet_id: str, id: str) -> None:
    context.services.keeping.take_out(sheet_id, id, now=context.now())
    context.prompter.say("Taken back out. u puts it back.")


def _keep(context: Context, sheet_id: str, ids: list[str]) -> tuple[KeptLine, ...]:
    return context.services.keeping.keep(sheet_id, ids, new_id=context.backend.new_id, now=context.now())


def _numbered(offered: list[Candidate], sheet: Sheet) -> list[str]:
    """Return the lines with their numbers, under the place they would go to."""
    said: list[str] = []
    mine = {answer.key for answer in sheet.answers if is_only_me(answer)}
    place = None
    for number, candidate in enumerate(offered, 1):
        if candidate.place != place:
            place = candidate.place
            said.append(f"To {wording.own(place)}:")
        mark = ONLY_ME if candidate.key in mine else ""
        said.append(f"{number} {wording.sentences(wording.own(candidate.text), mark)}")
    return said


def _there_already(found: tuple[Candidate, ...]) -> list[str]:
    there = [wording.sentences(wording.own(c.text), wording.own(c.place)) for c in found if c.is_there]
    return ["", "There already:", *there] if there else []


def _is_sure(context: Context, chosen: list[Candidate]) -> bool:
    where = where_words([candidate.place for candidate in chosen])
    return context.prompter.sure(
        (wording.stop(f"To keep: {where}"),), keep_it="Leave it out.", do_it="Keep it."
    )
