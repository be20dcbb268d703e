"""A disk that answers any one operation of a session with an error: told, nothing lost, and the next save holds."""

import errno
from itertools import product
from pathlib import Path

import pytest

from companion.errors import CompanionError
from companion.vault.vault import Vault
from tests.thorough import sample
from tests.vault.faults.counting import Tally, counted
from tests.vault.faults.disk import CountingFs, RefusingFs
from tests.vault.faults.homes import Home, State, new_home, save, saved, state_on_disk, survives, words
from tests.vault.faults.sittings import SITTINGS, Sitting

ERRORS = {errno.ENOSPC: "the disk is full", errno.EIO: "the disk fails"}
WAYS = ((errno.ENOSPC, False), (errno.EIO, False), (errno.EIO, True))
"""The error, and whether it lasts."""


@pytest.mark.thorough
@pytest.mark.parametrize("name", SITTINGS)
def test_an_error_at_any_operation_loses_nothing_that_was_saved(disk: Path, name: str) -> None:
    session = SITTINGS[name]
    template, at_first = new_home(disk / "template")
    at_first = session.prepare(template, at_first)
    counting = CountingFs()
    session.run(template.copied(disk / "count"), at_first.secret, counting, lambda _: None)
    with counted(f"refused: {name}") as tally:
        for (at, step), (error, lasting) in sample(product(enumerate(counting.steps), WAYS)):
            fs = RefusingFs()
            fs.at, fs.error, fs.lasting = at, error, lasting
            home = template.copied(disk / f"{at} {error} {lasting}")
            label = f"{ERRORS[error]} at {at} ({step.name}){' for good' if lasting else ''}"
            with tally.case(label):
                refused_once(home, session, at_first, fs, tally)


def refused_once(home: Home, session: Sitting, at_first: State, fs: RefusingFs, tally: Tally) -> None:
    """Have a session on that disk, then save again when it is well, and check what is left."""
    try:
        vault = home.open(at_first.secret, fs=fs, day=session.day, rescue_copy=session.rescue_copy)
    except CompanionError as error:
        assert str(error).endswith((".", "?"))
        fs.at = -1
        survives(home, [at_first], rescue_copy=session.rescue_copy, older=session.rescue_copy)
        tally.saw("not opened")
        return
    try:
        state = deeds_on(vault, home, session, at_first, tally)
        fs.at = -1
        if vault.read_only:
            tally.saw("opened for reading")
            return
        save(vault, "healed")
        state = state.having(**saved("healed"))
        assert words(vault) == state.words
    finally:
        vault.close()
    assert vault.path == home.vault, "stepped aside for nobody"
    assert survives(home, [state], older=session.rescue_copy) == state
    tally.saw("went on")


def deeds_on(vault: Vault, home: Home, session: Sitting, state: State, tally: Tally) -> State:
    """Do each deed, and return what is saved by those that were not refused."""
    unsure: list[State] = []
    for deed in session.deeds:
        try:
            code = deed.act(vault, home)
        except CompanionError as error:
            assert str(error).endswith((".", "?"))
            tally.saw("deeds refused")
            # A disk that refuses may have kept it all the same, until the next save puts that right.
            unsure.append(deed.after(state))
        else:
            state, unsure = deed.after(state), []
            if code:
                home.open(code, read_only=True).close()
        assert words(vault) == state.words
        if not vault.read_only and vault.path == home.vault:
            state_on_disk(home, [state, *unsure])
    return state
