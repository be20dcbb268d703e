"""A vault that is gone or damaged, and the copy offered in its place, line by line."""

import io

from companion.backend.local import LocalBackend
from companion.plain.run import run
from tests.conftest import PASSPHRASE

FROM = "from Sunday 22 November 2026"


def type_at(backend: LocalBackend, *script: str) -> tuple[int, str, str]:
    """Type these lines; return the exit code, and what was said on either stream, on one line each."""
    out, err = io.StringIO(), io.StringIO()
    code = run(backend, stdin=io.StringIO("".join(f"{line}\n" for line in script)), stdout=out, stderr=err)
    return code, " ".join(out.getvalue().split()), " ".join(err.getvalue().split())


def spoil(backend: LocalBackend, *, copies: bool = False) -> None:
    """Change two bits at the start of the vault, and of its copies."""
    for path in backend.vault_path.parent.rglob("*.vault") if copies else [backend.vault_path]:
        raw = bytearray(path.read_bytes())
        raw[100] ^= 3
        path.write_bytes(raw)


def test_a_copy_is_offered_before_beginning_anew(backend: LocalBackend, code: str) -> None:
    backend.vault_path.unlink()
    ended, said, _ = type_at(backend, "1", "something else", PASSPHRASE, "q")
    assert f"not in its place, but a copy of it is here, {FROM}." in said
    assert said.index("Open the copy") < said.index("Set up my own")
    assert "as it was saved on Sunday 22 November 2026" in said
    assert "Good evening" in said
    assert ended == 0
    assert backend.vault_path.exists()


def test_enter_goes_back_to_the_ways_to_begin(backend: LocalBackend, code: str) -> None:
    backend.vault_path.unlink()
    _, said, _ = type_at(backend, "1", "", "q")
    assert said.count("Start. A number, again, or q to close:") == 1
    assert not backend.vault_path.exists()


def test_a_damaged_vault_offers_the_copy(backend: LocalBackend, code: str) -> None:
    spoil(backend)
    ended, said, _ = type_at(backend, PASSPHRASE, "1", "q")
    assert f"A copy of it is here, {FROM}." in said
    assert "The damaged file is kept beside it as" in said
    assert ended == 0
    backend.open(PASSPHRASE).close()


def test_the_copy_can_be_left_alone(backend: LocalBackend, code: str) -> None:
    spoil(backend)
    spoilt = backend.vault_path.read_bytes()
    ended, _, told = type_at(backend, PASSPHRASE, "2")
    assert ended == 4
    assert "damaged" in told
    assert backend.vault_path.read_bytes() == spoilt


def test_when_nothing_can_be_used_it_is_said(backend: LocalBackend, code: str) -> None:
    spoil(backend, copies=True)
    ended, _, told = type_at(backend, PASSPHRASE)
    assert ended == 4
    assert "no copy beside it that can be opened" in told
    backend.vault_path.unlink()
    assert "What lies beside it is damaged" in type_at(backend, "q")[1]


def spoil_one_bit(backend: LocalBackend) -> bytes:
    """Turn one bit at the start of the vault; return the file."""
    raw = bytearray(backend.vault_path.read_bytes())
    raw[100] ^= 1
    backend.vault_path.write_bytes(raw)
    return bytes(raw)


def test_a_vault_with_one_wrong_bit_is_put_right(backend: LocalBackend, code: str) -> None:
    spoilt = spoil_one_bit(backend)
    ended, said, _ = type_at(backend, PASSPHRASE, "1", "q")
    assert "It is one small fault, and Companion can put it right. Nothing is lost by it." in said
    assert "1 Put it right, and open it. The damaged file is kept." in said
    assert "Your vault is put right, and all of it is here." in said
    assert ended == 0
    assert spoilt in [path.read_bytes() for path in backend.vault_path.parent.glob("*.torn-*")]
    session = backend.open(PASSPHRASE)
    assert [line.text for line in session.services.plan.lines("toolbox")] == ["The kettle"]
    session.close()


def test_one_wrong_bit_can_be_left_as_it_is(backend: LocalBackend, code: str) -> None:
    spoilt = spoil_one_bit(backend)
    ended, _, told = type_at(backend, PASSPHRASE, "2")
    assert ended == 4
    assert "put it right" in told
    assert backend.vault_path.read_bytes() == spoilt
