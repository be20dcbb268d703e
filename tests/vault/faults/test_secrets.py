"""No passphrase, no code, no key and no word of the person in any error, its traceback, any repr, log or output."""

import base64
import errno
import logging
import traceback
from collections.abc import Callable
from pathlib import Path

import pytest

from companion.errors import CompanionError
from companion.vault.format.frames import BLOCK
from companion.vault.vault import Vault
from tests.vault.faults.counting import Tally, counted
from tests.vault.faults.disk import CountingFs, RefusingFs
from tests.vault.faults.frame_files import drop, held
from tests.vault.faults.homes import DAY, NEW_PASSPHRASE, NOW, PASSPHRASE, Home, new_home, save

WORDS = "canary words that only the person knows"
WRONG = "not the passphrase at all"


def secrets_of(vault: Vault, code: str = "") -> dict[str, str]:
    """Return each thing that is to be seen nowhere, in each form in which it could be."""
    root = vault.key.root
    found = {
        "the words": WORDS,
        "the passphrase": PASSPHRASE,
        "the new passphrase": NEW_PASSPHRASE,
        "the wrong passphrase": WRONG,
        "the root key": repr(root)[2:-1],
        "the root key in hex": root.hex(),
        "the root key in base64": base64.b64encode(root).decode(),
    }
    return found | ({"the code": code, "the code without dashes": code.replace("-", "")} if code else {})


def look(text: str, secrets: dict[str, str], where: str, tally: Tally) -> None:
    """Count one text that was looked through."""
    with tally.case(where):
        assert not [name for name, secret in secrets.items() if secret in text]


def shown(error: BaseException) -> str:
    """Return all that is ever shown of an error: what it says, and where it was raised, with those before it."""
    return "".join(traceback.format_exception(error)) + str(error) + repr(error) + repr(error.__dict__)


def within(error: BaseException) -> str:
    """Return what the traceback says with the values of the vault's own variables, those that hold secrets aside."""
    frames = traceback.TracebackException.from_exception(error, capture_locals=True)
    lines = []
    each: traceback.TracebackException | None = frames
    while each is not None:
        lines += [
            f"{name} = {value}"
            for frame in each.stack
            if "companion/vault" in frame.filename.replace("\\", "/")
            for name, value in (frame.locals or {}).items()
        ]
        each = each.__cause__ or each.__context__
    return "\n".join(lines)


def wrong_things(home: Home) -> dict[str, Callable[[], object]]:
    """Return what a person, a disk or an attacker may do for which an error of ours comes."""

    def opened(raw: bytes, secret: str = PASSPHRASE) -> object:
        home.vault.write_bytes(raw)
        return home.open(secret, read_only=True)

    raw = home.vault.read_bytes()
    middle = len(raw) - 3 * BLOCK
    return {
        "wrong passphrase": lambda: opened(raw, WRONG),
        "wrong code": lambda: opened(raw, "0" * 5 + "-" + "1" * 5),
        "header damaged": lambda: opened(raw[:50] + b"?" + raw[51:]),
        "contents damaged": lambda: opened(raw[:9000] + bytes([raw[9000] ^ 1]) + raw[9001:]),
        "damaged in the middle": lambda: opened(raw[:middle] + bytes(60) + raw[middle + 60 :]),
        "cut short": lambda: opened(raw[:5000]),
        "no vault": lambda: opened(b"x" * 9000),
    }


def test_our_errors_say_none_of_it(
    disk: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    home, _ = new_home(disk / "home")
    vault = home.open()
    code = vault.keys.renew_keys(PASSPHRASE, now=NOW + DAY)
    for n in range(4):
        save(vault, "one", f"{WORDS} {n}")
    secrets = secrets_of(vault, code)
    drop(vault)
    with counted("secrets: errors, reprs, logs") as tally:
        for name, wrong in wrong_things(home).items():
            with pytest.raises(CompanionError) as caught:
                wrong()
            look(shown(caught.value), secrets, name, tally)
            look(within(caught.value), {"the words": WORDS}, f"{name}, with the values of variables", tally)
        look(caplog.text + "".join(capfd.readouterr()), secrets, "log and output", tally)


def test_a_disk_that_refuses_makes_no_error_that_says_it(disk: Path) -> None:
    home, _ = new_home(disk / "home")

    def all_of_it(vault: Vault) -> None:
        save(vault, "one", WORDS)
        vault._must_rewrite = True
        save(vault, "two", WORDS)
        vault.keys.set_passphrase(NEW_PASSPHRASE, now=NOW + DAY)
        vault.keys.renew_keys(NEW_PASSPHRASE, now=NOW + DAY)
        vault.copies.back_up(now=NOW + DAY)

    counting = CountingFs()
    counted_vault = home.copied(disk / "count").open(fs=counting)
    opening = len(counting.steps)
    all_of_it(counted_vault)
    counted_vault.close()
    with counted("secrets: a disk that refuses") as tally:
        for at in range(opening, len(counting.steps)):
            fs = RefusingFs()
            vault = home.copied(disk / f"{at}").open(fs=fs)
            fs.at, fs.error = at, errno.EIO
            try:
                all_of_it(vault)
            except CompanionError as error:
                look(shown(error), secrets_of(vault), f"at operation {at}", tally)
            vault.close()
    assert tally.counts["tried"] > 20


def test_no_repr_shows_any_of_it(disk: Path) -> None:
    home, _ = new_home(disk / "home")
    vault = home.open()
    save(vault, "one", WORDS)
    opened = vault.copies.look_into(home.vault)
    assert WORDS in held(opened).values()
    everything = (vault, vault.key, vault.contents, vault.file, vault._buffers, vault.seen, opened)
    secrets = secrets_of(vault)
    with counted("secrets: errors, reprs, logs") as tally:
        for each in everything:
            look(f"{each!r} {each!s} {[each]!r}", secrets, f"repr of {type(each).__name__}", tally)
    vault.close()
    with counted("secrets: errors, reprs, logs") as tally:
        look(repr(vars(vault)), secrets, "what a closed vault still holds", tally)
