"""How many answers a task takes, line by line, from Today on: at most as many as before menus were read once."""

from collections.abc import Callable

import pytest

from companion.domain.talk import PointKind
from companion.services.services import Services
from tests.conftest import NOW, PASSPHRASE
from tests.memory_backend import MemoryBackend
from tests.plain.person import type_lines

TODAY = NOW.date()


def _is_checked_in(services: Services) -> bool:
    found = services.check_ins.on(TODAY)
    return found is not None and list(found.answers.values()) == [7, 3, 5, 6]


def _has_line(services: Services) -> bool:
    return [line.text for line in services.plan.lines("toolbox")] == ["A bath"]


def _has_talk(services: Services) -> bool:
    talks = services.talks.upcoming(TODAY)
    return [(t.with_whom, t.role, t.where) for t in talks] == [("Sal", "key worker", "Library")]


@pytest.mark.parametrize(
    ("typed", "most", "then"),
    [
        pytest.param(("c", "7", "3", "5", "6", ""), 6, _is_checked_in, id="a check-in"),
        pytest.param(("p", "1", "a", "A bath", ""), 5, _has_line, id="a line of the plan"),
        pytest.param(
            ("n", "a", "Sal", "key worker", "next thursday 2pm", "1", "Library"), 7, _has_talk, id="a talk"
        ),
    ],
)
def test_a_task_takes_no_more_answers_than_it_did(
    memory_backend: MemoryBackend, typed: tuple[str, ...], most: int, then: Callable[[Services], bool]
) -> None:
    assert len(typed) <= most
    heard = type_lines(memory_backend, PASSPHRASE, *typed, "q")
    assert heard.code == 0
    assert then(memory_backend.services)


def test_a_page_for_somebody_takes_six(lived_in: MemoryBackend) -> None:
    typed = ("h", "1", "f", "1", "2", "")
    assert len(typed) <= 6
    type_lines(lived_in, PASSPHRASE, *typed, "q")
    assert len(list(lived_in.documents.iterdir())) == 1


def test_a_line_is_found_and_opened_with_three(lived_in: MemoryBackend) -> None:
    typed = ("/", "kitchen", "1")
    assert len(typed) <= 3
    heard = type_lines(lived_in, PASSPHRASE, *typed, "q")
    assert "Who may see it:" in heard.words


def test_several_that_were_said_are_ticked_with_two(lived_in: MemoryBackend) -> None:
    type_lines(lived_in, PASSPHRASE, "n", "1", "t", "1 3", "q")
    agenda = lived_in.services.talks.agenda(TODAY)
    assert [point.text for point in agenda.say] == ["Thing 2", "Thing 4"]
    assert {p.text for p in agenda.said if p.kind is PointKind.SAY} == {"Thing 1", "Thing 3"}
