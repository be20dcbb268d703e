"""Each thing that is done line by line, done with the keys of the full screen: the same list, the same vault."""

from collections.abc import Iterator

import pytest
from textual.keys import Keys

from companion.services.services import services_over
from tests.lived_in import live_in
from tests.memory_backend import ON_PAPER, MemoryBackend
from tests.plain.cases import Case
from tests.plain.cases_check_in import CHECK_IN
from tests.plain.cases_plan import PLAN
from tests.plain.cases_rest import IMPORTS, PAPER, SEARCH, SETTINGS
from tests.plain.cases_safety import SAFETY
from tests.plain.cases_talk import TALK
from tests.plain.learn.cases_learn import LEARN
from tests.plain.learn.cases_learning import LEARNING
from tests.plain.learn.learning import put_course
from tests.tui.screens import OpenApp, flat, press, settle

CASES = {
    "check-in": CHECK_IN,
    "plan": PLAN,
    "safety": SAFETY,
    "talk": TALK,
    "settings": SETTINGS,
    "search": SEARCH,
    "imports": IMPORTS,
    "today": PAPER,
    "learn": LEARN,
    "learning plan": LEARNING,
}
NAMED = frozenset(key.value for key in Keys)


def pressed(keys: tuple[str, ...]) -> Iterator[str]:
    """Yield one key after the other, words letter by letter."""
    for key in keys:
        yield from (key,) if key in NAMED else key


def test_each_says_its_keys_or_why_there_are_none() -> None:
    unsaid = [
        case.name for cases in CASES.values() for case in cases if bool(case.keys) is bool(case.instead)
    ]
    assert unsaid == []


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(case, id=f"{page}: {case.name}")
        for page, cases in CASES.items()
        for case in cases
        if case.keys
    ],
)
async def test_use_case(case: Case) -> None:
    backend = MemoryBackend()
    live_in(services_over(backend.store))  # not the program's own services: there is nothing to undo yet
    put_course(backend.store)
    backend.store.code_papers.remove(ON_PAPER)
    assert case.seen or not case.then(backend.services), "pressing nothing would do"
    app = OpenApp(backend)
    async with app.run_test(notifications=True, size=(80, 40)) as pilot:
        await settle(pilot)
        await press(pilot, *pressed(case.keys))
        for words in case.seen:
            assert words in flat(app)
        assert case.then(backend.services)
