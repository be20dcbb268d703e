"""What the vault is measured against. A peer that is not installed is None, and said to be missing.

SQLCipher (`sqlcipher3-wheels`) and jrnl are looked for in an environment of their own, so that nothing of them
comes near the program's: name it in COMPANION_BENCH_PEERS.
"""

import importlib
import os
import subprocess
import sys
import sysconfig
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import msgspec
from tinydb import TinyDB
from tinydb.storages import JSONStorage
from tinydb.table import Document

from companion.domain.checkin import CheckIn
from companion.vault.records.documents import to_document

Save = Callable[[CheckIn], None]
BLOCK = 4096
JRNL_ITERATIONS = 100_000
"""Of PBKDF2-HMAC-SHA256, in jrnl's third format."""
ENVIRONMENT = "COMPANION_BENCH_PEERS"
_JRNL = """\
version: v4.0
journals: {{default: {{journal: "{journal}"}}}}
editor: ""
encrypt: false
template: false
default_hour: 9
default_minute: 0
timeformat: "%Y-%m-%d %H:%M"
tagsymbols: "@"
highlight: false
linewrap: 79
indent_character: "|"
colors: {{body: none, date: none, tags: none, title: none}}
"""


def bare_append(folder: Path) -> Save:
    """Return the least that any save can do: 4 KiB added to an open file, and waited for."""
    fd = os.open(folder / "bare", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    block = os.urandom(BLOCK)
    sync: Callable[[int], None] = getattr(os, "fdatasync", os.fsync)

    def save(check_in: CheckIn) -> None:
        os.write(fd, block)
        sync(fd)

    return save


def sqlcipher(folder: Path, check_ins: Iterable[CheckIn], *, worn: bool = False) -> Save | None:
    """Return saving to an encrypted SQLite database: one table, WAL, synchronous=FULL, the raw key given.

    As at the start of a session, its log is empty and grows with each save. With `worn` it is as after the first
    thousand pages: the log is written over from its start, which costs the file system less than growing a file.
    """
    home = os.environ.get(ENVIRONMENT, "")
    if home:
        sys.path.append(sysconfig.get_path("purelib", vars={"base": home}))
    try:
        module = importlib.import_module("sqlcipher3")
    except ImportError:
        return None
    key, path = os.urandom(32).hex(), folder / f"sqlcipher-{worn}.db"

    def opened() -> Any:
        base = module.connect(str(path))
        base.execute(f"PRAGMA key = \"x'{key}'\"")
        base.execute("PRAGMA journal_mode = WAL")
        base.execute("PRAGMA synchronous = FULL")
        return base

    def words(one: CheckIn) -> str:
        return msgspec.json.encode(one).decode()

    keep = "INSERT INTO check_ins VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET document = excluded.document"
    base = opened()
    base.execute("CREATE TABLE check_ins (id TEXT PRIMARY KEY, document TEXT)")
    base.executemany(keep, [(one.id, words(one)) for one in check_ins])
    base.commit()
    base.close()  # which puts everything in its place and deletes the log
    base = opened()
    if worn:
        base.execute("CREATE TABLE room AS SELECT randomblob(6000000) AS bytes")
        base.execute("DROP TABLE room")
        base.commit()
        base.execute("PRAGMA wal_checkpoint(RESTART)").fetchall()

    def save(check_in: CheckIn) -> None:
        base.execute(keep, (check_in.id, words(check_in)))
        base.commit()

    return save


def tinydb(folder: Path, check_ins: Iterable[CheckIn]) -> Save:
    """Return saving to TinyDB as it comes: one JSON file, in the clear."""
    table = TinyDB(folder / "tinydb.json", storage=JSONStorage).table("check_ins")
    table.insert_multiple(Document(to_document(one), doc_id=one.day.toordinal()) for one in check_ins)

    def save(check_in: CheckIn) -> None:
        table.upsert(Document(to_document(check_in), doc_id=check_in.day.toordinal()))

    return save


def write_and_replace(folder: Path, data: bytes) -> None:
    """Write, fsync, replace and fsync the folder: the least that putting a whole file in place can do."""
    new = folder / "plain.new"
    fd = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    left = memoryview(data)
    while left:
        left = left[os.write(fd, left) :]
    os.fsync(fd)
    os.close(fd)
    new.replace(folder / "plain")
    if sys.platform != "win32":
        fd = os.open(folder, os.O_RDONLY)
        os.fsync(fd)
        os.close(fd)


def jrnl(folder: Path, passphrase: str, check_ins: Iterable[CheckIn]) -> Callable[[], object] | None:
    """Return adding an entry to an encrypted journal of as many days, by starting the program."""
    program = (
        Path(os.environ.get(ENVIRONMENT, "")) / ("Scripts" if sys.platform == "win32" else "bin") / "jrnl"
    )
    if not os.environ.get(ENVIRONMENT) or not program.exists():
        return None
    journal, config = folder / "journal.txt", folder / "jrnl.yaml"
    journal.write_text("".join(f"[{one.day} 09:00] {one.note}\n\n" for one in check_ins), "utf-8")
    config.write_text(_JRNL.format(journal=journal), "utf-8")
    environment = os.environ | {"PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring"}

    def run(*words: str, said: str) -> None:
        # In a session without a terminal it reads the password from its standard input.
        argv = [str(program), "--config-file", str(config), *words]
        subprocess.run(
            argv,
            input=said.encode(),
            env=environment,
            capture_output=True,
            check=True,
            start_new_session=True,
        )

    run("--encrypt", said=f"{passphrase}\n{passphrase}\nn\n")
    if b"walked" in journal.read_bytes():
        return None
    return lambda: run("Walked to the sea wall.", said=f"{passphrase}\n")
