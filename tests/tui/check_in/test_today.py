"""Today: what is seen on it, and where its keys lead."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from companion.domain.checkin import CheckIn
from companion.domain.talk import PointKind
from companion.domain.text import clean_line
from companion.tui.check_in.check_in import CheckInPage
from companion.tui.check_in.today import Today
from companion.tui.plan import PlanPage
from companion.tui.talks.talk import TalkPage
from companion.tui.widgets.key_bar import KeyBar
from tests.conftest import NOW
from tests.hostile import HOSTILE, NAMED
from tests.memory_backend import MemoryBackend
from tests.tui.screens import OpenApp, flat, lines, press, settle, shown

TODAY = NOW.date()

STACKED = (79, 60)
"""A window in which the cards stand under one another, all of them in sight."""


def put_day(backend: MemoryBackend, day: date, mood: int = 6, at: datetime = NOW) -> None:
    backend.store.check_ins.put(CheckIn(day=day, answers={"mood": mood}, created_at=at, changed_at=at))


def well_used() -> MemoryBackend:
    """Sam, with a month of check-ins up to Wednesday, a toolbox and a talk."""
    backend = MemoryBackend()
    services = backend.services
    services.settings.change(name="Sam", now=NOW)
    for ago in range(4, 60):
        if ago not in (9, 15):
            put_day(backend, TODAY - timedelta(days=ago), mood=5 + ago % 3)
    for text in ("Walk to the sea wall", "Ten quiet minutes", "Radio 6 and a proper tea"):
        services.plan.add_line("toolbox", text, new_id=backend.new_id(), now=NOW)
    services.talks.plan_talk(
        with_whom="Priya",
        role="care coordinator",
        day=date(2026, 11, 26),
        at=time(14),
        where="Shore House",
        new_id=backend.new_id(),
        now=NOW,
    )
    for text in ("Foggy mornings", "The allotment", "The letter"):
        services.talks.add_point(PointKind.SAY, text, new_id=backend.new_id(), now=NOW)
    services.talks.add_point(PointKind.ASK, "My view on risk?", new_id=backend.new_id(), now=NOW)
    return backend


async def test_everything_stands_on_one_page() -> None:
    app = OpenApp(well_used())
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        page = flat(app)
        assert "Good evening, Sam. Sunday 22 November" in page
        assert "Last check-in: Wednesday. Gaps are fine;" in page
        assert "▸Check in press enter, about 40 seconds" in page
        assert "Mood, lately" in page and "mostly 5 to 7 this month" in page
        assert "· is a day without one" in page
        for line in ("• Walk to the sea wall", "• Ten quiet minutes", "• Radio 6 and a proper tea"):
            assert line in page
        assert "Thu 26 Nov 14:00 Priya, care coordinator" in page
        assert "3 things to say · 1 to ask" in page
        assert "in 4 days, Shore House" in page


async def test_the_first_three_things_to_say_are_written_out() -> None:
    backend = well_used()
    talks = backend.services.talks
    points = [point.text for point in talks.agenda(NOW.date()).say]
    for n in range(2):
        talks.add_point(PointKind.SAY, f"One more [b] thing {n}", new_id=f"more{n}", now=NOW)
    app = OpenApp(backend)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        for n, text in enumerate(points, 1):
            assert f"{n}. {text}"[:30] in flat(app)
        assert "One more" not in flat(app)


async def test_the_spark_row_has_28_days_and_the_chart_56() -> None:
    app = OpenApp(well_used())
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        row = next(line for line in lines(app) if "····" in line)
        cells = row[-31:].strip()
        assert len(cells) == 28 and cells.endswith("····") and cells.count("·") == 6
        await pilot.resize_terminal(140, 40)
        await settle(pilot)
        floor = next(line for line in lines(app) if " 0┤" in line)
        cells = floor.partition("┤")[2].strip()
        assert len(cells) == 56 and cells.endswith("····") and cells.count("·") == 6
        assert "28 Sep" in shown(app) and "25 Oct" in shown(app) and "today" in shown(app)
        assert "in the last 8 weeks" in flat(app)
        await pilot.resize_terminal(100, 30)
        await settle(pilot)
        assert "┤" not in shown(app) and "this month" in flat(app)


@pytest.mark.parametrize(
    ("clock", "words"),
    [
        ("2026-11-22T07:30", "Good morning, Sam. Sunday 22 November"),
        ("2026-11-22T12:00", "Good afternoon, Sam. Sunday 22 November"),
        ("2026-11-22T17:00", "Good evening, Sam. Sunday 22 November"),
        ("2026-11-23T01:10", "Hello, Sam. Monday 23 November"),
    ],
)
async def test_the_greeting_goes_by_the_clock(clock: str, words: str) -> None:
    backend = well_used()
    backend.time = datetime.fromisoformat(clock).replace(tzinfo=NOW.tzinfo)
    app = OpenApp(backend)
    async with app.run_test(notifications=True) as pilot:
        await settle(pilot)
        assert words in flat(app)


async def test_after_midnight_the_card_asks_for_the_day_that_was() -> None:
    backend = well_used()
    backend.time = NOW + timedelta(hours=4)
    app = OpenApp(backend)
    async with app.run_test(notifications=True, size=STACKED) as pilot:
        await settle(pilot)
        assert "How was Sunday?" in flat(app)
        assert "until 4 this is still for Sunday" in flat(app)


async def test_at_half_past_one_only_the_check_in_is_for_the_day_before() -> None:
    """A check-in of the new day is seen at once, and a talk is as far away wherever it stands."""
    backend = well_used()
    backend.time = datetime(2026, 11, 23, 1, 30, tzinfo=NOW.tzinfo)
    put_day(backend, backend.time.date(), at=backend.time)
    app = OpenApp(backend)
    async with app.run_test(notifications=True, size=STACKED) as pilot:
        await settle(pilot)
        page = flat(app)
        assert "How was Sunday?" in page and "Last check-in: today. " in page
        assert "Gaps" not in page
        assert "in 3 days, Shore House" in page
        await press(pilot, "n")
        assert "in 3 days" in flat(app) and "in 4 days" not in flat(app)


async def test_the_first_check_in_of_all_is_not_called_missing_when_it_is_for_the_new_day() -> None:
    backend = MemoryBackend()
    backend.time = datetime(2026, 11, 23, 1, 30, tzinfo=NOW.tzinfo)
    put_day(backend, backend.time.date(), at=backend.time)
    app = OpenApp(backend)
    async with app.run_test(notifications=True, size=STACKED) as pilot:
        await settle(pilot)
        assert "Last check-in: today." in flat(app)
        assert "Skip anything you like" not in flat(app)


async def test_after_a_check_in_the_card_says_when() -> None:
    backend = well_used()
    put_day(backend, TODAY, at=NOW - timedelta(hours=2))
    app = OpenApp(backend)
    async with app.run_test(notifications=True) as pilot:
        await settle(pilot)
        assert "Checked in at 19:04. enter changes it." in flat(app)
        assert "about 40 seconds" not in flat(app)


@pytest.mark.parametrize(
    ("ago", "words"),
    [
        (1, "Last check-in: yesterday."),
        (6, "Last check-in: Monday. Gaps"),
        (30, "Last check-in: 23 October. Gaps"),
    ],
)
async def test_the_last_check_in_is_told_without_counting_days(ago: int, words: str) -> None:
    backend = MemoryBackend()
    put_day(backend, TODAY - timedelta(days=ago))
    app = OpenApp(backend)
    async with app.run_test(notifications=True, size=STACKED) as pilot:
        await settle(pilot)
        assert words in flat(app)
        assert ("Gaps are fine" in flat(app)) is (ago > 1)


async def test_an_empty_vault_teaches_one_key_a_card() -> None:
    backend = MemoryBackend()
    app = OpenApp(backend)
    async with app.run_test(notifications=True, size=STACKED) as pilot:
        await settle(pilot)
        page = flat(app)
        assert "Good evening. Sunday 22 November" in page
        assert "Skip anything you like; a blank is an answer." in page
        assert "After about a week there is something to look at." in page
        assert "Press w." in page and "Press n." in page
        assert "day without one" not in page


@pytest.mark.parametrize(("key", "page"), [("enter", CheckInPage), ("w", PlanPage), ("n", TalkPage)])
async def test_the_keys_lead_on_and_t_comes_back(key: str, page: type[object]) -> None:
    app = OpenApp(well_used())
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, key)
        assert type(app.screen) is page
        if key == "w":
            assert "Radio 6 and a proper tea" in shown(app)
        await press(pilot, "t")
        assert type(app.screen) is Today


async def test_undo_is_seen_at_once() -> None:
    backend = well_used()
    backend.session.services.plan.add_line("toolbox", "A fourth thing", new_id=backend.new_id(), now=NOW)
    app = OpenApp(backend)
    async with app.run_test(notifications=True) as pilot:
        await settle(pilot)
        before = flat(app)
        await press(pilot, "u")
        assert "Undone: added “A fourth thing”. U brings it back." in flat(app)
        await press(pilot, "U")
        assert "Back again" in flat(app)
        assert before.partition("Next conversation")[0] == flat(app).partition("Next conversation")[0]


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (140, 40), (100, 30), (120, 24), (40, 12)])
async def test_every_size_holds_the_page_and_its_keys(size: tuple[int, int]) -> None:
    app = OpenApp(well_used())
    async with app.run_test(notifications=True, size=size) as pilot:
        await settle(pilot)
        assert all(len(line) == size[0] for line in lines(app))
        assert lines(app)[-1].rstrip().endswith("? Help  ^L Hide")
        assert sum(hint.cell_length for _, hint in app.screen.query_one(KeyBar).hints()) <= size[0]
        assert "Check in" in shown(app)


async def test_cards_stack_in_a_narrow_window() -> None:
    app = OpenApp(well_used())
    async with app.run_test(notifications=True, size=(60, 40)) as pilot:
        await settle(pilot)
        titles = ("How is today?", "Mood, lately", "What helps me", "Next conversation")
        rows = [next(y for y, line in enumerate(lines(app)) if title in line) for title in titles]
        assert rows == sorted(set(rows))


HANDFULS = [" ".join(w for w in HOSTILE[at::9] if len(w) < 60) for at in range(9)]
"""All of the shorter ones, as many at a time as Today shows whole."""


@pytest.mark.parametrize("words", HANDFULS)
async def test_hostile_words_are_shown_as_such(words: str) -> None:
    backend = MemoryBackend()
    services = backend.services
    services.settings.change(name=words, now=NOW)
    services.plan.rename_section("toolbox", words, now=NOW)
    services.plan.add_line("toolbox", words, new_id=backend.new_id(), now=NOW)
    scale = backend.store.scales.get("mood")
    assert scale is not None
    backend.store.scales.put(replace(scale, name=words, low=words, high=words))
    services.talks.plan_talk(
        with_whom=words, role=words, day=date(2026, 11, 26), where=words, new_id=backend.new_id(), now=NOW
    )
    app = OpenApp(backend)
    async with app.run_test(notifications=True, size=STACKED) as pilot:
        await settle(pilot)
        page, said = flat(app), clean_line(words)
        assert f"Good evening, {said}." in page
        assert f"{said}, lately" in page
        assert f"Thu 26 Nov {said}, {said}" in page
        assert f"in 4 days, {said}" in page


async def test_words_too_long_for_the_page_are_cut_and_never_fill_it() -> None:
    backend = MemoryBackend()
    for name in ("long note", "long word"):
        backend.services.plan.add_line("toolbox", NAMED[name], new_id=backend.new_id(), now=NOW)
    backend.services.settings.change(name=NAMED["long word"], now=NOW)
    app = OpenApp(backend)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        assert shown(app).count("…") >= 2
        assert "What helps me" in shown(app)


async def test_the_bar_of_keys_says_what_the_chip_says() -> None:
    backend = MemoryBackend()
    app = OpenApp(backend)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        assert "enter Check in" in lines(app)[-1]
        await press(pilot, "enter", "5", "ctrl+s")
        assert "▸Change it" in shown(app) and "enter Change it" in lines(app)[-1]
        await press(pilot, "u")
        assert "▸Check in" in shown(app) and "enter Check in" in lines(app)[-1]
