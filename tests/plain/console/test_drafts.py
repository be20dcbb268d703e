"""Words that never came to their end."""

import io

from companion.plain.console.flow import EndOfInput
from companion.plain.run import run
from tests.conftest import NOW, PASSPHRASE
from tests.memory_backend import MemoryBackend
from tests.plain.person import NOTE, type_lines

TODAY = NOW.date()


def test_a_note_half_written_is_offered_again(lived_in: MemoryBackend) -> None:
    type_lines(lived_in, PASSPHRASE, *NOTE, "It was", "a long day")
    assert lived_in.services.check_ins.on(TODAY) is None
    heard = type_lines(lived_in, PASSPHRASE, *NOTE, "1", "and I slept", "", "q")
    assert "Your words from 21:04 are still here. It was a long day" in heard.words
    found = lived_in.services.check_ins.on(TODAY)
    assert found is not None and found.note == "It was\na long day\nand I slept"
    assert not lived_in.services.drafts.all()


def test_a_draft_can_be_kept_as_it_is_or_put_away(lived_in: MemoryBackend) -> None:
    type_lines(lived_in, PASSPHRASE, *NOTE, "It was")
    type_lines(lived_in, PASSPHRASE, *NOTE, "2", "", "q")
    assert lived_in.services.check_ins.on(TODAY) is None
    type_lines(lived_in, PASSPHRASE, *NOTE, "It was")
    type_lines(lived_in, PASSPHRASE, *NOTE, "", "", "q")
    found = lived_in.services.check_ins.on(TODAY)
    assert found is not None and found.note == "It was"


def test_back_and_q_keep_it_too(lived_in: MemoryBackend) -> None:
    for word in ("back", "q"):
        type_lines(lived_in, PASSPHRASE, *NOTE, f"Words before {word}", word)
        assert lived_in.services.drafts.all()[0].text == f"Words before {word}"
        lived_in.services.drafts.drop(lived_in.services.drafts.all()[0].id)


def test_a_draft_of_the_full_screen_program_is_offered(lived_in: MemoryBackend) -> None:
    lived_in.services.drafts.keep(f"check-in/{TODAY}/note", "From the screen", 3, now=NOW)
    assert "From the screen" in type_lines(lived_in, PASSPHRASE, *NOTE, "q").words


def test_the_half_of_a_line_that_was_being_typed_is_kept(lived_in: MemoryBackend) -> None:
    cut_off(lived_in, ["p", "1", "a"], "Half a li")
    heard = type_lines(lived_in, PASSPHRASE, "p", "1", "a", "1", "", "q")
    assert "Your words from 21:04 are still here. Half a li" in heard.words
    assert [line.text for line in lived_in.services.plan.lines("toolbox")][2:] == ["Half a li"]


def test_the_half_of_a_note_line_is_kept_with_the_lines_before(lived_in: MemoryBackend) -> None:
    cut_off(lived_in, [*NOTE, "One"], "Tw")
    assert lived_in.services.drafts.all()[0].text == "One\nTw"


def cut_off(backend: MemoryBackend, script: list[str], half: str) -> None:
    """Type `script`, and then be hung up in the middle of a line."""

    class HungUp(io.StringIO):
        def readline(self, size: int | None = -1, /) -> str:  # type: ignore[override]
            line = super().readline()
            if not line:
                raise EndOfInput(half)
            return line

    lines = "".join(f"{line}\n" for line in [PASSPHRASE, *script])
    assert run(backend, stdin=HungUp(lines), stdout=io.StringIO(), stderr=io.StringIO()) == 0
