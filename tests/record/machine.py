"""A made-up computer to run the installed program on: its folders, its clock, its chance, and what is typed."""

import os
import shutil
import stat
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

HERE = Path(__file__).parent

PLACE = Path("/tmp/companion-record")
"""Where every made-up computer stands. Always the same, so that paths on screens wrap at the same letter."""

NOW = datetime(2026, 11, 22, 21, 4, tzinfo=ZoneInfo("Europe/London"))
"""Sunday evening; what the clock says unless a walk says otherwise."""

PASSPHRASE = "a quiet place by the river"

PATIENCE = 120
"""Seconds for one command; a quick machine needs one."""

_KEPT_AS_TEXT = {".csv", ".html", ".json", ".md", ".toml", ".txt", ""}


def build_clock() -> Path:
    """Compile what holds the clock and chance still; return the library. Needs gcc."""
    library, source = PLACE / "fixed.so", HERE / "fixed.c"
    subprocess.run(["gcc", "-O1", "-shared", "-fPIC", "-o", library, source, "-ldl"], check=True)
    return library


@dataclass(frozen=True)
class Ended:
    """What a command left: its exit code and its two streams."""

    code: int
    out: bytes
    err: bytes


@dataclass(frozen=True)
class Start:
    """A computer to begin a walk on, and what its vault holds. Without a folder nothing was ever written."""

    folder: Path | None = None
    holds: tuple[str, ...] = ()


@dataclass
class Machine:
    """A computer of its own in `folder`, on which `companion` is installed."""

    companion: Path
    folder: Path
    seed: str
    minutes: float = 0
    """How many minutes after `NOW` it is here; below zero is earlier."""
    _known: dict[str, tuple[int, bytes]] = field(default_factory=dict)

    @classmethod
    def made(cls, companion: Path, name: str, like: Path | None = None) -> "Machine":
        """Return a fresh computer called `name`; its home is a copy of `like` where that is given."""
        folder = PLACE / name
        shutil.rmtree(folder, ignore_errors=True)
        (folder / "home" / "Documents").mkdir(parents=True)
        if like is not None:
            shutil.copytree(like / "home", folder / "home", dirs_exist_ok=True)
        machine = cls(companion, folder, name)
        machine.write("pw", f"{PASSPHRASE}\n")
        machine.changes()
        return machine

    def write(self, name: str, text: str) -> None:
        """Put a file into the folder where commands are given."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

    def environment(self, draw: str = "", more: Mapping[str, str] | None = None) -> dict[str, str]:
        """Return the whole environment; `draw` makes what is drawn by chance other than the last time."""
        home = self.folder / "home"
        return {
            "PATH": "/usr/local/bin:/usr/bin:/bin",
            "HOME": str(home),
            "COMPANION_HOME": str(home / "companion"),
            "TZ": "Europe/London",
            "LANG": "C.UTF-8",
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "PYTHONHASHSEED": "0",
            "LD_PRELOAD": str(PLACE / "fixed.so"),
            "RECORD_CLOCK": str(int(NOW.timestamp() + self.minutes * 60)),
            "RECORD_SEED": f"{self.seed} {draw}",
            **(more or {}),
        }

    def run(self, arguments: list[str], typed: str | None = None, draw: str = "") -> Ended:
        """Give the command with nothing on standard input, or with `typed` through a pipe."""
        makes_keys = arguments[:1] == ["vault"] or "--write" in arguments
        done = subprocess.run(
            [str(self.companion), *arguments],
            cwd=self.folder,
            env=self.environment(draw, {"RECORD_SLOW": "1"} if makes_keys else None),
            input=None if typed is None else typed.encode(),
            stdin=subprocess.DEVNULL if typed is None else None,
            capture_output=True,
            timeout=PATIENCE,
            check=False,
        )
        return Ended(done.returncode, done.stdout, done.stderr)

    def vault_bytes(self) -> bytes:
        """Return the vault as it lies on the disk; nothing where there is none."""
        path = self.folder / "home" / "companion" / "companion.vault"
        return path.read_bytes() if path.exists() else b""

    def shell(self, line: str) -> None:
        """Do with files what no command of the program does: copy one, spoil one."""
        subprocess.run(["bash", "-euc", line], cwd=self.folder, check=True)

    def changes(self) -> list[str]:
        """Return what came, went or changed on the disk since the last look, and new pages as text."""
        now = {str(path.relative_to(self.folder)): _look(path) for path in sorted(self.folder.rglob("*"))}
        said: list[str] = []
        for name in sorted({*self._known, *now}):
            before, after = self._known.get(name), now.get(name)
            if before == after:
                continue
            if after is None:
                said.append(f"gone: {name}")
                continue
            said.append(f"{'new' if before is None else 'changed'}: {name} {after[0]:o}")
            said += [f"  {line}" for line in _as_text(self.folder / name)]
        self._known = now
        return said

    def remove(self) -> None:
        """Take the computer away."""
        shutil.rmtree(self.folder, ignore_errors=True)


def _look(path: Path) -> tuple[int, bytes]:
    found = path.lstat()
    is_file = stat.S_ISREG(found.st_mode)
    return found.st_mode, path.read_bytes() if is_file and os.access(path, os.R_OK) else b""


def _as_text(path: Path) -> Iterator[str]:
    """Yield the lines of a page; a PDF as poppler reads it; nothing of what is sealed."""
    if path.is_dir() or path.is_symlink() or not os.access(path, os.R_OK):
        return
    data = path.read_bytes()
    if path.suffix == ".pdf" or data.startswith(b"%PDF"):
        yield from shown(data).splitlines()
    elif path.suffix in _KEPT_AS_TEXT:
        yield from shown(data).split("\n")


def shown(data: bytes) -> str:
    """Return bytes as text: a PDF by its words, where poppler is installed; what is no text escaped."""
    if data.startswith(b"%PDF"):
        if not shutil.which("pdftotext"):
            return "(a PDF)"
        command = ["pdftotext", "-layout", "-", "-"]
        return subprocess.run(command, input=data, capture_output=True, check=True).stdout.decode()
    return data.decode("utf-8", "backslashreplace")
