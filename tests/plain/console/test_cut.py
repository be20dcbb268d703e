"""The input ends anywhere: after every line of a long visit, everything so far is there and nothing is broken."""

import copy

import pytest

from companion.domain.kinds import KINDS
from tests.conftest import PASSPHRASE
from tests.memory_backend import MemoryBackend
from tests.memory_store import MemoryStore
from tests.plain.person import type_lines

GROUPS = [""] * 7

FIRST_RUN = [
    *["1", PASSPHRASE, PASSPHRASE, *GROUPS, "1", *GROUPS, "", ""],
    *[
        "Alex",
        "2",
        "4",
        "1",
        "Feeding the birds",
        "Robin",
        "07700 900111",
        "brother",
        "evenings",
        "I sleep badly",
    ],
    *["2", *GROUPS],
]

A_LONG_VISIT = [
    *["c", "7", "3", "", "10", "1 2", "1", "1", "First", "Second", ""],
    *["y", "3", "5", "back", "blank", "", "", "", "", "", "", "A note", ""],
    *[
        "p",
        "1",
        "a",
        "A bath",
        "",
        "1",
        "e",
        "The teapot",
        "o",
        "Honey",
        "w",
        "3",
        "m",
        "2",
        "d",
        "k",
        "1",
        "1",
        "",
        "",
    ],
    *["a", "Mine", "12", "e", "Ours", "m", "1", "d", "u", "w", ""],
    *[
        "s",
        "2",
        "e",
        "a",
        "A blanket",
        "",
        "1",
        "m",
        "2",
        "",
        "",
        "4",
        "e",
        "n",
        "Sal",
        "01632 960111",
        "",
        "",
        "",
    ],
    *["h", "5", "e", "1", "2", "116 123", "", "", "", *["back"] * 4],
    *[
        "n",
        "1",
        "a",
        "One more",
        "",
        "1",
        "t",
        "t",
        "m",
        "2",
        "d",
        "",
        "a",
        "Sal",
        "",
        "tomorrow 2pm",
        "1",
        "Here",
    ],
    *["e", "3", "1 December", "2", "2 December", "1", "", "o", "1", "", "", "k", "1", "1", "", ""],
    *["h", "1", "2", "1", "t", "", "w", "f", "1", "2", "page.txt", "f", "1", "2", "page.txt", "2", "", ""],
    *["/", "birds", "river", "1", "", "", "", "9", "nowhere.csv", ""],
    *["10", "1", "Lee", "5", "3", "7", "2", "8", "20", "9", "1", "10", "11", "no", ""],
    *["12", PASSPHRASE, "t"],
]


@pytest.mark.parametrize("end", range(len(FIRST_RUN) + 1))
def test_set_up_cut_off_anywhere_carries_on(empty_backend: MemoryBackend, end: int) -> None:
    assert type_lines(empty_backend, *FIRST_RUN[:end]).code == 0
    if not empty_backend.exists:
        assert "1 Set up my own." in type_lines(empty_backend, "q").words
        return
    heard = type_lines(empty_backend, PASSPHRASE, "q")
    assert heard.code == 0
    assert ("Step " in heard.words) is (not empty_backend.services.settings.get().is_set_up)
    # And on to the end from there, skipping what is left.
    heard = type_lines(empty_backend, PASSPHRASE, *[""] * 25, "q")
    assert empty_backend.services.settings.get().is_set_up
    assert "Today." in heard.words


@pytest.mark.parametrize("end", range(len(A_LONG_VISIT) + 1))
def test_a_visit_cut_off_anywhere_keeps_everything_so_far(lived_in: MemoryBackend, end: int) -> None:
    heard = type_lines(lived_in, PASSPHRASE, *A_LONG_VISIT[:end])
    assert heard.code == 0
    assert heard.out.endswith("Closed. Everything so far is kept.\n")
    before = records(lived_in.store)
    again = type_lines(
        lived_in, PASSPHRASE, "p", "w", "", "s", "a", "back", "n", "1", "", "", "h", "1", "w", "q"
    )
    assert again.code == 0
    assert records(lived_in.store) == before, "reading changes nothing"


def test_the_long_visit_is_answered_all_the_way(lived_in: MemoryBackend) -> None:
    """No line of the script falls on a question it was not meant for."""
    heard = type_lines(lived_in, PASSPHRASE, *A_LONG_VISIT, "q")
    assert "That is not one of the choices" not in heard.words
    assert heard.words.count("Today.") > 10
    assert (lived_in.documents / "page.txt").exists()


def records(store: MemoryStore) -> dict[str, object]:
    """Return everything kept, by table."""
    return {table: copy.deepcopy(store.table(table).records) for table in KINDS}
