"""Use cases of the plan."""

from companion.domain.plan import Visibility
from tests.plain.cases import Case, texts

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
        lambda s: s.plan.line("kettle").audience is Visibility.TEAM,
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
