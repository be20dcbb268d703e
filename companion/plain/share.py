"""Share: for whom, what goes in, exactly what they will see, and a file of it."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import TypeVar

from companion.domain.summary import Summary
from companion.errors import AlreadyThere, NothingThere, NotWritten
from companion.plain.console import wording
from companion.plain.console.context import Act, Context
from companion.plain.console.prompter import Menu, MenuItem
from companion.services.dates import read_day
from companion.services.files import path_beside, path_of
from companion.services.share.parts import Part, PartLine, Selection
from companion.words import NOT_LOCKED, say_count, say_period

T = TypeVar("T")


def save_page(context: Context, page: Selection | Summary) -> None:
    """Ask for a kind of file and a place, warn that it is not locked, and write it."""
    choices = tuple(MenuItem(label=f"{f.label}.", value=f.id) for f in context.services.sharing.formats())
    kind = context.prompter.choose(Menu(head=("", "Which kind of file?"), choices=choices))
    if kind is None:
        context.prompter.say("No file was written.")
        return
    if kind == "pdf":
        context.prompter.say("Making the PDF.")
    sharing = context.services.sharing
    data = sharing.render(page, kind, now=context.now())
    offered = sharing.default_path(context.backend.documents, kind, context.now())
    if not context.prompter.sure((NOT_LOCKED,), keep_it="Cancel.", do_it="Write the file."):
        context.prompter.say("No file was written.")
        return

    def write(path: Path, force: bool) -> Path:
        return context.services.sharing.save(path, data, force=force)

    saved = save_as(context, offered, write)
    say_written(context, saved)


def say_written(context: Context, path: Path | None) -> None:
    """Say where a file is now, with its full path on lines of its own."""
    if path is None:
        context.prompter.say("No file was written.")
        return
    context.prompter.say("Written. The file is:")
    context.prompter.path(path)


def save_as(
    context: Context, offered: Path | None, write: Callable[[Path, bool], T], *, never_over: bool = False
) -> T | None:
    """Ask where a file is to go and write it there; None when the person skips.

    `write` gets the path and whether a file may be replaced, which is asked first, or with `never_over` is
    not offered at all.
    """
    while True:
        path = _ask_path(context, offered)
        if path is None:
            return None
        try:
            return write(path, False)
        except AlreadyThere as there:
            if never_over:
                context.prompter.say(str(there))
            elif _may_replace(context, path):
                try:
                    return write(path, True)
                except (AlreadyThere, NotWritten) as error:
                    context.prompter.say(str(error))
        except NotWritten as error:
            context.prompter.say(str(error))


def _ask_path(context: Context, offered: Path | None) -> Path | None:
    if offered is None:
        words = context.prompter.text((), "The file, with its folder. Enter to skip:")
        return path_of(words) if words is not None else None
    context.prompter.say("Where to? This place is offered:")
    context.prompter.path(offered)
    words = context.prompter.text((), "Enter for this place, or another name or folder:")
    if words is None:
        return offered
    return path_beside(words, offered)


def _may_replace(context: Context, path: Path) -> bool:
    head = (f"There is a file {path} already.",)
    may = context.prompter.sure(head, keep_it="Keep it, and choose another name.", do_it="Replace it.")
    if not may:
        context.prompter.say(wording.NOTHING_CHANGED)
    return may


_DAYS = "For example: 1 October. Last Monday. Three weeks ago."
_HOW_TO_CHANGE = (
    "To change one: for a line, open it in Plan or Learn and type w; for an answer, open its exercise in Learn "
    "and choose Mark answers only me."
)
_HELP = "What is ticked is on the page. Nothing leaves this computer: a file is written where you say."


def share_page(context: Context) -> None:
    """Ask whom the page is for."""

    def build() -> Menu[Act]:
        choices = tuple(
            MenuItem(label=f"{a.label}.", value=partial(_put_together, context, a.id))
            for a in context.services.sharing.audiences()
        )
        return Menu(head=("", "Share. Who is it for?"), choices=choices, more=_HELP)

    context.page(build)


def _put_together(context: Context, audience_id: str) -> None:
    _Sharing(context, audience_id).page()


class _Sharing:
    """One page being put together. What was chosen is known until the program ends."""

    def __init__(self, context: Context, audience_id: str) -> None:
        self._context = context
        sharing = context.services.sharing
        self._chosen: Selection = sharing.begun(
            audience_id, nation=context.backend.config.nation, now=context.now()
        )
        if sharing.is_changed(audience_id):
            context.prompter.say("The ticks are as you left them.")

    def page(self) -> None:
        """Show the parts, ticked or not, and what can be done with the page."""
        self._context.page(self._build)

    def _build(self) -> Menu[Act]:
        parts = self._parts()
        choices: list[MenuItem[Act]] = [
            MenuItem(label=_part_words(part), value=partial(self._part_page, part.id)) for part in parts
        ]
        choices += [
            MenuItem(key="t", label="Tick whole parts, several at once.", value=self._turn_parts),
            MenuItem(key="y", label="Begin on another day.", value=self._ask_since),
            MenuItem(key="r", label="Tick as at first.", value=self._start_over),
            MenuItem(key="w", label="Read exactly what they will see.", value=self._read),
            MenuItem(
                key="f", label="Save it as a file.", value=lambda: save_page(self._context, self._chosen)
            ),
        ]
        count = sum(part.ticked for part in parts)
        period = ""
        if self._context.services.sharing.says_period(self._chosen):
            period = f" It covers {say_period(self._chosen.first, self._chosen.last)}."
        stays_out = self._context.services.sharing.stays_out(self._chosen, now=self._context.now())
        told = (f"{stays_out} {_HOW_TO_CHANGE}",) if stays_out else ()
        head = ("", f"What goes in. {count} of {len(parts)} parts are ticked.{period}", *told)
        return Menu(head=head, choices=tuple(choices), more=_HELP)

    def _ask_since(self) -> None:
        """Let the page begin on another day, with the same ticks. Raises InvalidEntry."""
        words = self._context.prompter.text((), "From which day on? Enter keeps it:", more=_DAYS)
        if words is None:
            return
        now = self._context.now()
        first = read_day(words, now=now)
        self._chosen = self._context.services.sharing.begin_on(self._chosen, first, now=now)

    def _start_over(self) -> None:
        sharing, nation = self._context.services.sharing, self._context.backend.config.nation
        audience = self._chosen.audience_id
        self._chosen = sharing.start_over(audience, nation=nation, now=self._context.now())
        self._context.prompter.say("The ticks are as at first.")

    def _choose(self, selection: Selection) -> None:
        self._chosen = self._context.services.sharing.choose(selection, now=self._context.now())

    def _parts(self) -> tuple[Part, ...]:
        return self._context.services.sharing.shown(self._chosen, now=self._context.now())

    def _part_page(self, id: str) -> None:
        def build() -> Menu[Act]:
            part = next((p for p in self._parts() if p.id == id), None)
            if part is None:  # an undo took its last line
                raise NothingThere("There is nothing left in this part.")
            choices: list[MenuItem[Act]] = [
                MenuItem(
                    label=wording.sentences(heading, _line_words(line)),
                    value=partial(self._turn_line, line),
                    ticks=True,
                )
                for heading, line in _headed(part.lines)
            ]
            turn = "Leave all of this out." if part.ticked else "Take this in."
            choices.append(MenuItem(key="t", label=turn, value=partial(self._turn_part, part)))
            head = ("", _part_words(part), "A number ticks a line, or takes its tick away.")
            return Menu(head=head, choices=tuple(choices), more=_HELP)

        self._context.page(build)

    def _turn_parts(self) -> None:
        """Ask for the numbers of parts; each is taken in, or left out."""
        parts = self._parts()
        prompt = "Numbers of parts, for example 1 3. Enter to skip:"
        for number in self._context.prompter.numbers((), prompt, len(parts)):
            self._context.prompter.say(f"{wording.own(parts[number - 1].label)}:")
            self._turn_part(parts[number - 1])

    def _turn_part(self, part: Part) -> None:
        if not (part.ticked or self._chosen.can_take(part.id)):
            why = self._context.services.sharing.by_line_words(self._chosen)
            self._context.prompter.say(f"{why} Tick what you want by its number.")
            return
        self._choose(self._chosen.with_part(part.id, not part.ticked))
        self._context.prompter.say("Left out." if part.ticked else "Taken in.")

    def _turn_line(self, line: PartLine) -> None:
        self._choose(self._chosen.with_line(line.id, not line.ticked))
        state = "Left out" if line.ticked else "Taken in"
        self._context.prompter.say(wording.sentences(f"{state}: {wording.own(line.text)}"))

    def _read(self) -> None:
        read_page(
            self._context, self._context.services.sharing.summary(self._chosen, now=self._context.now())
        )


def read_page(context: Context, page: Summary) -> None:
    """Read a page, letter for letter as the plain text file has it."""
    text = context.services.sharing.render(page, "text", now=context.now()).decode("utf-8")
    context.prompter.say("", "This is exactly what they will see.", "")
    context.prompter.exactly(text.rstrip("\n"))
    context.prompter.say("", "That is the end of the page.")


def _part_words(part: Part) -> str:
    ticked = sum(line.ticked for line in part.lines)
    state = (
        f"ticked, {ticked} of {say_count(len(part.lines), 'line')}"
        if part.ticked
        else f"not ticked, {len(part.lines)} to choose from"
    )
    return f"{wording.own(part.label)}: {state}."


def _headed(lines: Iterable[PartLine]) -> Iterator[tuple[str, PartLine]]:
    """Yield each line after the heading it stands under, where that is another than of the line before."""
    before = ""
    for line in lines:
        yield (wording.own(line.heading) if line.heading != before else ""), line
        before = line.heading


def _line_words(line: PartLine) -> str:
    return wording.sentences(
        wording.own(line.text), "Ticked" if line.ticked else "Not ticked", wording.own(line.note)
    )
