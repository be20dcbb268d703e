"""The made-up person's plan and safety plan, as Sam wrote them. Sam is 34 and lives by the sea; nobody is Sam."""

from companion.domain.plan import SectionKind, Visibility
from companion.domain.safety import SafetyStep

ME, ASK, TEAM = Visibility.ME, Visibility.ASK, Visibility.TEAM

MadeUpLine = tuple[str, str, str, Visibility]
"""(short key, words, what helps, who may see it)."""

PLAN: dict[SectionKind, tuple[MadeUpLine, ...]] = {
    SectionKind.TOOLBOX: (
        ("sea-wall", "Walk to the sea wall", "", TEAM),
        ("ten-minutes", "Ten quiet minutes", "", ASK),
        ("radio", "Radio 6 and a proper tea", "", ASK),
        ("weeding", "Weeding next to Mo, no talking needed", "", ASK),
        ("lengths", "Slow lengths at the pool when it is half empty", "", TEAM),
        ("boats", "Drawing boats for Ash", "", ME),
        ("blanket", "The blue blanket and the cricket on low", "", ME),
    ),
    SectionKind.WELL: (
        ("garlic", "I cook with too much garlic and sing while I do it", "", ASK),
        ("same-day", "I answer messages the same day", "", TEAM),
        ("dry", "I am funny, in a dry way. If I make a joke, I am all right", "", TEAM),
        ("weekend", "I plan one thing for the weekend", "", ASK),
        ("birds", "I notice which birds are about", "", ASK),
    ),
    SectionKind.DAILY: (
        ("medication", "Took my medication", "", TEAM),
        ("ate", "Ate before 11", "", ASK),
        ("outside", "Got outside", "", TEAM),
        ("talked", "Talked to someone", "", ASK),
        ("bed", "Light off by midnight", "", ASK),
    ),
    SectionKind.NOW_AND_THEN: (
        ("allotment", "A whole morning on the allotment", "", ASK),
        ("sheets", "Clean sheets and the windows open", "", ME),
        ("ash-swim", "Take Ash swimming", "", ASK),
        ("workshop", "Look in at the bike workshop, even for one inner tube", "", TEAM),
        ("soup", "A big pot of soup, half of it for the freezer", "", ME),
    ),
    SectionKind.TRIGGERS: (
        ("brown", "A brown envelope", "Open it with Dee on the phone, in daylight", TEAM),
        ("last-minute", "A visit moved at the last minute", "Ask for the new time in a text", TEAM),
        ("clocks", "The weeks after the clocks go back", "Big lamp on by four, walk at noon", ASK),
        ("dad", "The week Dad died", "Sea wall with Dee, chips after, nothing else booked", ME),
    ),
    SectionKind.EARLY: (
        ("messages", "Not answering messages", "Ring Dee, say one true thing.", TEAM),
        ("late", "Up past 2am", "Phone out of the bedroom", TEAM),
        ("meals", "Skipping meals", "Toast counts", TEAM),
        ("snapping", "Snapping at people", "Headphones, then say sorry", ASK),
        ("washing-up", "Washing up in the sink for days", "Wash one cup, then see", ME),
    ),
    SectionKind.BREAKING: (
        ("no-sleep", "Two nights with no sleep at all", "Ring Shore House before noon", TEAM),
        ("pipes", "Hearing Dad in the pipes", "Radio on in every room. Tell Priya the same day", TEAM),
        ("neighbours", "Sure that the neighbours mean me", "Ask Mo what he thinks is going on", ASK),
        ("same-clothes", "Same clothes all week", "Dee comes over. No questions for an hour", ME),
    ),
    SectionKind.CRISIS: (
        ("slowly", "Speak slowly, and tell me your name again", "", TEAM),
        ("dee-first", "Ask Dee before you decide things about me", "", TEAM),
        ("door", "Please do not stand between me and the door", "", TEAM),
        ("at-home", "I want to stay at home with the crisis team coming to me, if it can be safe", "", TEAM),
        ("heavy", "The tablets I had on the ward made me sleep for days. Ask me first", "", TEAM),
        ("cat", "Mo has a key and knows what the cat eats", "", ASK),
    ),
    SectionKind.AFTER: (
        ("visitors", "One visitor at a time, and not for long", "", ASK),
        ("toast", "Toast and soup for a week is fine", "", ME),
        ("allotment-first", "The allotment first, the group a week later", "", TEAM),
        ("look-back", "Sit down with Priya and write what helped and what made it worse", "", TEAM),
    ),
    SectionKind.TEAM: (
        ("text-first", "Text me before you ring. Then I know it is you", "", TEAM),
        ("after-11", "Mornings are foggy, after 11 is better", "", TEAM),
        ("see-risk", "Show me what you write about risk. I would rather know", "", TEAM),
        ("alone", "I want to try things on my own, even if one goes wrong", "", TEAM),
        ("covers", "When you are away, tell me the name of the person instead", "", TEAM),
    ),
    SectionKind.MATTERS: (
        ("ash", "Being the one Ash rings about sharks", "", TEAM),
        ("friday", "Fish and chips on a Friday with Dee and Ash", "", ASK),
        ("front-door", "My own front door, with the sea at the end of the road", "", TEAM),
        ("grow", "Growing garlic, enough to give away", "", ASK),
        ("work", "Two days a week at the bike workshop again", "", TEAM),
    ),
}
"""Every built-in section, in order. The keys make the ids, so that they never change."""

ARCHIVED: tuple[tuple[SectionKind, MadeUpLine], ...] = (
    (SectionKind.EARLY, ("stairs", "Counting the stairs", "Not so much since the new flat", ME)),
)
"""Lines that Sam has put away."""

OWN_SECTION = "Things people said"
OWN_LINES: tuple[MadeUpLine, ...] = (
    ("mo-slow", "Mo: nothing on this plot was ever in a hurry", "", ME),
    ("dee-here", "Dee: I would rather be woken up", "", ME),
)

SAFETY: dict[SafetyStep, tuple[str, ...]] = {
    SafetyStep.SIGNS: (
        "I think that everyone would be better off without me",
        "I stop caring what happens tomorrow",
        "I have thoughts of suicide that stay instead of passing",
        "I go quiet and tidy everything away",
    ),
    SafetyStep.ALONE: (
        "Say it out loud: this is the worst hour, and it has passed before",
        "Cold water on my wrists, then the kettle",
        "Blue blanket on the sofa, not in the bedroom",
        "Radio 6, loud enough to fill the kitchen",
    ),
    SafetyStep.DISTRACTION: (
        "The big table in the library",
        "Mo's shed. He is there most afternoons and need not know why",
        "The fish bar on the corner, they know me",
    ),
    SafetyStep.PEOPLE: (
        "What I say: it is one of those nights, can you stay on the phone?",
        "Dee means it when she says any time",
    ),
    SafetyStep.SERVICES: (
        "What I say first: I have thoughts of suicide and I have a safety plan. Can I read it to you?",
        "At night and at weekends 111, the mental health option",
        "At A&E I ask for the quiet room and for the mental health team",
    ),
    SafetyStep.SAFER: (
        "Dee looks after the things we agreed on, until I ask for them back",
        "I stay the night at Dee's, or Mo sits with me until she comes",
        "No drink in the flat while it is like this",
        "After dark I stay in the front room with the lights on",
    ),
    SafetyStep.MATTERS: (
        "Ash. I said I would be there when he swims his first mile",
        "Dee has told me she would not be better off, and she does not lie",
        "The garlic comes up whether I believe it will or not",
        "I want to hear the workshop bell when I open that door again",
    ),
}

CONTACTS: tuple[tuple[SafetyStep, str, str, str, str], ...] = (
    (SafetyStep.PEOPLE, "Dee", "sister", "07700 900 145", "any time"),
    (SafetyStep.PEOPLE, "Mo", "allotment", "07700 900 381", "until ten at night"),
    (SafetyStep.PEOPLE, "Lin", "peer worker", "07700 900 612", "Tuesday to Thursday"),
    (SafetyStep.SERVICES, "Priya", "care coordinator", "01632 960 227", "weekdays, 9 to 5"),
    (SafetyStep.SERVICES, "Shore House", "duty desk", "01632 960 200", "weekdays, 9 to 5"),
    (SafetyStep.SERVICES, "Dr Lowe", "GP", "01632 960 518", "weekdays, 8 to 6.30"),
)
"""(step, name, who they are, number from Ofcom's ranges for drama, hours)."""

NAME = "Sam"
REACH_ME = "Text first, then ring after 11: 07700 900 034"
INVOLVED = "Dee, my sister, who has a key. Mo at the allotment. Lin, peer worker."
