"""Sixty places of the program, each broken by itself: does a test notice, and does one still, with fewer tests?

    python -m tests.places draw --seed S > places.json     15 places each in services, vault, tui, plain with commands
    python -m tests.places probe TREE places.json HITS     in a copy: note in HITS/N which test comes by place N
    python -m tests.places try TREE places.json HITS --out told.json [--only ids.txt] [--places 1,2]

A place is a comparison (turned round), an await (left out), an argument (left out, or two changed about) or something
saved (left out). `try` runs, for each, the tests that came by, until one fails. With ``--only`` it runs those of them
that are still there, one test's name a line as ``pytest --collect-only -q`` gives them.
"""

import argparse
import ast
import json
import random
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

GROUPS = {
    "services": ["services"],
    "vault": ["vault"],
    "tui": ["tui"],
    "plain and commands": ["plain", "commands"],
}
EACH = 15
KINDS = ("comparison", "await", "argument", "save")
_SAVING = re.compile(
    r"^(save|put|add|edit|write|store|archive|bring_back|delete|remove|discard|erase|sync|keep|move|set|update|commit"
    r"|append|replace|forget|let_go|close)(_|$)"
)
_TURNED: dict[type[ast.cmpop], str] = {
    ast.Eq: "!=", ast.NotEq: "==", ast.Lt: ">=", ast.GtE: "<", ast.Gt: "<=", ast.LtE: ">",
    ast.Is: "is not", ast.IsNot: "is", ast.In: "not in", ast.NotIn: "in",
}  # fmt: skip
_PROBE = '''"""Which test came by which place."""
import os
_seen = set()
def hit(number):
    test = os.environ.get("PYTEST_CURRENT_TEST", "?").rpartition(" (")[0] or "?"
    if (number, test) not in _seen:
        _seen.add((number, test))
        with open(os.path.join({hits!r}, str(number)), "a", encoding="utf-8") as file:
            file.write(test + chr(10))
'''


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A stretch of one file (bytes from `begins` to `ends`), what is put there instead, and what that breaks."""

    number: int
    group: str
    kind: str
    path: str
    line: int
    begins: int
    ends: int
    was: str
    becomes: str


def every(tree: Path, group: str) -> Iterator[Place]:
    """Yield all places of `group` inside functions, in the order of files and lines."""
    for room in GROUPS[group]:
        for path in sorted((tree / "companion" / room).rglob("*.py")):
            yield from _of_file(path.read_bytes(), str(path.relative_to(tree)), group)


def _of_file(source: bytes, path: str, group: str) -> Iterator[Place]:
    starts = [0]
    for line in source.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))

    def span(node: ast.expr) -> tuple[int, int]:
        assert node.end_lineno is not None and node.end_col_offset is not None
        return starts[node.lineno - 1] + node.col_offset, starts[node.end_lineno - 1] + node.end_col_offset

    def text(node: ast.expr) -> str:
        begins, ends = span(node)
        return source[begins:ends].decode()

    def place(node: ast.expr, kind: str, becomes: str) -> Place:
        begins, ends = span(node)
        return Place(
            number=0, group=group, kind=kind, path=path, line=node.lineno,
            begins=begins, ends=ends, was=text(node), becomes=becomes,
        )  # fmt: skip

    for statement in _inside_functions(ast.parse(source)):
        if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Await):
            yield place(statement.value, "await", "None")
        elif isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call):
            if _SAVING.match(_name(statement.value)):
                yield place(statement.value, "save", "None")
        elif isinstance(statement, ast.Compare) and len(statement.ops) == 1:
            left, right = text(statement.left), text(statement.comparators[0])
            yield place(statement, "comparison", f"(({left}) {_TURNED[type(statement.ops[0])]} ({right}))")
        elif isinstance(statement, ast.Call):
            becomes = _with_less(statement)
            if becomes:
                yield place(statement, "argument", becomes)


def _inside_functions(module: ast.Module) -> Iterator[ast.AST]:
    """Yield the nodes of function bodies; nothing inside f-strings, whose places Python 3.11 does not tell."""
    within: list[ast.AST] = [
        child
        for node in ast.walk(module)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        for child in node.body
    ]
    seen: set[int] = set()
    while within:
        node = within.pop()
        if id(node) in seen or isinstance(node, ast.JoinedStr):
            continue
        seen.add(id(node))
        yield node
        within += ast.iter_child_nodes(node)


def _name(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def _with_less(call: ast.Call) -> str | None:
    """Return the call less its last named argument, or its first two changed about; None if it has neither."""
    named, given = list(call.keywords), list(call.args)
    if named and named[-1].arg:
        named.pop()
    elif len(given) > 1 and not any(isinstance(each, ast.Starred) for each in given[:2]):
        given[0], given[1] = given[1], given[0]
    else:
        return None
    return ast.unparse(ast.Call(func=call.func, args=given, keywords=named))


def draw(tree: Path, seed: str) -> list[Place]:
    """Return 15 places of each group, the kinds in turn as far as the group has them; always the same for one seed."""
    chosen: list[Place] = []
    for group in GROUPS:
        left = {kind: [place for place in every(tree, group) if place.kind == kind] for kind in KINDS}
        chance = random.Random(f"{seed} {group}")
        for places in left.values():
            chance.shuffle(places)
        taken: list[Place] = []
        while len(taken) < EACH:
            taken += [places.pop() for places in left.values() if places]
        chosen += taken[:EACH]
    return [Place(**(asdict(place) | {"number": number})) for number, place in enumerate(chosen, start=1)]


def probe(tree: Path, places: list[Place], hits: Path) -> None:
    """Write into the copy `tree` what notes each test that comes by a place."""
    hits.mkdir(parents=True, exist_ok=True)
    (tree / "companion" / "_probe.py").write_text(_PROBE.format(hits=str(hits)), "utf-8")
    for path in {place.path for place in places}:
        source = (tree / path).read_bytes()
        edits: list[tuple[int, bytes]] = []
        for place in places:
            if place.path == path:
                note = f"(__import__('companion._probe', fromlist=['hit']).hit({place.number}) or ".encode()
                edits += [(place.begins, note), (place.ends, b")")]
        for at, what in sorted(edits, reverse=True):
            source = source[:at] + what + source[at:]
        (tree / path).write_bytes(source)


def attempt(tree: Path, place: Place, tests: list[str]) -> tuple[str, float]:
    """Break the place, run `tests` until one fails, mend it; return that test ("" if none failed) and the seconds."""
    file = tree / place.path
    source = file.read_bytes()
    began = time.monotonic()
    file.write_bytes(source[: place.begins] + place.becomes.encode() + source[place.ends :])
    listed = tree / ".places"
    listed.write_text("\n".join(tests) + "\n", "utf-8")
    some = "2" if len(tests) > 60 else "0"
    asked = [
        "-n",
        some,
        "-x",
        "-q",
        "-p",
        "no:cacheprovider",
        "--reruns",
        "0",
        "--timeout",
        "100",
        "--tb",
        "no",
    ]
    python = tree / ".venv" / "bin" / "python"
    try:
        run = subprocess.run(
            [python, "-m", "pytest", *asked, f"@{listed}"],
            cwd=tree, capture_output=True, text=True, errors="replace", check=False,
        )  # fmt: skip
    finally:
        file.write_bytes(source)
        listed.unlink()
    failed = re.findall(r"^(?:FAILED|ERROR) (.*?)(?: - .*)?$", run.stdout, re.MULTILINE)
    told = failed[0] if failed else "" if run.returncode == 0 else f"pytest ended with {run.returncode}"
    return told, time.monotonic() - began


def _cheap_first(test: str) -> tuple[int, str]:
    order = (
        "tests/domain",
        "tests/services",
        "tests/export",
        "tests/commands",
        "tests/plain",
        "tests/backend",
    )
    late = ("tests/pty", "tests/vault/faults")
    for number, room in enumerate(order):
        if test.startswith(room):
            return number, test
    return (99 if test.startswith(late) else 50), test


def main() -> None:
    """Draw, probe or try."""
    parser = argparse.ArgumentParser(prog="python -m tests.places")
    deeds = parser.add_subparsers(dest="deed", required=True)
    drawn = deeds.add_parser("draw")
    drawn.add_argument("--seed", required=True)
    probed = deeds.add_parser("probe")
    tried = deeds.add_parser("try")
    for each in (probed, tried):
        each.add_argument("tree", type=Path)
        each.add_argument("places", type=Path)
        each.add_argument("hits", type=Path)
    tried.add_argument("--out", type=Path, required=True)
    tried.add_argument("--only", type=Path)
    tried.add_argument(
        "--most", type=int, default=0, help="tests for one place, the cheap ones first; 0 is all"
    )
    tried.add_argument("--places", dest="some", default="")
    given = parser.parse_args()
    if given.deed == "draw":
        json.dump([asdict(place) for place in draw(Path(), given.seed)], sys.stdout, indent=1)
        return
    places = [Place(**each) for each in json.loads(given.places.read_text("utf-8"))]
    if given.deed == "probe":
        probe(given.tree, places, given.hits)
        return
    still = set(given.only.read_text("utf-8").splitlines()) if given.only else None
    some = {int(number) for number in given.some.split(",") if number}
    told = json.loads(given.out.read_text("utf-8")) if given.out.exists() else {}
    for place in places:
        if (some and place.number not in some) or str(place.number) in told:
            continue
        noted = given.hits / str(place.number)
        came = set(noted.read_text("utf-8").splitlines()) if noted.exists() else set()
        tests = sorted((came - {"?"}) & (came if still is None else still), key=_cheap_first)
        tests = tests[: given.most or None]
        caught, seconds = attempt(given.tree, place, tests) if tests else ("", 0.0)
        told[str(place.number)] = {"caught": caught, "tests": len(tests), "seconds": round(seconds, 1)}
        given.out.write_text(json.dumps(told, indent=1), "utf-8")
        print(
            place.number,
            place.group,
            place.kind,
            f"{place.path}:{place.line}",
            caught or "SURVIVED",
            flush=True,
        )


if __name__ == "__main__":
    main()
