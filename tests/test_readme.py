"""What README says is so: its counts, its commands and their options, its first lines."""

import argparse
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from companion.commands.parser import make_parser
from companion.config import IDLE_MINUTES, Config
from companion.services.learn.courses import shipped_pack
from companion.tui.shell.idle_lock import WARNING
from companion.vault.secrets.keys import STANDARD
from companion.words import SMALL

README = (Path(__file__).parents[1] / "README.md").read_text("utf-8")
FLAT = " ".join(README.split())
COMMANDS = README.partition("## From the command line")[2].partition("\n## ")[0]

LONG = [exercise.minutes for exercise in shipped_pack().exercises if exercise.minutes >= 10]
"""The rest is a sheet about the course itself."""


def parsers(of: argparse.ArgumentParser, name: str = "") -> Iterator[tuple[str, argparse.ArgumentParser]]:
    """Yield every command by its name ("vault merge"), those that only hold others included."""
    yield name, of
    held: list[argparse._SubParsersAction[Any]] = [
        action for action in of._actions if isinstance(action, argparse._SubParsersAction)
    ]
    for action in held:
        for below, parser in action.choices.items():
            yield from parsers(parser, f"{name} {below}".strip())


PARSERS = dict(parsers(make_parser()))


@pytest.mark.parametrize(
    "words",
    [
        f"has {SMALL[len(LONG) - 1]} exercises of {min(LONG)} to {max(LONG)} minutes",
        f"after {Config().idle_minutes} minutes without a key (Settings: {IDLE_MINUTES[0]} to {IDLE_MINUTES[1]})",
        f"says so {WARNING} seconds before",
        f"at least {STANDARD.least_kib // 1024} MiB a try",
        "not made by the NHS",
        "nothing to do with an assistant of a like name in any NHS app",
        "uv tool install '.[pdf]' && companion",
        "pipx install '.[pdf]' && companion",
    ],
)
def test_it_says_what_is_so(words: str) -> None:
    assert words in FLAT


def test_every_command_is_in_its_table() -> None:
    table = " ".join(COMMANDS.split())
    missing = [
        name
        for name, parser in PARSERS.items()
        if name and not parser._subparsers and not re.search(rf"\b{re.escape(name.split()[-1])}\b", table)
    ]
    assert missing == []


def test_every_option_in_its_table_is_one() -> None:
    known = {option for parser in PARSERS.values() for option in parser._option_string_actions}
    said = set(re.findall(r"--[a-z][a-z-]*", COMMANDS))
    assert said - known == set()


def test_every_option_is_in_its_table() -> None:
    known = {
        option
        for parser in PARSERS.values()
        for action in parser._actions
        for option in action.option_strings
        if option.startswith("--") and action.help != argparse.SUPPRESS
    }
    assert known - set(re.findall(r"--[a-z][a-z-]*", COMMANDS)) == set()
