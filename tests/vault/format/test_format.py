"""FORMAT.md and the program say the same: what is written by the one opens with the other, names and numbers too."""

import hashlib
import hmac
import json
import re
import struct
from datetime import timedelta
from pathlib import Path
from typing import get_type_hints

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from companion import vault as vault_package
from companion.domain.kinds import KINDS
from companion.vault.disk.fs import LARGEST, Fs
from companion.vault.format.frames import BLOCK
from companion.vault.format.replay import MOST_TAIL
from companion.vault.format.snapshot import LEAST_SNAPSHOT
from companion.vault.format.versions import CONFLICTS, DELETIONS, HEADINGS
from companion.vault.records.documents import KEPT
from companion.vault.secrets import recovery_code
from companion.vault.secrets.keys import MOST_BYTES, STANDARD
from companion.vault.vault import Vault
from companion.vault.writing import MOST_DELTA_BYTES, MOST_DELTAS
from tests.vault.conftest import CHEAP, NOW, PASSPHRASE, make, open_rescue_copy, reopen
from tests.vault.format.second_reader import read_path
from tests.vault.format.second_secrets import expand
from tests.vault.format.test_second_reader import CHEAPLY
from tests.vault.test_vault import put


@pytest.mark.parametrize("big", [False, True])
def test_the_second_reader_reads_what_was_written(path: Path, big: bool) -> None:
    vault, code = make(path)
    put(vault, "one", text="Dŵr")
    put(vault, "two", text="x" * (700_000 if big else 1))
    opened = read_path(path, passphrase=PASSPHRASE, limits=CHEAPLY)
    assert opened == read_path(path, recovery_code=code, limits=CHEAPLY)
    found = opened.document
    assert opened.seq == 3
    writer = found["meta"]["w"]
    assert len(writer) == 16 and int(writer, 16) >= 0
    assert found["meta"]["vv"] == {writer: 3}
    assert found["meta"]["schema"] == 1
    assert found["meta"]["saved_at"].startswith(f"{NOW:%Y-%m-%dT%H:}")
    assert found["tables"]["lines"]["one"] == {"text": "Dŵr", "dot": [writer, 2]}
    vault.keys.set_passphrase("words I will remember", now=NOW)
    again = read_path(path, passphrase="words I will remember", limits=CHEAPLY)
    assert again.seq == 4
    assert struct.unpack_from("<I", again.keys.header, 32) == (2,)
    assert read_path(path, recovery_code=code, limits=CHEAPLY).keys == again.keys
    vault.close()


def test_a_vault_written_by_the_specification_opens(path: Path) -> None:
    root, vault_id, salt = bytes(range(32)), bytes(range(16)), bytes(range(100, 132))
    slot = struct.pack("<BBIII", 1, 1, 64, 2, 4) + salt
    kek = Argon2id(salt=salt, length=32, iterations=2, lanes=4, memory_cost=64).derive(PASSPHRASE.encode())
    out = expand(kek, b"companion v1 slot" + vault_id + slot, 64)
    slot += out[32:]
    slot += AESGCM(out[:32]).encrypt(bytes(12), root, vault_id + slot) + b"\0\0"
    header = struct.pack("<8sHHI16sI", b"CMPNVLT1", 1, 1, 4096, vault_id, 1) + slot
    header = header.ljust(4032, b"\0")
    header += hmac.digest(expand(root, b"companion v1 header" + vault_id, 32), header, "sha256")
    header += hashlib.sha256(header).digest()
    words = json.dumps(
        {"meta": {"schema": 1}, "tables": {"lines": {"a": {"text": "by hand", "dot": ["w", 1]}}}}
    ).encode()
    body = (struct.pack("<Q", len(words)) + words).ljust(4096 - 88 - 16, b"\0")
    prefix = struct.pack("<4sBBHQQ", b"CVfr", 1, 1, 0, 41, len(body) + 16)
    out = expand(root, b"companion v1 frame" + vault_id + prefix + salt, 76)
    sealed = AESGCM(out[:32]).encrypt(out[32:44], body, hashlib.sha256(header).digest() + prefix + bytes(16))
    path.parent.mkdir()
    path.write_bytes(header + prefix + salt + out[44:] + sealed)
    vault = reopen(path)
    put(vault, "b", text="by the program")
    vault.close()
    found = read_path(path, passphrase=PASSPHRASE, limits=CHEAPLY)
    assert found.seq == 43  # an added frame, then all of it in one
    assert found.tables["lines"]["a"] == {"text": "by hand", "dot": ["w", 1]}
    assert found.tables["lines"]["b"]["text"] == "by the program"


def document() -> str:
    """Return the specification."""
    return Path(__file__).parents[3].joinpath("companion", "vault", "FORMAT.md").read_text("utf-8")


def shape(name: str) -> str:
    """Return the name of a file with days, hexadecimal digits and copies as the document writes them."""
    for pattern, written in (
        (r"\d{8}-\d{6}(-\d+)?", "YYYYMMDD-HHMMSS"),
        (r"\d{4}-\d\d-\d\d-[0-9a-f]{4}(?=\.vault)", "YYYY-MM-DD-xxxx"),
        (r"torn-\d{4}-\d\d-\d\d-[0-9a-f]{4}$", "torn-<copy>"),
        (r"torn-\d{4}-\d\d-\d\d(-\d+)?", "torn-YYYY-MM-DD"),
        (r"[0-9a-f]{24}\.seen", "<24 hex digits>.seen"),
    ):
        name = re.sub(pattern, written, name)
    return name


class NamingFs(Fs):
    """Remembers the name of every file that is opened for writing, read, or put in place."""

    def __init__(self) -> None:
        self.names: set[str] = set()

    def open_new(self, path: Path) -> int:
        self.names.add(path.name)
        return super().open_new(path)

    def open_update(self, path: Path, length: int) -> int:
        self.names.add(path.name)
        return super().open_update(path, length)

    def replace(self, source: Path, target: Path) -> None:
        self.names.add(target.name)
        super().replace(source, target)


def test_the_document_names_every_file_the_vault_makes(path: Path, tmp_path: Path) -> None:
    fs, seen = NamingFs(), tmp_path / "state"
    make(path, fs)[0].close()
    vault = Vault.open(
        path, passphrase=PASSPHRASE, now=NOW + timedelta(days=1), profile=CHEAP, fs=fs, seen=seen
    )
    put(vault, text="a day later")
    vault.copies.back_up(tmp_path / "stick", now=NOW)
    put(vault, text="and its last save was cut short")
    raw = path.read_bytes()
    path.with_name("other").write_bytes(raw[:-10])
    path.with_name("other").replace(path)
    put(vault, text="into a file beside it")
    vault.close()
    reopen(path, fs=fs).close()
    path.write_bytes(bytes(4096))
    open_rescue_copy(path, fs=fs).close()
    path.replace(path.with_name(path.name + ".new"))
    make(path, fs)[0].close()
    names = (
        fs.names | set(fs.listing(path.parent)) | set(fs.listing(seen)) | set(fs.listing(tmp_path / "stick"))
    )
    shapes = {shape(name.replace(path.name, "<name>", 1)) for name in names} - {"<name>"}
    assert len(shapes) >= 9, shapes
    behind = document()
    for each in shapes:
        # A copy is first written to its own name with `.new` behind, which the document says once for all.
        bare = each if each == "<name>.new" else each.removesuffix(".new")
        assert f"`{bare}`" in behind or f"`<name>.backups/{bare}`" in behind, each


def test_the_document_names_every_table_and_key_of_a_record() -> None:
    rows = dict(re.findall(r"^\| `(\w+)` \| (.*) \|$", document(), re.M))
    stamps = {"created_at", "changed_at", "archived_at"}
    assert set(rows) == {*KINDS, KEPT, CONFLICTS, DELETIONS, HEADINGS}
    for name, kind in KINDS.items():
        named = set(re.findall(r"\w+", rows[name])) | (stamps if re.search(r"\bT\b", rows[name]) else set())
        assert set(get_type_hints(kind.record)) <= named, name


def test_the_document_has_the_words_and_the_numbers_of_the_code() -> None:
    behind = document()
    code = "".join(each.read_text("utf-8") for each in Path(vault_package.__file__).parent.rglob("*.py"))
    labels = set(re.findall(r'b"(companion v1 [a-z ]+)"', code))
    assert len(labels) == 5
    for label in labels:
        assert f'"{label}"' in behind
    for number in (LARGEST, LEAST_SNAPSHOT, MOST_TAIL, MOST_TAIL - BLOCK, MOST_DELTA_BYTES):
        assert f"{number:,}" in behind
    for number in (STANDARD.least_kib, STANDARD.most_kib, MOST_BYTES):
        assert f"{number:,}" in behind
    assert f"{MOST_DELTAS}\ndeltas" in behind or f"{MOST_DELTAS} deltas" in behind
    assert recovery_code.SYMBOLS in behind
