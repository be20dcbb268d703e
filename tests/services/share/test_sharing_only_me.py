"""What is "only me" is listed for nobody else, whatever kind of thing it is and whoever the page is for."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from companion.domain.checkin import CheckIn
from companion.domain.exercise import AnswerKind
from companion.domain.learning import LearningPart
from companion.domain.plan import SectionKind
from companion.domain.sheet import Answer, KeptWords, PickedLine, Score
from companion.errors import NothingThere
from companion.services.share.parts import AUDIENCES
from tests.made_up import ASK, ME, NOW, TODAY, Someone
from tests.services.learn.student import answer, pick, plan, sheet

SECRET = "the blue door"

Making = Callable[[Someone], object]


def in_section(kind: SectionKind) -> Making:
    return lambda one: one.line(kind.value, SECRET, SECRET, audience=ME)


def noticed(one: Someone) -> None:
    sign = one.line("triggers", SECRET, audience=ME)
    one.put(CheckIn(day=TODAY, noticed=(sign,), answers={"mood": 5}, created_at=NOW, changed_at=NOW))


def ticked(one: Someone) -> None:
    line = one.line("daily", SECRET, audience=ME)
    one.put(CheckIn(day=TODAY, ticked=(line,), created_at=NOW, changed_at=NOW))


def in_learning(part: LearningPart) -> Making:
    return lambda one: plan(one, part, SECRET, audience=ME)


def answered(one: Someone) -> None:
    sheet(one, "A sheet", answer("a", "Where?", SECRET, audience=ME))


def kept_in_plan(one: Someone) -> None:
    line = one.line("toolbox", "A line", audience=ME)
    kept = (KeptWords(table="lines", id=line, text=SECRET),)
    sheet(one, "A sheet", replace(answer("a", "Where?", SECRET), kept=kept))


def kept_in_learning(one: Someone) -> None:
    line = plan(one, LearningPart.HOW, "A line", audience=ME)
    kept = (KeptWords(table="learning_lines", id=line, text=SECRET),)
    sheet(one, "A sheet", replace(answer("a", "Where?", SECRET), kept=kept))


def picked_then(one: Someone) -> None:
    sheet(one, "A sheet", pick("a", "Which?", PickedLine(id="gone", text=SECRET, is_only_mine=True)))


def picked_from_plan(one: Someone) -> None:
    line = one.line("toolbox", "A line", audience=ME)
    sheet(one, "A sheet", pick("a", "Which?", PickedLine(id=line, text=SECRET)))


def picked_from_here(one: Someone) -> None:
    written = answer("w", "What?", "Words", AnswerKind.LINES, audience=ME)
    sheet(one, "A sheet", written, pick("a", "Which?", PickedLine(id="w#x", text=SECRET, key="w")))


def scored(one: Someone) -> None:
    item = Answer(key="q", question="How?", kind=AnswerKind.CHOICE, text="a little", number=1, audience=ME)
    made = sheet(one, "A sheet", item)
    score = Score(name=SECRET, value=2.5, low=0, high=6, answered=1, items=1)
    one.store.sheets.put(replace(made, scores=(score,)))


MAKINGS: list[tuple[str, Making]] = [
    *((f"section {kind.value}", in_section(kind)) for kind in SectionKind if kind is not SectionKind.OWN),
    *((f"learning {part.value}", in_learning(part)) for part in LearningPart),
    *(
        (one.__name__, one)
        for one in (
            noticed,
            ticked,
            answered,
            kept_in_plan,
            kept_in_learning,
            picked_then,
            picked_from_plan,
            picked_from_here,
            scored,
        )
    ),
]
KINDS = pytest.mark.parametrize("make", [pytest.param(make, id=name) for name, make in MAKINGS])
OTHERS = [audience.id for audience in AUDIENCES if not audience.is_me]


def listed(one: Someone, audience: str) -> str:
    parts = one.sharing.parts(audience, now=NOW)
    return " ".join(f"{line.text} {line.item.text} {line.item.detail}" for p in parts for line in p.lines)


@KINDS
@pytest.mark.parametrize("audience", OTHERS)
def test_it_is_not_listed_nor_on_the_page_whatever_is_ticked(make: Making, audience: str) -> None:
    one = Someone()
    one.settings.change(name="Alex", now=NOW)
    make(one)
    assert SECRET not in listed(one, audience)
    mine = one.sharing.parts("me", now=NOW)
    chosen = one.sharing.preset(audience, now=NOW)
    for part in mine:  # also what was never listed
        chosen = chosen.with_part(part.id, True)
        for line in part.lines:
            chosen = chosen.with_line(line.id, True)
    try:
        said = one.sharing.render(chosen, "text", now=NOW).decode()
    except NothingThere:
        said = ""
    assert SECRET not in " ".join(said.split())


@KINDS
def test_the_page_for_me_has_it_ticked(make: Making) -> None:
    one = Someone()
    make(one)
    assert SECRET in listed(one, "me")
    said = one.sharing.render(one.sharing.preset("me", now=NOW), "text", now=NOW).decode()
    assert SECRET in " ".join(said.split())
    assert one.sharing.stays_out(one.sharing.preset("me", now=NOW), now=NOW) == ""


@KINDS
@pytest.mark.parametrize("audience", OTHERS)
def test_that_something_stays_out_is_said(make: Making, audience: str) -> None:
    one = Someone()
    chosen = one.sharing.preset(audience, now=NOW)
    assert one.sharing.stays_out(chosen, now=NOW) == ""
    make(one)
    assert " marked only me stay" in one.sharing.stays_out(chosen, now=NOW)


def test_a_line_that_could_stand_in_two_parts_counts_once() -> None:
    one = Someone()
    ticked(one)
    chosen = one.sharing.preset("care-coordinator", now=NOW)
    assert one.sharing.stays_out(chosen, now=NOW) == "1 thing marked only me stays out."
    one.line("well", "Another", audience=ME)
    one.line("well", "For you to ask about", audience=ASK)
    assert one.sharing.stays_out(chosen, now=NOW) == "2 things marked only me stay out."
