"""Use cases of the next talk."""

from tests.plain.cases import TODAY, Case, say_texts

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
        "bring back a talk from the archive",
        ("n", "e", "d", "c", "1", "1"),
        ("Talks: 1 in the archive. 1 Priya, care coordinator. Shore House. In 4 days.", "Back where it was."),
        lambda s: [talk.id for talk in s.talks.upcoming(TODAY)] == ["next"],
    ),
    Case(
        "delete a talk from the archive",
        ("n", "e", "d", "c", "1", "2", "2"),
        ("Talks: 1 in the archive.", "Deleted."),
        lambda s: not s.talks.archived() and len(say_texts(s)) == 4,
    ),
    Case(
        "past talks",
        ("n", "o", "1"),
        ("Past talks, newest first.", "Dr Lowe. 10 days ago. Thursday 12 November 2026."),
    ),
    Case(
        "what was said in a talk that was put away",
        ("n", "1", "1", "t", "", "", "e", "d", "b", "1", "t"),
        ("b Said at other times, 1 thing.", "Said at other times, the last first.", "Not ticked any more."),
        lambda s: len(say_texts(s)) == 4 and not s.talks.said_apart(TODAY),
    ),
)
