"""A disk that refuses."""

import io

from companion.plain.run import run
from tests.conftest import NOW, PASSPHRASE
from tests.memory_backend import MemoryBackend
from tests.plain.person import Typing, type_lines

TODAY = NOW.date()


def test_words_can_be_tried_again(lived_in: MemoryBackend) -> None:
    store = lived_in.store
    store.disk_full = True

    class Freed(io.StringIO):
        def readline(self, size: int | None = -1, /) -> str:  # type: ignore[override]
            line = super().readline()
            if line == "1again\n":
                store.disk_full = False
                return "1\n"
            return line

    out = io.StringIO()
    lines = "\n".join([PASSPHRASE, "p", "1", "a", "A bath", "1again", "", "q", ""])
    assert run(lived_in, stdin=Freed(lines), stdout=out, stderr=io.StringIO()) == 0
    assert "There is no room left on the disk." in out.getvalue()
    assert lived_in.services.plan.lines("toolbox")[-1].text == "A bath"


def test_leaving_it_unsaved_ends_with_5(lived_in: MemoryBackend) -> None:
    lived_in.store.disk_full = True
    heard = type_lines(lived_in, PASSPHRASE, "c", "7", "2", "q")
    assert heard.code == 5
    assert heard.out.endswith("\nClosed.\n")


def test_a_choice_that_will_not_last_is_said(lived_in: MemoryBackend, typed: Typing) -> None:
    lived_in.config_sticks = False
    assert "This choice holds until you close the program." in typed("10", "7", "3").words
