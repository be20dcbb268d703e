"""Use cases of settings and search."""

from tests.plain.cases import Case

SETTINGS = (
    Case("name", ("10", "1", "Lee"), ("1 My name: Lee.",), lambda s: s.settings.get().name == "Lee"),
    Case(
        "empty the name",
        ("10", "1", "blank"),
        ("1 My name: not said.",),
        lambda s: s.settings.get().name == "",
    ),
    Case(
        "how to reach me",
        ("10", "2", "Text first"),
        ("Saved.",),
        lambda s: s.settings.get().reach_me == "Text first",
    ),
    Case("who else", ("10", "3", "My aunt"), ("Saved.",), lambda s: s.settings.get().involved == "My aunt"),
    Case("identifier", ("10", "4", "A 123"), ("Saved.",), lambda s: s.settings.get().identifier == "A 123"),
    Case("nation", ("10", "5", "4"), ("5 Where I live: Northern Ireland.",)),
    Case("helplines", ("10", "6", "1"), ("NHS 111: 111, choose the mental health option",)),
    Case("theme", ("10", "7", "3"), ("7 Colours: High contrast.",)),
    Case(
        "idle minutes",
        ("10", "8", "61", "30"),
        ("That is not a number from 1 to 60.", "8 Lock after 30 minutes"),
    ),
    Case("plain at start", ("10", "9", "1"), ("9 At start: line by line.",)),
    Case("where the file is", ("10", "10"), ("Your vault is this file:", "companion.vault", "It is locked")),
    Case(
        "erase asks for the word",
        ("10", "11", "yes"),
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
