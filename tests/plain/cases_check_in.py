"""Use cases of check-ins beside that of today: any day gone by, and what is kept of days before."""

from datetime import date

from tests.plain.cases import TODAY, Case

MARCH = date(2024, 3, 3)

CHECK_IN = (
    Case(
        "check in for a day long ago",
        ("y", "y", "3 March 2024", "5", "q"),
        ("Check-in for Sunday 3 March 2024.",),
        lambda s: (found := s.check_ins.on(MARCH)) is not None and found.answers == {"mood": 5},
        keys=("c", "y", "end", "enter", "3 March 2024", "enter", "5"),
        seen=("How was Sunday 3 March 2024? Marked “added later”.",),
    ),
    Case(
        "read a day before",
        ("i", "1"),
        ("Days before.", "Saturday 21 November 2026."),
        keys=("c", "i", "enter"),
        seen=("Saturday 21 November 2026", "A slow day by the river"),
    ),
    Case(
        "change a day before",
        ("i", "1", "e", "9", "q"),
        ("Check-in for Saturday 21 November 2026.", "Mood: 9."),
        lambda s: (found := s.check_ins.last(TODAY)) is not None and found.answers["mood"] == 9,
        keys=("c", "i", "e", "9"),
        seen=("How was Saturday 21 November?",),
    ),
    Case(
        "take out a day before",
        ("i", "1", "d"),
        ("Taken out: Saturday 21 November 2026. u brings it back.",),
        lambda s: s.check_ins.on(date(2026, 11, 21)) is None,
        keys=("c", "i", "d"),
        seen=("Taken out: Saturday 21 November 2026.",),
    ),
)
