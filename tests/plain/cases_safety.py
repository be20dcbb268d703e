"""Use cases of the safety plan, its people and the helplines."""

from companion.domain.safety import SafetyStep
from tests.plain.cases import Case, step_texts

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
        lambda s: step_texts(s, SafetyStep.ALONE) == ["Cold water", "Loud music", "The blue blanket"],
    ),
    Case(
        "change a line",
        ("s", "2", "e", "1", "e", "Ice"),
        ("Saved. Ice.",),
        lambda s: step_texts(s, SafetyStep.ALONE)[0] == "Ice",
    ),
    Case(
        "move a line",
        ("s", "2", "e", "1", "m", "2"),
        ("Moved",),
        lambda s: step_texts(s, SafetyStep.ALONE)[1] == "Cold water",
    ),
    Case(
        "archive and restore a line",
        ("s", "2", "e", "1", "d", "k", "1", "1"),
        ("Step 2: 1 in the archive.",),
        lambda s: len(step_texts(s, SafetyStep.ALONE)) == 2,
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
        lambda s: [c.name for c in s.safety.step(SafetyStep.PEOPLE).contacts] == ["Robin", "Jo", "Sal"],
    ),
    Case(
        "say a new person's name anew",
        ("s", "4", "e", "n", "Sla", "back", "Sal", "", "", ""),
        ("Saved. Sal.",),
        lambda s: [c.name for c in s.safety.step(SafetyStep.PEOPLE).contacts] == ["Robin", "Jo", "Sal"],
    ),
    Case(
        "add a service",
        ("s", "5", "e", "n", "Duty desk", "01632 960222", "", ""),
        ("Saved. Duty desk: 01632 960222.",),
        lambda s: len(s.safety.step(SafetyStep.SERVICES).contacts) == 1,
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
        lambda s: [c.id for c in s.safety.step(SafetyStep.PEOPLE).contacts] == ["jo", "robin"],
    ),
    Case(
        "archive and restore a person",
        ("s", "4", "e", "1", "d", "k", "1", "1"),
        ("Back where it was.",),
        lambda s: len(s.safety.step(SafetyStep.PEOPLE).contacts) == 2,
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
