"""Use cases of the learning plan, in a vault with a little of everything and a course by North Shore."""

from companion.domain.learning import LearningPart
from companion.domain.plan import Visibility
from companion.services.services import Services
from tests.plain.cases import Case

PLAN = ("l", "3")
PART = (*PLAN, "1", "a", "On the sofa", "")
WENT = (*PLAN, "5", "a", "Mindful walks", "The college", "3 November", "1", "Breathing out")


ON_SCREEN = ("l", "left", "end", "up", "enter")
"""Keys to the learning plan."""
WRITTEN = (*ON_SCREEN, "a", "On the sofa", "enter", "escape")
TO_ATTENDED = (*ON_SCREEN, *["tab"] * 4)
"""Keys to the courses been to."""
ATTENDED = (
    *TO_ATTENDED,
    *("a", "Mindful walks", "enter", "The college", "enter", "3 November", "enter", "Breathing out"),
    *("enter", "enter"),
)


def wheres(services: Services) -> list[str]:
    """Return the lines of where I am now."""
    return [line.text for line in services.learning.lines(LearningPart.WHERE)]


LEARNING = (
    Case(
        "read the questions of the learning plan",
        PLAN,
        ("1 Where I am now, 0 lines.", "5 Courses I have been to, 0."),
        keys=ON_SCREEN,
        seen=("Where I am now", "Courses I have been to No course yet."),
    ),
    Case(
        "read an empty part",
        (*PLAN, "1"),
        ("Nothing here yet, and that is all right. For example: I read",),
        keys=ON_SCREEN,
        seen=("Where I am now Nothing here yet. For example: I read",),
    ),
    Case(
        "add lines to it",
        PART,
        ("1 On the sofa. 22 November.",),
        lambda s: wheres(s) == ["On the sofa"],
        keys=WRITTEN,
        seen=("▸ On the sofa 22 November",),
    ),
    Case(
        "change a line of it",
        (*PART, "1", "e", "On a chair"),
        ("Saved. On a chair. A number or letter, again, or Enter to go back:",),
        lambda s: wheres(s) == ["On a chair"],
        keys=(*WRITTEN, "e", "ctrl+u", "On a chair", "enter"),
        seen=("▸ On a chair 22 November",),
    ),
    Case(
        "choose who may see a line of it",
        (*PART, "1", "w", "1"),
        ("Who may see it: Me and nobody else.",),
        lambda s: s.learning.lines(LearningPart.WHERE)[0].audience is Visibility.ME,
        keys=(*WRITTEN, "1"),
        seen=("only me, 22 November", "Only me: on no page but your own"),
    ),
    Case(
        "move a line of it",
        (*PART, "a", "By the door", "", "2", "m", "1"),
        ("Moved to place 1 of 2.",),
        lambda s: wheres(s) == ["By the door", "On the sofa"],
        keys=(*WRITTEN, "a", "By the door", "enter", "escape", "end", "m", "up", "enter"),
    ),
    Case(
        "archive a line of it, and bring it back",
        (*PART, "1", "d", "k", "1", "1"),
        ("In the archive: “On the sofa”. u brings it back.", "Back where it was."),
        lambda s: wheres(s) == ["On the sofa"],
        keys=(*WRITTEN, "d", "o", "enter"),
        seen=("Back where it was.",),
    ),
    Case(
        "delete a line of it for good",
        (*PART, "1", "d", "k", "1", "2", "2"),
        ("Deleted.",),
        lambda s: not s.learning.lines(LearningPart.WHERE, archived=True),
        keys=(*WRITTEN, "d", "o", "delete", "right", "enter"),
        seen=("saved 21:04",),
    ),
    Case(
        "write down a course",
        WENT,
        ("Saved. Mindful walks. The college. Tuesday 3 November 2026.",),
        lambda s: s.learning.courses()[0].used == "Breathing out",
        keys=ATTENDED,
        seen=("▸ Mindful walks The college, 3 November",),
    ),
    Case(
        "a course with its name alone",
        (*PLAN, "5", "a", "Mindful walks", "", "", ""),
        ("Saved. Mindful walks.",),
        lambda s: s.learning.courses()[0].day is None,
        keys=(*TO_ATTENDED, "a", "Mindful walks", *["enter"] * 5),
        seen=("▸ Mindful walks",),
    ),
    Case(
        "no course without a name",
        (*PLAN, "5", "a", ""),
        ("No course is written here yet.",),
        keys=(*TO_ATTENDED, "a", *["enter"] * 5),
        seen=("A name first.",),
    ),
    Case(
        "change a course",
        (*WENT, "1", "1", "Slow walks", "2", "blank", "3", "blank", "4", "Counting steps"),
        ("What I use from it: Counting steps. Slow walks.",),
        lambda s: (s.learning.courses()[0].where, s.learning.courses()[0].day) == ("", None),
        keys=(
            *(*ATTENDED, "e", "ctrl+u", "Slow walks", "enter", "ctrl+u", "enter", "ctrl+u"),
            *("enter", "ctrl+u", "Counting steps", "enter", "enter"),
        ),
        seen=("▸ Slow walks Counting steps",),
    ),
    Case(
        "archive a course, and bring it back",
        (*WENT, "1", "d", "k", "1", "1"),
        ("Courses: 1 in the archive. 1 Mindful walks.",),
        lambda s: len(s.learning.courses()) == 1,
        keys=(*ATTENDED, "d", "o", "enter"),
        seen=("Back where it was.",),
    ),
    Case(
        "delete a course for good",
        (*WENT, "1", "d", "k", "1", "2", "2"),
        ("Deleted.",),
        lambda s: not s.learning.courses(archived=True),
        keys=(*ATTENDED, "d", "o", "delete", "right", "enter"),
        seen=("saved 21:04",),
    ),
    Case(
        "read the whole of it",
        (*PART, "", *WENT[2:], "", "w"),
        (
            "Where I am now. - On the sofa. 22 November.",
            "Courses I have been to. - Mindful walks. The college.",
            "What I use from it: Breathing out.",
        ),
        keys=(*WRITTEN, *ATTENDED),
        seen=("On the sofa 22 November", "▸ Mindful walks The college, 3 November", "Breathing out"),
    ),
    Case(
        "find a line of the learning plan",
        (*PART, *["back"] * 4, "/", "sofa", "1"),
        ("e Change the words.",),
        keys=(*WRITTEN, "/", "sofa", "enter", "enter"),
        seen=("My learning plan", "▸ On the sofa"),
    ),
    Case(
        "find a course",
        (*WENT, *["back"] * 4, "/", "mindful", "1"),
        ("1 Change what it is called.",),
        keys=(*ATTENDED, "/", "mindful", "enter", "enter"),
        seen=("My learning plan", "▸ Mindful walks"),
    ),
)
