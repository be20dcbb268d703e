"""A page for a tutor, with a mark in all that is not for one; and words of every kind in what was learned."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.domain.checkin import CheckIn
from companion.domain.exercise import SHIPPED, AnswerKind
from companion.domain.learning import LearningPart
from companion.domain.safety import SafetyStep
from companion.domain.sheet import KeptWords, PickedLine, Score
from companion.domain.summary import LINES_A_PAGE, WORDS_A_PAGE
from companion.domain.talk import PointKind
from companion.domain.text import clean_text
from companion.errors import NothingThere
from companion.services.share.parts import Selection
from tests.export.pages import compact
from tests.export.test_html import Reader
from tests.export.test_pdf import poppler, text_of
from tests.hostile import HOSTILE, HOSTILE_IDS
from tests.made_up import ASK, ME, NOW, TEAM, TODAY, Someone, alex
from tests.services.learn.student import answer, course, pick, plan, sheet, student
from tests.services.share.test_sharing_learning import LEARNED, TUTOR, all_taken, chosen, page, part, text

MARK = "zqx"
"""Stands in every record that is not for a tutor."""


def marked() -> Someone:
    """Return a student with a mark in every record that is not about learning, and in each private answer."""
    one = student()
    one.settings.change(
        reach_me=f"{MARK} reach", involved=f"{MARK} involved", identifier=f"{MARK} id", now=NOW
    )
    own = one.plan.add_section(f"{MARK} heading", new_id=one.new_id(), now=NOW)
    for section in one.plan.sections():
        for audience in (TEAM, ASK, ME):
            one.line(section.id, f"{MARK} {section.id}", f"{MARK} helps", audience)
    signs = [one.line(kind, f"{MARK} sign") for kind in ("early", "triggers", own.id)]
    for ago in range(30):
        noted = CheckIn(
            day=TODAY - timedelta(days=ago),
            answers={"mood": 9 - ago % 9, "worry": ago % 9},
            ticked=(signs[2],),
            noticed=(signs[0], signs[1]),
            note=f"{MARK} note",
            created_at=NOW,
            changed_at=NOW,
        )
        one.put(noted)
        one.moment(ago, f"{MARK} moment", f"{MARK} word", mood=3)
    for step in SafetyStep:
        one.safety.add_line(step, f"{MARK} step", new_id=one.new_id(), now=NOW)
    one.safety.add_contact(
        name=f"{MARK} Dee",
        who=f"{MARK} sister",
        number="07700 900999",
        hours=MARK,
        new_id=one.new_id(),
        now=NOW,
    )
    for kind in PointKind:
        one.say(f"{MARK} point", kind)
    one.talk(TODAY + timedelta(days=1), f"{MARK} Priya", "")
    one.talk(TODAY - timedelta(days=10), f"{MARK} Priya", "")
    sheet(
        one,
        "Signs of mine",
        answer("mine", "Mine?", f"{MARK} mine", audience=ME),
        pick("pick", "Pick?", PickedLine(id=signs[2], text=f"{MARK} pick")),
    )
    told = answer("sign", "Sign?", f"{MARK} sign")
    kept = replace(told, kept=(KeptWords(table="lines", id=signs[0], text=MARK),))
    sheet(one, "Signs that were kept", kept, answer("more", "More?", f"{MARK} more"))
    early = sheet(one, "Signs of the program", told)
    one.store.sheets.put(replace(early, pack_id=SHIPPED, exercise_id="early-signs-told-by-two"))
    return one


MARKED = marked()
PARTS = [p.id for p in MARKED.sharing.parts(TUTOR, now=NOW)]
FORBIDDEN = (
    MARK,
    "07700 900",
    "01632 960",
    "Cold water",
    "Shore House",
    "116 123",
    "999",
    "Mood",
    "on 6 days",
)


def said_in(selection: Selection, kind: str) -> str:
    data = MARKED.sharing.render(selection, kind, now=NOW).decode()
    return " ".join((Reader(data).text if kind == "html" else data).split())


@given(st.lists(st.tuples(st.sampled_from(PARTS), st.booleans()), max_size=30))
def test_nothing_but_learning_comes_along_unless_its_line_is_ticked(turns: list[tuple[str, bool]]) -> None:
    selection = chosen(MARKED)
    for id, on in turns:
        selection = selection.with_part(id, on)
    try:
        MARKED.sharing.summary(selection, now=NOW)
    except NothingThere:
        return
    for kind in ("text", "markdown", "html"):
        said = said_in(selection, kind)
        assert not [words for words in FORBIDDEN if words in said]


@given(st.data())
def test_a_line_that_is_ticked_brings_itself_and_no_other(data: st.DataObject) -> None:
    others = [p for p in MARKED.sharing.parts(TUTOR, now=NOW) if p.id not in ("who", *LEARNED)]
    line = data.draw(st.sampled_from([line for p in others for line in p.lines]))
    with_it = MARKED.sharing.summary(chosen(MARKED).with_line(line.id, True), now=NOW)
    items = [i for block in (*with_it.page_one, *with_it.page_two) for i in block.items]
    without = MARKED.sharing.summary(chosen(MARKED), now=NOW)
    before = [i for block in (*without.page_one, *without.page_two) for i in block.items]
    assert len(items) == len(before) + 1


@poppler
def test_nothing_but_learning_comes_along_in_a_pdf(tmp_path: Path) -> None:
    pytest.importorskip("typst")
    data = MARKED.sharing.render(all_taken(MARKED), "pdf", now=NOW)
    said = " ".join(text_of(data, tmp_path).split())
    assert "I stayed to the end" in said and "In the morning" in said
    assert not [words for words in FORBIDDEN if words in said]
    assert MARK.encode() not in data


def test_the_marks_are_where_they_were_put() -> None:
    everything = text(MARKED, chosen(MARKED, "me"))
    for words in (
        "reach",
        "involved",
        "heading",
        "helps",
        "sign",
        "note",
        "word",
        "step",
        "Dee",
        "point",
        "mine",
    ):
        assert f"{MARK} {words}" in everything


def taught(words: str) -> Someone:
    """Return someone with these words in everything that was learned."""
    one = alex()
    for guide in LearningPart:
        plan(one, guide, words, audience=TEAM)
    course(one, words, words, TODAY, words)
    kinds = (AnswerKind.LINE, AnswerKind.LINES, AnswerKind.PICK, AnswerKind.CHOICE)
    made = sheet(one, words, *(answer(kind, words, words, kind) for kind in kinds))
    scale = replace(answer("scale", words, ""), kind=AnswerKind.SCALE, number=3, ends=words)
    score = Score(name=words, value=1, low=0, high=2, answered=1, items=1)
    one.store.sheets.put(
        replace(made, answers=(*made.answers, scale), scores=(score,), score_is_not=clean_text(words))
    )
    return one


@pytest.mark.parametrize(
    "words", [w for w in HOSTILE if w.strip()], ids=[i for i in HOSTILE_IDS if i != "empty"]
)
def test_hostile_words_come_out_as_they_are(words: str) -> None:
    one = taught(words)
    selection = all_taken(one)
    for line in part(one, "answers").lines:
        selection = selection.with_line(line.id, True)
    summary = page(one, selection)
    size = summary.size_of_page_one
    assert size.words <= WORDS_A_PAGE and size.lines <= LINES_A_PAGE
    wanted = "".join(clean_text(words).split())
    for kind in ("text", "markdown", "html"):
        data = one.sharing.render(summary, kind, now=NOW).decode()
        said = Reader(data).text if kind == "html" else data
        if len(words) < 1000 and kind != "markdown":  # a longer one may be split over the pages
            assert compact(said).count(wanted) >= 12


@pytest.mark.parametrize("words", [w for w in HOSTILE if w.strip() and len(w) < 1000])
def test_hostile_words_make_a_pdf(words: str) -> None:
    pytest.importorskip("typst")
    one = taught(words)
    assert one.sharing.render(all_taken(one), "pdf", now=NOW).startswith(b"%PDF")
