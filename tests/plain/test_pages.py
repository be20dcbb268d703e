"""Each thing a person can do in the full-screen program, done line by line.

`CASES` is the parity list: a name, what is typed after unlocking, and what must be heard. What has to be in
the vault afterwards is checked by the tests below it and in the files beside this one.
"""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from companion.domain.plan import LineAudience
from companion.domain.safety import Step
from companion.domain.talk import PointKind
from companion.services.services import Services
from tests.conftest import NOW, PASSPHRASE
from tests.plain.conftest import MemoryDoor, Typing, type_lines

TODAY = NOW.date()


@dataclass(frozen=True)
class Case:
    """One use case: what is typed, what is heard, and what is then so."""

    name: str
    typed: tuple[str, ...]
    heard: tuple[str, ...]
    then: Callable[[Services], bool] = lambda services: True


def texts(services: Services, section: str, archived: bool = False) -> list[str]:
    """Return the words of a section's lines."""
    return [line.text for line in services.plan.lines(section, archived=archived)]


def step_texts(services: Services, step: Step) -> list[str]:
    """Return the words of a step's lines."""
    return [line.text for line in services.safety.step(step).lines]


def say_texts(services: Services) -> list[str]:
    """Return the words of what there is to say next."""
    return [point.text for point in services.talks.agenda(TODAY).say]


PLAN = (
    Case("read the sections", ("p",), ("1 What helps me, 2 lines.", "2 When I'm well, 0 lines.")),
    Case(
        "read the whole plan", ("p", "w"), ("Early signs. - Up past two. What helps: Phone in the kitchen.",)
    ),
    Case(
        "read an empty section",
        ("p", "2"),
        ("Nothing here yet, and that is all right. Examples: I make plans",),
    ),
    Case(
        "add lines one after the other",
        ("p", "1", "a", "A bath", "The radio", ""),
        ("Saved.",),
        lambda s: texts(s, "toolbox") == ["The kettle", "A walk", "A bath", "The radio"],
    ),
    Case(
        "add a sign with what helps",
        ("p", "6", "a", "No curtains", "Open one", ""),
        ("What helps. Enter to skip:",),
        lambda s: s.plan.lines("early")[-1].what_helps == "Open one",
    ),
    Case(
        "change a line",
        ("p", "1", "1", "e", "The teapot"),
        ("Saved. The teapot.",),
        lambda s: texts(s, "toolbox")[0] == "The teapot",
    ),
    Case(
        "write what helps",
        ("p", "1", "1", "o", "With honey"),
        ("What helps: With honey.",),
        lambda s: s.plan.line("kettle").what_helps == "With honey",
    ),
    Case(
        "empty what helps",
        ("p", "6", "1", "o", "blank"),
        ("Saved.",),
        lambda s: s.plan.line("late").what_helps == "",
    ),
    Case(
        "choose who may see a line",
        ("p", "1", "1", "w", "3"),
        ("Who may see it: My team.",),
        lambda s: s.plan.line("kettle").audience is LineAudience.TEAM,
    ),
    Case(
        "move a line",
        ("p", "1", "1", "m", "2"),
        ("Moved to place 2 of 2.",),
        lambda s: texts(s, "toolbox") == ["A walk", "The kettle"],
    ),
    Case(
        "archive a line",
        ("p", "1", "1", "d"),
        ("In the archive. u brings it back. What helps me. 1 line.",),
        lambda s: texts(s, "toolbox", archived=True) == ["The kettle"],
    ),
    Case(
        "undo",
        ("p", "1", "1", "d", "u"),
        ("Undone: archived “The kettle”.",),
        lambda s: len(texts(s, "toolbox")) == 2,
    ),
    Case(
        "redo",
        ("p", "1", "1", "d", "u", "U"),
        ("Back again: archived “The kettle”.",),
        lambda s: texts(s, "toolbox") == ["A walk"],
    ),
    Case(
        "nothing to undo",
        ("p", "undo", "redo"),
        ("There is nothing to undo.", "There is nothing to bring back."),
    ),
    Case(
        "restore a line",
        ("p", "1", "1", "d", "k", "1", "1"),
        ("Lines: 1 in the archive.", "Back where it was."),
        lambda s: len(texts(s, "toolbox")) == 2,
    ),
    Case(
        "delete a line for good",
        ("p", "1", "1", "d", "k", "1", "2", "2"),
        ("Delete for good: The kettle.", "Deleted."),
        lambda s: texts(s, "toolbox", archived=True) == [],
    ),
    Case(
        "keep a line after all",
        ("p", "1", "1", "d", "k", "1", "2", ""),
        ("Nothing changed.",),
        lambda s: texts(s, "toolbox", archived=True) == ["The kettle"],
    ),
    Case(
        "add a section",
        ("p", "a", "Before a journey"),
        ("12 Before a journey, 0 lines.",),
        lambda s: s.plan.sections()[-1].name == "Before a journey",
    ),
    Case(
        "rename a section",
        ("p", "1", "e", "Good things"),
        ("Renamed. Good things. 2 lines.",),
        lambda s: s.plan.section("toolbox").name == "Good things",
    ),
    Case(
        "move a section",
        ("p", "1", "m", "2"),
        ("Moved to place 2 of 11.",),
        lambda s: s.plan.sections()[1].id == "toolbox",
    ),
    Case(
        "archive and restore a section",
        ("p", "1", "d", "k", "1", "1"),
        ("Sections: 1 in the archive.",),
        lambda s: not s.plan.sections(archived=True),
    ),
    Case(
        "delete a section of one's own",
        ("p", "a", "Mine", "12", "d", "k", "1", "2", "2"),
        ("Deleted.",),
        lambda s: len(s.plan.sections()) == 11 and not s.plan.sections(archived=True),
    ),
)

SAFETY = (
    Case(
        "read the seven steps one at a time",
        ("s", "", "", "", "", "", "", ""),
        (
            "Step 1 of 7.",
            "Step 7 of 7. What matters to me.",
            "That was the last step.",
            "Back to where you were.",
        ),
    ),
    Case("jump to a step", ("s", "4"), ("Step 4 of 7. People I can ask. - Robin, brother: 07700 900111.",)),
    Case(
        "go back a step",
        ("s", "2", "back", "back"),
        ("Step 1 of 7. Signs that a hard time is near. Nothing here yet.",),
    ),
    Case("all on one page", ("s", "a"), ("Step 7. What matters to me.", "Helplines. Samaritans: 116 123")),
    Case("numbers first", ("s",), ("Safety plan. Samaritans 116 123.",)),
    Case(
        "add a line to a step",
        ("s", "2", "e", "a", "The blue blanket", ""),
        ("Saved.",),
        lambda s: step_texts(s, Step.ALONE) == ["Cold water", "Loud music", "The blue blanket"],
    ),
    Case(
        "change a line",
        ("s", "2", "e", "1", "e", "Ice"),
        ("Saved. Ice.",),
        lambda s: step_texts(s, Step.ALONE)[0] == "Ice",
    ),
    Case(
        "move a line",
        ("s", "2", "e", "1", "m", "2"),
        ("Moved",),
        lambda s: step_texts(s, Step.ALONE)[1] == "Cold water",
    ),
    Case(
        "archive and restore a line",
        ("s", "2", "e", "1", "d", "k", "1", "1"),
        ("Step 2: 1 in the archive.",),
        lambda s: len(step_texts(s, Step.ALONE)) == 2,
    ),
    Case(
        "delete a line",
        ("s", "2", "e", "1", "d", "k", "1", "2", "2"),
        ("Deleted.",),
        lambda s: not s.safety.archived_lines(),
    ),
    Case(
        "add a person",
        ("s", "4", "e", "n", "Sal", "01632 960111", "neighbour", "evenings"),
        ("Saved. Sal, neighbour: 01632 960111, evenings.",),
        lambda s: [c.name for c in s.safety.step(Step.PEOPLE).contacts] == ["Robin", "Jo", "Sal"],
    ),
    Case(
        "say a new person's name anew",
        ("s", "4", "e", "n", "Sla", "back", "Sal", "", "", ""),
        ("Saved. Sal.",),
        lambda s: [c.name for c in s.safety.step(Step.PEOPLE).contacts] == ["Robin", "Jo", "Sal"],
    ),
    Case(
        "add a service",
        ("s", "5", "e", "n", "Duty desk", "01632 960222", "", ""),
        ("Saved. Duty desk: 01632 960222.",),
        lambda s: len(s.safety.step(Step.SERVICES).contacts) == 1,
    ),
    Case("read a number digit by digit", ("s", "4", "e", "1"), ("Digit by digit: 0 7 7 0 0 9 0 0 1 1 1.",)),
    Case(
        "change a person",
        ("s", "4", "e", "1", "1", "Rob", "2", "07700 900333", "3", "blank", "4", "nights"),
        ("Rob: 07700 900333, nights.",),
        lambda s: s.safety.contact("robin").who == "",
    ),
    Case(
        "move a person",
        ("s", "4", "e", "1", "m", "2"),
        ("Moved",),
        lambda s: [c.id for c in s.safety.step(Step.PEOPLE).contacts] == ["jo", "robin"],
    ),
    Case(
        "archive and restore a person",
        ("s", "4", "e", "1", "d", "k", "1", "1"),
        ("Back where it was.",),
        lambda s: len(s.safety.step(Step.PEOPLE).contacts) == 2,
    ),
    Case(
        "delete a person",
        ("s", "4", "e", "1", "d", "k", "1", "2", "2"),
        ("Deleted.",),
        lambda s: not s.safety.archived_contacts(),
    ),
    Case("helplines of a nation", ("s", "h", "3"), ("Breathing Space: 0800 83 85 87",)),
    Case("helplines of all nations", ("s", "h", "5"), ("In Northern Ireland. Lifeline: 0808 808 8000",)),
    Case(
        "change a helpline",
        ("s", "h", "e", "1", "2", "01632 960333", "4", "blank"),
        ("From: changed by me.",),
        lambda s: s.safety.helpline("samaritans").number == "01632 960333",
    ),
    Case(
        "take a helpline out and bring all back",
        ("s", "h", "e", "1", "d", "back", "r"),
        ("All lines are as they came.",),
        lambda s: s.safety.helplines(None)[0].id == "samaritans",
    ),
)

TALK = (
    Case(
        "read the next talk",
        ("n",),
        ("Priya, care coordinator. Shore House. In 4 days.", "1 To say, 4 things.", "2 To ask, 1 thing."),
    ),
    Case("three are marked", ("n", "1"), ("3 Thing 3. Marked.", "4 Thing 4. a Add one.")),
    Case(
        "add something to say",
        ("n", "1", "a", "It is loud here", ""),
        ("Saved.",),
        lambda s: say_texts(s)[-1] == "It is loud here",
    ),
    Case(
        "add something to ask",
        ("n", "2", "a", "Who covers", ""),
        ("Saved.",),
        lambda s: [p.text for p in s.talks.agenda(TODAY).ask] == ["What next", "Who covers"],
    ),
    Case(
        "bring a starter question",
        ("n", "2", "b", "1"),
        ("Added.",),
        lambda s: "risk" in s.talks.agenda(TODAY).ask[1].text,
    ),
    Case(
        "change a point", ("n", "1", "1", "e", "Changed"), ("Saved.",), lambda s: say_texts(s)[0] == "Changed"
    ),
    Case(
        "move a point",
        ("n", "1", "4", "m", "1"),
        ("Moved to place 1 of 4.",),
        lambda s: say_texts(s)[0] == "Thing 4",
    ),
    Case(
        "tick as said and back",
        ("n", "1", "1", "t", "t"),
        ("Ticked as said.", "Not ticked any more."),
        lambda s: len(say_texts(s)) == 4,
    ),
    Case(
        "said ones stay in sight",
        ("n", "1", "1", "t", ""),
        ("4 Thing 1. Said.",),
        lambda s: len(say_texts(s)) == 3,
    ),
    Case(
        "archive and restore a point",
        ("n", "1", "1", "d", "", "k", "1", "1"),
        ("Things to say and ask: 1 in the archive.",),
        lambda s: len(say_texts(s)) == 4,
    ),
    Case(
        "delete a point",
        ("n", "1", "1", "d", "", "k", "1", "2", "2"),
        ("Deleted.",),
        lambda s: not s.talks.archived_points(),
    ),
    Case(
        "plan a talk, the day said in full for a yes",
        ("n", "a", "Sal", "key worker", "next thursday 2pm", "1", "Library"),
        ("Thursday 26 November 2026 at 2 pm. Is that right?", "Saved. Sal, key worker. Library. In 4 days."),
        lambda s: len(s.talks.upcoming(TODAY)) == 2,
    ),
    Case(
        "a day that was misread is asked again",
        ("n", "a", "Sal", "", "tomorrow", "2", "1 December at noon", "", ""),
        ("Monday 23 November 2026. Is that right?", "Tuesday 1 December 2026 at noon. Is that right?"),
        lambda s: str(s.talks.upcoming(TODAY)[-1].day) == "2026-12-01",
    ),
    Case("a past day is refused", ("n", "a", "Sal", "", "1 November 2026", "", ""), ("has gone by",)),
    Case(
        "change who and where",
        ("n", "e", "1", "Pat", "2", "blank", "4", "Online"),
        ("Pat. Online. In 4 days.",),
        lambda s: (s.talks.talk("next").with_whom, s.talks.talk("next").role) == ("Pat", ""),
    ),
    Case(
        "take the day away",
        ("n", "e", "3", "blank"),
        ("No day yet.",),
        lambda s: s.talks.talk("next").day is None and s.talks.talk("next").at is None,
    ),
    Case(
        "archive a talk",
        ("n", "e", "d"),
        ("No talk is planned yet.", "1 To say, 4 things."),
        lambda s: not s.talks.upcoming(TODAY),
    ),
    Case(
        "past talks",
        ("n", "o", "1"),
        ("Past talks, newest first.", "Dr Lowe. 10 days ago. Thursday 12 November 2026."),
    ),
)

SETTINGS = (
    Case("name", ("9", "1", "Lee"), ("1 My name: Lee.",), lambda s: s.settings.get().name == "Lee"),
    Case(
        "empty the name",
        ("9", "1", "blank"),
        ("1 My name: not said.",),
        lambda s: s.settings.get().name == "",
    ),
    Case(
        "how to reach me",
        ("9", "2", "Text first"),
        ("Saved.",),
        lambda s: s.settings.get().reach_me == "Text first",
    ),
    Case("who else", ("9", "3", "My aunt"), ("Saved.",), lambda s: s.settings.get().involved == "My aunt"),
    Case("identifier", ("9", "4", "A 123"), ("Saved.",), lambda s: s.settings.get().identifier == "A 123"),
    Case("nation", ("9", "5", "4"), ("5 Where I live: Northern Ireland.",)),
    Case("helplines", ("9", "6", "1"), ("NHS 111: 111, choose the mental health option",)),
    Case("theme", ("9", "7", "3"), ("7 Colours: High contrast.",)),
    Case(
        "idle minutes",
        ("9", "8", "61", "30"),
        ("That is not a number from 1 to 60.", "8 Lock after 30 minutes"),
    ),
    Case("plain at start", ("9", "9", "1"), ("9 At start: line by line.",)),
    Case("where the file is", ("9", "10"), ("Your vault is this file:", "companion.vault", "It is locked")),
    Case(
        "erase asks for the word",
        ("9", "11", "yes"),
        ("Type erase to erase everything.", "Nothing was erased."),
    ),
)

SEARCH = (
    Case("a section", ("/", "early", "1"), ("Early warning signs, and what helps. 2 lines.",)),
    Case(
        "a line, by what helps",
        ("/", "kitchen", "1"),
        ("Found in 1 place. 1 Up past two Phone in the kitchen.", "e Change"),
    ),
    Case("a point", ("/", "what next", "1"), ("1 What next. To ask.", "t Tick it as said.")),
    Case("a safety line", ("/", "cold", "1"), ("Changing step 2.",)),
    Case("a person", ("/", "robin", "2"), ("Digit by digit",)),
    Case("a note", ("/", "river", "1"), ("Saturday 21 November 2026. A slow day by the river",)),
    Case(
        "a note that can be changed", ("/", "river", "1", "1"), ("Check-in for Saturday 21 November 2026.",)
    ),
    Case("nothing", ("/", "zebra"), ("Found nowhere.",)),
)

CASES = {"plan": PLAN, "safety": SAFETY, "talk": TALK, "settings": SETTINGS, "search": SEARCH}


@pytest.mark.parametrize(
    "case",
    [pytest.param(case, id=f"{page}: {case.name}") for page, cases in CASES.items() for case in cases],
)
def test_use_case(case: Case, typed: Typing, lived_in: MemoryDoor) -> None:
    heard = typed(*case.typed)
    for words in case.heard:
        assert words in heard.words
    assert case.then(lived_in.services)
    assert heard.code == 0


def test_points_written_before_any_talk_go_along_to_the_first(memory_door: MemoryDoor) -> None:
    heard = type_lines(
        memory_door, PASSPHRASE, "n", "1", "a", "I sleep badly", "", "", "a", "Sal", "", "", "", "q"
    )
    assert "No talk is planned yet." in heard.words
    agenda = memory_door.services.talks.agenda(TODAY)
    assert agenda.talk is not None
    assert [(p.kind, p.text) for p in agenda.say] == [(PointKind.SAY, "I sleep badly")]


def test_erasing_takes_the_word(lived_in: MemoryDoor, typed: Typing) -> None:
    heard = typed("9", "11", "erase")
    assert lived_in.store is None
    assert "companion.vault" in heard.out
    assert heard.out.endswith("Closed.\n")
