"""Bytes nobody meant: a reader says one of our errors in little memory and at most one slow derivation, or reads.

What stands behind a checksum or a seal is reached by making these anew over the spoilt bytes.
"""

from contextlib import suppress

from hypothesis import HealthCheck, example, given
from hypothesis import strategies as st

from companion.errors import (
    CompanionError,
    DamagedContents,
    DamagedHeader,
    NewerVersion,
    NotReadable,
    WrongPassphrase,
    WrongRecoveryCode,
)
from companion.vault.access import open_bytes
from companion.vault.format.frames import NO_TAG
from companion.vault.format.header import HEADER_LEN, MAGIC, read_header
from companion.vault.format.replay import replay
from companion.vault.rescue import find_flipped_bit
from companion.vault.secrets.keys import open_with_code, open_with_passphrase
from companion.vault.secrets.recovery_code import new_code
from tests.thorough import many
from tests.vault.format.fuzzing import (
    FIRST,
    HEADER,
    KEY,
    LIMITS,
    PASSPHRASE,
    SLACK,
    WHOLE,
    Said,
    sealed_header,
    vault_of,
    watched,
)

ENOUGH = many(150, suppress_health_check=[HealthCheck.data_too_large])
READ = (NotReadable, DamagedHeader, DamagedContents, NewerVersion, WrongPassphrase, WrongRecoveryCode)
U8, U16, U32, U64 = (st.integers(0, 2**bits - 1) for bits in (8, 16, 32, 64))
NEAR = st.sampled_from([0, 1, 2, 3, 4, 5, 31, 32, 64, 65, 255, 4096, 8192, 65_535, 65_536, 2**31, 2**32 - 1])


def attempt(raw: bytes, *, earlier: bool = False) -> None:
    """Open `raw` with both secrets; look at what was raised and at what it took."""
    slots = 0
    with suppress(CompanionError):
        slots = sum(1 for _ in read_header(raw, LIMITS.least_kib, LIMITS.most_kib).having(1))
    assert slots <= 1 or raw[8:10] != b"\1\0"
    for most, unlock in (
        (slots, lambda header: open_with_passphrase(header, PASSPHRASE)),
        (0, lambda header: open_with_code(header, new_code())),
        (0, lambda header: KEY),
    ):
        with watched() as spent:
            try:
                open_bytes(raw, unlock, LIMITS, earlier=earlier)
            except READ as error:
                assert str(error)
        assert spent.derivations <= most
        assert spent.peak <= 5 * len(raw) + SLACK


@ENOUGH
@given(st.binary(max_size=9000), st.sampled_from([b"", MAGIC, HEADER, HEADER[:100], WHOLE[:-5000]]))
@example(b"", b"")
@example(bytes(9000), MAGIC)
def test_bytes_that_are_no_vault(raw: bytes, start: bytes) -> None:
    attempt(start + raw)
    with watched() as spent:
        find_flipped_bit((start + raw)[: HEADER_LEN - 1])
        with suppress(CompanionError):
            read_header(raw, LIMITS.least_kib, LIMITS.most_kib)
    assert spent.derivations == 0
    assert spent.peak <= 2 * len(start + raw) + SLACK


@st.composite
def spoilt(draw: st.DrawFn, raw: bytes) -> bytes:
    """Return `raw` with bits turned, and pieces put in, taken out, doubled and cut off."""
    out = bytearray(raw)
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(out)))
        length = draw(st.one_of(st.integers(0, 64), st.sampled_from([88, 128, 4096, 8192])))
        match draw(st.sampled_from(["bit", "bit", "put", "take", "double", "cut", "zero"])):
            case "bit" if at < len(out):
                out[at] ^= 1 << draw(st.integers(0, 7))
            case "put":
                out[at:at] = draw(st.binary(max_size=64))
            case "take":
                del out[at : at + length]
            case "double":
                out[at:at] = out[at : at + length]
            case "zero":
                out[at : at + length] = bytes(len(out[at : at + length]))
            case "cut":
                del out[at:]
    return bytes(out)


def test_the_vault_that_is_spoilt_below_opens_with_one_derivation() -> None:
    with watched() as spent:
        opened = open_bytes(WHOLE, lambda header: open_with_passphrase(header, PASSPHRASE), LIMITS)
    assert spent.derivations == 1 and opened.deltas == 2
    assert set(opened.contents.tables["lines"]) == {"one", "two"}


@ENOUGH
@given(spoilt(WHOLE), st.booleans())
def test_a_vault_that_was_spoilt(raw: bytes, earlier: bool) -> None:
    attempt(raw, earlier=earlier)


@ENOUGH
@given(spoilt(HEADER[:4032]), st.booleans())
def test_a_spoilt_header_with_its_checksum_and_seal_made_anew(body: bytes, seal: bool) -> None:
    header = sealed_header(body[:4032].ljust(4032, b"\0"), seal=seal)
    attempt(header + WHOLE[HEADER_LEN:])
    attempt(vault_of(FIRST, Said(), header=header))


FIELDS = {"format": (8, 2), "min_reader": (10, 2), "length": (12, 4), "generation": (32, 4)} | {
    f"slot {slot} {name}": (36 + slot * 128 + at, size)
    for slot in (0, 1, 7)
    for name, at, size in (("state", 0, 1), ("kdf", 1, 1), ("m", 2, 4), ("t", 6, 4), ("p", 10, 4))
}


@ENOUGH
@given(
    st.dictionaries(st.sampled_from(sorted(FIELDS)), st.one_of(NEAR, U32), max_size=5),
    st.lists(st.integers(1, 7), max_size=7),
)
@example({"format": 2}, [1, 2, 3, 4, 5, 6, 7])
@example({"slot 0 t": 10, "slot 0 m": 64}, [])
@example({"length": 2**32 - 4096}, [])
def test_numbers_of_the_header_changed(numbers: dict[str, int], doubled: list[int]) -> None:
    body = bytearray(HEADER[:4032])
    for slot in doubled:  # the slot that opens it, once more
        body[36 + slot * 128 : 164 + slot * 128] = body[36:164]
    for name, number in numbers.items():
        at, size = FIELDS[name]
        body[at : at + size] = (number % 256**size).to_bytes(size, "little")
    attempt(vault_of(FIRST, Said(), header=sealed_header(bytes(body))))


SAID = st.builds(
    Said,
    kind=st.one_of(st.sampled_from([1, 2, 2, 2]), U8),
    seq=st.one_of(st.integers(0, 5), U64),
    magic=st.one_of(st.just(b"CVfr"), st.binary(min_size=4, max_size=4)),
    version=st.one_of(st.just(1), U8),
    zero=st.one_of(st.just(0), U16),
    more=st.one_of(st.just(0), st.sampled_from([-4096, 4096, 2**40 * 4096, -4008, 2**64 - 1]), U64),
    longer=st.one_of(st.just(0), st.integers(-200, 5000), U64),
    padding=st.one_of(st.just(b""), st.binary(max_size=5000)),
    tag=st.one_of(st.none(), st.just(NO_TAG)),
)


@ENOUGH
@given(st.lists(SAID, min_size=1, max_size=5), st.booleans(), st.binary(max_size=200), st.booleans())
@example([Said(kind=1, seq=2**64 - 1)], False, b"", False)
@example([Said(seq=3), Said(seq=3)], True, bytes(90), True)
def test_genuine_frames_that_say_what_is_not_so(
    said: list[Said], whole_first: bool, after: bytes, earlier: bool
) -> None:
    raw = vault_of(*([FIRST] if whole_first else []), *said) + after
    attempt(raw, earlier=earlier)
    with watched() as spent, suppress(DamagedContents, NewerVersion):
        replay(KEY, raw, earlier=earlier)
    assert spent.derivations == 0
    assert spent.peak <= 4 * len(raw) + SLACK
