"""Share: for whom, what goes in, exactly what they will see, and a file of it."""

from collections.abc import Iterable, Iterator
from functools import partial

from companion.domain.summary import Summary
from companion.errors import NothingThere
from companion.plain import phrases
from companion.plain.files import save_page
from companion.plain.talker import Choice, Menu
from companion.plain.visit import Act, Visit
from companion.services.dates import read_day
from companion.services.share.parts import Part, PartLine, Selection
from companion.words import say_count, say_period

_DAYS = "For example: 1 October. Last Monday. Three weeks ago."
_HOW_TO_CHANGE = (
    "To change one: for a line, open it in Plan or Learn and type w; for an answer, open its exercise in Learn "
    "and choose Mark answers only me."
)
_HELP = "What is ticked is on the page. Nothing leaves this computer: a file is written where you say."


def share_page(visit: Visit) -> None:
    """Ask whom the page is for."""

    def build() -> Menu[Act]:
        choices = tuple(
            Choice(label=f"{a.label}.", value=partial(_put_together, visit, a.id))
            for a in visit.services.sharing.audiences()
        )
        return Menu(head=("", "Share. Who is it for?"), choices=choices, more=_HELP)

    visit.page(build)


def _put_together(visit: Visit, audience_id: str) -> None:
    _Sharing(visit, audience_id).page()


class _Sharing:
    """One page being put together. What was chosen lasts until the person goes back."""

    def __init__(self, visit: Visit, audience_id: str) -> None:
        self._visit = visit
        self._chosen: Selection = visit.services.sharing.preset(
            audience_id, nation=visit.door.config.nation, now=visit.now()
        )

    def page(self) -> None:
        """Show the parts, ticked or not, and what can be done with the page."""
        self._visit.page(self._build)

    def _build(self) -> Menu[Act]:
        parts = self._parts()
        choices: list[Choice[Act]] = [
            Choice(label=_part_words(part), value=partial(self._part_page, part.id)) for part in parts
        ]
        choices += [
            Choice(key="y", label="Begin on another day.", value=self._ask_since),
            Choice(key="w", label="Read exactly what they will see.", value=self._read),
            Choice(key="f", label="Save it as a file.", value=lambda: save_page(self._visit, self._chosen)),
        ]
        count = sum(part.ticked for part in parts)
        period = ""
        if self._visit.services.sharing.says_period(self._chosen):
            period = f" It covers {say_period(self._chosen.first, self._chosen.last)}."
        stays_out = self._visit.services.sharing.stays_out(self._chosen, now=self._visit.now())
        told = (f"{stays_out} {_HOW_TO_CHANGE}",) if stays_out else ()
        head = ("", f"What goes in. {count} of {len(parts)} parts are ticked.{period}", *told)
        return Menu(head=head, choices=tuple(choices), more=_HELP)

    def _ask_since(self) -> None:
        """Let the page begin on another day; what is ticked is then as at first. Raises InvalidEntry."""
        words = self._visit.talk.text((), "From which day on? Enter keeps it:", more=_DAYS)
        if words is None:
            return
        now = self._visit.now()
        self._chosen = self._visit.services.sharing.preset(
            self._chosen.audience_id,
            first=read_day(words, now=now),
            nation=self._visit.door.config.nation,
            now=now,
        )

    def _parts(self) -> tuple[Part, ...]:
        return self._visit.services.sharing.shown(self._chosen, now=self._visit.now())

    def _part_page(self, id: str) -> None:
        def build() -> Menu[Act]:
            part = next((p for p in self._parts() if p.id == id), None)
            if part is None:  # an undo took its last line
                raise NothingThere("There is nothing left in this part.")
            choices: list[Choice[Act]] = [
                Choice(label=phrases.joined(heading, _line_words(line)), value=partial(self._turn_line, line))
                for heading, line in _headed(part.lines)
            ]
            turn = "Leave all of this out." if part.ticked else "Take this in."
            choices.append(Choice(key="t", label=turn, value=partial(self._turn_part, part)))
            head = ("", _part_words(part), "A number ticks a line, or takes its tick away.")
            return Menu(head=head, choices=tuple(choices), more=_HELP)

        self._visit.page(build)

    def _turn_part(self, part: Part) -> None:
        if not (part.ticked or self._chosen.can_take(part.id)):
            why = self._visit.services.sharing.by_line_words(self._chosen)
            self._visit.talk.say(f"{why} Tick what you want by its number.")
            return
        self._chosen = self._chosen.with_part(part.id, not part.ticked)
        self._visit.talk.say("Left out." if part.ticked else "Taken in.")

    def _turn_line(self, line: PartLine) -> None:
        self._chosen = self._chosen.with_line(line.id, not line.ticked)
        state = "Left out" if line.ticked else "Taken in"
        self._visit.talk.say(phrases.joined(f"{state}: {phrases.own(line.text)}"))

    def _read(self) -> None:
        read_page(self._visit, self._visit.services.sharing.summary(self._chosen, now=self._visit.now()))


def read_page(visit: Visit, page: Summary) -> None:
    """Read a page, letter for letter as the plain text file has it."""
    text = visit.services.sharing.render(page, "text", now=visit.now()).decode("utf-8")
    visit.talk.say("", "This is exactly what they will see.", "")
    visit.talk.exactly(text.rstrip("\n"))
    visit.talk.say("", "That is the end of the page.")


def _part_words(part: Part) -> str:
    ticked = sum(line.ticked for line in part.lines)
    state = (
        f"ticked, {ticked} of {say_count(len(part.lines), 'line')}"
        if part.ticked
        else f"not ticked, {len(part.lines)} to choose from"
    )
    return f"{phrases.own(part.label)}: {state}."


def _headed(lines: Iterable[PartLine]) -> Iterator[tuple[str, PartLine]]:
    """Yield each line after the heading it stands under, where that is another than of the line before."""
    before = ""
    for line in lines:
        yield (phrases.own(line.heading) if line.heading != before else ""), line
        before = line.heading


def _line_words(line: PartLine) -> str:
    return phrases.joined(
        phrases.own(line.text), "Ticked" if line.ticked else "Not ticked", phrases.own(line.note)
    )
