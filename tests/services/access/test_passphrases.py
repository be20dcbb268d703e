"""A made passphrase: six words of the list, drawn anew each time; nothing is offered where the list is not there."""

import importlib.resources
import subprocess
import sys
from pathlib import Path
from typing import Never

import pytest

from companion.backend.local import local_backend
from companion.paths import find_paths
from companion.services.access import passphrases
from companion.services.access.passphrases import WORDS, is_offered, make_passphrase


def test_it_is_six_words_that_can_be_read_out_and_typed() -> None:
    assert is_offered()
    for _ in range(50):
        words = make_passphrase().split(" ")
        assert len(words) == WORDS
        assert all(word.isascii() and word.isalpha() and word.islower() for word in words)


def test_no_two_are_the_same_and_the_words_come_from_all_over_the_list() -> None:
    made = [make_passphrase() for _ in range(200)]
    assert len(set(made)) == 200
    assert len({word for passphrase in made for word in passphrase.split(" ")}) > 1000
    assert len({passphrase[0] for passphrase in made}) > 15


def test_the_list_is_long_enough_for_77_bits() -> None:
    assert len(passphrases._words()) ** WORDS > 2**77


def test_it_can_be_a_passphrase() -> None:
    local_backend(find_paths()).check_passphrase(make_passphrase())


def test_each_word_is_drawn_by_the_systems_generator(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[int] = []

    def choice(words: tuple[str, ...]) -> str:
        drawn.append(len(words))
        return words[len(drawn)]

    monkeypatch.setattr("secrets.choice", choice)
    assert make_passphrase().split(" ") == list(passphrases._words()[1 : WORDS + 1])
    assert len(drawn) == WORDS


def test_without_the_package_nothing_is_offered(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(package: str) -> Never:
        raise ModuleNotFoundError(package)

    monkeypatch.setattr(importlib.resources, "files", missing)
    assert not is_offered()
    assert make_passphrase() == ""


def test_without_the_list_in_the_package_nothing_is_offered(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(importlib.resources, "files", lambda package: tmp_path)
    assert not is_offered()
    assert make_passphrase() == ""


def test_the_code_of_the_package_is_not_loaded() -> None:
    source = (
        "import sys\n"
        "from companion.services.access.passphrases import make_passphrase\n"
        "assert make_passphrase()\n"
        "print([name for name in sys.modules if name.startswith('xkcdpass.')])"
    )
    ran = subprocess.run([sys.executable, "-c", source], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"
