"""Words of a person's after an option, which may begin with a hyphen."""

import argparse
from collections.abc import Iterable

TAKES_WORDS = frozenset({"--set", "--tick", "--sign", "--note", "--with", "--without", "--map"})
"""Options followed by a person's words, which may begin with a hyphen."""


def joined(argv: Iterable[str], parser: argparse.ArgumentParser) -> list[str]:
    """Return `argv` with ``--note TEXT`` as ``--note=TEXT``, so that TEXT may begin with a hyphen."""
    out: list[str] = []
    known = _options_of(parser)
    rest = iter(argv)
    for word in rest:
        if word == "--":
            return [*out, word, *rest]
        value = next(rest, None) if word in TAKES_WORDS else None
        if value is None:
            out.append(word)
        elif value.partition("=")[0] in known:
            out += [word, value]
        else:
            out.append(f"{word}={value}")
    return out


def _options_of(parser: argparse.ArgumentParser) -> set[str]:
    found: set[str] = set()
    for action in parser._actions:
        found |= set(action.option_strings)
        if isinstance(action, argparse._SubParsersAction):
            for child in action.choices.values():
                found |= _options_of(child)
    return found
