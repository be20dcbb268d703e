"""Makes the page out of what was chosen: who it is from, for whom, what period, and the blocks."""

from dataclasses import replace
from datetime import datetime
from itertools import groupby

from companion.domain.helpline import Nation
from companion.domain.summary import Block, Item, ItemKind, Summary, lay_out
from companion.domain.talk import MARKED, Talk
from companion.domain.text import clean_line
from companion.errors import NothingThere
from companion.services.safety.safety import SafetyPlans
from companion.services.share.learning import LEARNING_PARTS
from companion.services.share.parts import DATED_PARTS, Part, PartLine, Recipient, Selection
from companion.services.share.source import PartSource, safety_blocks
from companion.words import IN_MY_OWN_WORDS, say_date, say_period

SHORT = 60
"""Characters of a name or number that can stand in the title or the byline; a longer one is an item."""

MORE_TO_SAY = "More I want to say"

NOTHING_YET = (
    "There is nothing to put on a page yet. One thing to say at your next talk, or one check-in, is enough."
)
NOTHING_LEARNED = (
    "There is nothing for this page yet. One line in your learning plan, or one exercise, is enough."
)
NOTHING_TICKED = "Nothing is ticked yet. Tick one thing, and it is on the page."


def make_page(source: PartSource, selection: Selection, now: datetime) -> Summary:
    """Return the page that `selection` makes. Raises NothingThere when there is nothing on it."""
    parts = source.parts()
    chosen = _chosen(parts, selection)
    blocks, overleaf = _blocks(chosen)
    if not any(block.items for block in (*blocks, *overleaf)):
        raise NothingThere(_why_nothing(source.audience, parts))
    who = {line.id: clean_line(line.text) for part, lines in chosen for line in lines if part.id == "who"}
    name, identifier = who.get("who/name", ""), who.get("who/identifier", "")
    title = f"A summary from {name}" if is_short(name) else "A summary in my own words"
    byline = (
        *((identifier,) if is_short(identifier) else ()),
        f"For {_for_whom(source.audience, source.agenda.talk)}. {say_date(now.date())}.",
        *(
            (f"Covers {say_period(selection.first, selection.last)}{selection.since}.",)
            if says_period(source.audience, selection)
            else ()
        ),
        IN_MY_OWN_WORDS,
    )
    long = [text for text in (name, identifier) if len(text) > SHORT]
    from_whom = tuple(Item(text=text, kind=ItemKind.PARAGRAPH) for text in long)
    return lay_out(
        title=title,
        day=now.date(),
        byline=byline,
        blocks=(Block(part="who", heading="Who it is from", items=from_whom), *blocks),
        overleaf=overleaf,
        page_two_title=f"Page 2. {title}, {say_date(now.date())}",
    )


def make_safety_page(safety: SafetyPlans, name: str, nation: Nation | None, now: datetime) -> Summary:
    """Return the safety plan as a page of its own; a plan without words gives the national lines alone."""
    name = clean_line(name)
    title = f"Safety plan: {name}" if is_short(name) else "My safety plan"
    return Summary(
        title=title,
        day=now.date(),
        byline=(f"{say_date(now.date())}.", IN_MY_OWN_WORDS),
        page_one=tuple(block for block, _ in safety_blocks(safety, nation)),
    )


def is_short(text: str) -> bool:
    """True when there are words, few enough for the title or the byline."""
    return 0 < len(text) <= SHORT


def says_period(audience: Recipient, selection: Selection) -> bool:
    """True when the page says which days it covers; one about learning does when it tells of days at all."""
    return not audience.is_for_learning or any(selection.has_part(id) for id in DATED_PARTS)


def _why_nothing(audience: Recipient, parts: tuple[Part, ...]) -> str:
    if audience.is_for_learning:
        return NOTHING_TICKED if any(part.id in LEARNING_PARTS for part in parts) else NOTHING_LEARNED
    return NOTHING_TICKED if any(part.id != "who" for part in parts) else NOTHING_YET


def _for_whom(audience: Recipient, talk: Talk | None) -> str:
    if audience.is_me or talk is None or not audience.fits(talk):
        return audience.addressed
    with_whom, role = clean_line(talk.with_whom), clean_line(talk.role)
    if not is_short(with_whom):
        return audience.addressed
    return f"{with_whom}, {role}" if is_short(role) else with_whom


def _chosen(parts: tuple[Part, ...], selection: Selection) -> list[tuple[Part, list[PartLine]]]:
    """Return the chosen lines of each part; a record that stands in one part is left out of the next."""
    seen: set[str] = set()
    found = []
    for part in parts:
        lines = [
            line
            for line in part.lines
            if selection.has_line(line.id) and not (line.source and line.source in seen)
        ]
        seen |= {line.source for line in lines if line.source}
        found.append((part, lines))
    return found


def _blocks(chosen: list[tuple[Part, list[PartLine]]]) -> tuple[list[Block], list[Block]]:
    """Return the blocks of page one and of page two; what is said beyond the marked three is on page two."""
    one: list[Block] = []
    two: list[Block] = []
    for part, lines in chosen:
        if part.id == "who":
            continue
        for heading, group in groupby(lines, key=lambda line: line.heading or part.label):
            items = tuple(line.item for line in group)
            if part.id == "say":
                items = tuple(
                    replace(item, kind=ItemKind.NUMBERED, number=n) for n, item in enumerate(items, start=1)
                )
                rest = Block(part=part.id, heading=MORE_TO_SAY, items=items[MARKED:])
                two += [rest] if rest.items else []
                items = items[:MARKED]
            (two if part.overleaf else one).append(Block(part=part.id, heading=heading, items=items))
    return one, two
