"""What the made-up person learned: four exercises done, one begun, a learning plan and a course.

The questions are those of the course that comes with the program; a test holds them together.
"""

from dataclasses import dataclass
from datetime import time

from companion.domain.exercise import AnswerKind
from companion.domain.learning import LearningPart
from companion.domain.plan import Visibility

LINE, LINES, PICK, SCALE, CHOICE = (AnswerKind(kind) for kind in ("line", "lines", "pick", "scale", "choice"))
ME, ASK = Visibility.ME, Visibility.ASK

KeptAs = tuple[str, str]
"""(kind of section, or "point"; the short key of the line, or the words of the point)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeUpAnswer:
    """One answer. `kept`: the lines of the plan and points it became."""

    key: str
    question: str
    kind: AnswerKind
    text: str = ""
    number: int | None = None
    ends: str = ""
    audience: Visibility = ASK
    kept: tuple[KeptAs, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeUpSheet:
    """One time through an exercise, so many days before today; `at_key` is set where it is still under way."""

    exercise_id: str
    title: str
    days_ago: int
    at: time
    answers: tuple[MadeUpAnswer, ...]
    at_key: str = ""


TOOLBOX = MadeUpSheet(
    exercise_id="a-wellness-toolbox",
    title="A wellness toolbox",
    days_ago=196,
    at=time(19, 20),
    answers=(
        MadeUpAnswer(
            key="what-helps-where-you-are-in-a-few-minutes",
            question="What helps where you are, in a few minutes?",
            kind=LINES,
            text="Radio 6 and a proper tea\nTen quiet minutes",
            kept=(("toolbox", "radio"), ("toolbox", "ten-minutes")),
        ),
        MadeUpAnswer(
            key="what-helps-when-you-can-get-out",
            question="What helps when you can get out?",
            kind=LINES,
            text="Walk to the sea wall\nSlow lengths at the pool when it is half empty",
            kept=(("toolbox", "sea-wall"), ("toolbox", "lengths")),
        ),
        MadeUpAnswer(
            key="what-helps-with-someone-near",
            question="What helps with someone near?",
            kind=LINES,
            text="Weeding next to Mo, no talking needed",
            kept=(("toolbox", "weeding"),),
        ),
        MadeUpAnswer(
            key="what-used-to-help-and-got-put-away",
            question="What used to help, and got put away?",
            kind=LINE,
            text="Drawing boats for Ash",
            audience=ME,
            kept=(("toolbox", "boats"),),
        ),
        MadeUpAnswer(
            key="which-would-you-reach-for-first",
            question="Which would you reach for first?",
            kind=PICK,
            text="Radio 6 and a proper tea",
        ),
    ),
)

SIGNS = MadeUpSheet(
    exercise_id="early-signs-told-by-two",
    title="Early signs, told by me and by someone who knows me",
    days_ago=118,
    at=time(15, 5),
    answers=(
        MadeUpAnswer(
            key="what-do-you-notice-first",
            question="What do you notice first?",
            kind=LINES,
            text="Up past 2am\nNot answering messages",
            kept=(("early", "late"), ("early", "messages")),
        ),
        MadeUpAnswer(
            key="what-changes-in-what-you-do",
            question="What changes in what you do?",
            kind=LINES,
            text="Skipping meals\nWashing up in the sink for days",
            kept=(("early", "meals"), ("early", "washing-up")),
        ),
        MadeUpAnswer(
            key="how-soon-can-you-tell-as-a-rule",
            question="How soon can you tell, as a rule?",
            kind=CHOICE,
            text="Others see it before me",
        ),
        MadeUpAnswer(
            key="together-what-did-they-see",
            question="Together: what did they see?",
            kind=LINES,
            text="Dee: you snap at people, then you go quiet and say your phone is broken",
        ),
    ),
)

HOPES = MadeUpSheet(
    exercise_id="hopes-and-one-small-step",
    title="Hopes, and one small step",
    days_ago=41,
    at=time(11, 30),
    answers=(
        MadeUpAnswer(
            key="what-do-you-hope-for",
            question="What do you hope for?",
            kind=LINES,
            text="Two days a week at the bike workshop again\nGrowing garlic, enough to give away",
            kept=(("matters", "work"), ("matters", "grow")),
        ),
        MadeUpAnswer(
            key="which-one-will-you-look-at-today",
            question="Which one will you look at today?",
            kind=PICK,
            text="Two days a week at the bike workshop again",
        ),
        MadeUpAnswer(
            key="what-is-one-small-step",
            question="What is one small step?",
            kind=LINE,
            text="Go in after eleven, do one inner tube, leave while it is going well",
        ),
        MadeUpAnswer(
            key="how-sure-are-you-that-you-can-take-it",
            question="How sure are you that you can take it?",
            kind=SCALE,
            number=7,
            ends="0 not at all sure, 10 quite sure",
        ),
    ),
)

READY = MadeUpSheet(
    exercise_id="getting-ready-for-a-conversation",
    title="Getting ready for a conversation",
    days_ago=5,
    at=time(20, 10),
    answers=(
        MadeUpAnswer(
            key="what-is-on-your-mind",
            question="What is on your mind?",
            kind=LINES,
            text="The new tablets make mornings foggy\nI'd like to try the allotment alone",
            kept=(
                ("point", "The new tablets make mornings foggy"),
                ("point", "I'd like to try the allotment alone"),
            ),
        ),
        MadeUpAnswer(
            key="which-matters-most",
            question="Which matters most?",
            kind=PICK,
            text="The new tablets make mornings foggy",
        ),
        MadeUpAnswer(
            key="what-do-you-want-to-ask",
            question="What do you want to ask?",
            kind=LINES,
            text="What have you written about risk? My view?",
            kept=(("point", "What have you written about risk? My view?"),),
        ),
        MadeUpAnswer(
            key="what-will-you-do-if-the-words-will-not-come",
            question="What will you do if the words will not come?",
            kind=CHOICE,
            text="Hand over my page",
        ),
        MadeUpAnswer(
            key="how-ready-do-you-feel",
            question="How ready do you feel?",
            kind=SCALE,
            number=6,
            ends="0 not at all, 10 ready",
        ),
    ),
)

RISK = MadeUpSheet(
    exercise_id="a-risk-i-would-like-to-take",
    title="A risk I would like to take",
    days_ago=2,
    at=time(21, 15),
    at_key="what-could-go-wrong",
    answers=(
        MadeUpAnswer(
            key="what-would-you-like-to-try",
            question="What would you like to try?",
            kind=LINE,
            text="A morning at the allotment without Mo there",
        ),
        MadeUpAnswer(
            key="what-good-could-come-of-it",
            question="What good could come of it?",
            kind=LINES,
            text="I find out that I can\nMo gets a lie-in",
        ),
    ),
)

SHEETS = (TOOLBOX, SIGNS, HOPES, READY, RISK)
"""In the order they were done; the last is still under way."""

PLAN = (
    (LearningPart.WHERE, "I read a lot. I have not sat in a class since I was sixteen", ASK, 70),
    (LearningPart.WHERE, "My hands still know how to put a wheel right", ASK, 41),
    (LearningPart.WANT, "Two days a week at the bike workshop, and able to show someone else", ASK, 41),
    (LearningPart.HOW, "The Tuesday course first. Lin meets me at the door", ASK, 70),
    (LearningPart.HOW, "Go in after eleven, do one inner tube, leave while it is going well", ASK, 41),
    (LearningPart.KNOW, "I stayed to the tea break, and I want to go again", ASK, 63),
)
"""(question, words, who may see it, days before today that it was written)."""

COURSE = (
    "Sleep and how to get some",
    "Shore Recovery College",
    55,
    "Up at the same time each day, and the big lamp on by four. I leave the phone in the kitchen.",
)
"""(title, where, days before today, what Sam uses from it)."""
