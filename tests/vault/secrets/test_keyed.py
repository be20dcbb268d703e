"""New keys: what is saved afterwards opens with the new ones alone."""

import shutil
from pathlib import Path

import pytest

from companion.errors import InvalidEntry, NotSaved, WrongPassphrase, WrongRecoveryCode
from companion.vault.access import open_bytes
from companion.vault.disk.fs import Fs
from companion.vault.secrets.keys import Cost, open_with_code, open_with_passphrase
from companion.vault.vault import Vault
from tests.vault.conftest import CHEAP, NOW, PASSPHRASE, make, reopen
from tests.vault.test_vault import lines, put

NEW = "words I will remember"


def test_renewed_keys_put_an_end_to_the_old_ones(path: Path, tmp_path: Path) -> None:
    vault, code = make(path)
    put(vault, "one", text="x")
    vault.close()
    old = tmp_path / "old.vault"
    shutil.copy(path, old)
    vault = reopen(path)
    new_code = vault.keys.renew_keys(NEW, now=NOW)
    put(vault, "two", text="later")
    vault.close()
    for secret, error in ((PASSPHRASE, WrongPassphrase), (code, WrongRecoveryCode)):
        with pytest.raises(error):
            reopen(path, secret)
    for secret in (NEW, new_code):
        again = reopen(path, secret)
        assert set(lines(again)) == {"one", "two"}
        again.close()
    stolen = open_bytes(old.read_bytes(), lambda h: open_with_passphrase(h, PASSPHRASE), CHEAP).key
    fresh = open_bytes(path.read_bytes(), lambda h: open_with_code(h, new_code), CHEAP).key
    assert stolen.root != fresh.root and stolen.vault_id == fresh.vault_id


def test_a_passphrase_changed_plainly_keeps_the_root_key_and_the_code(path: Path) -> None:
    vault, code = make(path)
    before = vault.key
    vault.keys.set_passphrase(NEW, now=NOW)
    assert vault.key == before
    vault.close()
    reopen(path, code).close()
    reopen(path, NEW).close()


def test_a_guess_can_be_made_to_cost_more(path: Path) -> None:
    vault, code = make(path)
    with pytest.raises(WrongPassphrase):
        vault.keys.raise_cost("not the passphrase", Cost(64, 2), now=NOW)
    vault.keys.raise_cost(PASSPHRASE, Cost(64, 2), now=NOW)
    assert vault.info().argon_mib == 0
    (slot,) = vault.header.having(1)
    assert (slot.m_kib, slot.t) == (64, 2)
    vault.close()
    for secret in (PASSPHRASE, code):
        reopen(path, secret).close()


def test_new_words_cost_no_less_to_guess_than_the_old_ones(path: Path) -> None:
    vault, _ = make(path)
    vault.keys.raise_cost(PASSPHRASE, Cost(64, 2), now=NOW)
    vault.keys.set_passphrase(NEW, now=NOW)
    vault.keys.renew_keys(NEW, now=NOW)
    (slot,) = vault.header.having(1)
    assert (slot.m_kib, slot.t) == (64, 2)
    vault.close()
    reopen(path, NEW).close()


@pytest.mark.parametrize("new", ["", "short", "\ud800" * 12, "x" * 2000])
def test_new_words_that_cannot_be_a_passphrase_renew_nothing(path: Path, new: str) -> None:
    vault, _ = make(path)
    before = path.read_bytes()
    with pytest.raises(InvalidEntry):
        vault.keys.renew_keys(new, now=NOW)
    assert path.read_bytes() == before
    vault.close()


def test_keys_that_the_disk_refuses_leave_the_old_ones(path: Path) -> None:
    class Full(Fs):
        full = False

        def exchange(self, one: Path, other: Path) -> bool:
            if self.full:
                raise OSError(28, "No space left on device")
            return super().exchange(one, other)

    fs = Full()
    vault, code = Vault.create(path, PASSPHRASE, now=NOW, profile=CHEAP, fs=fs, seen=path.parent / "state")
    fs.full = True
    with pytest.raises(NotSaved):
        vault.keys.renew_keys(NEW, now=NOW)
    fs.full = False
    put(vault, "one", text="under the old keys")
    vault.close()
    for secret in (PASSPHRASE, code):
        again = reopen(path, secret)
        assert set(lines(again)) == {"one"}
        again.close()


def test_what_was_seen_last_follows_the_keys(path: Path) -> None:
    state = path.parent / "state"
    vault, _ = Vault.create(path, PASSPHRASE, now=NOW, profile=CHEAP, seen=state)
    (before,) = state.iterdir()
    vault.keys.renew_keys(NEW, now=NOW)
    (after,) = state.iterdir()
    assert before != after
    vault.close()
    again = Vault.open(path, passphrase=NEW, now=NOW, profile=CHEAP, seen=state)
    assert again.relation.value == "same"
    again.close()
