"""Who may import whom: read from the source, and seen in a running program.

import-linter keeps the same table (``pyproject.toml``); it cannot see what really gets loaded, nor when.
"""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

import companion

HOME = Path(companion.__file__).parent

ALLOWED: dict[str, set[str]] = {
    "domain": {"errors"},
    "errors": set(),
    "words": set(),
    "paths": {"platformdirs"},
    "config": {"domain", "errors", "open_files"},
    "open_files": set(),
    "process": {"errors", "unseen"},
    "unseen": {"domain"},
    "idle": set(),
    "content": {"domain", "errors"},
    "importers": {"domain", "errors", "words", "markdown_it"},
    "export": {"domain", "errors", "words", "jinja2", "markupsafe", "typst"},
    "vault": {"domain", "errors", "cryptography", "filelock", "msgspec", "tinydb"},
    "services": {"config", "content", "domain", "errors", "export", "importers", "words", "dateparser"},
    "backend": {"config", "content", "domain", "errors", "open_files", "paths", "services", "vault"},
    "plain": {"config", "domain", "errors", "idle", "services", "unseen", "words"},
    "tui": {"config", "domain", "errors", "idle", "services", "unseen", "words", "rich", "textual"},
    "commands": {
        "domain", "errors", "paths", "plain", "process", "services", "tui", "backend", "unseen", "words",
        "rich_argparse",
    },
    "cli": {"commands", "errors", "paths", "process", "backend", "unseen"},
    "__main__": {"cli"},
    "__init__": set(),
}  # fmt: skip
"""Room -> what it may import beside itself and the standard library."""

INSIDE_A_FUNCTION = {
    "plain", "tui", "jinja2", "markupsafe", "typst", "dateparser", "rich_argparse", "platformdirs", "filelock",
    "markdown_it",
}  # fmt: skip
"""Loaded by the function that needs it, so that everything else starts without it."""

HEADLESS = sorted(set(ALLOWED) - {"tui", "__main__", "__init__"})


class Import(NamedTuple):
    """One import, and whether it happens as soon as the module is loaded."""

    file: str
    room: str
    target: str
    at_once: bool


def imports() -> Iterator[Import]:
    """Yield every import of something outside the module's own room, type-checking ones too."""
    for path in sorted(HOME.rglob("*.py")):
        relative = path.relative_to(HOME)
        room = relative.parts[0].removesuffix(".py")
        tree = ast.parse(path.read_text("utf-8"))
        at_once = set(_at_once(tree))
        for node in ast.walk(tree):
            for name in _names(node):
                top, _, rest = name.partition(".")
                target = rest.partition(".")[0] if top == "companion" else top
                if top not in sys.stdlib_module_names and target not in ("", "__version__", room):
                    yield Import(str(relative), room, target, node in at_once)


def _at_once(tree: ast.AST) -> Iterator[ast.AST]:
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        if isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING"):
            continue
        yield node
        yield from _at_once(node)


def _names(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        assert node.level == 0, "imports are written in full"
        if node.module == "companion":
            return [f"companion.{alias.name}" for alias in node.names]
        return [node.module or ""]
    return []


ALL = tuple(imports())


def test_every_room_is_in_the_table() -> None:
    assert {path.relative_to(HOME).parts[0].removesuffix(".py") for path in HOME.rglob("*.py")} == set(
        ALLOWED
    )


def test_the_reader_sees_imports_inside_functions_and_tells_them_apart() -> None:
    assert Import("commands/program.py", "commands", "tui", False) in ALL
    assert Import("vault/secrets/keys.py", "vault", "cryptography", True) in ALL


@pytest.mark.parametrize("room", sorted(ALLOWED))
def test_a_room_imports_what_it_may(room: str) -> None:
    strangers = [
        f"{i.file} imports {i.target}" for i in ALL if i.room == room and i.target not in ALLOWED[room]
    ]
    assert strangers == []


def test_what_is_slow_to_load_is_imported_where_it_is_needed() -> None:
    early = [
        f"{i.file} imports {i.target}"
        for i in ALL
        if i.at_once and i.target in INSIDE_A_FUNCTION and i.room not in (i.target, "export")
    ]
    assert early == []


def python(code: str, *args: str) -> str:
    """Run `code` in a fresh Python and return what it printed. Fails when it fails."""
    done = subprocess.run(
        [sys.executable, "-B", "-c", code, *args],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


LOAD_A_ROOM = """
import importlib, pkgutil, sys
touched = []
def watch(event, args):
    if event == "open" and isinstance(args[1], str) and set(args[1]) & set("wax+"):
        touched.append(str(args[0]))
    if event in ("os.mkdir", "os.remove", "os.rename", "socket.connect", "subprocess.Popen"):
        touched.append(event)
sys.addaudithook(watch)
package = importlib.import_module("companion." + sys.argv[1])
for found in pkgutil.walk_packages(getattr(package, "__path__", []), package.__name__ + "."):
    importlib.import_module(found.name)
print("\\n".join(sorted({name.partition(".")[0] for name in sys.modules} & set(sys.argv[2:]))))
print("\\n".join(touched))
"""

SLOW = ("textual", "rich", "rich_argparse", "jinja2", "typst", "dateparser", "platformdirs", "filelock")


@pytest.mark.parametrize("room", HEADLESS)
def test_loading_a_room_loads_no_screen_and_does_nothing(room: str) -> None:
    allowed = {"export": {"jinja2"}}.get(room, set())
    assert set(python(LOAD_A_ROOM, room, *SLOW).split()) <= allowed


@pytest.mark.parametrize(
    "room", ["domain", "content", "importers", "words", "config", "paths", "process", "plain"]
)
def test_these_rooms_load_no_vault_either(room: str) -> None:
    assert python(LOAD_A_ROOM, room, "tinydb", "cryptography", "msgspec").split() == []


RUN_A_COMMAND = """
import sys
before = set(sys.modules)
from companion.cli import main
code = main(sys.argv[1:])
print()
print("\\n".join(sorted(set(sys.modules) - before)))
sys.exit(code)
"""


def test_version_loads_next_to_nothing() -> None:
    loaded = python(RUN_A_COMMAND, "--version").split()[2:]
    assert [name for name in loaded if name.startswith("companion")] == ["companion", "companion.cli"]
    assert not {"argparse", "typing", "dataclasses", "pathlib", "textual", "tinydb"} & set(loaded)


def test_helplines_load_neither_screens_nor_vault() -> None:
    loaded = set(python(RUN_A_COMMAND, "helplines").split())
    assert "companion.content.helplines" in loaded
    strangers = {
        "tinydb",
        "cryptography",
        "msgspec",
        "companion.vault",
        "companion.backend.local",
        "companion.tui",
        *SLOW,
    }
    assert loaded & strangers == set()


def test_a_reading_command_loads_no_screens(real_vault: tuple[Path, Path]) -> None:
    vault, passphrase = real_vault
    options = ("--vault", str(vault), "--passphrase-file", str(passphrase))
    for words in (("talk",), ("share", "--for", "me"), ("check-in", "--note", "words")):
        loaded = set(python(RUN_A_COMMAND, *words, *options).split())
        assert "companion.vault.vault" in loaded
        assert loaded & {"textual", "rich", "rich_argparse", "companion.tui", "dateparser", "typst"} == set()


def test_markup_escape_is_not_used() -> None:
    """Textual takes ``[TODO]`` for a tag even after it, and the words vanish."""
    found = []
    for path in HOME.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").endswith("markup"):
                found += [f"{path.name}:{node.lineno}" for alias in node.names if alias.name == "escape"]
            if isinstance(node, ast.Attribute) and ast.unparse(node).endswith("markup.escape"):
                found.append(f"{path.name}:{node.lineno}")
    assert found == []


def test_styles_name_no_colour_of_their_own() -> None:
    """Themes choose colours, and each pair's contrast is tested; one written in a style would slip past."""
    import re

    sheets = list(HOME.rglob("*.tcss"))
    assert sheets
    colour = re.compile(r"#[0-9a-fA-F]{3,8}\b|\b(?:rgb|hsl)a?\(")
    found = []
    for sheet in sheets:
        for number, line in enumerate(sheet.read_text("utf-8").splitlines(), start=1):
            _, colon, value = line.partition(":")
            if colon and not line.rstrip().endswith("{") and colour.search(value):
                found.append(f"{sheet.name}:{number}")
    assert found == []


def test_no_file_is_called_after_nothing() -> None:
    names = {path.stem for path in HOME.rglob("*.py")}
    assert not [name for name in names for word in ("util", "helper", "manager", "misc") if word in name]
