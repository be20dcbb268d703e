"""Walks over the full screen, in a real pseudo-terminal: after every step, the window as it came to rest."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.record.lines import changed_in_vault
from tests.record.machine import HERE, PASSPHRASE, Machine, Start
from tests.record.window import Window, looks

SIZES = ((80, 24), (140, 40))

PATIENCE = 40.0
"""Seconds to wait for words that will come; a busy machine needs them."""

_KEYS = {
    "up": "\x1b[A", "down": "\x1b[B", "right": "\x1b[C", "left": "\x1b[D", "home": "\x1b[H", "end": "\x1b[F",
    "pageup": "\x1b[5~", "pagedown": "\x1b[6~", "enter": "\r", "tab": "\t", "backtab": "\x1b[Z", "esc": "\x1b",
    "del": "\x1b[3~", "backspace": "\x7f", "space": " ",
    "f2": "\x1bOQ", "f3": "\x1bOR", "f4": "\x1bOS", "f5": "\x1b[15~",
}  # fmt: skip

CODE = "\0code"
"""Stands for the recovery code, which a start left in a file."""

ASKED_BACK = "\0asked"
"""Stands for the groups of the code that set-up asks for, as they stood in the window before."""

_SAID = {"wait": "", "code": CODE, "asked-back": ASKED_BACK}

_GROUP = re.compile(r"([1-7])  ((?:[0-9A-Z] ){4}[0-9A-Z])")

_TOKEN = re.compile(r'"[^"]*"|\S+')


@dataclass(frozen=True)
class Step:
    """What is pressed in one burst, and the words then waited for; a word after "!" is to be gone."""

    said: str
    burst: str
    words: tuple[str, ...]

    def holds(self, window: str) -> bool:
        """True when every word stands in the window, or is gone from it."""
        return all(word[1:] not in window if word.startswith("!") else word in window for word in self.words)


@dataclass(frozen=True)
class Walk:
    """One walk: the computer it begins on, the command, and its steps."""

    name: str
    start: str
    arguments: tuple[str, ...]
    variables: dict[str, str]
    shell: tuple[str, ...]
    steps: tuple[Step, ...]


def read_walks() -> list[Walk]:
    """Return the walks of ``screens/*.txt``.

    ``== name start`` begins one; ``args``, ``env`` and ``shell`` lines may follow; then a step a line:
    keys by name, letters, ``^x`` for ctrl, ``"typed text"``; after ``|`` the words to wait for, with ``&``
    between. ``unlock`` types the passphrase, ``code`` the recovery code, ``asked-back`` its groups that are
    asked for.
    """
    walks: list[Walk] = []
    for path in sorted((HERE / "screens").glob("*.txt")):
        for part in path.read_text("utf-8").split("\n== ")[1:]:
            head, *lines = part.split("\n")
            name, start = head.split()
            walks.append(_walk(name, start, lines))
    return walks


def _walk(name: str, start: str, lines: list[str]) -> Walk:
    arguments: tuple[str, ...] = ()
    variables: dict[str, str] = {}
    shell: list[str] = []
    steps: list[Step] = []
    for line in lines:
        kind, _, rest = line.partition(" ")
        if not line or line.startswith("#"):
            continue
        if kind == "args":
            arguments = tuple(rest.split())
        elif kind == "env":
            variables |= dict(word.split("=", 1) for word in rest.split())
        elif kind == "shell":
            shell.append(rest)
        else:
            steps.append(_step(line))
    return Walk(name, start, arguments, variables, tuple(shell), tuple(steps))


def _step(line: str) -> Step:
    keys, _, words = line.partition(" | ")
    waited = tuple(word.strip() for word in words.split(" & ") if word.strip())
    if keys == "unlock":
        return Step(keys, f"{PASSPHRASE}\r", waited or ("How is today?",))
    return Step(keys, "".join(_sent(token) for token in _TOKEN.findall(keys)), waited)


def _sent(token: str) -> str:
    if token.startswith('"'):
        return token[1:-1]
    if token.startswith("^") and len(token) == 2:
        return chr(ord(token[1].upper()) - 64)
    if token in _SAID:
        return _SAID[token]
    return token if len(token) == 1 else _KEYS[token]


def record_screens(
    companion: Path, walk: Walk, start: Start, size: tuple[int, int], *, thorough: bool
) -> tuple[str, list[str]]:
    """Take the walk in a window of this size; return every window, and what was waited for and did not come."""
    machine = Machine.made(companion, f"{walk.name}-{size[0]}", start.folder)
    for line in walk.shell:
        machine.shell(line)
    machine.changes()
    sealed = machine.vault_bytes()
    environment = machine.environment(more=walk.variables)
    window = Window([str(companion), *walk.arguments], machine.folder, environment, *size)
    said: list[str] = []
    missed: list[str] = []
    for number, step in enumerate(walk.steps):
        window.send(_filled(step, window, machine).encode())
        came = window.wait_until(step.holds, PATIENCE)
        window.rest()
        said += [f"=== {number} {step.said}", *window.drawn(), *_on_disk(machine)]
        if not came:
            said.append(f"DID NOT COME: {' & '.join(step.words)}")
            missed.append(f"{number} {step.said} | {' & '.join(step.words)}")
            break
        if window.ended:
            break
    window.send(b"\x11")
    said += [f"=== ended with {window.close()}", *machine.changes()]
    said += looks({name for line in said if line.startswith("~") for name in _names(line)})
    if thorough:
        said += changed_in_vault(machine, sealed, start)
    machine.remove()
    return "\n".join(said) + "\n", missed


def _filled(step: Step, window: Window, machine: Machine) -> str:
    """Return what to send, with the recovery code where a walk gives it."""
    for number, group in _GROUP.findall("\n".join(window.lines)):
        window.code[int(number)] = group.replace(" ", "")
    asked = [window.code.get(int(number), "") for number in re.findall(r"Group ([1-7])", window.flat)]
    burst = step.burst.replace(ASKED_BACK, "".join(f"{group}\r" for group in asked))
    if CODE in burst:
        sheet = (machine.folder / "home" / "code.txt").read_text("utf-8")
        burst = burst.replace(CODE, next(word for word in sheet.split() if word.count("-") == 6))
    return burst


def _on_disk(machine: Machine) -> list[str]:
    """Return what came and went, but not that the vault was saved: a draft is, each half second of typing."""
    return [line for line in machine.changes() if not re.match(r"changed: .*\.(vault|seen) ", line)]


def _names(line: str) -> Iterator[str]:
    return (run.partition(":")[2] for run in line.split()[1:])
