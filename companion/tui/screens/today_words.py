"""What the cards of Today say: whole sentences, made from what the person wrote and when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from textual.content import Content

from companion.domain.checkin import CheckIn
from companion.domain.days import day_meant
from companion.domain.safety import Contact
from companion.domain.talk import Talk
from companion.domain.text import clean_line
from companion.services.check_in.trends import MoodCard
from companion.services.dates import greet, say_gap, say_lately, say_short, say_weekday
from companion.services.talks import Agenda
from companion.tui.show import joined, styled, user_line, user_text
from companion.tui.widgets.columns import GAP
from companion.words import MONTHS, WEEKDAYS, say_count, say_day_month

ABOUT_SECONDS = 40
"""How long a check-in takes, as said on the chip; measured with four answers and three ticks."""


class CheckInCard(NamedTuple):
    """The words of the check-in card: its title, what stands under it, and the chip."""

    title: str
    text: str
    do: str
    how: str


def greeting(name: str, now: datetime) -> Content:
    """Return "Good evening, Sam.  Sunday 22 November"."""
    part, who = greet(now), user_line(name)
    hello = joined(part, ", ", who, ".") if who else joined(part, ".")
    day = f"{WEEKDAYS[now.weekday()]} {say_day_month(now.date())}"
    return joined(styled(hello, "bold"), "  ", day)


def check_in_card(today: CheckIn | None, last: CheckIn | None, now: datetime) -> CheckInCard:
    """Return the words of the check-in card. `today` is the check-in of the day meant at `now`."""
    day = day_meant(now)
    title, night = "How is today?", ""
    if day != now.date():
        title = f"How was {say_weekday(day)}?"
        night = f"Past midnight: until 4 this is still for {say_weekday(day)}. "
    if today is not None and not today.is_blank:
        at = today.changed_at.astimezone(now.tzinfo)
        return CheckInCard(title, f"{night}Checked in at {at:%H:%M}. enter changes it.", "Change it", "")
    do, how = "Check in", f"press enter, about {ABOUT_SECONDS} seconds"
    if last is None:
        first = "A few numbers, a few ticks. Skip anything you like; a blank is an answer."
        return CheckInCard(title, night + first, do, how)
    when = say_lately(last.day, now.date())
    gaps = "" if (day - last.day).days <= 1 else " Gaps are fine; start from wherever you are."
    return CheckInCard(title, f"{night}Last check-in: {when}.{gaps}", do, how)


def mood_title(card: MoodCard) -> Content:
    """Return "Mood, lately" with the person's own name for the scale."""
    return joined(user_line(card.name), ", lately")


def mood_sentence(card: MoodCard) -> Content:
    """Return the computed sentence with its figures in bold, and what the dot means where there is one."""
    figures = r"(?<=mostly )\d+( to \d+)?"
    sentence = user_text(card.sentence).highlight_regex(figures, style="bold $c-text").stylize("$c-muted")
    if None in card.values and any(value is not None for value in card.values):
        return joined(sentence, "\n", styled(f"{GAP} is a day without one", "$c-muted"))
    return sentence


def axis_words(card: MoodCard) -> tuple[str, str]:
    """Return the days under the start and the middle of the chart: "28 Sep", "25 Oct"."""
    middle = date.fromordinal(card.first.toordinal() + (len(card.values) - 1) // 2)
    return _short(card.first), _short(middle)


def _short(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1][:3]}"


def talk_lines(agenda: Agenda, today: date) -> list[Content]:
    """Return what stands on the card of the next conversation, one item a line."""
    if agenda.talk is None and not (agenda.say or agenda.ask):
        return [
            user_text("Who do you see next, and what do you want them to know? Press n."),
            styled("For example: the new tablets make my mornings foggy.", "$c-muted"),
        ]
    waiting = f"{say_count(len(agenda.say), 'thing')} to say · {len(agenda.ask)} to ask"
    if agenda.talk is None:
        first_words = [styled(user_line(f"“{point.text}”"), "italic") for point in agenda.say[:1]]
        return [user_text("No talk is planned yet."), user_text(waiting), *first_words]
    first = _talk_line(agenda.talk)
    place = _place(agenda.talk, today)
    return [first, user_text(waiting), *([styled(place, "$c-muted")] if place else [])]


def someone_to_ask(contacts: Sequence[Contact]) -> list[Content]:
    """Return the first person of the safety plan and their number as one item, or none."""
    return [
        joined(styled("Ask ", "$c-muted"), user_line(f"{person.name} {person.number}".strip()))
        for person in contacts[:1]
    ]


def _talk_line(talk: Talk) -> Content:
    when = say_short(talk.day, talk.at) if talk.day else "No day yet"
    return joined(styled(when, "bold"), " ", _listed(talk.with_whom, talk.role))


def _place(talk: Talk, today: date) -> Content:
    gap = say_gap(talk.day, today) if talk.day else ""
    return _listed(gap, talk.where)


def _listed(*words: str) -> Content:
    """Return those of `words` that say anything, each on one line, with commas between."""
    return user_text(", ".join(filter(None, map(clean_line, words))))
