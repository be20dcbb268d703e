"""The page that comes of a choice: its period, whose talk, its files, and words of every kind on it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.domain.checkin import CheckIn
from companion.domain.helpline import Nation
from companion.domain.safety import SafetyStep
from companion.domain.summary import LINES_A_PAGE, WORDS_A_PAGE, Block, Summary
from companion.domain.talk import PointKind
from companion.domain.text import clean_text
from companion.errors import AlreadyThere, InvalidEntry, NothingThere, UnknownName
from companion.services.share.parts import Selection
from tests.hostile import HOSTILE, HOSTILE_IDS
from tests.made_up import ASK, NOW, TODAY, Someone, alex, before

CARE = "care-coordinator"


def text(one: Someone, selection: Selection) -> str:
    """Return the page as plain text on one long line, so that wrapping does not matter."""
    return " ".join(one.sharing.render(selection, "text", now=NOW).decode().split())


def headings(blocks: tuple[Block, ...]) -> list[str]:
    return [block.full_heading for block in blocks]


def page(one: Someone, audience: str = CARE) -> Summary:
    return one.sharing.summary(one.sharing.preset(audience, now=NOW), now=NOW)


@pytest.mark.parametrize(
    ("talks", "period"),
    [
        ([], "Covers 26 October to 22 November 2026."),
        ([(10, "Priya", "")], "Covers 12 to 22 November 2026, since my last talk with Priya."),
        ([(10, "", "Care Coordinator")], "Covers 12 to 22 November 2026, since my last talk."),
        ([(10, "Dr Lee", "GP")], "Covers 26 October to 22 November 2026."),
        ([(10, "Dr Lee", "GP"), (60, "Priya", "key worker")],
         "Covers 23 September to 22 November 2026, since my last talk with Priya."),
        ([(3, "Priya", "")], "Covers 26 October to 22 November 2026."),
        ([(91, "Priya", "")], "Covers 26 October to 22 November 2026."),
    ],
)  # fmt: skip
def test_the_period_begins_with_the_last_talk(talks: list[tuple[int, str, str]], period: str) -> None:
    one = Someone()
    one.say("Hello")
    for ago, with_whom, role in talks:
        one.talk(before(ago), with_whom, role)
    assert period in page(one).byline


def test_a_period_can_be_named() -> None:
    one = alex()
    chosen = one.sharing.preset("me", first=date(2020, 5, 1), last=date(2020, 5, 31), now=NOW)
    said = text(one, chosen)
    assert "Covers 1 to 31 May 2020." in said
    assert "There are no entries for 1 to 31 May 2020." in said
    with pytest.raises(InvalidEntry, match="after the last"):
        one.sharing.preset("me", first=TODAY, last=before(1), now=NOW)


def test_after_midnight_the_period_ends_with_the_calendars_day() -> None:
    one = Someone()
    one.say("Hello")
    late = datetime(2026, 11, 23, 1, 30, tzinfo=UTC)
    assert one.sharing.preset(CARE, now=late).last == late.date()


def test_the_next_talk_with_them_gives_what_to_say() -> None:
    one = Someone()
    doctor = one.talk(TODAY + timedelta(days=1), "Dr Lee", "GP")
    mine = one.talk(TODAY + timedelta(days=2), "Priya", "care coordinator")
    one.talks.add_point(PointKind.SAY, "For the doctor", talk_id=doctor, new_id=one.new_id(), now=NOW)
    one.talks.add_point(PointKind.SAY, "For Priya", talk_id=mine, new_id=one.new_id(), now=NOW)
    said = text(one, one.sharing.preset(CARE, now=NOW))
    assert "1. For Priya" in said and "For the doctor" not in said
    assert "For Priya, care coordinator." in said


def test_with_nothing_written_it_says_what_would_be_enough() -> None:
    one = Someone()
    assert one.sharing.parts(CARE, now=NOW) == ()
    with pytest.raises(NothingThere, match="one check-in, is enough"):
        page(one)
    one.settings.change(name="Alex", now=NOW)
    with pytest.raises(NothingThere, match="one check-in, is enough"):
        page(one)
    one.line("toolbox", "Tea", audience=ASK)
    with pytest.raises(NothingThere, match="Tick one thing"):
        page(one)


def test_one_thing_to_say_is_a_page() -> None:
    one = Someone()
    one.say("I would like to talk about sleep")
    summary = page(one)
    assert summary.title == "A summary in my own words"
    assert headings(summary.page_one) == ["What I want to say"]
    assert summary.page_two == ()


def test_when_page_one_would_be_empty_page_two_moves_up() -> None:
    one = Someone()
    one.line("team", "Mornings are hard")
    assert headings(page(one).page_one) == ["What I want my team to know"]


def test_the_preview_is_the_file(tmp_path: Path) -> None:
    one = alex()
    chosen = one.sharing.preset(CARE, now=NOW)
    summary = one.sharing.summary(chosen, now=NOW)
    for kind in ("text", "markdown"):
        preview = one.sharing.render(summary, kind, now=NOW)
        path = one.sharing.default_path(tmp_path, kind, NOW)
        saved = one.sharing.save(path, one.sharing.render(chosen, kind, now=NOW))
        assert saved.read_bytes() == preview
        with pytest.raises(AlreadyThere):
            one.sharing.save(path, preview)
        assert one.sharing.default_path(tmp_path, kind, NOW) != path


def test_names_that_are_not_known_list_those_that_are() -> None:
    one = alex()
    with pytest.raises(UnknownName, match="care-coordinator, tutor, me"):
        one.sharing.preset("nobody", now=NOW)
    with pytest.raises(UnknownName, match="text, markdown, html, pdf"):
        one.sharing.render(page(one), "docx", now=NOW)


def test_looking_and_choosing_store_nothing() -> None:
    one = alex()
    saves = one.store.saves
    chosen = one.sharing.preset("me", now=NOW).with_part("days", False)
    one.sharing.render(chosen, "html", now=NOW)
    assert one.store.saves == saves
    assert hash(chosen) == hash(replace(chosen))


def test_the_safety_page_has_steps_numbers_and_lines() -> None:
    one = alex()
    summary = one.sharing.safety_page(nation=Nation.SCOTLAND, now=NOW)
    assert summary.title == "Safety plan: Alex"
    said = " ".join(one.sharing.render(summary, "text", now=NOW).decode().split())
    for words in (
        "1. Signs",
        "07700 900381",
        "Dee keeps my spare tablets",
        "116 123",
        "Breathing Space",
        "999",
    ):
        assert words in said
    assert "NHS 111 Wales" not in said


def test_an_empty_safety_plan_still_prints_the_lines() -> None:
    summary = Someone().sharing.safety_page(nation=None, now=NOW)
    assert headings(summary.page_one) == ["Lines that answer"]
    assert "NHS 111 Wales: 111" in [item.text for item in summary.page_one[0].items]


@pytest.mark.parametrize(
    "words", [w for w in HOSTILE if w.strip()], ids=[i for i in HOSTILE_IDS if i != "empty"]
)
def test_hostile_words_everywhere_come_out_as_they_are(words: str) -> None:
    one = Someone()
    one.settings.change(name=words, reach_me=words, involved=words, identifier=words, now=NOW)
    one.say(words)
    one.say(words, PointKind.ASK)
    for kind in ("toolbox", "early", "matters"):
        one.line(kind, words, words)
    one.plan.rename_section("matters", words, now=NOW)
    one.put(CheckIn(day=TODAY, note=words, answers={"mood": 3}, created_at=NOW, changed_at=NOW))
    one.safety.add_line(SafetyStep.ALONE, words, new_id=one.new_id(), now=NOW)
    one.safety.add_contact(name=words, who=words, number=words, hours=words, new_id=one.new_id(), now=NOW)
    summary = page(one, "me")
    size = summary.size_of_page_one
    assert size.words <= WORDS_A_PAGE and size.lines <= LINES_A_PAGE
    for kind in ("text", "markdown", "html"):
        assert one.sharing.render(summary, kind, now=NOW)
    said = "".join(one.sharing.render(summary, "text", now=NOW).decode().split())
    wanted = "".join(clean_text(words).split())
    if len(words) < 1000:  # a longer one may be split over the pages
        assert said.count(wanted) >= 8


@given(st.data())
def test_whatever_is_chosen_the_page_holds_exactly_that(data: st.DataObject) -> None:
    one = alex()
    chosen = one.sharing.preset(CARE, now=NOW)
    parts = one.sharing.parts(CARE, now=NOW)
    ids = [line.id for p in parts for line in p.lines if p.id not in ("who", "contacts")]
    on = data.draw(st.sets(st.sampled_from(ids), min_size=1))
    for id in ids:
        chosen = chosen.with_line(id, id in on)
    said = "".join(text(one, chosen).split())
    for p in parts:
        for line in p.lines:
            if line.id in on:
                assert "".join(line.item.text.split()) in said
    shown = one.sharing.shown(chosen, now=NOW)
    assert {line.id for p in shown for line in p.lines if line.ticked and p.id != "who"} == on
