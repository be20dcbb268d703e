"""No module leads back to itself, whether it is imported at once, inside a function, or only for its types.

import-linter keeps the layers apart; a circle inside one layer is nothing to it.
"""

import ast
from collections.abc import Collection, Mapping
from functools import cache
from pathlib import Path

import companion

HOME = Path(companion.__file__).parent
APP = "companion.tui.app"


def modules() -> dict[str, Path]:
    """Return every module of the program by its full name."""
    found = {}
    for path in sorted(HOME.rglob("*.py")):
        parts = ("companion", *path.relative_to(HOME).with_suffix("").parts)
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def imported(tree: ast.AST, known: Collection[str]) -> set[str]:
    """Return which of the `known` modules are imported anywhere in a module."""
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            inside = {f"{node.module}.{alias.name}" for alias in node.names}
            names |= {name for name in inside if name in known} or {node.module}
    return {name for name in names if name in known}


def circles(arrows: Mapping[str, set[str]]) -> list[list[str]]:
    """Return the groups of modules from each of which every other one can be reached."""
    reached = {start: _reached(arrows, start) for start in arrows}
    found = {
        frozenset(name for name in reached[start] if start in reached[name])
        for start in arrows
        if start in reached[start]
    }
    return sorted(sorted(circle) for circle in found)


def _reached(arrows: Mapping[str, set[str]], start: str) -> set[str]:
    seen: set[str] = set()
    todo = [start]
    while todo:
        for name in arrows[todo.pop()] - seen:
            seen.add(name)
            todo.append(name)
    return seen


@cache
def arrows() -> dict[str, set[str]]:
    known = modules()
    return {name: imported(ast.parse(path.read_text("utf-8")), known) for name, path in known.items()}


def test_a_circle_is_seen_inside_functions_and_for_types_too() -> None:
    known = ("a", "a.b", "c", "d")
    sources = {
        "a": "",
        "a.b": "def later():\n    from c import thing",
        "c": "if TYPE_CHECKING:\n    import d",
        "d": "from a import b",
    }
    seen = {name: imported(ast.parse(text), known) for name, text in sources.items()}
    assert circles(seen) == [["a.b", "c", "d"]]


def test_there_is_no_circle() -> None:
    assert circles(arrows()) == []


def test_only_the_command_that_opens_the_window_knows_the_app() -> None:
    assert [name for name, targets in arrows().items() if APP in targets] == ["companion.commands.program"]
