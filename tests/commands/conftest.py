"""The command line called in this process, with a cheap key and a fixed time."""

import io
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time
from pathlib import Path
from typing import Protocol

import pytest

from companion.backend.local import LocalBackend
from companion.cli import main
from companion.domain.plan import Visibility
from companion.domain.safety import SafetyStep
from companion.domain.talk import PointKind
from tests.conftest import CHEAP, NOW, PASSPHRASE


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """How a command ended."""

    code: int
    out: str
    err: str


class Run(Protocol):
    def __call__(self, *words: str, stdin: bytes = b"") -> Ended: ...


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes], home: Path) -> Run:
    """Call the command line with these words."""
    # It would keep the test process itself from being looked into; test_process.py runs it for real.
    monkeypatch.setattr("companion.process.harden", lambda: None)

    def call(*words: str, stdin: bytes = b"") -> Ended:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        capfdbinary.readouterr()
        code = main(words, make_backend=lambda paths: LocalBackend(paths, profile=CHEAP, clock=lambda: NOW))
        got = capfdbinary.readouterr()
        return Ended(code=code, out=got.out.decode("utf-8"), err=got.err.decode("utf-8"))

    return call


@pytest.fixture
def passphrase_file(tmp_path: Path) -> str:
    """A file with the passphrase of `filled`."""
    path = tmp_path / "passphrase"
    path.write_text(PASSPHRASE + "\n", "utf-8")
    return str(path)


@pytest.fixture
def recovery_code(backend: LocalBackend) -> str:
    """A vault with a little of everything; returns its recovery code."""
    session, code = backend.create(PASSPHRASE, setup_step=6)
    services = session.services
    ids = iter(f"{n:032x}" for n in range(1, 100))
    services.settings.change(now=NOW, name="Alex")
    services.plan.add_line("toolbox", "A bath with the radio on", new_id=next(ids), now=NOW)
    services.plan.add_line("daily", "Walk to the river", new_id=next(ids), now=NOW)
    services.plan.add_line("daily", "Walk the dog", new_id=next(ids), now=NOW)
    services.plan.add_line(
        "early",
        "Up past 2am",
        what_helps="Phone out of the bedroom",
        audience=Visibility.TEAM,
        new_id=next(ids),
        now=NOW,
    )
    services.safety.add_line(SafetyStep.ALONE, "Sit on the back step", new_id=next(ids), now=NOW)
    services.safety.add_contact(name="Dee", number="07700 900123", new_id=next(ids), now=NOW)
    talk = services.talks.plan_talk(
        with_whom="Priya",
        role="care coordinator",
        day=date(2026, 11, 26),
        at=time(14, 0),
        where="Room 3",
        new_id=next(ids),
        now=NOW,
    )
    for text in ("The tablets make mornings foggy", "I want to try the allotment"):
        services.talks.add_point(PointKind.SAY, text, talk_id=talk.id, new_id=next(ids), now=NOW)
    services.talks.add_point(
        PointKind.ASK, "How long do I take these?", talk_id=talk.id, new_id=next(ids), now=NOW
    )
    services.check_ins.answer(NOW.date(), "mood", 4, now=NOW)
    session.close()
    return code


Ask = Callable[..., Ended]


@pytest.fixture
def ask(run: Run, recovery_code: str, passphrase_file: str) -> Ask:
    """Call the command line over a filled vault, with its passphrase."""

    def call(*words: str, stdin: bytes = b"") -> Ended:
        return run(*words, "--passphrase-file", passphrase_file, stdin=stdin)

    return call


@pytest.fixture
def typing(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    """Sit somebody at the keyboard who types these passphrases; returns the prompts they saw."""

    def sit_down(*answers: str) -> list[str]:
        waiting, prompts = list(answers), []

        def secret(prompt: str) -> str:
            prompts.append(prompt)
            if not waiting:
                raise EOFError
            return waiting.pop(0)

        monkeypatch.setattr("companion.commands.streams.can_ask", lambda: True)
        monkeypatch.setattr("companion.unseen.secret", secret)
        return prompts

    return sit_down
