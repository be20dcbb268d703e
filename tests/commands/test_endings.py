"""How commands end: each exit code, each way in, and nothing but a calm line for a bug."""

import argparse
import io
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from companion.backend.local import LocalBackend
from companion.cli import command_of, main
from companion.commands.parser import make_parser
from companion.commands.passphrases import read_code
from companion.domain.programs import PROGRAMS
from companion.errors import NotSaved
from companion.services.plan import Plans
from companion.vault.secrets.recovery_code import new_code
from tests.commands.conftest import Ask, Run
from tests.conftest import PASSPHRASE
from tests.hostile import HOSTILE, HOSTILE_IDS

EVERY_COMMAND = (
    (),
    ("demo",),
    ("plan",),
    ("safety",),
    ("talk",),
    ("helplines",),
    ("check-in",),
    ("share",),
    ("import",),
    *(("import", program.id) for program in PROGRAMS),
    ("import", "list"),
    ("import", "show"),
    ("import", "take-back"),
    ("learn",),
    *(("learn", deed) for deed in ("list", "show", "print", "new", "check", "add", "remove")),
    ("vault",),
    ("vault", "create"),
    ("vault", "info"),
    ("vault", "verify"),
    ("vault", "backup"),
    ("vault", "restore"),
    ("vault", "merge"),
    ("vault", "clashes"),
    ("vault", "passphrase"),
    ("vault", "recovery-code"),
    ("vault", "cost"),
    ("export",),
    ("where",),
)

NOWHERE = ("goals", "trends")
OF_THE_VAULT = ("backup", "merge", "passphrase", "recovery-code")

NEED_A_VAULT = (
    ("plan",),
    ("safety",),
    ("talk",),
    ("learn",),
    ("learn", "remove", "x"),
    ("check-in", "--note", "x"),
    ("share", "--for", "me"),
    ("vault", "info"),
    ("vault", "verify"),
    ("vault", "backup"),
    ("vault", "clashes"),
    ("vault", "recovery-code"),
    ("vault", "cost", "64"),
    ("export",),
)


@pytest.mark.parametrize("words", EVERY_COMMAND, ids=" ".join)
def test_every_command_has_help(run: Run, words: tuple[str, ...]) -> None:
    ended = run(*words, "--help")
    assert ended.code == 0
    assert ended.out.startswith(f"usage: {' '.join(('companion', *words))}")
    assert "--vault FILE" in ended.out and "--passphrase-file FILE" in ended.out
    assert ended.err == ""


def test_the_first_help_has_the_helplines_and_no_hidden_option(run: Run) -> None:
    out = run("--help").out
    assert "116 123" in out and "999" in out
    assert "--locked" not in out and "--child" not in out


@pytest.mark.parametrize("words", [("--version",), ("plan", "--version"), ("--plain", "--version")])
def test_version(run: Run, words: tuple[str, ...]) -> None:
    from companion import __version__

    assert run(*words).out == f"companion {__version__}\n"


@pytest.mark.parametrize("name", [*NOWHERE, *OF_THE_VAULT])
def test_a_command_that_is_not_there_is_a_usage_error_naming_those_that_are(run: Run, name: str) -> None:
    ended = run(name)
    assert (ended.code, ended.out) == (2, "")
    assert "check-in" in ended.err and "helplines" in ended.err
    if name in NOWHERE:
        assert run("vault", name).code == 2


@pytest.mark.parametrize(
    ("typed", "meant"), [("chekin", "check-in"), ("helpline", "helplines"), ("shar", "share")]
)
def test_a_near_miss_is_asked_about(run: Run, typed: str, meant: str) -> None:
    assert f"Did you mean `{meant}`?" in run(typed).err


@pytest.mark.parametrize(
    "words",
    [
        ("share",),
        ("share", "--for", "gp"),
        ("share", "--for", "me", "--format", "fhir"),
        ("share", "--for", "me", "--force"),
        ("safety", "--json", "--out", "x"),
        ("plan", "--format", "text"),
        ("plan", "--js"),
        ("import", "nowhere", "x"),
        ("import",),
        ("vault",),
        ("demo", "--locked"),
        ("plan", "--passphrase-file", "a", "--recovery-code-file", "b"),
        ("check-in", "--note"),
        ("plan", "--vault", ""),
        ("plan", "--passphrase-file="),
        ("demo", "--write", ""),
        ("vault", "verify", ""),
        ("vault", "create", "--recovery-code-out", ""),
        ("share", "--for", "me", "--out", ""),
    ],
    ids=" ".join,
)
def test_usage_errors_end_with_two_and_ask_for_nothing(run: Run, words: tuple[str, ...]) -> None:
    ended = run(*words)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err


def test_a_passphrase_on_the_command_line_is_refused_and_not_repeated(run: Run) -> None:
    for words in (("plan", "--passphrase=swordfish two"), ("plan", "--passphrase", "swordfish two")):
        ended = run(*words)
        assert ended.code == 2
        assert "swordfish" not in ended.err


@pytest.mark.parametrize("words", HOSTILE, ids=HOSTILE_IDS)
def test_any_word_as_a_command_ends_with_two_and_clean_words(run: Run, words: str) -> None:
    for given in ((words,), ("share", "--for", words), ("--vault", words, "import", words)):
        ended = run(*given)
        assert ended.code == 2
        assert "\x1b" not in ended.err and "\x9b" not in ended.err and "\u202e" not in ended.err


@pytest.mark.parametrize("words", NEED_A_VAULT, ids=" ".join)
def test_no_vault_ends_with_one_before_anybody_is_asked(
    run: Run, typing: Callable[..., list[str]], words: tuple[str, ...]
) -> None:
    prompts = typing()
    ended = run(*words)
    assert (ended.code, ended.out) == (1, "")
    assert "There is no vault at" in ended.err
    assert prompts == []


@pytest.mark.parametrize("words", NEED_A_VAULT, ids=" ".join)
def test_no_passphrase_and_nobody_to_ask_ends_with_three(
    run: Run, recovery_code: str, words: tuple[str, ...]
) -> None:
    ended = run(*words)
    assert (ended.code, ended.out) == (3, "")
    assert len(ended.err.splitlines()) == 1
    assert "--passphrase-file" in ended.err


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (PASSPHRASE.encode(), 0),
        (PASSPHRASE.encode() + b"\r\n", 0),
        (b"\xef\xbb\xbf" + PASSPHRASE.encode() + b"\n", 0),
        (b"something else\n", 3),
        (PASSPHRASE.encode() + b"\n\n", 0),
        (b" " + PASSPHRASE.encode(), 3),
        (b"", 3),
        (PASSPHRASE.encode("utf-16"), 1),
        (PASSPHRASE.encode("utf-16-le"), 1),
        (b"\xff\xff\xff", 1),
    ],
)
def test_what_a_passphrase_file_may_hold(
    run: Run, recovery_code: str, tmp_path: Path, content: bytes, code: int
) -> None:
    file = tmp_path / "p"
    file.write_bytes(content)
    ended = run("plan", "--passphrase-file", str(file))
    assert ended.code == code
    assert PASSPHRASE not in ended.err
    if code == 1:
        assert "UTF-8" in ended.err


def test_one_line_of_standard_input_is_the_passphrase(run: Run, recovery_code: str) -> None:
    stdin = f"{PASSPHRASE}\nand another line\n".encode()
    assert run("plan", "--passphrase-file", "-", stdin=stdin).code == 0
    assert run("--passphrase-file", "-", "plan", stdin=stdin).code == 0
    assert run("plan", "--passphrase-file", "-", stdin=b"").code == 3


@pytest.mark.parametrize("name", ["missing", ".", "a\0b"])
def test_a_file_that_cannot_be_read_ends_with_one(ask: Ask, run: Run, tmp_path: Path, name: str) -> None:
    path = str(tmp_path / name)
    assert run("plan", "--passphrase-file", path).code == 1
    assert run("plan", "--recovery-code-file", path).code == 1
    assert ask("import", "daylio", path).code == 1


def test_a_recovery_code_reads_without_asking_and_reminds(
    run: Run, recovery_code: str, tmp_path: Path
) -> None:
    file = tmp_path / "code"
    file.write_text(f"My sheet, kept in the red book\n\n   {recovery_code.lower()}  \n", "utf-8")
    ended = run("plan", "--recovery-code-file", str(file))
    assert ended.code == 0
    assert "Up past 2am" in ended.out
    assert "new passphrase" in ended.err


def test_a_code_of_another_vault_ends_with_three(run: Run, recovery_code: str, tmp_path: Path) -> None:
    file = tmp_path / "code"
    first = "A" if recovery_code[0] != "A" else "B"
    file.write_text(first + recovery_code[1:], "utf-8")
    ended = run("plan", "--recovery-code-file", str(file))
    assert ended.code == 3
    assert "Group 1" in ended.err
    file.write_text("nothing like it", "utf-8")
    assert run("plan", "--recovery-code-file", str(file)).code == 3


def test_where_somebody_can_answer_a_code_asks_for_a_new_passphrase(
    run: Run, recovery_code: str, typing: Callable[..., list[str]], tmp_path: Path
) -> None:
    file = tmp_path / "code"
    file.write_text(recovery_code, "utf-8")
    prompts = typing(
        "short", "a new set of words", "a new set of wodrs", "a new set of words", "a new set of words"
    )
    ended = run("plan", "--recovery-code-file", str(file))
    assert ended.code == 0
    assert prompts == ["New passphrase: "] * 2 + [
        "The same once more: ",
        "New passphrase: ",
        "The same once more: ",
    ]
    assert run("talk", "--passphrase-file", "-", stdin=b"a new set of words").code == 0
    assert run("talk", "--passphrase-file", "-", stdin=PASSPHRASE.encode()).code == 3


def test_a_code_typed_for_the_passphrase_does_the_same(
    run: Run, recovery_code: str, typing: Callable[..., list[str]]
) -> None:
    typing(recovery_code, "a new set of words", "a new set of words")
    assert run("plan").code == 0
    assert run("talk", "--passphrase-file", "-", stdin=b"a new set of words").code == 0


def test_a_passphrase_can_be_typed_three_times(
    run: Run, recovery_code: str, typing: Callable[..., list[str]]
) -> None:
    prompts = typing("not this one", "nor that one", PASSPHRASE)
    assert run("plan").code == 0
    assert len(prompts) == 3
    typing("no no no no", "no no no no", "no no no no", PASSPHRASE)
    assert run("plan").code == 3


def test_nothing_typed_ends_with_three(
    run: Run, recovery_code: str, typing: Callable[..., list[str]]
) -> None:
    typing()
    assert run("plan").code == 3


def test_a_damaged_vault_ends_with_four(ask: Ask, backend: LocalBackend) -> None:
    whole = backend.vault_path.read_bytes()
    for at in (40, 4100, len(whole) - 1):
        data = bytearray(whole)
        data[at] ^= 1
        backend.vault_path.write_bytes(data)
        ended = ask("plan")
        assert (ended.code, ended.out) == (4, "")
        assert len(ended.err.splitlines()) == 1


def test_what_never_was_a_vault_ends_with_one(ask: Ask, tmp_path: Path) -> None:
    file = tmp_path / "letter.txt"
    file.write_text("Dear diary " * 1000, "utf-8")
    assert ask("plan", "--vault", str(file)).code == 1


def test_writing_beside_a_writer_ends_with_five(ask: Ask, backend: LocalBackend) -> None:
    writer = backend.open(PASSPHRASE)
    before = backend.vault_path.read_bytes()
    ended = ask("check-in", "--note", "words")
    writer.close()
    assert (ended.code, ended.out) == (5, "")
    assert backend.vault_path.read_bytes() == before


def test_a_save_that_is_refused_ends_with_five(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object, **named: object) -> None:
        raise NotSaved("There is no room left on the disk. Nothing was lost.")

    monkeypatch.setattr("companion.vault.vault.Vault._keep", refuse)
    ended = ask("check-in", "--note", "words")
    assert (ended.code, ended.err) == (5, "There is no room left on the disk. Nothing was lost.\n")


@pytest.mark.skipif(sys.platform == "win32", reason="folders have no such permission on Windows")
def test_a_folder_nobody_may_write_to_can_be_read_and_ends_with_five(
    ask: Ask, run: Run, backend: LocalBackend, passphrase_file: str
) -> None:
    if sys.platform == "win32":
        return
    ask("check-in", "--note", "words")  # loads, while that is allowed, what the other account may not reach
    with tempfile.TemporaryDirectory() as name:
        closed = Path(name)
        vault = Path(shutil.copy(backend.vault_path, closed / "a.vault"))
        secret = Path(shutil.copy(passphrase_file, closed / "p"))
        vault.chmod(0o644)
        secret.chmod(0o644)
        closed.chmod(0o555)
        options = ("--vault", str(vault), "--passphrase-file", str(secret))
        root = os.geteuid() == 0
        if root:  # nothing is read-only to root, so be nobody for a moment
            os.seteuid(65534)
        try:
            read, write = run("plan", *options), run("check-in", "--note", "more", *options)
        finally:
            if root:
                os.seteuid(0)
            closed.chmod(0o755)
        assert (read.code, read.err) == (0, "")
        assert (write.code, write.out) == (5, "")
        assert "may not write in this folder" in write.err
        assert sorted(path.name for path in closed.iterdir()) == ["a.vault", "p"]


@pytest.mark.parametrize(
    "words",
    [
        ("plan", "--vault"),
        ("vault", "create", "--vault"),
        ("safety", "--out"),
        ("vault", "create", "--recovery-code-out"),
        ("demo", "--write"),
    ],
    ids=" ".join,
)
def test_a_name_no_file_can_have_ends_in_a_sentence(ask: Ask, tmp_path: Path, words: tuple[str, ...]) -> None:
    ended = ask(*words, str(tmp_path / ("a" * 300)))
    assert ended.code in (1, 5)
    assert "Something went wrong" not in ended.err
    assert ended.err


def test_a_home_of_nobody_is_a_folder_of_that_name(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COMPANION_HOME", "~no-such-person-here/x")
    ended = run("where")
    assert ended.code == 0
    assert f"vault: {tmp_path / '~no-such-person-here' / 'x'}" in ended.out


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no such device here")
def test_a_version_that_cannot_be_written_is_no_crash() -> None:
    with open("/dev/full", "wb") as full:  # noqa: PTH123
        ended = subprocess.run(
            [sys.executable, "-m", "companion", "--version"], stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert (ended.returncode, ended.stderr) == (1, b"")


def test_a_bug_is_told_by_its_place_and_holds_no_word(
    ask: Ask, backend: LocalBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    def sections(self: Plans, archived: bool = False) -> tuple[()]:
        secret = "CANARY"
        raise RuntimeError(secret)

    monkeypatch.setattr(Plans, "sections", sections)
    ended = ask("plan")
    assert (ended.code, ended.out) == (1, "")
    assert "CANARY" not in ended.err and "Traceback" not in ended.err
    assert "RuntimeError at test_endings.py:" in ended.err
    assert "closed on its own" in backend.closed_on_its_own()
    assert backend.closed_on_its_own() == ""


def test_ctrl_c_ends_with_130_and_says_nothing(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(self: Plans, archived: bool = False) -> tuple[()]:
        raise KeyboardInterrupt

    monkeypatch.setattr(Plans, "sections", interrupted)
    ended = ask("plan")
    assert (ended.code, ended.out, ended.err) == (130, "", "")


def test_no_terminal_is_one_sentence_and_one(run: Run, home: Path) -> None:
    ended = run()
    assert (ended.code, ended.out) == (1, "")
    assert len(ended.err.splitlines()) == 1
    assert list(home.iterdir()) == []


def test_options_may_stand_before_or_after_the_command(
    run: Run, recovery_code: str, passphrase_file: str
) -> None:
    for words in (
        ("--passphrase-file", passphrase_file, "vault", "info", "--json"),
        ("vault", "--passphrase-file", passphrase_file, "info", "--json"),
        ("vault", "info", "--json", "--passphrase-file", passphrase_file),
    ):
        assert run(*words).code == 0


def test_a_pdf_is_not_poured_into_a_terminal(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("companion.commands.sharing.shows_on_screen", lambda: True)
    ended = ask("share", "--for", "me", "--format", "pdf")
    assert (ended.code, ended.out) == (2, "")
    assert "--out" in ended.err


def test_help_has_colour_at_a_terminal_alone(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    screen = Terminal()
    monkeypatch.setattr(sys, "stdout", screen)
    assert main(["--help"]) == 0
    assert "\x1b[" in screen.getvalue()
    monkeypatch.setenv("NO_COLOR", "1")
    plain = Terminal()
    monkeypatch.setattr(sys, "stdout", plain)
    assert main(["--help"]) == 0
    assert "\x1b" not in plain.getvalue()


def test_the_code_is_found_on_the_sheet_it_was_written_to(backend: LocalBackend, tmp_path: Path) -> None:
    code = new_code()
    assert read_code(backend.save_recovery_sheet(tmp_path / "sheet", code)) == code


def test_a_passphrase_file_that_is_missing_or_has_a_note_in_it(run: Run, ask: Ask, tmp_path: Path) -> None:
    missing = tmp_path / "none"
    ended = run("plan", "--passphrase-file", str(missing))
    assert ended.code == 1
    assert ended.err == f"There is no passphrase file {missing}. Look at the name again.\n"
    noted = tmp_path / "noted"
    noted.write_text(f"{PASSPHRASE}\nthe bank's is elsewhere\n", "utf-8")
    assert run("plan", "--passphrase-file", str(noted)).code == 0


def test_every_command_names_what_does_it() -> None:
    for command in commands_of(make_parser()):
        does = command.get_default("does")
        parts = next((a for a in command._actions if isinstance(a, argparse._SubParsersAction)), None)
        assert does or (parts is not None and parts.required), command.prog
        if does:
            assert callable(command_of(argparse.Namespace(does=does))), command.prog


def commands_of(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for child in action.choices.values():
                yield child
                yield from commands_of(child)


@pytest.mark.parametrize(
    "words",
    [
        ("share", "--for", "me", "--out"),
        ("share", "--for", "me", "--format", "html", "--out"),
        ("safety", "--out"),
        ("export", "--out"),
        ("learn", "print", "How this course is for me", "--out"),
        ("vault", "recovery-code", "--recovery-code-out"),
    ],
    ids=" ".join,
)
def test_a_dash_for_a_file_is_standard_output(
    ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    before = set(tmp_path.iterdir())
    ended = ask(*words, "-")
    assert ended.code == 0 and len(ended.out) > 20
    assert set(tmp_path.iterdir()) == before


def test_a_vault_is_not_written_to_standard_output(run: Run, passphrase_file: str) -> None:
    ended = run("demo", "--write", "-", "--passphrase-file", passphrase_file)
    assert (ended.code, ended.out) == (2, "") and "A vault is a file." in ended.err
