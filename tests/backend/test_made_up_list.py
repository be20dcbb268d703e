"""A list that is not ours, described in one entry, can be kept in all three front ends, and found."""

import json
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

import pytest
from textual.widgets import Input

from companion.commands import lists as command
from companion.commands.parser import parse
from companion.commands.request import Request
from companion.domain.kinds import KINDS, Kind
from companion.domain.line import Line
from companion.domain.text import clean_line
from companion.services.access.setup import prepare
from companion.services.kinds import WORDS, words_of_list
from companion.services.lists import KeptList
from companion.services.services import Services, services_over
from companion.tui.widgets.pick_list import PickList
from tests.conftest import NOW, PASSPHRASE
from tests.hostile import AT_ONCE
from tests.memory_backend import MemoryBackend
from tests.memory_store import MemoryStore
from tests.plain.person import type_lines
from tests.tui.screens import OpenApp, flat, press, settle


@dataclass(frozen=True, slots=True, kw_only=True)
class Proud(Line):
    """One thing the person is proud of."""


PROUD = KeptList(
    name="proud",
    table="prouds",
    title="Things I am proud of",
    one="thing to be proud of",
    many="things to be proud of",
)
WITH_PROUD = {**KINDS, "prouds": Kind(record=Proud, words=("text",))}


@pytest.fixture(autouse=True)
def _described(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every services of these tests have the list, as those of an entry in `LISTS` would."""
    given = services_over.__kwdefaults__
    assert given is not None
    monkeypatch.setitem(given, "lists", (PROUD,))
    monkeypatch.setitem(given, "words", {**WORDS, "prouds": words_of_list(PROUD)})
    monkeypatch.setattr("companion.commands.parser.LISTS", (PROUD,))


@pytest.fixture
def store() -> MemoryStore:
    """A vault in memory with two lines in the list."""
    store = MemoryStore(kinds=WITH_PROUD)
    prepare(store, setup_step=6, now=NOW - timedelta(days=400))
    for id, text in ((one, "I swam in the sea"), (two, AT_ONCE)):
        services_over(store).lists.add("proud", text, new_id=id, now=NOW)
    return store


one, two = "1" * 32, "2" * 32


def texts(services: Services) -> list[str]:
    return [clean_line(line.text) for line in services.lists.of("proud").in_use()]


HOSTILE = clean_line(AT_ONCE)


async def test_on_the_full_screen(store: MemoryStore) -> None:
    backend = MemoryBackend(store=store)
    app = OpenApp(backend, "today")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "ctrl+p")
        app.screen.query_one(Input).value = "proud of"
        await settle(pilot)
        await press(pilot, "enter")
        assert "Things I am proud of" in flat(app) and "I swam in the sea" in flat(app)
        await press(pilot, "a", *"I rang Lin", "enter", "escape")
        assert texts(backend.services) == ["I swam in the sea", HOSTILE, "I rang Lin"]
        app.screen.query_one("#lines", PickList).highlight(one)
        await press(pilot, "m", "down", "enter", "e", *" twice", "enter", "d")
        assert texts(backend.services) == [HOSTILE, "I rang Lin"]
        await press(pilot, "o", "enter")
        assert "I swam in the sea twice" in texts(backend.services)
        await press(pilot, "slash", *"rang lin", "enter", "enter")
        assert app.screen.query_one("#lines", PickList).highlighted not in (one, two)


def test_line_by_line(store: MemoryStore, tmp_path_factory: pytest.TempPathFactory) -> None:
    backend = MemoryBackend(folder=tmp_path_factory.mktemp("documents"), store=store)
    page = str(12)
    heard = type_lines(
        backend, PASSPHRASE, page, "a", "I rang Lin", "", "1", "m", "2", "e", "I swam twice", "d", "k", "1", "1",
        "back", "back", "/", "rang", "1", "back", "back", "back", "q",
    )  # fmt: skip
    assert "Things I am proud of." in heard.words
    assert "Found in 1 place." in heard.words
    assert texts(backend.services) == [HOSTILE, "I swam twice", "I rang Lin"]


def test_on_the_command_line(
    store: MemoryStore, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    backend = MemoryBackend(store=store)

    @contextmanager
    def opened(request: Request, *, writing: bool) -> Iterator[tuple[MemoryBackend, object]]:
        yield backend, backend.session

    monkeypatch.setattr(command, "opened", opened)

    def ask(*words: str) -> str:
        args: Namespace = parse(["proud", *words])
        assert command.keep_list(Request(args=args)) == 0
        return capsys.readouterr().out

    assert "I swam in the sea" in ask()
    ask("--add", "I rang Lin", "--add", "-half a page")
    assert [line["text"] for line in json.loads(ask("--json"))["prouds"]][2:] == [
        "I rang Lin",
        "-half a page",
    ]
