"""Use cases of the next talk."""

from tests.plain.cases import TODAY, Case, say_texts

TO_TALKS = ("n", "shift+tab")
"""Keys to the list of talks, the next one first."""
TO_PLAN = (*TO_TALKS, "down", "enter")
"""Keys to the form of a new talk."""

TALK = (
    Case(
        "read the next talk",
        ("n",),
        ("Priya, care coordinator. Shore House. In 4 days.", "1 To say, 4 things.", "2 To ask, 1 thing."),
        keys=("n",),
        seen=("Thu 26 Nov 14:00, Priya (care coordinator)", "Thing 4", "What next"),
    ),
    Case(
        "three are marked",
        ("n", "1"),
        ("3 Thing 3. Marked.", "4 Thing 4. a Add one."),
        keys=("n",),
        seen=("[ ] Thing 3 3 [ ] Thing 4 I want to ask",),
    ),
    Case(
        "add something to say",
        ("n", "1", "a", "It is loud here", ""),
        ("Saved.",),
        lambda s: say_texts(s)[-1] == "It is loud here",
        keys=("n", "a", "It is loud here", "enter"),
    ),
    Case(
        "add something to ask",
        ("n", "2", "a", "Who covers", ""),
        ("Saved.",),
        lambda s: [p.text for p in s.talks.agenda(TODAY).ask] == ["What next", "Who covers"],
        keys=("n", "tab", "a", "Who covers", "enter"),
    ),
    Case(
        "bring a starter question",
        ("n", "2", "b", "1"),
        ("Added.",),
        lambda s: "risk" in s.talks.agenda(TODAY).ask[-1].text,
        keys=("n", "w", "enter", "enter"),
    ),
    Case(
        "change a point",
        ("n", "1", "1", "e", "Changed"),
        ("Saved.",),
        lambda s: say_texts(s)[0] == "Changed",
        keys=("n", "e", "ctrl+u", "Changed", "enter"),
    ),
    Case(
        "move a point",
        ("n", "1", "4", "m", "1"),
        ("Moved to place 1 of 4.",),
        lambda s: say_texts(s)[0] == "Thing 4",
        keys=("n", *["down"] * 3, "m", *["up"] * 3, "enter"),
    ),
    Case(
        "tick as said and back",
        ("n", "1", "1", "t", "t"),
        ("Ticked as said.", "Not ticked any more."),
        lambda s: len(say_texts(s)) == 4,
        keys=("n", "space", "space"),
        seen=("saved 21:04",),
    ),
    Case(
        "said ones stay in sight",
        ("n", "1", "1", "t", ""),
        ("4 Thing 1. Said.",),
        lambda s: len(say_texts(s)) == 3,
        keys=("n", "space"),
        seen=("[✓] Thing 1 said",),
    ),
    Case(
        "archive and restore a point",
        ("n", "1", "1", "d", "", "k", "1", "1"),
        ("Things to say and ask: 1 in the archive.",),
        lambda s: say_texts(s) == ["Thing 1", "Thing 2", "Thing 3", "Thing 4"],
        keys=("n", "d", "o", "enter"),
        seen=("Back where it was.",),
    ),
    Case(
        "delete a point",
        ("n", "1", "1", "d", "", "k", "1", "2", "2"),
        ("Deleted.",),
        lambda s: not s.talks.archived_points() and len(say_texts(s)) == 3,
        keys=("n", "d", "o", "delete", "right", "enter"),
    ),
    Case(
        "plan a talk, the day said in full for a yes",
        ("n", "a", "Sal", "key worker", "next thursday 2pm", "1", "Library"),
        ("Thursday 26 November 2026 at 2 pm. Is that right?", "Saved. Sal, key worker. Library. In 4 days."),
        lambda s: len(s.talks.upcoming(TODAY)) == 2,
        keys=(
            *(*TO_PLAN, "Sal", "enter", "key worker", "enter", "next thursday 2pm", "enter"),
            *("Library", "enter", "enter"),
        ),
        seen=("Thu 26 Nov 14:00, Sal (key worker)",),
    ),
    Case(
        "a day that was misread is asked again",
        ("n", "a", "Sal", "", "tomorrow", "2", "1 December at noon", "", ""),
        ("Monday 23 November 2026. Is that right?", "Tuesday 1 December 2026 at noon. Is that right?"),
        lambda s: str(s.talks.upcoming(TODAY)[-1].day) == "2026-12-01",
        keys=(
            *(*TO_PLAN, "Sal", "enter", "enter", "tomorrow", "enter", "shift+tab", "ctrl+u"),
            *("1 December at noon", *["enter"] * 3),
        ),
    ),
    Case(
        "a past day is refused",
        ("n", "a", "Sal", "", "1 November 2026", "", ""),
        ("has gone by",),
        keys=(*TO_PLAN, "Sal", "enter", "enter", "1 November 2026", "enter"),
        seen=("has gone by",),
    ),
    Case(
        "change who and where",
        ("n", "e", "1", "Pat", "2", "blank", "4", "Online"),
        ("Pat. Online. In 4 days.",),
        lambda s: (s.talks.talk("next").with_whom, s.talks.talk("next").role) == ("Pat", ""),
        keys=(
            *(*TO_TALKS, "e", "ctrl+u", "Pat", "enter", "ctrl+u", "enter", "enter", "ctrl+u"),
            *("Online", "enter", "enter"),
        ),
        seen=("Thu 26 Nov 14:00, Pat in 4 days, Online",),
    ),
    Case(
        "take the day away",
        ("n", "e", "3", "blank"),
        ("No day yet.",),
        lambda s: s.talks.talk("next").day is None and s.talks.talk("next").at is None,
        keys=(*TO_TALKS, "e", "enter", "enter", "ctrl+u", *["enter"] * 3),
    ),
    Case(
        "archive a talk",
        ("n", "e", "d"),
        ("No talk is planned yet.", "1 To say, 4 things."),
        lambda s: not s.talks.upcoming(TODAY),
        keys=(*TO_TALKS, "d"),
        seen=("No talk planned", "Thing 1"),
    ),
    Case(
        "bring back a talk from the archive",
        ("n", "e", "d", "c", "1", "1"),
        ("Talks: 1 in the archive. 1 Priya, care coordinator. Shore House. In 4 days.", "Back where it was."),
        lambda s: [talk.id for talk in s.talks.upcoming(TODAY)] == ["next"],
        keys=(*TO_TALKS, "d", "o", "enter"),
        seen=("Back where it was.",),
    ),
    Case(
        "delete a talk from the archive",
        ("n", "e", "d", "c", "1", "2", "2"),
        ("Talks: 1 in the archive.", "Deleted."),
        lambda s: not (s.talks.archived() or s.talks.upcoming(TODAY)) and len(say_texts(s)) == 4,
        keys=(*TO_TALKS, "d", "o", "delete", "right", "enter"),
    ),
    Case(
        "past talks",
        ("n", "o", "1"),
        ("Past talks, newest first.", "Dr Lowe. 10 days ago. Thursday 12 November 2026."),
        keys=(*TO_TALKS, "end", "enter", "enter"),
        seen=("When Thursday 12 November 2026", "Who with Dr Lowe"),
    ),
    Case(
        "what was said in a talk that was put away",
        ("n", "1", "1", "t", "", "", "e", "d", "b", "1", "t"),
        ("b Said at other times, 1 thing.", "Said at other times, the last first.", "Not ticked any more."),
        lambda s: len(say_texts(s)) == 4 and not s.talks.said_apart(TODAY),
        keys=("n", "space", "shift+tab", "d", "end", "enter", "end", "enter", "enter"),
        seen=("saved 21:04",),
    ),
)
