"""How far a long file is: said now and then, and stopped without harm."""

import pytest

from companion.domain.imported import Stopped
from companion.services.imports.progress import TellsNowAndThen


def test_it_is_told_no_more_often_than_asked_and_never_of_nothing() -> None:
    told: list[str] = []
    clock = iter([0.0, 1.0, 5.0, 5.0, 6.0, 99.0, 99.0])
    tells = TellsNowAndThen(told.append, seconds=5, clock=lambda: next(clock))
    for done, whole in ((10, 100), (50, 100), (60, 100), (0, 0), (100, 100)):
        tells(done, whole)
    assert told == ["Reading: 50 percent.", "Reading: 100 percent."]


def test_it_stops_when_it_is_told_to() -> None:
    with pytest.raises(Stopped, match="Nothing was changed"):
        TellsNowAndThen(lambda _: None, seconds=5, stops=lambda: True)(1, 2)
