"""The first three minutes, by keyboard alone: in one go, skipping, back and forth, and killed half-way."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from companion.backend.local import LocalBackend
from companion.domain.helpline import Nation
from companion.domain.safety import SafetyStep
from companion.services.safety.safety import NO_DIGITS
from companion.services.services import Services
from companion.tui.access.setup import SetUp
from companion.tui.access.setup_steps import SetUpStep, first_person, first_point, keep_help, toolbox_lines
from companion.tui.access.welcome import Welcome
from companion.tui.app import LOCK, CompanionApp
from companion.tui.check_in.today import Today
from companion.tui.safety.helplines import Helplines
from companion.tui.safety.safety import Safety
from companion.tui.widgets.editors import LineEditor
from companion.tui.widgets.secret_input import SecretInput
from tests.conftest import NOW, PASSPHRASE
from tests.hostile import at_once
from tests.tui.screens import flat, lines, press, settle

TWICE = (*PASSPHRASE, "enter", *PASSPHRASE, "enter")
PAST_CODE = ("enter", "f4")
"""From the code, past the question whether it is on paper."""
TODAY = NOW.date()


async def to_step(pilot: Pilot[str], number: int) -> None:
    """From the first screen, make the vault and skip to a step."""
    await press(pilot, "enter", *TWICE)
    await press(pilot, *PAST_CODE, *["f4"] * (number - 2))


def step_of(app: CompanionApp) -> int:
    """Return the number of the step that is shown."""
    return int(flat(app).split("Step ")[1][0])


def editor(app: CompanionApp) -> LineEditor:
    """Return the line that has the focus."""
    assert isinstance(app.focused, LineEditor)
    return app.focused


def secret_line(app: CompanionApp) -> SecretInput:
    """Return the hidden line that has the focus."""
    assert isinstance(app.focused, SecretInput)
    return app.focused


def helps(services: Services) -> list[str]:
    """Return what stands in the toolbox."""
    return [line.text for line in toolbox_lines(services)]


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (140, 40)])
async def test_in_one_go(backend: LocalBackend, size: tuple[int, int]) -> None:
    app = CompanionApp(backend)
    async with app.run_test(notifications=True, size=size) as pilot:
        await press(pilot, "enter", *TWICE)
        assert "Your recovery code" in flat(app)
        code = app.services.setup.recovery_code()
        for group in code.split("-"):
            assert " ".join(group) in flat(app)
        await press(pilot, *PAST_CODE, *"Sam", "enter", "right", "right", "enter", "right", "enter")
        assert app.theme == "calm-dark"
        await press(pilot, *"Walk to the sea wall", "enter", "down", "space", "enter")
        await press(pilot, *"Dee", "enter", *"07700 900381", "enter")
        await press(pilot, *"The new tablets make mornings foggy")
        assert len([text for text in lines(app) if text.strip()]) <= size[1]
        await press(pilot, "enter", *"tcs, and what I also", "escape", "question_mark")  # still being typed
        assert "Enter opens Today." in flat(app)
        await press(pilot, "enter")
        assert isinstance(app.screen, Today)
        assert "Sam" in flat(app)
        services = app.services
        assert services.settings.get().name == "Sam"
        assert services.setup.step() == 6
        assert services.setup.recovery_code() == ""
        assert set(helps(services)) == {"Walk to the sea wall", services.setup.ideas()[1]}
        person = first_person(services)
        assert person is not None
        assert (person.name, person.number, person.step) == ("Dee", "07700 900381", SafetyStep.PEOPLE)
        point = first_point(services, TODAY)
        assert point is not None
        assert point.text == "The new tablets make mornings foggy"
        assert services.drafts.all() == ()
        await press(pilot, "ctrl+q")
    assert backend.config.nation is Nation.WALES
    assert backend.config.theme == "calm-dark"
    backend.open(PASSPHRASE).close()
    backend.open_with_code(code).close()


async def test_each_step_says_where_one_is_and_how_long_it_takes(backend: LocalBackend) -> None:
    app = CompanionApp(backend)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "1")
        for number, left in enumerate(
            ("3 minutes", "2 minutes", "2 minutes", "1 minute", "a minute"), start=1
        ):
            assert f"Step {number} of 5" in flat(app)
            assert left in flat(app)
            if number == 1:
                await press(pilot, *TWICE)
            await press(pilot, *(PAST_CODE if number == 1 else ["f4"]))


async def test_skip_everything(backend: LocalBackend) -> None:
    app = CompanionApp(backend)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await to_step(pilot, 5)
        assert step_of(app) == 5
        await press(pilot, "f4", "enter")
        assert isinstance(app.screen, Today)
        assert app.services.setup.step() == 6
        assert helps(app.services) == []
        assert first_person(app.services) is None
        assert first_point(app.services, TODAY) is None


async def test_enter_on_empty_lines_is_skipping_too(backend: LocalBackend) -> None:
    app = CompanionApp(backend)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await press(pilot, "enter", *TWICE)
        await press(pilot, "enter", "enter", *["enter"] * 9)
        assert isinstance(app.screen, Today)
        assert helps(app.services) == []
        assert first_person(app.services) is None


async def test_a_passphrase_that_cannot_be_one_and_one_typed_wrong(backend: LocalBackend) -> None:
    app = CompanionApp(backend)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await press(pilot, "enter", *"short", "enter")
        assert "at least 10 characters" in flat(app)
        await press(pilot, *" but longer", "enter", *"short but lunger", "enter")
        assert "The two are not the same" in flat(app)
        assert not backend.vault_exists()
        await press(pilot, "up", "ctrl+r")
        assert "short but longer" in flat(app)
        await press(pilot, "down", *"short but longer", "enter")
        assert "Your recovery code" in flat(app)
        await press(pilot, "ctrl+q")
    backend.open("short but longer").close()


async def test_esc_from_the_passphrase_is_the_first_screen(backend: LocalBackend) -> None:
    app = CompanionApp(backend)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "enter", *"half", "f4", "ctrl+o", "escape")
        assert isinstance(app.screen, Welcome)


async def test_a_folder_that_cannot_be_written_is_said_in_place(
    backend: LocalBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = CompanionApp(backend)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await press(pilot, "enter")
        backend.vault_path.parent.mkdir(parents=True, exist_ok=True)
        backend.vault_path.write_bytes(b"someone else's file")
        await press(pilot, *TWICE)
        assert "There is a file at" in flat(app)
        backend.vault_path.unlink()
        await press(pilot, "enter")
        assert "Your recovery code" in flat(app)


async def test_back_and_forth_changes_and_never_doubles(backend: LocalBackend) -> None:
    app = CompanionApp(backend)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await to_step(pilot, 3)
        await press(pilot, *"A walk", "enter", "space", "enter", *"Dee", "enter", *"07700 900381", "enter")
        await press(pilot, *"Mornings", "escape")
        assert step_of(app) == 4
        assert editor(app).value == "Dee"
        await press(pilot, *"dra", "escape")
        assert editor(app).value == "A walk"
        await press(pilot, *" by the sea", "enter")
        assert "[✓] Getting outside" in flat(app)
        await press(pilot, "space", "down", "space", "enter", "enter", "enter")
        assert editor(app).value == "Mornings"
        await press(pilot, *" are foggy", "escape", "escape", "escape", "escape")
        assert "Your recovery code" in flat(app)
        await press(pilot, "enter", *["f4"] * 4, "enter")
        assert isinstance(app.screen, Today)
        assert set(helps(app.services)) == {"A walk by the sea", app.services.setup.ideas()[1]}
        people = app.services.safety.step(SafetyStep.PEOPLE).contacts
        assert [(person.name, person.number) for person in people] == [("Deedra", "07700 900381")]
        assert [point.text for point in app.services.talks.agenda(TODAY).say] == ["Mornings are foggy"]


async def test_cleared_again_it_is_gone(backend: LocalBackend) -> None:
    app = CompanionApp(backend)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await to_step(pilot, 5)
        await press(pilot, *"Mornings", "escape", "f4", "ctrl+u", "enter", "enter")
        assert isinstance(app.screen, Today)
        assert first_point(app.services, TODAY) is None


def test_what_helps_cleared_again_is_put_away(memory_services: Services) -> None:
    for text, there in (("The pier", ["The pier"]), ("The long pier", ["The long pier"]), ("", [])):
        keep_help(memory_services, text, new_id="help", now=NOW)
        assert [line.text for line in memory_services.plan.lines("toolbox")] == there


async def test_back_in_one_burst_the_words_are_there(backend: LocalBackend) -> None:
    app = CompanionApp(backend)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await to_step(pilot, 5)
        await pilot.press("escape", *"Dee", "f4", "escape", "f4", "escape", "f4")
        await settle(pilot)
        assert [p.name for p in app.services.safety.step(SafetyStep.PEOPLE).contacts] == ["Dee"]


async def test_a_number_needs_a_name_and_neither_is_lost(backend: LocalBackend) -> None:
    app = CompanionApp(backend)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await to_step(pilot, 4)
        await press(pilot, "enter", *"07700 900381", "enter")
        assert step_of(app) == 4
        assert "Give a name, or clear the number." in flat(app)
        await press(pilot, "f4")
        assert step_of(app) == 4
        await press(pilot, "escape", "f4")
        assert "07700 900381" in flat(app)
        await press(pilot, *"Dee", "f4")
        person = first_person(app.services)
        assert person is not None
        assert (person.name, person.number) == ("Dee", "07700 900381")


async def test_what_stands_on_today_is_shown_as_it_grows(backend: LocalBackend) -> None:
    app = CompanionApp(backend)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await to_step(pilot, 2)
        assert "Your Today page is filling up" not in flat(app)
        await press(pilot, *"Sam", "f4", "down", "space")
        shown = flat(app).split("Your Today page is filling up:")[1]
        assert "Hello, Sam" in shown
        assert f"What helps me • {app.services.setup.ideas()[0]}" in shown


async def test_killed_half_way_it_carries_on(backend: LocalBackend) -> None:
    app = CompanionApp(backend)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await to_step(pilot, 3)
        await press(pilot, *"A walk", "f4", *"De")
        app.keep_drafts()
        await settle(pilot)
        app.session.close()  # what is left when the process is gone: the file as last saved
    app = CompanionApp(backend)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await press(pilot, *PASSPHRASE, "enter")
        assert isinstance(app.screen, SetUp)
        assert step_of(app) == 4
        assert "Your words from 21:04 are still here." in flat(app)
        await press(pilot, *"e", "f4", "escape", "escape")
        assert editor(app).value == "A walk"
        await press(pilot, "f4", "f4", "f4", "enter")
        assert isinstance(app.screen, Today)
        assert helps(app.services) == ["A walk"]
        assert [p.name for p in app.services.safety.step(SafetyStep.PEOPLE).contacts] == ["Dee"]


async def test_killed_while_the_code_is_shown_it_is_shown_again(backend: LocalBackend) -> None:
    app = CompanionApp(backend)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await press(pilot, "enter", *TWICE)
        code = app.services.setup.recovery_code()
        app.session.close()
    app = CompanionApp(backend)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await press(pilot, *PASSPHRASE, "enter")
        assert " ".join(code.split("-")[6]) in flat(app)
        await press(pilot, "enter", "enter")
        assert step_of(app) == 2


async def test_hidden_in_the_middle_the_words_and_the_caret_stay(backend: LocalBackend) -> None:
    app = CompanionApp(backend)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await to_step(pilot, 5)
        await press(pilot, *"Mornings", "left", "left", "ctrl+l")
    assert app.return_value == LOCK
    app = CompanionApp(backend)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await press(pilot, *PASSPHRASE, "enter")
        await press(pilot, "X")
        assert editor(app).value == "MorninXgs"


@pytest.mark.parametrize("key", ["f2", "ctrl+g"])
async def test_help_now_from_every_line_and_back_to_the_caret(backend: LocalBackend, key: str) -> None:
    app = CompanionApp(backend)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await press(pilot, "enter", *"quiet", "left", key)
        assert isinstance(app.screen, Helplines)
        await press(pilot, "escape", "X", "ctrl+r")
        field = app.focused
        assert isinstance(field, SecretInput)
        assert field.value == "quieXt"
        await press(pilot, "ctrl+u", "delete", *TWICE)
        await press(pilot, key)
        assert isinstance(app.screen, Safety)
        await press(pilot, "escape", "enter", *"6Q", "left", key, "escape", *"7")
        assert secret_line(app).value == "67Q"
        await press(pilot, "f4")
        for number, lines_there in ((2, 1), (3, 1), (4, 2), (5, 1)):
            assert step_of(app) == number
            for line in range(lines_there):
                await press(pilot, *["down"] * bool(line), *"words", "left", "left", key)
                assert isinstance(app.screen, Safety)
                await press(pilot, "escape", "X")
                assert editor(app).value == "worXds"
            await press(pilot, "f4", *["f4"] * (number == 4))  # a number without digits is asked about
        await press(pilot, key, "escape", "enter")
        assert isinstance(app.screen, Today)


async def test_the_nation_that_enter_leaves_is_the_one_that_is_underlined(backend: LocalBackend) -> None:
    app = CompanionApp(backend)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await to_step(pilot, 2)
        await press(pilot, "enter", "enter")
        assert "● All" in flat(app)
        assert backend.config.nation is None
        await press(pilot, "up", "right", "right", "enter")
        assert "● Wales" in flat(app)
        assert backend.config.nation is Nation.WALES


async def test_letters_go_nowhere_else_in_set_up(backend: LocalBackend) -> None:
    app = CompanionApp(backend)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await press(pilot, "enter", *TWICE)
        await press(pilot, *"tcpnhs/u")
        assert isinstance(app.screen, SetUp)
        await press(pilot, *PAST_CODE, "f4", "down", *"tcpnhs/u")
        assert isinstance(app.screen, SetUp)
        assert step_of(app) == 3
        assert editor(app).value == "tcpnhs/u"


async def test_the_code_is_read_again_from_every_later_step(backend: LocalBackend) -> None:
    app = CompanionApp(backend)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await to_step(pilot, 2)
        code = app.services.setup.recovery_code()
        for _ in range(2, 6):
            await press(pilot, *"ab", "left", "ctrl+o")
            for group in code.split("-"):
                assert " ".join(group) in flat(app)
            await press(pilot, "escape", "X")
            assert editor(app).value == "aXb"
            await press(pilot, "f4")


async def test_the_code_is_saved_where_the_person_says(backend: LocalBackend, tmp_path: Path) -> None:
    there = tmp_path / "there.txt"
    there.write_text("mine")
    app = CompanionApp(backend)
    async with app.run_test(notifications=True, size=(120, 30)) as pilot:
        await press(pilot, "enter", *TWICE)
        await press(pilot, "ctrl+e", "ctrl+u", *str(there), "enter")
        assert "There is a file called there.txt already." in flat(app)
        assert there.read_text() == "mine"
        await press(pilot, "ctrl+e", "ctrl+u", *str(tmp_path / "no" / "such.txt"), "enter")
        assert "could not be written" in flat(app)
        await press(pilot, "ctrl+e", "escape", "ctrl+e", "ctrl+u", *str(tmp_path / "sheet.txt"), "enter")
        assert "Saved as" in flat(app)
        code = app.services.setup.recovery_code()
        assert code in (tmp_path / "sheet.txt").read_text()
        await press(pilot, *PAST_CODE, "ctrl+o", "ctrl+e", "ctrl+u", *str(tmp_path / "again.txt"), "enter")
        assert code in (tmp_path / "again.txt").read_text()


@at_once
async def test_any_words_stay_as_they_were_typed(backend: LocalBackend, words: str) -> None:
    app = CompanionApp(backend, session=backend.create(PASSPHRASE)[0])
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        expected = []
        for _ in range(4):
            assert isinstance(app.screen, SetUp)
            for line in app.screen.query(LineEditor):
                line.insert(line.cleaned(words))
                expected.append(line.value)
            step = app.screen.query_one(SetUpStep)
            kept = step.words()
            await press(pilot, "f4")
            if app.screen.query(SetUpStep):
                await press(pilot, "escape")
                assert app.screen.query_one(SetUpStep).words() == kept
                await press(pilot, "f4")
        await press(pilot, "enter")
        assert isinstance(app.screen, Today)
        services = app.services
        assert services.settings.get().name == expected[0]
        person, point = first_person(services), first_point(services, TODAY)
        stored = [*helps(services), *((person.name, person.number) if person else ())]
        stored += [point.text] if point else []
        assert stored == [text for text in expected[1:] if text]


@pytest.mark.parametrize("words", ["[sad]", "[/b]", "[TODO]", "[@click=app.quit]x[/]", "{{ x }} $name"])
async def test_words_are_shown_as_they_are(backend: LocalBackend, words: str) -> None:
    app = CompanionApp(backend, session=backend.create(PASSPHRASE)[0])
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        editor(app).insert(words)
        await press(pilot, "f4")
        assert f"Hello, {words}" in flat(app)


async def test_a_full_disk_keeps_the_person_and_the_words_there(
    backend: LocalBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    from companion.errors import NotSaved
    from companion.services.talks import Talks

    app = CompanionApp(backend)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await to_step(pilot, 5)

        def full(*args: object, **more: object) -> None:
            raise NotSaved("There is no room left on the disk. Nothing was lost.")

        with monkeypatch.context() as patch:
            patch.setattr(Talks, "add_point", full)
            await press(pilot, *"Mornings", "enter")
            assert step_of(app) == 5
            assert "! There is no room left on the disk." in flat(app)
            assert editor(app).value == "Mornings"
        await press(pilot, "enter", "enter")
        assert isinstance(app.screen, Today)
        assert first_point(app.services, TODAY) is not None


@pytest.mark.parametrize("width", [60, 80, 140])
async def test_the_key_bar_fits_on_every_step(backend: LocalBackend, width: int) -> None:
    app = CompanionApp(backend)
    async with app.run_test(notifications=True, size=(width, 24)) as pilot:
        await press(pilot, "enter")
        assert lines(app)[-1].rstrip().endswith("^L Hide")
        await press(pilot, *TWICE)
        for _ in range(6):
            assert lines(app)[-1].rstrip().endswith("^L Hide")
            await press(pilot, "enter" if "Your recovery code" in flat(app) else "f4")


async def test_words_typed_while_an_idea_has_the_keys_are_words(backend: LocalBackend) -> None:
    app = CompanionApp(backend)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await to_step(pilot, 3)
        await press(pilot, "enter", "space", *"Jo next door", "enter", "enter")
        assert step_of(app) == 4
        assert set(helps(app.services)) == {"Jo next door", app.services.setup.ideas()[0]}
        await press(pilot, "ctrl+q")


async def test_a_number_without_digits_is_asked_about_and_kept_with_a_yes(backend: LocalBackend) -> None:
    app = CompanionApp(backend)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await to_step(pilot, 4)
        await press(pilot, *"Dee", "enter", *"ask Mum", "enter")
        assert step_of(app) == 4 and f"{NO_DIGITS} Enter says yes." in flat(app)
        await press(pilot, "enter")
        assert step_of(app) == 5
        person = first_person(app.services)
        assert person is not None and (person.name, person.number) == ("Dee", "ask Mum")
