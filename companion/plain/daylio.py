"""Bringing in a Daylio file: looked at first, words given numbers, then a yes."""

from dataclasses import replace
from functools import partial

from companion.domain.checkin import HIGHEST, LOWEST
from companion.errors import NotReadable
from companion.plain.console import wording
from companion.plain.console.context import Context
from companion.plain.share import read_file
from companion.services.daylio import ImportReport
from companion.words import say_count


def bring_in_daylio(context: Context) -> None:
    """Ask for the file, say what would come in, ask about unknown words, and bring it in after a yes."""
    data = _ask_file(context)
    if data is None:
        return
    mapping: dict[str, int] = {}
    report = _run(context, data, mapping, dry_run=True)
    if report.unmapped:
        _ask_words(context, report, mapping)
        report = _run(context, data, mapping, dry_run=True)
    context.prompter.say("This is what would happen.")
    _say(context, report)
    if not (report.moments_added or report.numbers_added):
        return
    if not context.prompter.sure((), keep_it="Cancel.", do_it="Bring it in."):
        context.prompter.say("Nothing was brought in.")
        return
    done = context.keep(lambda: _run(context, data, mapping, dry_run=False))
    _say(context, done)


def _ask_file(context: Context) -> bytes | None:
    head: tuple[str, ...] = ("", "Bring in a Daylio export. Nothing changes before you say yes.")
    while True:
        words = context.prompter.text(head, "The CSV file, with its folder. Enter to skip:")
        if words is None:
            return None
        try:
            return read_file(words)
        except NotReadable as error:
            context.prompter.say(str(error))
            head = ()


def _ask_words(context: Context, report: ImportReport, mapping: dict[str, int]) -> None:
    """Ask a number for each mood word without one; Enter keeps the word as it is, without a number."""
    words = list(report.unmapped.items())
    context.prompter.say("These mood words have no number yet. 0 is very low, 10 is very good.")

    def ask(word: str, count: int) -> None:
        prompt = f"“{wording.own(word)}”, {say_count(count, 'row')}. 0 to 10, or Enter for no number:"
        number = context.prompter.number((), prompt, LOWEST, HIGHEST)
        if isinstance(number, int):
            mapping[word] = number
        else:
            mapping.pop(word, None)

    context.in_turn([partial(ask, word, count) for word, count in words])


def _run(context: Context, data: bytes, mapping: dict[str, int], *, dry_run: bool) -> ImportReport:
    return context.services.imports.daylio(
        data, mapping=mapping, dry_run=dry_run, new_id=context.backend.new_id, now=context.now()
    )


def _say(context: Context, report: ImportReport) -> None:
    """Say a report; words without a number are named here without the command line's option."""
    for word, count in report.unmapped.items():
        context.prompter.say(
            f"“{wording.own(word)}”, {say_count(count, 'row')}, keeps its word and gets no number."
        )
    context.prompter.say(*replace(report, unmapped={}).sentences())
