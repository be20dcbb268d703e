"""The day a person means, and the small arithmetic of days."""

from datetime import date, datetime, timedelta

NIGHT_ENDS = 4
"""Hour of the clock (0-23). Before it, "today" is still the day that went before."""

DAYS_BACK = 7
"""How many days before today a check-in can be filled in."""


def day_meant(now: datetime) -> date:
    """Return the day that is offered first at `now`: yesterday between midnight and 04:00."""
    return (now - timedelta(hours=NIGHT_ENDS)).date()


def days_between(first: date, last: date) -> tuple[date, ...]:
    """Return every day from `first` to `last`, both included; empty when `last` is before `first`."""
    return tuple(first + timedelta(days=n) for n in range((last - first).days + 1))
