"""Bringing in a file of another program: looked at first, asked about, then a yes; and taking an import back."""

from functools import partial
from typing import TYPE_CHECKING

from companion.domain.checkin import HIGHEST, LOWEST
from companion.domain.import_record import Import
from companion.domain.programs import PROGRAMS
from companion.domain.text import folded
from companion.errors import CompanionError, NotReadable
from companion.plain.console import wording
from companion.plain.console.context import Context
from companion.plain.console.prompter import Menu, MenuItem
from companion.services.imports.asking import Answers
from companion.services.imports.progress import TellsNowAndThen
from companion.services.imports.questions import Asked, Asking, Choice
from companion.services.imports.report import ImportReport
from companion.words import say_count

if TYPE_CHECKING:
    from companion.services.imports.files import ImportFile

MORE = " ".join(program.export for program in PROGRAMS)


TELLS_EACH = 5.0
"""Seconds between two sentences about how far it is: each is read aloud."""

BEFORE = "before"
"""Typed in place of a file: reads what was brought in before."""


def bring_in(context: Context) -> None:
    """Ask for the file, ask what it leaves open, say what would come in, and bring it in after a yes."""
    asked = _ask_file(context)
    if asked is None:
        return
    file, source = asked
    asking = Asking(scales=[scale.name for scale in context.services.check_ins.scales()])
    report = _looked(context, file, source, asking)
    if report is None:
        return
    context.prompter.say("This is what would happen.")
    _say(context, report)
    if not report.changes_something:
        return
    if not context.prompter.sure((), keep_it="Cancel.", do_it="Bring it in."):
        context.prompter.say("Nothing was brought in.")
        return
    answers = asking.answers
    done = context.keep(lambda: _run(context, file, source, answers, dry_run=False))
    _say(context, done)


def _ask_file(context: Context) -> "tuple[ImportFile, str] | None":
    """Return the file that was named, and whose it is; None for Enter."""
    from companion.services.files import path_of
    from companion.services.imports.files import looks_like, open_file

    head: tuple[str, ...] = (
        "",
        "Bring in a file of Daylio, jrnl, Day One or Bearable, or any table. Nothing changes before you say yes.",
    )
    has_earlier = bool(context.services.imports.history())
    if has_earlier:
        head += (f"{BEFORE} reads what was brought in before, and takes it back.",)
    while True:
        words = context.prompter.text(head, "The file, with its folder. Enter to skip:", more=MORE)
        if words is None:
            return None
        head = ()
        if has_earlier and folded(words) == BEFORE:
            earlier_imports(context)
            return None
        try:
            file = open_file(path_of(words))
            found = looks_like(file)
        except NotReadable as error:
            context.prompter.say(str(error))
            continue
        if found.source:
            return file, found.source
        context.prompter.say(found.sentence)


def _looked(context: Context, file: "ImportFile", source: str, asking: Asking) -> ImportReport | None:
    """Return what would happen, once everything that the file leaves open was answered; None when it cannot be read."""
    words_asked = False
    while True:
        try:
            report = _run(context, file, source, asking.answers, dry_run=True)
        except CompanionError as error:
            context.prompter.say(str(error))
            return None
        asked = asking.next(report)
        if asked is not None:
            asking.take(asked, _choose(context, asked))
            continue
        if report.unmapped and not words_asked:
            words_asked = True
            _ask_words(context, report, asking)
            continue
        return report


def _choose(context: Context, asked: Asked) -> Choice:
    choices = tuple(
        MenuItem(label=wording.stop(wording.own(each.label)), value=each) for each in asked.choices
    )
    head = tuple(wording.own(said) for said in asked.head)
    return (
        context.prompter.choose(Menu(head=head, choices=choices, question=wording.PICK_SAFE))
        or asked.choices[0]
    )


def _ask_words(context: Context, report: ImportReport, asking: Asking) -> None:
    """Ask a number for each mood word without one; Enter keeps the word as it is, without a number."""
    words = list(report.unmapped.items())
    context.prompter.say("These mood words have no number yet. 0 is very low, 10 is very good.")

    def ask(word: str, count: int) -> None:
        prompt = f"“{wording.own(word)}”, {say_count(count, 'row')}. 0 to 10, or Enter for no number:"
        number = context.prompter.number((), prompt, LOWEST, HIGHEST)
        asking.number(word, number if isinstance(number, int) else None)

    context.in_turn([partial(ask, word, count) for word, count in words])


def _run(
    context: Context, file: "ImportFile", source: str, answers: Answers, *, dry_run: bool
) -> ImportReport:
    progress = TellsNowAndThen(context.prompter.say, seconds=TELLS_EACH, stops=context.is_told_to_end)
    return context.services.imports.bring_in(
        file,
        source,
        answers,
        dry_run=dry_run,
        new_id=context.backend.new_id,
        now=context.now(),
        progress=progress,
    )


def _say(context: Context, report: ImportReport) -> None:
    """Say a report; words without a number are named here without the command line's option."""
    for word, count in report.unmapped.items():
        context.prompter.say(
            f"“{wording.own(word)}”, {say_count(count, 'row')}, keeps its word and gets no number."
        )
    context.prompter.say(*report.sentences())


def earlier_imports(context: Context) -> None:
    """List what was brought in, and take one back after a yes."""
    history = context.services.imports.history()
    choices = tuple(
        MenuItem(label=wording.stop(context.services.imports.said(record)), value=record)
        for record in history
    )
    record = context.prompter.choose(
        Menu(head=("", "What was brought in, the newest first."), choices=choices)
    )
    if record is not None:
        _one_import(context, record)


def _one_import(context: Context, record: Import) -> None:
    imports = context.services.imports
    context.prompter.say(wording.stop(imports.said(record)))
    lines = imports.brought(record.id)
    if lines and context.prompter.sure(
        (), keep_it="Go on.", do_it=f"Read {say_count(len(lines), 'moment')} first."
    ):
        context.prompter.say(*(wording.stop(wording.own(line)) for line in lines))
    would = imports.take_back(record.id, dry_run=True)
    head = ("If you take it back:", *would.sentences(would=True))
    if not context.prompter.sure(head, keep_it="Keep it.", do_it="Take it back."):
        return
    back = context.keep(lambda: imports.take_back(record.id))
    context.prompter.say(*back.sentences())
