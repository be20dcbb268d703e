"""Which number a mood word stands for, and which words the other program gave a new name."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from companion.services.imports.asking import as_compared


def numbers_for(*known: Mapping[str, int]) -> dict[str, int]:
    """Return word as compared -> number; the later of `known` wins over the earlier."""
    return {as_compared(word): number for words in known for word, number in words.items()}


def renamed(
    changes: Iterable[tuple[str, str]], still_there: Iterable[str], *, known: Iterable[str] = ()
) -> dict[str, str]:
    """Return new name -> old name, for what has another name in every entry in which it was.

    `changes`: the old and the new word of each entry of which it is known which it was; `still_there`: all words of
    the file as it is now; `known`: words that say themselves what they are. A word that is still there was not renamed,
    and two that became one were not either. Nor was one that became a word which was there before, or is `known`: the
    entry was corrected.
    """
    changes = tuple(changes)
    became: dict[str, Counter[str]] = defaultdict(Counter)
    for old, new in changes:
        became[old][new] += 1
    there = set(still_there)
    taken = {old for old, _ in changes} | set(known)
    found = {
        old: next(iter(new)) for old, new in became.items() if len(new) == 1 and old and old not in there
    }
    came_from = Counter(found.values())
    return {
        new: old
        for old, new in found.items()
        if new and new != old and came_from[new] == 1 and new not in taken
    }
