"""What opens the vault, changed line by line."""

import re

import pytest

from companion.backend.local import LocalBackend
from companion.errors import WrongPassphrase, WrongRecoveryCode
from companion.services.core.drafts import CODE_DRAFT
from tests.conftest import PASSPHRASE
from tests.plain.backup.test_rescue import type_at

KEYS = ("10", "15")
"""From Today to the keys."""
NEW = "quite other words now"
READ = ("",) * 7
"""Enter after each group of a code."""


@pytest.fixture
def code(backend: LocalBackend) -> str:
    """The recovery code of a vault that is set up."""
    session, code = backend.create(PASSPHRASE, setup_step=6)
    session.close()
    return code


def heard_code(said: str) -> str:
    """Return the code that was read out, put together."""
    return "-".join(
        group.replace(" ", "") for group in re.findall(r"Group \d of 7: ((?:\w ){4}\w)\.", said)[:7]
    )


def test_a_new_passphrase(backend: LocalBackend, code: str) -> None:
    ended, said, _ = type_at(backend, PASSPHRASE, *KEYS, "1", PASSPHRASE, NEW, NEW, "1", "q")
    assert ended == 0
    assert "Might someone know the old one?" in said
    assert "From now on the new passphrase opens it. Your recovery code stays the same." in said
    backend.open(NEW).close()
    backend.open_with_code(code).close()
    with pytest.raises(WrongPassphrase):
        backend.open(PASSPHRASE)


def test_when_someone_might_know_it_the_code_is_new_too(backend: LocalBackend, code: str) -> None:
    _, said, _ = type_at(backend, PASSPHRASE, *KEYS, "1", PASSPHRASE, NEW, NEW, "2", *READ, "3", "q")
    new_code = heard_code(said)
    assert new_code != code
    assert "It is with you alone now." in said
    session = backend.open_with_code(new_code)
    assert session.services.drafts.of(CODE_DRAFT) is None
    session.close()
    backend.open(NEW).close()
    with pytest.raises(WrongRecoveryCode):
        backend.open_with_code(code)


def test_a_new_code_waits_until_it_is_on_paper(backend: LocalBackend, code: str) -> None:
    _, said, _ = type_at(backend, PASSPHRASE, *KEYS, "2", "2", PASSPHRASE, "q")
    assert "Group 1 of 7" in said
    _, said, _ = type_at(backend, PASSPHRASE, *KEYS, "4", *READ, "3", "q")
    assert "Your new recovery code waits to be written down: Settings," in said
    assert "Read my new recovery code." in said
    backend.open_with_code(heard_code(said)).close()
    assert "new recovery code" not in type_at(backend, PASSPHRASE, "10", "q")[1]
    assert "Read my new recovery code." not in type_at(backend, PASSPHRASE, *KEYS, "q")[1]


def test_the_code_can_be_written_to_a_file(backend: LocalBackend, code: str) -> None:
    sheet = backend.documents / "sheet.txt"
    _, said, _ = type_at(
        backend, PASSPHRASE, *KEYS, "2", "2", PASSPHRASE, "back", "2", "2", str(sheet), "3", "q"
    )
    assert "Written. The file is:" in said
    written = next(line for line in sheet.read_text("utf-8").splitlines() if line.count("-") == 6)
    backend.open_with_code(written).close()


@pytest.mark.parametrize(
    "answers",
    [
        ("1", ""),
        ("1", "back"),
        ("1", "not it at all", ""),
        ("1", PASSPHRASE, ""),
        ("1", PASSPHRASE, NEW, NEW, "back"),
        ("2", ""),
        ("2", "1"),
        ("2", "2", ""),
        ("3", ""),
        ("3", "1", ""),
    ],
)
def test_leaving_at_any_question_changes_nothing(
    backend: LocalBackend, code: str, answers: tuple[str, ...]
) -> None:
    before = backend.vault_path.read_bytes()
    ended, said, _ = type_at(backend, PASSPHRASE, *KEYS, *answers, "q")
    assert ended == 0
    assert said.endswith("Closed. Everything so far is kept.")
    assert backend.vault_path.read_bytes() == before


def test_a_wrong_passphrase_is_asked_again(backend: LocalBackend, code: str) -> None:
    _, said, _ = type_at(backend, PASSPHRASE, *KEYS, "1", "not it at all", PASSPHRASE, NEW, NEW, "", "q")
    assert "That did not open it." in said
    backend.open(NEW).close()


def test_a_guess_is_made_dearer(backend: LocalBackend, code: str) -> None:
    _, said, _ = type_at(backend, PASSPHRASE, *KEYS, "3", "1", PASSPHRASE, "3", "", "q")
    assert "One guess at the passphrase takes 64 MiB of memory from now on." in said
    assert "One guess takes 64 MiB of memory now." in said
    assert said.rindex("1 128 MiB.") > said.index("from now on")
    session = backend.open(PASSPHRASE)
    facts = session.facts()
    session.close()
    assert facts is not None and facts.argon_mib == 64


def test_beside_a_writer_nothing_can_be_changed(backend: LocalBackend, code: str) -> None:
    writer = backend.open(PASSPHRASE)
    try:
        ended, said, _ = type_at(backend, PASSPHRASE, "1", *KEYS, "1", PASSPHRASE, NEW, NEW, "1", "q")
    finally:
        writer.close()
    assert "nothing in it can be changed" in said
    assert ended == 5
    backend.open(PASSPHRASE).close()
