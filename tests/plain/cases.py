"""How a use case is written down in the parity list."""

from collections.abc import Callable
from dataclasses import dataclass

from companion.domain.safety import SafetyStep
from companion.services.services import Services
from tests.conftest import NOW

TODAY = NOW.date()


@dataclass(frozen=True)
class Case:
    """One use case in each front end, and what is then so in the vault.

    Line by line: what is typed and heard. On the full screen: the keys from Today on and what is seen, or why
    it is not done there.
    """

    name: str
    typed: tuple[str, ...]
    heard: tuple[str, ...]
    then: Callable[[Services], bool] = lambda services: True
    keys: tuple[str, ...] = ()
    """Textual's names of keys; whatever is no such name is typed letter by letter."""
    seen: tuple[str, ...] = ()
    """Needed where `then` is so from the start."""
    instead: str = ""
    """Why there is nothing to press."""


def texts(services: Services, section: str, archived: bool = False) -> list[str]:
    """Return the words of a section's lines."""
    return [line.text for line in services.plan.lines(section, archived=archived)]


def step_texts(services: Services, step: SafetyStep) -> list[str]:
    """Return the words of a step's lines."""
    return [line.text for line in services.safety.step(step).lines]


def say_texts(services: Services) -> list[str]:
    """Return the words of what there is to say next."""
    return [point.text for point in services.talks.agenda(TODAY).say]
