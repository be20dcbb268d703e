"""Use cases of the plan."""

from companion.domain.plan import Visibility
from tests.plain.cases import Case, texts

TO_EARLY = ("down",) * 5
"""Keys from the first section to the early signs."""
TO_DELETE = ("end", "enter", "enter", "down", "enter")
"""Keys from a section's lines to the question whether the first one in its archive is to be deleted."""

PLAN = (
    Case(
        "read the sections",
        ("p",),
        ("1 What helps me, 2 lines.", "2 When I'm well, 0 lines."),
        keys=("p",),
        seen=("What helps me 2", "When I'm well", "Early signs 2"),
    ),
    Case(
        "read the whole plan",
        ("p", "w"),
        ("Early signs. - Up past two. What helps: Phone in the kitchen.",),
        keys=("h", "shift+tab", "right", "right", "v"),
        seen=("- Up past two What helps: Phone in the kitchen", "What helps me - The kettle"),
    ),
    Case(
        "read an empty section",
        ("p", "2"),
        ("Nothing here yet, and that is all right. Examples: I make plans",),
        keys=("p", "down"),
        seen=("Nothing here yet, and that is all",),
    ),
    Case(
        "add lines one after the other",
        ("p", "1", "a", "A bath", "The radio", ""),
        ("Saved.",),
        lambda s: texts(s, "toolbox") == ["The kettle", "A walk", "A bath", "The radio"],
        keys=("p", "a", "A bath", "enter", "The radio", "enter"),
    ),
    Case(
        "add a sign with what helps",
        ("p", "6", "a", "No curtains", "Open one", ""),
        ("What helps. Enter to skip:",),
        lambda s: s.plan.lines("early")[-1].what_helps == "Open one",
        keys=("p", *TO_EARLY, "a", "No curtains", "tab", "Open one", "enter"),
    ),
    Case(
        "change a line",
        ("p", "1", "1", "e", "The teapot"),
        ("Saved. The teapot.",),
        lambda s: texts(s, "toolbox")[0] == "The teapot",
        keys=("p", "right", "e", "ctrl+u", "The teapot", "enter"),
    ),
    Case(
        "write what helps",
        ("p", "5", "1", "o", "With honey"),
        ("What helps: With honey.",),
        lambda s: s.plan.line("letter").what_helps == "With honey",
        keys=("p", *["down"] * 4, "right", "e", "tab", "With honey", "enter"),
    ),
    Case(
        "empty what helps",
        ("p", "6", "1", "o", "blank"),
        ("Saved.",),
        lambda s: s.plan.line("late").what_helps == "",
        keys=("p", *TO_EARLY, "right", "e", "tab", "ctrl+u", "enter"),
    ),
    Case(
        "choose who may see a line",
        ("p", "1", "1", "w", "3"),
        ("Who may see it: My team.",),
        lambda s: s.plan.line("kettle").audience is Visibility.TEAM,
        keys=("p", "right", "3"),
        seen=("My team: ticked in Share; you can untick it there.",),
    ),
    Case(
        "move a line",
        ("p", "1", "1", "m", "2"),
        ("Moved to place 2 of 2.",),
        lambda s: texts(s, "toolbox") == ["A walk", "The kettle"],
        keys=("p", "right", "m", "down", "enter"),
    ),
    Case(
        "archive a line",
        ("p", "1", "1", "d"),
        ("In the archive: “The kettle”. u brings it back. What helps me. 1 line.",),
        lambda s: texts(s, "toolbox", archived=True) == ["The kettle"],
        keys=("p", "right", "d"),
        seen=("In the archive: “The kettle”. u brings it back.",),
    ),
    Case(
        "undo",
        ("p", "1", "1", "d", "u"),
        ("Undone: archived “The kettle”.",),
        lambda s: texts(s, "toolbox") == ["The kettle", "A walk"],
        keys=("p", "right", "d", "u"),
        seen=("Undone: archived “The kettle”. U brings it back.",),
    ),
    Case(
        "redo",
        ("p", "1", "1", "d", "u", "U"),
        ("Back again: archived “The kettle”.",),
        lambda s: texts(s, "toolbox") == ["A walk"],
        keys=("p", "right", "d", "u", "U"),
    ),
    Case(
        "nothing to undo",
        ("p", "undo", "redo"),
        ("There is nothing to undo.", "There is nothing to bring back."),
        keys=("p", "u", "U"),
        seen=("There is nothing to bring back.",),
    ),
    Case(
        "restore a line",
        ("p", "1", "1", "d", "k", "1", "1"),
        ("Lines: 1 in the archive.", "Back where it was."),
        lambda s: texts(s, "toolbox") == ["The kettle", "A walk"],
        keys=("p", "right", "d", "end", "enter", "enter", "enter"),
        seen=("Back where it was.",),
    ),
    Case(
        "delete a line for good",
        ("p", "1", "1", "d", "k", "1", "2", "2"),
        ("Delete for good: The kettle.", "Deleted."),
        lambda s: (texts(s, "toolbox"), texts(s, "toolbox", archived=True)) == (["A walk"], []),
        keys=("p", "right", "d", *TO_DELETE, "right", "enter"),
    ),
    Case(
        "keep a line after all",
        ("p", "1", "1", "d", "k", "1", "2", ""),
        ("Nothing changed.",),
        lambda s: texts(s, "toolbox", archived=True) == ["The kettle"],
        keys=("p", "right", "d", *TO_DELETE, "enter"),
    ),
    Case(
        "add a section",
        ("p", "a", "Before a journey"),
        ("12 Before a journey, 0 lines.",),
        lambda s: s.plan.sections()[-1].name == "Before a journey",
        keys=("p", "end", "enter", "Before a journey", "enter"),
    ),
    Case(
        "rename a section",
        ("p", "1", "e", "Good things"),
        ("Renamed. Good things. 2 lines.",),
        lambda s: s.plan.section("toolbox").name == "Good things",
        keys=("p", "e", "ctrl+u", "Good things", "enter"),
    ),
    Case(
        "move a section",
        ("p", "1", "m", "2"),
        ("Moved to place 2 of 11.",),
        lambda s: s.plan.sections()[1].id == "toolbox",
        keys=("p", "m", "down", "enter"),
    ),
    Case(
        "archive and restore a section",
        ("p", "1", "d", "k", "1", "1"),
        ("Sections: 1 in the archive.",),
        lambda s: not s.plan.sections(archived=True),
        keys=("p", "d", "end", "enter", "enter"),
        seen=("Back where it was.",),
    ),
    Case(
        "delete a section of one's own",
        ("p", "a", "Mine", "12", "d", "k", "1", "2", "2"),
        ("Deleted.",),
        lambda s: len(s.plan.sections()) == 11 and not s.plan.sections(archived=True),
        keys=("p", "end", "enter", "Mine", "enter", "d", "end", "enter", "down", "enter", "right", "enter"),
        seen=("saved",),
    ),
)
