"""A tenth of a long run: the same for one seed, another for another, and all of it when it is asked for."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests import thorough
from tests.thorough import sample, sieve

HUNDRED = list(range(100))

LONG_RUNS = """
import pytest
from hypothesis import given, strategies as st
from tests.thorough import many, sample

@pytest.mark.thorough(cases=True)
@pytest.mark.parametrize("case", range(100))
def test_cases(case): pass

@pytest.mark.thorough
def test_a_loop(): print("loop", len(sample(range(100))))

count = 0
@many(200)
@given(st.integers())
def test_a_property(number):
    global count
    count += 1

def test_short(): print("examples", count)
"""


@pytest.fixture(autouse=True)
def _a_tenth(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(thorough._Run, "whole", False)
    monkeypatch.setattr(thorough._Run, "test", "a test that is marked")


def test_one_in_each_ten_is_taken_in_order_with_those_that_always_are() -> None:
    taken = sample(HUNDRED)
    assert [case // 10 for case in taken] == list(range(10))
    assert set(sample(HUNDRED, always=[0, 99])) == {0, *taken, 99}
    assert sample([5]) == [5] and sample([]) == []


def test_the_same_seed_takes_the_same_and_another_another(monkeypatch: pytest.MonkeyPatch) -> None:
    def taken(seed: str) -> list[int]:
        monkeypatch.setattr(thorough._Run, "seed", seed)
        return sample(HUNDRED)

    assert taken("one") == taken("one") != taken("two")


def test_all_seeds_together_leave_nothing_out(monkeypatch: pytest.MonkeyPatch) -> None:
    found: set[int] = set()
    for seed in range(200):
        monkeypatch.setattr(thorough._Run, "seed", str(seed))
        found |= set(sample(HUNDRED))
    assert found == set(HUNDRED)


def test_what_comes_one_by_one_is_taken_once_in_each_ten() -> None:
    taken = sieve()
    answers = [taken() for _ in HUNDRED]
    assert [sum(answers[at : at + 10]) for at in range(0, 100, 10)] == [1] * 10


def test_when_the_run_is_whole_all_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(thorough._Run, "whole", True)
    assert sample(HUNDRED) == HUNDRED
    taken = sieve()
    assert all(taken() for _ in HUNDRED)


def test_a_tenth_in_a_test_that_would_never_run_whole_is_a_mistake(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(thorough._Run, "test", "")
    for take in (lambda: sample(HUNDRED), sieve):
        with pytest.raises(AssertionError, match="marked thorough"):
            take()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ([], ["13 passed, 90 deselected", "loop 10", "examples 20", "a tenth of", "COMPANION_SEED=a7"]),
        (["-m", "thorough"], ["102 passed, 1 deselected", "loop 100", "all of the long runs"]),
        (["-m", "thorough or not thorough"], ["103 passed", "loop 100", "examples 200"]),
    ],
    ids=["as it is", "thorough", "everything"],
)
def test_what_pytest_runs(
    tmp_path: Path, options: list[str], said: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COMPANION_SEED", "a7")
    (tmp_path / "test_long.py").write_text(LONG_RUNS, "utf-8")
    (tmp_path / "pytest.ini").write_text("[pytest]\nmarkers = thorough: a long run\n", "utf-8")
    words = ["-m", "pytest", "-s", "-p", "tests.thorough", "-p", "no:cacheprovider", *options]
    ended = subprocess.run(
        [sys.executable, *words, "-c", str(tmp_path / "pytest.ini"), str(tmp_path)],
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[1],
        check=False,
    )
    assert [words for words in said if words not in ended.stdout] == [], ended.stdout + ended.stderr
