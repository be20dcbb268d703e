"""Where answers go and where lines are picked from, in the words a tutor has for it."""

from dataclasses import dataclass

from companion.domain.exercise import DESTINATIONS, SOURCES, Place
from companion.importers.pack_problems import Telling, quoted
from companion.importers.pack_values import place_of, place_words
from companion.importers.pack_words import OF, TO


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What was said after a colon, and where."""

    value: str
    line: int


def goes_to(said: Said | None, telling: Telling) -> str:
    """Return the id of the place where answers go, or the words for it where they are not known."""
    if said is None or not said.value:
        return ""
    if place := place_of(said.value, TO):
        return place.id
    near = _near_place(said.value, tuple(TO), telling)
    start = f"I do not know the place {quoted(said.value)}."
    if near and near[1]:
        telling.mistake(said.line, f"{start} Did you mean “{near[0]}”?")
    elif near:
        question = f"Did you mean “{near[0]}”?"
        telling.note(said.line, f"{start} {question} As it is, answers stay in the exercise.")
    else:
        telling.note(said.line, f"{start} Answers stay in the exercise. Places are: {_listed(DESTINATIONS)}.")
    return said.value


def picked_from(said: Said, telling: Telling) -> str:
    """Return the id of the place to pick from. What is not known is a mistake: there is nothing to pick."""
    if place := place_of(said.value, OF):
        return place.id
    near = _near_place(said.value, tuple(OF), telling)
    meant = f"Did you mean “{near[0]}”?" if near else f"Places are: {_listed(SOURCES)}."
    telling.mistake(said.line, f"I do not know the place {quoted(said.value)}. {meant}")
    return ""


def _near_place(value: str, known: tuple[str, ...], telling: Telling) -> tuple[str, bool] | None:
    """Return the nearest words for a place, and whether they are near enough to be meant."""
    for at_least in (0.8, 0.65):
        for way in place_words(value):
            if near := telling.nearest(way, known, at_least):
                return near, at_least == 0.8
    return None


def _listed(places: tuple[Place, ...]) -> str:
    return ", ".join(place.words[0] for place in places)
