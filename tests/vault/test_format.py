"""A second reader, written from FORMAT.md alone with nothing of the program's own, reads what the program writes."""

import hashlib
import hmac
import json
import re
import struct
from dataclasses import fields
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from companion import vault as vault_package
from companion.vault import recovery_code
from companion.vault.frames import BLOCK
from companion.vault.fs import LARGEST, Fs
from companion.vault.keys import MOST_BYTES, STANDARD
from companion.vault.merging import CLASHES
from companion.vault.records import KEPT, TABLES
from companion.vault.replay import MOST_TAIL
from companion.vault.snapshot import LEAST_SNAPSHOT
from companion.vault.vault import Vault
from companion.vault.writing import MOST_DELTA_BYTES, MOST_DELTAS
from tests.vault.conftest import CHEAP, NOW, PASSPHRASE, make, open_spare, reopen
from tests.vault.test_vault import put


def expand(key: bytes, info: bytes, length: int) -> bytes:
    """HKDF-Expand with SHA-512."""
    out = block = b""
    while len(out) < length:
        block = hmac.digest(key, block + info + bytes([len(out) // 64 + 1]), "sha512")
        out += block
    return out[:length]


def root_key(raw: bytes, secret: bytes, state: int) -> bytes:
    """Unwrap the root key from the slot of `state`."""
    vault_id = raw[16:32]
    (slot,) = (raw[at : at + 128] for at in range(36, 1060, 128) if raw[at] == state)
    kdf, memory, passes, lanes = struct.unpack_from("<BIII", slot, 1)
    salt = slot[14:46]
    if state == 1:
        assert kdf == 1
        argon = Argon2id(salt=salt, length=32, iterations=passes, lanes=lanes, memory_cost=memory)
        kek = argon.derive(secret)
    else:
        assert (kdf, memory, passes, lanes) == (2, 0, 0, 0)
        kek = hmac.digest(salt, secret, "sha512")
    out = expand(kek, b"companion v1 slot" + vault_id + slot[:46], 64)
    assert out[32:] == slot[46:78]
    assert slot[126:] == b"\0\0"
    return AESGCM(out[:32]).decrypt(bytes(12), slot[78:126], vault_id + slot[:78])


def first_frame(frames: bytes) -> tuple[bytes, bytes]:
    """Return the first of `frames`, and the others."""
    (body_len,) = struct.unpack_from("<Q", frames, 16)
    return frames[: 88 + body_len], frames[88 + body_len :]


def opened(
    key: bytes, vault_id: bytes, header: bytes, frame: bytes, kind_seq: tuple[int, int], tag: bytes
) -> bytes:
    """Return the JSON of a frame that is chained to `tag`."""
    magic, kind, version, zero, seq, body_len = struct.unpack_from("<4sBBHQQ", frame)
    assert (magic, version, zero) == (b"CVfr", 1, 0) and (kind, seq) == kind_seq
    assert len(frame) == 88 + body_len and len(frame) % 4096 == 0
    out = expand(key, b"companion v1 frame" + vault_id + frame[:56], 76)
    assert out[44:] == frame[56:88]
    bound_to = hashlib.sha256(header).digest() + frame[:24] + tag
    body = AESGCM(out[:32]).decrypt(out[32:44], frame[88:], bound_to)
    (length,) = struct.unpack_from("<Q", body)
    assert not any(body[8 + length :])
    return body[8 : 8 + length]


def read(raw: bytes, secret: bytes, state: int) -> tuple[int, dict[str, Any]]:
    """Return the seq and the JSON of a vault."""
    header, frames = raw[:4096], raw[4096:]
    assert struct.unpack_from("<8sHHI", header) == (b"CMPNVLT1", 1, 1, 4096)
    assert hashlib.sha256(header[:4064]).digest() == header[4064:]
    assert not any(header[1060:4032])
    key, vault_id = root_key(raw, secret, state), header[16:32]
    seal = expand(key, b"companion v1 header" + vault_id, 32)
    assert hmac.digest(seal, header[:4032], "sha256") == header[4032:4064]
    (seq,) = struct.unpack_from("<Q", frames, 8)
    frame, later = first_frame(frames)
    found: dict[str, Any] = json.loads(opened(key, vault_id, header, frame, (1, seq), bytes(16)))
    tag = frame[-16:]
    while later:
        frame, later, seq = *first_frame(later), seq + 1
        delta = json.loads(opened(key, vault_id, header, frame, (2, seq), tag))
        for table, id, record in delta["ops"]:
            if record is None:
                del found["tables"][table][id]
            else:
                found["tables"].setdefault(table, {})[id] = record
        found["meta"] |= {"w": delta["w"], "saved_at": delta["at"]}
        found["meta"]["vv"][delta["w"]] = seq
        tag = frame[-16:]
    return seq, found


@pytest.mark.parametrize("big", [False, True])
def test_the_second_reader_reads_what_was_written(path: Path, big: bool) -> None:
    vault, code = make(path)
    put(vault, "one", text="Dŵr")
    put(vault, "two", text="x" * (700_000 if big else 1))
    seq, found = read(path.read_bytes(), PASSPHRASE.encode(), 1)
    assert (seq, found) == read(path.read_bytes(), code.replace("-", "").encode(), 2)
    assert seq == 3
    writer = found["meta"]["w"]
    assert len(writer) == 16 and int(writer, 16) >= 0
    assert found["meta"]["vv"] == {writer: 3}
    assert found["meta"]["schema"] == 1
    assert found["meta"]["saved_at"].startswith(f"{NOW:%Y-%m-%dT%H:}")
    assert found["tables"]["lines"]["one"] == {"text": "Dŵr", "dot": [writer, 2]}
    vault.set_passphrase("words I will remember", now=NOW)
    raw = path.read_bytes()
    assert read(raw, b"words I will remember", 1)[0] == 4
    assert struct.unpack_from("<I", raw, 32) == (2,)
    assert root_key(raw, code.replace("-", "").encode(), 2)
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
    seq, found = read(path.read_bytes(), PASSPHRASE.encode(), 1)
    assert seq == 43  # an added frame, then all of it in one
    assert found["tables"]["lines"]["a"] == {"text": "by hand", "dot": ["w", 1]}
    assert found["tables"]["lines"]["b"]["text"] == "by the program"


def document() -> str:
    """Return the specification."""
    return Path(__file__).parents[2].joinpath("companion", "vault", "FORMAT.md").read_text("utf-8")


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
    vault.back_up(tmp_path / "stick", now=NOW)
    put(vault, text="and its last save was cut short")
    raw = path.read_bytes()
    path.with_name("other").write_bytes(raw[:-10])
    path.with_name("other").replace(path)
    put(vault, text="into a file beside it")
    vault.close()
    reopen(path, fs=fs).close()
    path.write_bytes(bytes(4096))
    open_spare(path, fs=fs).close()
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
    assert set(rows) == {*TABLES, KEPT, CLASHES}
    for name, kind in TABLES.items():
        named = set(re.findall(r"\w+", rows[name])) | (stamps if re.search(r"\bT\b", rows[name]) else set())
        assert {field.name for field in fields(kind)} <= named, name


def test_the_document_has_the_words_and_the_numbers_of_the_code() -> None:
    behind = document()
    code = "".join(each.read_text("utf-8") for each in Path(vault_package.__file__).parent.glob("*.py"))
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
