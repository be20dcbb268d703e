"""Beginning: set-up, unlocking, the recovery code, the made-up person, and how it ends."""

import io
from pathlib import Path

import pytest

from companion.domain.helpline import Nation
from companion.domain.safety import SafetyStep
from companion.errors import (
    DamagedContents,
    DamagedHeader,
    NewerVersion,
    NothingThere,
    NotSaved,
    OpenElsewhere,
    VaultError,
)
from companion.plain.run import check_in, run
from tests.conftest import NOW, PASSPHRASE
from tests.memory_backend import CODE, MemoryBackend, MemorySession
from tests.plain.person import type_lines

GROUPS = [""] * 7
SETUP = ["1", PASSPHRASE, PASSPHRASE, *GROUPS, "", ""]
"""Step 1: the passphrase twice, the seven groups, on, and none of them asked back."""
DETAILS = ["Alex", "2", "4", "1"]
"""Step 2: name, Wales, my terminal's colours, line by line."""
REST = ["Feeding the birds", "Robin", "07700 900111", "brother", "", "I sleep badly", ""]


def test_set_up_from_an_empty_machine_ends_on_today(empty_backend: MemoryBackend) -> None:
    heard = type_lines(empty_backend, *SETUP, *DETAILS, *REST, "q")
    services = empty_backend.services
    assert heard.code == 0
    assert "Good evening, Alex." in heard.words
    assert "- Feeding the birds." in heard.words
    assert [c.number for c in services.safety.step(SafetyStep.PEOPLE).contacts] == ["07700 900111"]
    assert [p.text for p in services.talks.agenda(NOW.date()).say] == ["I sleep badly"]
    assert services.settings.get().is_set_up and not services.setup.recovery_code()
    config = empty_backend.config
    assert (config.nation, config.theme, config.plain_at_start) == (Nation.WALES, "terminal", True)


def test_everything_but_the_passphrase_can_be_skipped(empty_backend: MemoryBackend) -> None:
    heard = type_lines(empty_backend, *SETUP, *[""] * 8, "q")
    assert "Good evening. Sunday 22 November 2026." in heard.words
    assert empty_backend.services.settings.get().is_set_up


def test_an_idea_is_taken_by_its_number(empty_backend: MemoryBackend) -> None:
    type_lines(empty_backend, *SETUP, "", "", "", "", "2", "", "", "", "q")
    assert [line.text for line in empty_backend.services.plan.lines("toolbox")] == [
        "Something to eat before midday"
    ]


def test_set_up_goes_back_step_by_step_and_keeps_what_was_written(empty_backend: MemoryBackend) -> None:
    # From step 3 back to the last question of step 2, and from the first question of step 2 to step 1.
    heard = type_lines(
        empty_backend, *SETUP, *DETAILS, "back", "Alexis", "back", "back", *GROUPS, "", "", "", "", "", "q"
    )
    assert "Step 1 of 5. Your passphrase is set." in heard.words
    assert empty_backend.services.settings.get().name == "Alexis"


def test_the_recovery_code_is_read_symbol_by_symbol_and_again(empty_backend: MemoryBackend) -> None:
    heard = type_lines(empty_backend, *SETUP[:-2], "1", *GROUPS, "", "", "code", *GROUPS, "q")
    first = " ".join(CODE[:5])
    assert heard.words.count(f"Group 1 of 7: {first}.") == 3
    assert "Group 7 of 7: 8 J K M Y. 8 Juliett Kilo Mike Yankee. Enter when you have it:" in heard.words


def test_a_group_can_be_gone_back_to(empty_backend: MemoryBackend) -> None:
    heard = type_lines(empty_backend, "1", PASSPHRASE, PASSPHRASE, "", "back", "q")
    assert heard.words.count("Group 1 of 7") == 2


def test_the_recovery_code_goes_to_a_file_they_name_and_over_none(
    empty_backend: MemoryBackend, tmp_path: Path
) -> None:
    taken = tmp_path / "taken.txt"
    taken.write_text("mine", "utf-8")
    sheet = tmp_path / "sheet.txt"
    heard = type_lines(empty_backend, *SETUP[:-2], "2", "2", str(taken), str(sheet), "q")
    assert taken.read_text("utf-8") == "mine"
    assert sheet.read_text("utf-8") == CODE
    assert "There is a file called taken.txt already." in heard.words
    assert str(sheet) in heard.out.replace("\n", "")


def test_a_passphrase_is_typed_twice_and_must_be_one(empty_backend: MemoryBackend) -> None:
    heard = type_lines(
        empty_backend, "1", "short", PASSPHRASE, "different words", PASSPHRASE, PASSPHRASE, "q"
    )
    assert "Use at least 10 characters." in heard.words
    assert "Those two were not the same." in heard.words
    assert empty_backend.passphrase == PASSPHRASE


@pytest.mark.parametrize("step", [2, 3, 4, 5])
def test_set_up_that_was_left_carries_on_after_unlocking(empty_backend: MemoryBackend, step: int) -> None:
    skipped = {2: [], 3: [""] * 4, 4: [""] * 5, 5: [""] * 6}[step]
    type_lines(empty_backend, *SETUP, *skipped)
    heard = type_lines(empty_backend, PASSPHRASE, "q")
    assert f"Step {step} of 5." in heard.words


def test_a_passphrase_is_kept_while_the_disk_will_not_take_the_vault(
    empty_backend: MemoryBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    make, tries = empty_backend.create, 0

    def create(passphrase: str) -> tuple[MemorySession, str]:
        nonlocal tries
        tries += 1
        if tries < 3:
            raise NotSaved("The disk is full, so no vault was made.")
        return make(passphrase)

    monkeypatch.setattr(empty_backend, "create", create)
    heard = type_lines(empty_backend, "1", PASSPHRASE, PASSPHRASE, "1", "", *GROUPS, "", "", *[""] * 8, "q")
    assert heard.words.count("The disk is full, so no vault was made.") == 2
    assert empty_backend.passphrase == PASSPHRASE and "Good evening." in heard.words


def test_before_a_vault_nothing_is_made_by_closing(empty_backend: MemoryBackend) -> None:
    assert type_lines(empty_backend, "1", PASSPHRASE, "q").code == 0
    assert not empty_backend.exists


def test_looking_round_with_a_made_up_person_keeps_nothing(empty_backend: MemoryBackend) -> None:
    heard = type_lines(empty_backend, "2", "c", "7", "", "", "", "", "9", "5", "2", "", "q")
    assert "This is a made-up person. Nothing here is kept." in heard.words
    assert "Mood: 7." in heard.words
    assert not empty_backend.exists
    assert empty_backend.config.nation is None


def test_the_made_up_person_can_be_asked_for(empty_backend: MemoryBackend) -> None:
    heard = type_lines(empty_backend, "q", demo=True)
    assert "Good evening, Sam." in heard.words


def test_the_full_screen_program_can_be_chosen(empty_backend: MemoryBackend) -> None:
    empty_backend.change_config(plain_at_start=True)
    assert type_lines(empty_backend, "4").code == 0
    assert empty_backend.config.plain_at_start is False


def test_a_wrong_passphrase_can_be_tried_again(memory_backend: MemoryBackend) -> None:
    heard = type_lines(memory_backend, "not it at all", PASSPHRASE, "q")
    assert "That did not open it." in heard.words
    assert heard.code == 0


@pytest.mark.parametrize("end", [["q"], []])
def test_a_vault_that_did_not_open_ends_with_3(memory_backend: MemoryBackend, end: list[str]) -> None:
    assert type_lines(memory_backend, "not it at all", *end).code == 3


def test_the_recovery_code_asks_for_a_new_passphrase_in_the_same_breath(
    memory_backend: MemoryBackend,
) -> None:
    new = "another quiet place"
    heard = type_lines(memory_backend, CODE, new, new, "q")
    assert "From now on the new passphrase opens it." in heard.words
    assert "Good evening." in heard.words
    assert type_lines(memory_backend, new, "q").code == 0


@pytest.mark.parametrize("way_out", ["", "back"])
def test_without_a_new_passphrase_the_vault_is_locked_again(
    memory_backend: MemoryBackend, way_out: str
) -> None:
    heard = type_lines(memory_backend, CODE, way_out, PASSPHRASE, "q")
    assert "The recovery code still opens your plan." in heard.words
    assert heard.words.index("The recovery code still") < heard.words.index("Good evening.")


def test_help_now_before_unlocking_reads_every_nation_and_says_what_it_cannot(
    memory_backend: MemoryBackend,
) -> None:
    heard = type_lines(memory_backend, "s", "q")
    for words in ("In Scotland.", "In Northern Ireland.", "0808 808 8000", "116 123"):
        assert words in heard.words
    assert "Your own plan needs the passphrase." in heard.words


def test_help_now_before_unlocking_keeps_to_the_nation_that_is_known(memory_backend: MemoryBackend) -> None:
    memory_backend.change_config(nation="wales")
    heard = type_lines(memory_backend, "s", "q")
    assert "NHS 111 Wales" in heard.words
    assert "0808 808 8000" not in heard.words


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (DamagedHeader("Its first part is damaged."), 4),
        (DamagedContents("It is damaged."), 4),
        (NewerVersion("A newer version made it."), 4),
        (NothingThere("It is not there."), 1),
    ],
)
def test_what_no_passphrase_opens_is_said_and_ends(
    memory_backend: MemoryBackend, error: VaultError, code: int
) -> None:
    memory_backend.refuses = error
    heard = type_lines(memory_backend, PASSPHRASE)
    assert heard.code == code
    assert str(error) in heard.err


def test_a_vault_that_is_open_elsewhere_can_be_read(memory_backend: MemoryBackend) -> None:
    memory_backend.services.plan.add_line("toolbox", "The kettle", new_id="a", now=NOW)
    memory_backend.refuses = OpenElsewhere("Your plan is open in another window.")
    heard = type_lines(memory_backend, PASSPHRASE, "1", "p", "1", "a", "More", "", "", "q")
    assert "1 The kettle." in heard.words
    assert "This vault is open for reading only." in heard.words
    assert type_lines(memory_backend, PASSPHRASE, "", "q").code == 5


def test_locking_asks_the_passphrase_again(memory_backend: MemoryBackend) -> None:
    heard = type_lines(memory_backend, PASSPHRASE, "12", "wrong one here", PASSPHRASE, "q")
    assert heard.words.count("Good evening.") == 2
    assert len(memory_backend.sittings) == 2


def test_the_end_of_a_crash_is_told_once(memory_backend: MemoryBackend) -> None:
    memory_backend.last_words = "Last time the program closed on its own."
    assert "Last time" in type_lines(memory_backend, PASSPHRASE, "q").words
    assert "Last time" not in type_lines(memory_backend, PASSPHRASE, "q").words


def test_a_crash_shows_no_word_of_the_person(
    memory_backend: MemoryBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*args: object, **named: object) -> None:
        raise ValueError("SECRET words of the person")

    monkeypatch.setattr("companion.services.check_in.check_ins.CheckIns.answer", broken)
    out, err = io.StringIO(), io.StringIO()
    code = run(memory_backend, stdin=io.StringIO(f"{PASSPHRASE}\nc\n7\n"), stdout=out, stderr=err)
    assert code == 1
    assert "SECRET" not in out.getvalue() + err.getvalue()
    assert "116 123" in err.getvalue()
    assert (
        memory_backend.crashes[0].startswith("ValueError at services/")
        or "plain/" in memory_backend.crashes[0]
    )
    assert not any(session.is_open for session in memory_backend.sittings)


def test_one_check_in_over_an_open_vault(
    memory_backend: MemoryBackend, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    session = memory_backend.open(PASSPHRASE)
    monkeypatch.setattr("sys.stdin", io.StringIO("4\n\n\n\nIt rained.\n\n"))
    assert check_in(memory_backend, session, NOW.date()) == 0
    kept = memory_backend.services.check_ins.on(NOW.date())
    assert kept is not None
    assert (kept.answers, kept.note) == ({"mood": 4}, "It rained.")
    assert memory_backend.sittings[0].is_open, "whoever opened it closes it"
    assert "Thank you for writing it down." in capsys.readouterr().out


def test_a_vault_opened_with_a_file_has_its_notices_said_too(lived_in: MemoryBackend) -> None:
    session = lived_in.open(PASSPHRASE)
    assert isinstance(session, MemorySession)
    session.notices = ("Nothing can be changed.",)
    out = io.StringIO()
    assert run(lived_in, session=session, stdin=io.StringIO("q\n"), stdout=out, stderr=io.StringIO()) == 0
    assert out.getvalue().startswith("Nothing can be changed.\n")
