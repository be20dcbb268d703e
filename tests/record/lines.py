"""What is said on a pipe: commands of the command line, and walks of plain mode typed line by line."""

import difflib
import shlex
from pathlib import Path
from typing import Any

from tests.record.machine import PASSPHRASE, Ended, Machine, Start, shown

ALL = ["export", "--format", "json", "--passphrase-file", "pw"]


def record_commands(
    companion: Path, name: str, scenario: dict[str, Any], start: Start
) -> tuple[str, list[str]]:
    """Give the scenario's commands one after the other on one computer; return what came of each. None is awaited.

    A line is what stands after ``companion``. ``@`` is the passphrase file, ``<<<`` gives standard input,
    ``$`` begins a line for the shell, ``+N`` lets N minutes pass.
    """
    machine = Machine.made(companion, name, start.folder)
    for file, text in scenario.get("files", {}).items():
        machine.write(file, text)
    machine.changes()
    said: list[str] = []
    for number, line in enumerate(scenario["lines"].strip().splitlines()):
        if line.startswith("$ "):
            machine.shell(line[2:])
            machine.changes()
            continue
        if line.startswith("+"):
            machine.minutes += float(line[1:])
            continue
        words, pipe, typed = line.partition(" <<<")
        arguments = [part for word in shlex.split(words) for part in _meant(word)]
        given = typed.removeprefix(" ").encode().decode("unicode_escape") if pipe else None
        ended = machine.run(arguments, given, draw=str(number))
        said += [f"=== companion {line}", *_told(ended), *machine.changes()]
    machine.remove()
    return "\n".join(said) + "\n", []


def _meant(word: str) -> list[str]:
    return ["--passphrase-file", "pw"] if word == "@" else [word]


def _told(ended: Ended) -> list[str]:
    """Return the exit code and both streams, a mark before each line."""
    out, err = shown(ended.out), shown(ended.err)
    return [
        f"exit {ended.code}",
        *(f"| {line}" for line in out.split("\n") if out),
        *(f"! {line}" for line in err.split("\n") if err),
    ]


def everything(machine: Machine) -> list[str]:
    """Return what the vault holds, as the program exports it."""
    ended = machine.run(ALL, draw="look")
    return shown(ended.out).splitlines() if ended.code == 0 else _told(ended)


def record_case(
    companion: Path, name: str, case: dict[str, Any], start: Start, *, thorough: bool
) -> tuple[str, list[str]]:
    """Type a walk of plain mode through a pipe.

    Returns what was said, with what is then other in the vault; and the words that were to be heard and were not.
    """
    machine = Machine.made(companion, name, start.folder)
    machine.minutes = case.get("minutes", 0)
    for file, text in case.get("files", {}).items():
        machine.write(file, text)
    machine.changes()
    sealed = machine.vault_bytes()
    unlocks = [PASSPHRASE] if case.get("unlock", True) else []
    typed = "".join(f"{line}\n" for line in [*unlocks, *case["typed"], *case.get("close", ["q"])])
    ended = machine.run(case.get("arguments", ["--plain"]), typed)
    said = [
        f"=== {case['name']}",
        *(f"> {line}" for line in case["typed"]),
        *_told(ended),
        *machine.changes(),
    ]
    if thorough:
        said += changed_in_vault(machine, sealed, start)
    machine.remove()
    heard = " ".join((shown(ended.out) + shown(ended.err)).split())
    return "\n".join(said) + "\n", [words for words in case.get("heard", []) if words not in heard]


def changed_in_vault(machine: Machine, sealed: bytes, start: Start) -> list[str]:
    """Return what the vault holds that it did not hold at the start, and what is gone.

    `sealed` is how it lay on the disk then: where that did not change nothing is looked at, which costs a second.
    """
    if machine.vault_bytes() in (sealed, b""):
        return []
    lines = list(difflib.unified_diff(start.holds, everything(machine), lineterm="", n=1))[2:]
    return ["--- in the vault", *(line for line in lines if not line.startswith("@@"))]
