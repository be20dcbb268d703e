"""Use cases of Learn, in a vault with a little of everything and a course by North Shore."""

from companion.domain.plan import Visibility
from companion.services.services import Services
from tests.plain.cases import Case, say_texts, texts
from tests.plain.learn.learning import ALL, TO_AROUND, TO_ASKED, TO_COURSE, TO_TALKING, around, said, sheets

DONE = (*TO_TALKING, "1", *ALL, "1")
"""All answered and finished; the next answer says what is kept."""
KEPT = (*DONE, "1 3")

TO_EXERCISE = ("l", "left", "down", "right", "enter")
"""Keys to the exercise; the next Enter begins it."""
BEGUN = (*TO_EXERCISE, "enter")
TO_MIND = (*BEGUN, "enter")
"""Keys to the question that wants several lines."""
ANSWERS = (
    *("enter", "The bus", "enter", "The noise", "ctrl+n", "space", "enter", "Fog", "enter"),
    *("down", "space", "enter", "7", "enter", "down", "space", "enter"),
)
"""Keys for an answer to each question."""
ANSWERED = (*BEGUN, *ANSWERS)
FINISHED = (*ANSWERED, "enter")
"""Keys to what is to be kept."""
TICKED = (*FINISHED, "space", "down", "down", "space", "enter")
READ = (*TICKED, "escape")
"""Keys to the sheet."""
TO_THIRD = ("l", "left", "down", "right", "down", "down", "enter", "enter")
"""Keys to the first question of the third exercise."""
SCORED = (
    *("l", "left", "down", "right", "down", "enter", "enter", "down", "space", "enter"),
    *("down", "down", "space", "enter", "down", "down", "down", "space", "enter", "enter"),
)
"""Keys through the questionnaire to its scores."""


def marks(services: Services) -> list[str]:
    """Return the keys of what is marked only me on the newest sheet."""
    return [a.key for a in sheets(services)[0].answers if a.audience is Visibility.ME]


LEARN = (
    Case(
        "read the courses",
        ("l",),
        ("1 Companion's own course, 13 exercises.", "2 North Shore, 3 exercises."),
        keys=("l",),
        seen=("Companion's own", "What recovery means to me", "North Shore 3", "My learning plan"),
    ),
    Case(
        "read a course",
        TO_COURSE,
        ("North Shore. By Lin. 1 Talking to someone. 10 minutes.",),
        keys=("l", "left", "down"),
        seen=("North Shore", "Talking to someone 10 min"),
    ),
    Case(
        "read what an exercise is",
        TO_TALKING,
        ("10 minutes, 6 questions. Two minutes are enough. You can stop anywhere", "1 Begin."),
        keys=TO_EXERCISE,
        seen=("about 10 minutes", "Two minutes are enough.", "Begin"),
    ),
    Case(
        "answer every kind of question",
        (*TO_TALKING, "1", *ALL),
        (
            "Question 2 of 7. What is on your mind?",
            "Picked: The bus.",
            "7.",
            "On foot.",
            "That is all of it.",
        ),
        lambda s: (
            said(s)
            == {
                "mind": "The bus\nThe noise",
                "most": "The bus",
                "name": "Fog",
                "sign": "Not answering",
                "ready": "7",
                "way": "On foot",
            }
        ),
        keys=ANSWERED,
        seen=("That is all of it.",),
    ),
    Case(
        "hear why and an example",
        (*TO_TALKING, "1", "", "example", "A line", "example", ""),
        ("Why: It does not have to be held in your head.", "An example: The bus is loud."),
        lambda s: said(s) == {"mind": "A line"},
        keys=(*TO_MIND, "A line", "ctrl+n", "ctrl+b", "ctrl+o"),
        seen=("It does not have to be held in your head.", "The bus is loud"),
    ),
    Case(
        "skip everything",
        (*TO_TALKING, "1", *[""] * 8),
        ("Finished.", "1 Do it again."),
        lambda s: not sheets(s)[0].answers and sheets(s)[0].done_at is not None,
        keys=(*BEGUN, *["ctrl+n"] * 7, "enter"),
        seen=("Talking to someone done 22 Nov",),
    ),
    Case(
        "go back to the question before",
        (*TO_TALKING, "1", "", "The bus", "", "back", "2", "The noise", ""),
        ("Your answer: The bus.", "Carry on where you were."),
        lambda s: said(s) == {"mind": "The bus\nThe noise"},
        keys=(*TO_MIND, "The bus", "ctrl+n", "ctrl+b", "enter", "The noise", "ctrl+n"),
        seen=("Which matters most?",),
    ),
    Case(
        "stop and carry on from Learn",
        (*TO_TALKING, "1", "", "", "", "stop", "", "", "1", "Fog"),
        ("Started 22 November, at 4 of 7.", "1 Carry on: Talking to someone.", "Question 4 of 7."),
        lambda s: said(s) == {"name": "Fog"},
        keys=(*BEGUN, *["ctrl+n"] * 3, "escape", "l", "enter", "Fog", "enter"),
        seen=("Which signs go with it?",),
    ),
    Case(
        "empty an answer of each kind",
        (
            *TO_TALKING,
            "1",
            *ALL,
            *["back"] * 6,
            "4",
            "",
            "blank",
            "2",
            "blank",
            "blank",
            *["back"] * 5,
            "1",
        ),
        ("1 The bus. Picked. Not there any more, or worded anew.", "Nothing is picked."),
        lambda s: not said(s),
        keys=(
            *ANSWERED,
            *("ctrl+b", "delete", "ctrl+b", "delete", "ctrl+b", "down", "space", "ctrl+b", "ctrl+u"),
            *("ctrl+b", "space", "ctrl+b", "ctrl+u", "backspace", "ctrl+u", "ctrl+n"),
        ),
        seen=("Which matters most?",),
    ),
    Case(
        "tick some of several",
        (*TO_AROUND, "1", "1 3", "back", "3 2"),
        (
            "1 A walk. 2 Music. 3 Sam.",
            "Ticked: 1 A walk; 3 Sam.",
            "1 A walk. Ticked.",
            "Ticked: 1 A walk; 2 Music.",
        ),
        lambda s: around(s) == {"used": "A walk\nMusic"},
        keys=(*TO_THIRD, "1", "3", "enter", "ctrl+b", "3", "2", "enter"),
        seen=("When was it?",),
    ),
    Case(
        "answer with a day and a number",
        (*TO_AROUND, "1", "", "yesterday", "four"),
        (
            "A day, like 3 May or last Tuesday. Enter to skip:",
            "Saturday 21 November 2026. Saved.",
            "4. Saved.",
        ),
        lambda s: around(s) == {"day": "Saturday 21 November 2026", "cups": "4"},
        keys=(*TO_THIRD, "enter", "yesterday", "enter", "four", "enter"),
        seen=("That is all of it.",),
    ),
    Case(
        "mark an answer only me before it is there",
        (*TO_TALKING, "1", "", "only me", "The bus", ""),
        ("will be marked only me. To answer with those two words, type =only me.",),
        lambda s: marks(s) == ["mind"],
        instead="on the full screen an answer is marked once it is there",
    ),
    Case(
        "mark an answer only me, and take the mark away",
        (*TO_TALKING, "1", "", "The bus", "", "back", "only me", "only me", "only me", ""),
        ("Marked only me.", "Not only me any more."),
        lambda s: marks(s) == ["mind"],
        keys=(*TO_MIND, "The bus", *["ctrl+t"] * 3),
        seen=("only me",),
    ),
    Case(
        "leave it open at the end",
        (*TO_TALKING, "1", *ALL, "2"),
        ("2 Leave it open.", "1 Carry on."),
        lambda s: sheets(s)[0].done_at is None,
        keys=(*ANSWERED, "escape"),
        seen=("Talking to someone started 22 Nov",),
    ),
    Case(
        "see what would go where, and keep none",
        (*DONE, ""),
        (
            "To Next talk, to say: 1 The bus. 2 The noise. To Plan, Early signs: 3 Fog.",
            "To Learning plan, where I am now: 4 How ready are you? 7 of 10",
            "Nothing was kept.",
        ),
        lambda s: len(say_texts(s)) == 4 and len(texts(s, "early")) == 2,
        keys=(*FINISHED, "enter"),
        seen=(
            "Next talk, to say",
            "[ ] The bus",
            "Plan, Early signs",
            "[ ] Fog",
            "7 of 10",
            "Nothing is ticked.",
        ),
    ),
    Case(
        "keep what the person gives the numbers of",
        KEPT,
        ("Kept 2 lines: 1 in Next talk, to say; 1 in Plan, Early signs. u takes this back.",),
        lambda s: say_texts(s)[-1] == "The bus" and texts(s, "early")[-1] == "Fog",
        keys=TICKED,
        seen=("Kept 2 lines: 1 in Next talk, to say; 1 in Plan, Early",),
    ),
    Case(
        "undo what was kept in one go",
        (*KEPT, "u"),
        ("Undone: kept 2 lines from “Talking to someone”.",),
        lambda s: len(say_texts(s)) == 4 and len(texts(s, "early")) == 2,
        keys=(*TICKED, "u"),
        seen=("Undone: kept 2 lines from “Talking to someone”.",),
    ),
    Case(
        "read a sheet again",
        (*KEPT, "i", "1"),
        (
            "What is on your mind? - The bus. - The noise.",
            "A name for it: Fog.",
            "How ready are you? 0 not at all, 10 ready: 7 of 10.",
            "Kept from it: - The bus. Next talk, to say. - Fog. Plan, Early signs.",
        ),
        keys=READ,
        seen=(
            "What is on your mind? One thing on each line. The bus The noise",
            "A name for it Fog",
            "7 of 10 (0 not at all, 10 ready)",
            "Kept from this sheet The bus Next talk, to say Fog Plan, Early signs",
        ),
    ),
    Case(
        "take one back out",
        (*KEPT, "i", "1", "4", "2"),
        ("4 Take back out what was kept, 2 lines.", "Taken back out.", "1 The bus. Next talk, to say."),
        lambda s: len(texts(s, "early")) == 2 and said(s)["name"] == "Fog",
        keys=(*READ, "end", "d"),
        seen=("Taken out.",),
    ),
    Case(
        "keep more of it later",
        (*KEPT, "i", "1", "1", "1"),
        ("There already: The bus. Next talk, to say. Fog.", "Kept 1 line in Next talk, to say."),
        lambda s: say_texts(s)[-2:] == ["The bus", "The noise"],
        keys=(*READ, "enter", "space", "enter"),
        seen=("There already",),
    ),
    Case(
        "change the answers of a finished sheet",
        (*KEPT, "i", "1", "2", "", "2", "The rain", "", "stop"),
        ("Change these answers.", "Question 2 of 7."),
        lambda s: len(sheets(s)) == 1 and said(s)["mind"] == "The bus\nThe noise\nThe rain",
        keys=(*READ, "down", "e", "right", "enter", "enter", "The rain", "ctrl+n"),
        seen=("Which matters most?",),
    ),
    Case(
        "do it again beside the last time",
        (*KEPT, "1", "", "The rain", "", "", "stop"),
        ("Last time, 22 November: - The bus. - The noise.", "Last time, 22 November: Fog."),
        lambda s: len(sheets(s)) == 2,
        keys=(*READ, "a", "enter", "enter", "The rain", "ctrl+n", "ctrl+n"),
        seen=("A name for it", "Fog"),
    ),
    Case(
        "mark answers of a sheet only me",
        (*KEPT, "i", "1", "5", "3"),
        ("3 A name for it. Only me.",),
        lambda s: marks(s) == ["name"],
        keys=(*READ, *["down"] * 3, "v", "up", "enter"),
        seen=("A name for it only me",),
    ),
    Case(
        "archive a sheet and bring it back",
        (*KEPT, "i", "1", "d", "", "", "", "k", "1", "1"),
        ("There is no sheet here now.", "Sheets: 1 in the archive.", "Back where it was."),
        lambda s: len(sheets(s)) == 1,
        keys=(*READ, "d", "right", "enter", "enter"),
        seen=("Back where it was.",),
    ),
    Case(
        "delete a sheet; what was kept stays",
        (*KEPT, "i", "1", "d", "", "", "", "k", "1", "2", "2"),
        ("Deleted.",),
        lambda s: not (sheets(s) or s.sheets.all(archived=True)) and texts(s, "early")[-1] == "Fog",
        keys=(*READ, "d", "right", "enter", "down", "enter", "right", "enter"),
    ),
    Case(
        "a score, with what it is not",
        (*TO_ASKED, "1", "1", "2", "3", "1"),
        (
            "1 Finish, and hear your scores.",
            "Being heard: 3 (from 0 to 6), 2 of 2 answered. Being asked: 3 (from 0 to 3), 1 of 1 answered. "
            "In all: 6 (from 0 to 9), 3 of 3 answered.",
            "The number is not a mark for you. Nobody sees this unless you tick it in Share.",
        ),
        keys=SCORED,
        seen=(
            "Being heard: 3 (from 0 to 6), 2 of 2 answered Being asked: 3 (from 0 to 3), 1 of 1 answered",
            "The number is not a mark for you. Nobody sees this unless you tick it in Share.",
        ),
    ),
    Case(
        "scores over time",
        (*TO_ASKED, "1", "1", "2", "3", "1", "1", "0", "0", "", "1", "o"),
        (
            "Being asked: 0 of 1 answered, too few for a number.",
            "22 November. Being heard: 3 (from 0 to 6), 2 of 2 answered.",
            "22 November. Being heard: 0 (from 0 to 6), 2 of 2 answered.",
        ),
        keys=(*SCORED, "enter", "enter", "enter", "space", "enter", "space", *["enter"] * 4, "i", "enter"),
        seen=(
            "This time 0, 2 of 2 -, 0 of 1",
            "- means that too few questions were answered",
            "22 November 3, 2 of 2",
        ),
    ),
    Case(
        "sitting together leaves out what is only me",
        (
            *TO_TALKING,
            "1",
            "",
            "only me",
            "The bus",
            "",
            "stop",
            "v",
            "back",
            "",
            "",
            "Fog",
            *[""] * 4,
            "1",
            "2",
        ),
        (
            "Sitting together: what is marked only me is left out.",
            "Question 2 of 7. What is on your mind? What you answered here is marked only me, so it is left out.",
            "There is nothing to pick from yet.",
            "1 Fog. Talking to someone. The numbers to keep",
            "To keep: 1 line in Plan, Early signs. 1 Leave it out. 2 Keep it.",
            "Kept 1 line in Plan, Early signs.",
        ),
        lambda s: texts(s, "early")[-1] == "Fog",
        keys=(
            *(*TO_MIND, "The bus", "ctrl+t", "ctrl+r", "ctrl+n", "ctrl+n", "Fog", *["ctrl+n"] * 4),
            *("enter", "space", "enter", "right", "enter"),
        ),
        seen=("Kept 1 line: 1 in Plan, Early signs.",),
    ),
    Case(
        "sitting together keeps nothing without a yes",
        (*TO_TALKING, "v", *ALL, "1", "1 2", ""),
        ("To keep: 2 lines in Next talk, to say.", "Nothing was kept."),
        lambda s: len(say_texts(s)) == 4,
        keys=(*TO_EXERCISE, "v", *ANSWERS, "enter", "space", "down", "space", "enter", "enter"),
        seen=("[✓] The noise",),
    ),
    Case(
        "put a course away",
        (*TO_COURSE, "d"),
        ("Put away. What you wrote stays, and can be read.",),
        lambda s: not s.packs.is_added("north-shore"),
        keys=("l", "left", "down", "d"),
    ),
    Case(
        "read a sheet of a course that was put away",
        (*KEPT, "", "d", "i", "1"),
        ("A name for it: Fog.",),
        keys=(*READ, "escape", "left", "d", "right", "enter"),
        seen=("A name for it Fog",),
    ),
)
