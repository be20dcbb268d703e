"""Coming back to a question while somebody new is written down: what was answered is there, to keep or to empty."""

from companion.domain.safety import SafetyStep
from tests.memory_backend import MemoryBackend
from tests.plain.person import Typing

TO_STEP = ("s", "4", "e", "n")


def test_what_was_answered_is_said_and_can_be_emptied(lived_in: MemoryBackend, typed: Typing) -> None:
    heard = typed(*TO_STEP, "Sal", "07700 900123", "Nights are the worst", "back", "blank", "")
    assert "Now: Nights are the worst" in heard.words
    assert "Enter keeps it, blank empties it:" in heard.words
    (sal,) = [c for c in lived_in.services.safety.step(SafetyStep.PEOPLE).contacts if c.name == "Sal"]
    assert "Nights" not in f"{sal.who} {sal.hours}"


def test_enter_keeps_what_was_answered(lived_in: MemoryBackend, typed: Typing) -> None:
    typed(*TO_STEP, "Sal", "07700 900123", "my aunt", "back", "", "")
    (sal,) = [c for c in lived_in.services.safety.step(SafetyStep.PEOPLE).contacts if c.name == "Sal"]
    assert "my aunt" in f"{sal.who} {sal.hours}"
