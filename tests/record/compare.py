"""The differences of two recordings, those of one kind said once."""

import difflib
from collections import defaultdict
from pathlib import Path

NAMED = 8
"""How many files are named for one kind of difference; the others are counted."""

SHOWN = 60
"""How many lines of one kind of difference are printed."""


def compare(before: Path, after: Path) -> int:
    """Print what is other in `after`; return 1 if anything is.

    A kind of difference is the same lines gone and come; where a colour alone is other the lines begin with "~".
    """
    old, new = _files(before), _files(after)
    for name in sorted(set(old) - set(new)):
        print(f"only before: {name}")
    for name in sorted(set(new) - set(old)):
        print(f"only after: {name}")
    kinds: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    both = sorted(set(old) & set(new))
    for name in both:
        for kind in _kinds(
            old[name].read_text("utf-8").split("\n"), new[name].read_text("utf-8").split("\n")
        ):
            kinds[kind].append(name)
    for kind, names in sorted(kinds.items(), key=lambda item: -len(item[1])):
        others = len(set(names)) - NAMED
        print(f"\n{len(names)} times, in {', '.join(sorted(set(names))[:NAMED])}", end="")
        print(f" and {others} more" if others > 0 else "")
        print("\n".join(kind[:SHOWN]))
        if len(kind) > SHOWN:
            print(f"  … and {len(kind) - SHOWN} lines more")
    other = len({name for names in kinds.values() for name in names})
    print(f"\n{len(both)} files in both; {other} differ, in {len(kinds)} ways.")
    return int(set(old) != set(new) or bool(kinds))


def _files(folder: Path) -> dict[str, Path]:
    return {str(path.relative_to(folder)): path for path in sorted(folder.rglob("*.txt"))}


def _kinds(old: list[str], new: list[str]) -> list[tuple[str, ...]]:
    if old == new:
        return []
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    return [
        (*(f"  - {line}" for line in old[a:b]), *(f"  + {line}" for line in new[c:d]))
        for what, a, b, c, d in matcher.get_opcodes()
        if what != "equal"
    ]
