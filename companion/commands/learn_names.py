"""Exercises and courses by the names a person types for them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from companion.commands.names import find_named
from companion.commands.request import Request
from companion.domain.exercise import Exercise, Pack
from companion.domain.sheet import Sheet
from companion.domain.text import clean_line, folded
from companion.services.packs import shipped_pack
from companion.services.sheets import Ref


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """An exercise that can be named; one whose course is gone has its sheets and nothing else."""

    ref: Ref
    title: str
    pack: Pack | None = None
    exercise: Exercise | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """What it can be called; the first tells it from every other."""
        title, name = clean_line(self.title), ref_name(self.ref)
        return f"{title} ({name})", title, name, self.ref[1]


def ref_name(ref: Ref) -> str:
    """Return the name of an exercise that is no other's: ``companion/early-signs``."""
    return "/".join(ref)


def named_in(packs: Iterable[Pack], sheets: Iterable[Sheet] = ()) -> tuple[Named, ...]:
    """Return every exercise of `packs`, then those that `sheets` have and no pack any more."""
    found = {
        (pack.id, exercise.id): Named(
            ref=(pack.id, exercise.id), title=exercise.title, pack=pack, exercise=exercise
        )
        for pack in packs
        for exercise in pack.exercises
    }
    for sheet in sheets:
        ref = (sheet.pack_id, sheet.exercise_id)
        found.setdefault(ref, Named(ref=ref, title=sheet.title))
    return tuple(found.values())


def find_exercise(given: str, exercises: Sequence[Named]) -> Named:
    """Return the exercise that `given` means. Raises UnknownName with the list."""
    return find_named(given, exercises, lambda named: named.names, "exercise")


def shipped_alone(request: Request, given: str) -> Named | None:
    """Return what comes with the program and needs no vault; None when the vault has to be looked into.

    That is an exercise of the program named in full, or any of them where there is no vault yet. Raises
    UnknownName.
    """
    shipped = named_in((shipped_pack(),))
    exact = [named for named in shipped if folded(given) in map(folded, named.names)]
    if len(exact) == 1:
        return exact[0]
    return None if request.door().vault_exists() else find_exercise(given, shipped)
