"""A person who types lines and hears what is said."""

import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta

from companion.domain.wrapping import columns
from companion.plain.run import run
from tests.memory_backend import MemoryBackend

NOTE = ["c", *[""] * 7]
"""To the note of today's check-in, in the vault with a little of everything."""


@dataclass(frozen=True)
class Heard:
    """What a person heard, and the exit code."""

    out: str
    err: str
    code: int

    @property
    def words(self) -> str:
        """Everything said, on one line, without the signs that keep right-to-left words to themselves."""
        return " ".join(plainly(self.out).split())


class SlowLines(io.StringIO):
    """Lines of a person who waits: a number of minutes before a line moves the backend's clock on."""

    def __init__(self, backend: MemoryBackend, script: Iterable[str | float]) -> None:
        self._backend = backend
        self._waits: list[float] = []
        lines: list[str] = []
        wait = 0.0
        for step in script:
            if isinstance(step, str):
                lines.append(step)
                self._waits.append(wait)
                wait = 0.0
            else:
                wait += step
        super().__init__("".join(f"{line}\n" for line in lines), newline="\n")

    def readline(self, size: int | None = -1, /) -> str:  # type: ignore[override]
        if self._waits:
            self._backend.time += timedelta(minutes=self._waits.pop(0))
        return super().readline(-1 if size is None else size)


Typing = Callable[..., Heard]


def type_lines(backend: MemoryBackend, *script: str | float, demo: bool = False) -> Heard:
    """Run the program over what a person types; a number is minutes of waiting before the next line.

    Every line that is said fits 80 columns, holds no control character, and every session is closed.
    """
    out, err = io.StringIO(newline="\n"), io.StringIO()
    code = run(backend, demo=demo, stdin=SlowLines(backend, script), stdout=out, stderr=err)
    for line in (out.getvalue() + err.getvalue()).split("\n"):
        assert columns(line) <= 80, line
        assert not any(ord(letter) < 32 or 0x7F <= ord(letter) < 0xA0 for letter in line), line
    assert not any(session.is_open for session in backend.sittings)
    assert not backend.crashes
    return Heard(out=out.getvalue(), err=err.getvalue(), code=code)


def plainly(text: str) -> str:
    """Return `text` without the signs that keep right-to-left words to themselves."""
    return text.translate(dict.fromkeys((0x2066, 0x2067, 0x2068, 0x2069)))
