"""National lines that answer without an account, each with its nation, hours, source and the day it was read.

A number whose own page could not be read does not ship (C.A.L.L. in Wales, the PAPYRUS text number). Northern
Ireland has no 111 here: it is not known to be offered there. Local crisis lines come and go, so those are
the person's to write.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from companion.domain.helpline import Helpline, Nation

READ_ON = date(2026, 11, 22)
"""The day the sources were last read."""

NATION_NAMES: dict[Nation, str] = {
    Nation.ENGLAND: "England",
    Nation.WALES: "Wales",
    Nation.SCOTLAND: "Scotland",
    Nation.NORTHERN_IRELAND: "Northern Ireland",
}

EVERYWHERE = tuple(Nation)
ANY_TIME = "any time, day or night"
FREE = "free to call"


def _line(
    key: str,
    name: str,
    number: str,
    *,
    source: str,
    nations: Sequence[Nation] = EVERYWHERE,
    how: str = "",
    hours: str = ANY_TIME,
    cost: str = FREE,
    for_whom: str = "anyone",
    checked_on: date = READ_ON,
) -> Helpline:
    return Helpline(
        id=key,
        name=name,
        number=number,
        nations=tuple(nations),
        how=how,
        hours=hours,
        cost=cost,
        for_whom=for_whom,
        source=source,
        checked_on=checked_on,
    )


_IN_ORDER: tuple[Helpline, ...] = (
    _line(
        "samaritans",
        "Samaritans",
        "116 123",
        how="or write to jo@samaritans.org",
        for_whom="anyone who finds it hard to cope",
        source="samaritans.org, How we can help",
    ),
    _line(
        "emergency",
        "Life in danger",
        "999",
        how="or go to A&E. To text 999 you sign up first: text the word register to 999",
        for_whom="anyone, when a life is in danger now",
        source="NHS notices, August 2024; fire service page on emergencySMS",
    ),
    _line(
        "nhs-111-england",
        "NHS 111",
        "111",
        nations=(Nation.ENGLAND,),
        how="choose the mental health option (often 2). Relay UK: 18001 111",
        for_whom="anyone of any age who needs help with their mental health now",
        source="NHS notices, May 2023 and August 2024",
    ),
    _line(
        "nhs-111-wales",
        "NHS 111 Wales",
        "111",
        nations=(Nation.WALES,),
        how="press 2 for mental health",
        cost="free, also without credit",
        for_whom="anyone of any age who needs help with their mental health now",
        source="Welsh Government notice, 10 October 2025",
    ),
    _line(
        "nhs-24-scotland",
        "NHS 24",
        "111",
        nations=(Nation.SCOTLAND,),
        how="choose the mental health option",
        for_whom="anyone who needs help with their mental health now",
        source="Scottish minister's notice, 30 March 2020; NHS 24, May 2022",
    ),
    _line(
        "lifeline-northern-ireland",
        "Lifeline",
        "0808 808 8000",
        nations=(Nation.NORTHERN_IRELAND,),
        how="textphone 18001 0808 808 8000",
        for_whom="anyone in Northern Ireland who is in distress",
        source="lifelinehelpline.info; Public Health Agency",
    ),
    _line(
        "shout",
        "Shout",
        "85258",
        how="text SHOUT",
        cost="free to text",
        for_whom="anyone of any age",
        source="giveusashout.org, questions page, 4 November 2024",
    ),
    _line(
        "breathing-space",
        "Breathing Space",
        "0800 83 85 87",
        nations=(Nation.SCOTLAND,),
        how="there is a web chat too",
        hours="Monday to Thursday 6 pm to 2 am, Friday 6 pm to Monday 6 am",
        for_whom="anyone in Scotland from the age of 16",
        source="disabilityequality.scot, August 2022",
    ),
    _line(
        "calm",
        "CALM",
        "0800 58 58 58",
        how="there is a web chat too",
        hours="5 pm to midnight, every day",
        for_whom="anyone in the UK",
        source="thecalmzone.net, helpline terms",
    ),
    _line(
        "papyrus",
        "PAPYRUS HOPELINE247",
        "0800 068 4141",
        for_whom="people under 35, and anyone worried about one",
        source="papyrus-uk.org; news report, 7 February 2025",
    ),
)


HELPLINES: tuple[Helpline, ...] = tuple(replace(line, position=index) for index, line in enumerate(_IN_ORDER))
"""Every shipped line, in the order they are shown."""


def for_nation(nation: Nation | None) -> tuple[Helpline, ...]:
    """Return the lines that answer in `nation`, in order; all of them when it is None."""
    return tuple(line for line in HELPLINES if nation is None or nation in line.nations)
