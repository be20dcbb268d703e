"""The made-up person's talks: four that have been, one to come, with what was said and what was not yet."""

from dataclasses import dataclass
from datetime import time

from companion.domain.talk import PointKind

SAY, ASK = PointKind.SAY, PointKind.ASK

PRIYA = ("Priya", "care coordinator", "Shore House")

SaidPoint = tuple[PointKind, str, bool]
"""(to say or to ask, words, whether it was said)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeUpTalk:
    """A talk, counted from the one to come, which is on the next Thursday."""

    key: str
    days_before: int
    """Days before the talk to come; 0 for that one."""
    who: tuple[str, str, str]
    """With whom, what they are, where."""
    at: time
    points: tuple[SaidPoint, ...]


TALKS: tuple[MadeUpTalk, ...] = (
    MadeUpTalk(
        key="priya-spring",
        days_before=84,
        who=PRIYA,
        at=time(14),
        points=(
            (SAY, "I slept about three hours a night for two weeks", True),
            (SAY, "Dee moved in for some days and it helped more than anything", True),
            (ASK, "Can the crisis team text before they come?", True),
        ),
    ),
    MadeUpTalk(
        key="okafor",
        days_before=58,
        who=("Dr Okafor", "psychiatrist", "Shore House, room 4"),
        at=time(10, 30),
        points=(
            (SAY, "I do not want the tablets from the ward again", True),
            (SAY, "The voice in the pipes has gone", True),
            (ASK, "What else is there that would not make me this heavy?", True),
            (ASK, "How long do I take these for?", True),
        ),
    ),
    MadeUpTalk(
        key="lin",
        days_before=37,
        who=("Lin", "peer worker", "the café on the front"),
        at=time(11),
        points=(
            (SAY, "I went into the workshop and stayed ten minutes", True),
            (ASK, "How did you tell people at work?", True),
        ),
    ),
    MadeUpTalk(
        key="priya-last",
        days_before=21,
        who=PRIYA,
        at=time(14),
        points=(
            (SAY, "I am eating before 11 most days now", True),
            (SAY, "The bus to the pool costs too much without a pass", True),
            (SAY, "Nobody asked me before the letter about my money went out", False),
            (ASK, "Can you send me the bus pass form?", True),
        ),
    ),
    MadeUpTalk(
        key="priya-next",
        days_before=0,
        who=PRIYA,
        at=time(14),
        points=(
            (SAY, "The new tablets make mornings foggy", False),
            (SAY, "I'd like to try the allotment alone", False),
            (ASK, "What have you written about risk? My view?", False),
        ),
    ),
)
