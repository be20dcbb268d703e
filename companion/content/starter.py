"""What a new plan starts with: headings, scales and hints in our own words, all of them renamable."""

from dataclasses import dataclass
from datetime import datetime

from companion.domain.checkin import BetterEnd, Scale
from companion.domain.plan import Section, SectionKind
from companion.domain.safety import SafetyStep


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionGuide:
    """What stands beside a section: a fuller heading, what it is for, and examples while it is empty."""

    kind: SectionKind
    name: str
    """The short name it starts with, at most 18 columns."""
    heading: str
    """The name in full. It stands over the lines for as long as the person has not renamed the section."""
    purpose: str
    examples: tuple[str, ...]
    """Three lines, shown and never stored."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepGuide:
    """The name of a safety step, and what can be written there."""

    step: SafetyStep
    title: str
    hint: str


def _guide(kind: SectionKind, name: str, heading: str, purpose: str, *examples: str) -> SectionGuide:
    return SectionGuide(kind=kind, name=name, heading=heading, purpose=purpose, examples=examples)


SECTION_GUIDES: tuple[SectionGuide, ...] = (
    _guide(
        SectionKind.TOOLBOX,
        "What helps me",
        "What helps me",
        "Things that do me good, big or small. A few of them come up on Today.",
        "Ten minutes outside",
        "A song I know all the words to",
        "Ringing someone who makes me laugh",
    ),
    _guide(
        SectionKind.WELL,
        "When I'm well",
        "When I'm well, this is me",
        "What I am like on a good day, so that others know me by it too.",
        "I make plans for the weekend",
        "I sing while I wash up",
        "I answer the phone",
    ),
    _guide(
        SectionKind.DAILY,
        "Every day",
        "What I do every day to keep well",
        "Small things that keep me steady. I can tick them when I check in.",
        "Eat something before midday",
        "Take my tablets",
        "Go out of the front door once",
    ),
    _guide(
        SectionKind.NOW_AND_THEN,
        "Now and then",
        "What I do now and then",
        "Things that do not need doing each day, but help when I get to them.",
        "A long bath",
        "See my friend on the other side of town",
        "Sort out one drawer",
    ),
    _guide(
        SectionKind.TRIGGERS,
        "Triggers",
        "What can set me off, and what helps",
        "Things that happen around me and can knock me, and what I do then.",
        "A letter in a brown envelope",
        "A row at home",
        "The day my mum died",
    ),
    _guide(
        SectionKind.EARLY,
        "Early signs",
        "Early warning signs, and what helps",
        "Small changes I notice first, and what I have found helps.",
        "I stop opening the curtains",
        "I am awake until two",
        "Noise gets on my nerves",
    ),
    _guide(
        SectionKind.BREAKING,
        "Breaking down",
        "When things are breaking down, and what helps",
        "Signs that it is getting a lot worse, and what I do straight away.",
        "I have not slept for two nights",
        "I think people are talking about me",
        "I cannot stop crying",
    ),
    _guide(
        SectionKind.CRISIS,
        "In a crisis",
        "In a crisis, what I want others to know",
        "How to be with me, what I want and what I do not want, in my own words.",
        "Speak slowly and sit down with me",
        "Please ask my brother to come",
        "Do not take my phone away",
    ),
    _guide(
        SectionKind.AFTER,
        "Coming back",
        "Coming back after a hard time",
        "What I need in the days and weeks after, and what I can leave for later.",
        "One visitor at a time",
        "Post can wait a week",
        "Start with the dog walk",
    ),
    _guide(
        SectionKind.TEAM,
        "For my team",
        "What I want my team to know",
        "What the people who work with me need to know, and what I ask of them.",
        "Mornings are hard, please ring after 11",
        "Tell me before you change who I see",
        "Ask me what I think first",
    ),
    _guide(
        SectionKind.MATTERS,
        "What matters to me",
        "What matters to me",
        "The people, places and hopes that make a good life for me.",
        "Being there for my girls",
        "My own front door",
        "Getting back to the choir",
    ),
)
"""Guides of the built-in sections, in the order of the plan."""

OWN_GUIDE = _guide(
    SectionKind.OWN,
    "My own section",
    "My own section",
    "A place for anything of yours that has no place yet.",
    "What I have learned about my sleep",
    "Things people have said that I want to keep",
    "Before a journey",
)
"""The guide of every section the person made."""

NO_HEADING_GUIDE = _guide(
    SectionKind.OWN,
    "Without a heading",
    "Without a heading",
    "Their section is not there any more. Each can be moved to one of your sections.",
    *OWN_GUIDE.examples,
)
"""The guide of the place for lines whose section is not there."""

IDEAS: tuple[str, ...] = (
    "Getting outside, even for ten minutes",
    "Something to eat before midday",
    "Talking to one person",
    "A set time to go to bed",
)
"""Things that help many people: four ideas to tick in set-up."""

_STEPS = (
    ("Signs that a hard time is near", "Thoughts, feelings or habits that tell me to open this page."),
    ("Things I can do alone", "What I can do on my own, right now, until the worst has passed."),
    ("People and places that take my mind off it", "Where I can go, and who with. I need not say why."),
    ("People I can ask", "People I can tell how bad it is, and ask to stay with me or talk."),
    ("Professionals and services", "My team by day, the lines that answer at night, where I would go."),
    ("Making things safer", "What I can do to make my home safer, and who I would ask to help."),
    ("What matters to me", "The people, hopes and plans I want to be here for."),
)

SAFETY_STEPS: tuple[StepGuide, ...] = tuple(
    StepGuide(step=step, title=title, hint=hint)
    for step, (title, hint) in zip(SafetyStep, _STEPS, strict=True)
)
"""The seven safety steps, in order. A person may start at any of them."""

STARTER_QUESTIONS: tuple[str, ...] = (
    "What have you written about risk, and can I add my view?",
    "What does my care plan say, and can I have a copy?",
    "What are the choices, and what would happen if we waited?",
    "What is this medicine for, and how will we know it helps?",
    "Could my tablets be doing this, and what could we change?",
    "Who do I ring when you are away?",
    "If it gets bad at night or at a weekend, what happens when I ring?",
    "How long is the wait, and what can I have until then?",
    "What can you tell my family, and what stays between us?",
    "I want to try something new. What would help me do it safely?",
    "What happens after today, who does it, and by when?",
    "How will we know I am ready for less support, and can I come back?",
)
"""Questions to take along to a talk, for a person who is stuck for words."""


def sections(now: datetime) -> tuple[Section, ...]:
    """Return the built-in sections, empty, in the order of the plan. Ids are the kinds."""
    return tuple(
        Section(
            id=guide.kind.value,
            kind=guide.kind,
            name=guide.name,
            position=index,
            in_check_in=guide.kind is SectionKind.DAILY,
            created_at=now,
            changed_at=now,
        )
        for index, guide in enumerate(SECTION_GUIDES)
    )


def scales(now: datetime) -> tuple[Scale, ...]:
    """Return the four scales every plan starts with. Ids are fixed."""
    rows = (
        ("mood", "Mood", "very low", "very good", BetterEnd.HIGH),
        ("worry", "Worry", "calm", "very tense", BetterEnd.LOW),
        ("energy", "Energy", "drained", "lively", BetterEnd.NEITHER),  # a lot of it can be a sign, too
        ("sleep", "Sleep", "broken", "restful", BetterEnd.HIGH),
    )
    return tuple(
        Scale(
            id=scale_id,
            name=name,
            low=low,
            high=high,
            better=better,
            position=index,
            created_at=now,
            changed_at=now,
        )
        for index, (scale_id, name, low, high, better) in enumerate(rows)
    )


def guide(kind: SectionKind) -> SectionGuide:
    """Return the guide of a section of that kind; the one for own sections where none is built in."""
    return next((g for g in SECTION_GUIDES if g.kind is kind), OWN_GUIDE)


def step_guide(step: SafetyStep) -> StepGuide:
    """Return the title and hint of a safety step."""
    return SAFETY_STEPS[step - 1]
