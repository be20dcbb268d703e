"""The vault's keys from the command line: passphrase, recovery code, and what a guess costs."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from companion.backend.local import LocalBackend
from companion.services.core.drafts import CODE_DRAFT
from tests.commands.conftest import Ask, Ended, Run
from tests.conftest import PASSPHRASE

NEW = "quite other words now"
CODE = re.compile(r"^([0-9A-Z]{5}-){6}[0-9A-Z]{5}$")


@pytest.fixture
def new_file(tmp_path: Path) -> str:
    """A file with the new passphrase."""
    path = tmp_path / "new-passphrase"
    path.write_text(NEW + "\n", "utf-8")
    return str(path)


@pytest.fixture
def by_code(run: Run, tmp_path: Path) -> Callable[[str], Ended]:
    """Print the plan with a recovery code."""

    def call(code: str) -> Ended:
        sheet = tmp_path / "code"
        sheet.write_text(code, "utf-8")
        return run("plan", "--recovery-code-file", str(sheet))

    return call


def test_a_new_passphrase_from_a_file(
    run: Run, ask: Ask, recovery_code: str, by_code: Callable[[str], Ended], new_file: str
) -> None:
    ended = ask("vault", "passphrase", "--new-passphrase-file", new_file)
    assert (ended.code, ended.out) == (0, "")
    assert "new passphrase opens your vault" in ended.err
    assert "--renew-code" in ended.err
    assert ask("plan").code == 3
    assert run("plan", "--passphrase-file", new_file).code == 0
    assert by_code(recovery_code).code == 0


def test_when_someone_might_know_it_old_code_and_words_open_nothing_more(
    run: Run, ask: Ask, recovery_code: str, by_code: Callable[[str], Ended], new_file: str
) -> None:
    ended = ask("vault", "passphrase", "--new-passphrase-file", new_file, "--renew-code")
    assert ended.code == 0
    code = ended.out.strip()
    assert CODE.match(code) and code != recovery_code
    assert "shown this once" in ended.err
    assert "Copies made earlier still open with them." in ended.err
    assert ask("plan").code == 3
    assert by_code(recovery_code).code == 3
    assert by_code(code).code == 0
    assert run("plan", "--passphrase-file", new_file).code == 0


@pytest.mark.parametrize(("answers", "renewed"), [("y\n", True), ("maybe\nNo\n", False)])
def test_at_a_terminal_the_question_is_asked(
    run: Run,
    recovery_code: str,
    typing: Callable[..., list[str]],
    by_code: Callable[[str], Ended],
    answers: str,
    renewed: bool,
) -> None:
    prompts = typing(PASSPHRASE, "short", NEW, NEW)
    ended = run("vault", "passphrase", stdin=answers.encode())
    assert ended.code == 0, ended.err
    assert prompts == ["Passphrase: ", "New passphrase: ", "New passphrase: ", "The same once more: "]
    assert "Might someone know the old one? (y or n)" in ended.err
    assert bool(CODE.match(ended.out.strip())) is renewed
    typing(NEW)
    assert run("plan").code == 0


def test_leaving_at_the_question_changes_nothing(
    run: Run, ask: Ask, typing: Callable[..., list[str]]
) -> None:
    typing(PASSPHRASE, NEW, NEW)
    ended = run("vault", "passphrase", stdin=b"")
    assert ended.code == 3
    assert "nothing was changed" in ended.err
    assert ask("plan").code == 0


def test_a_forgotten_passphrase_is_changed_with_the_code(
    run: Run, recovery_code: str, tmp_path: Path, new_file: str
) -> None:
    sheet = tmp_path / "code"
    sheet.write_text(recovery_code, "utf-8")
    words = ("vault", "passphrase", "--recovery-code-file", str(sheet))
    assert run(*words, "--new-passphrase-file", new_file).code == 0
    assert run("plan", "--passphrase-file", new_file).code == 0


def test_a_code_typed_for_a_new_passphrase_asks_for_it_once(
    run: Run, recovery_code: str, typing: Callable[..., list[str]]
) -> None:
    prompts = typing(recovery_code, NEW, NEW)
    assert run("vault", "passphrase", stdin=b"n\n").code == 0
    assert prompts == ["Passphrase: ", "New passphrase: ", "The same once more: "]
    typing(NEW)
    assert run("plan").code == 0


def test_without_a_terminal_a_file_is_needed_before_anything_opens(ask: Ask) -> None:
    ended = ask("vault", "passphrase")
    assert ended.code == 3
    assert "--new-passphrase-file FILE" in ended.err
    assert ask("plan").code == 0


def test_a_passphrase_that_cannot_be_one_is_refused(ask: Ask, tmp_path: Path) -> None:
    (tmp_path / "short").write_text("short")
    assert ask("vault", "passphrase", "--new-passphrase-file", str(tmp_path / "short")).code == 2
    assert ask("plan").code == 0


def test_the_code_goes_to_a_sheet_where_one_is_named(
    ask: Ask, tmp_path: Path, new_file: str, by_code: Callable[[str], Ended]
) -> None:
    sheet = tmp_path / "sheet"
    options = ("--new-passphrase-file", new_file, "--recovery-code-out", str(sheet))
    assert ask("vault", "passphrase", *options).code == 2, "without --renew-code there is no new code"
    ended = ask("vault", "passphrase", *options, "--renew-code")
    assert (ended.code, ended.out) == (0, "")
    code = next(line for line in sheet.read_text().splitlines() if CODE.match(line))
    assert by_code(code).code == 0
    refused = ask("vault", "recovery-code", "--recovery-code-out", str(sheet))
    assert refused.code == 1


def test_a_new_recovery_code_leaves_the_passphrase(
    ask: Ask, recovery_code: str, by_code: Callable[[str], Ended]
) -> None:
    ended = ask("vault", "recovery-code")
    assert ended.code == 0
    code = ended.out.strip()
    assert CODE.match(code)
    assert ask("plan").code == 0
    assert by_code(recovery_code).code == 3
    assert by_code(code).code == 0


@pytest.mark.parametrize("words", [("recovery-code",), ("cost", "64")])
def test_what_needs_the_passphrase_itself_says_so(
    run: Run,
    recovery_code: str,
    tmp_path: Path,
    words: tuple[str, ...],
    typing: Callable[..., list[str]],
) -> None:
    sheet = tmp_path / "code"
    sheet.write_text(recovery_code, "utf-8")
    for option in ("--recovery-code-file", "--passphrase-file"):
        ended = run("vault", *words, option, str(sheet))
        assert ended.code == 3
        assert "needs the passphrase itself" in ended.err
    typing(recovery_code)
    assert run("vault", *words).code == 3


def test_a_guess_costs_more(ask: Ask) -> None:
    ended = ask("vault", "cost", "64")
    assert ended.code == 0
    assert "64 MiB of memory from now on" in ended.err
    assert json.loads(ask("vault", "info", "--json").out)["argon_mib"] == 64
    assert "already. Nothing was changed." in ask("vault", "cost", "64").err


@pytest.mark.parametrize("mib", ["63", "1025", "-1", "many", "64.5"])
def test_a_cost_outside_its_range_is_a_usage_error(ask: Ask, mib: str) -> None:
    assert ask("vault", "cost", mib).code == 2


def test_a_code_whose_reader_left_is_told(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone() -> None:
        raise BrokenPipeError

    monkeypatch.setattr("companion.commands.passphrases.finish", gone)
    monkeypatch.setattr("companion.commands.streams.silence", lambda stream: None)
    ended = ask("vault", "recovery-code")
    assert any(CODE.match(line) for line in ended.err.splitlines())


def test_a_code_kept_for_set_up_is_renewed_with_it(
    run: Run, backend: LocalBackend, passphrase_file: str
) -> None:
    session, code = backend.create(PASSPHRASE)
    assert session.services.setup.recovery_code() == code
    session.services.drafts.keep(CODE_DRAFT, code, 0, now=backend.now())
    session.close()
    new = run("vault", "recovery-code", "--passphrase-file", passphrase_file).out.strip()
    again = backend.open(PASSPHRASE)
    draft = again.services.drafts.of(CODE_DRAFT)
    assert draft is not None and draft.text == new
    assert again.services.setup.recovery_code() == new
    again.close()
    words = run("export", "--passphrase-file", passphrase_file).out
    assert new not in words and code not in words
