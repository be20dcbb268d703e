"""A vault with a little of everything, for the front ends to do the same things in."""

from datetime import time, timedelta

from companion.domain.safety import SafetyStep
from companion.domain.talk import PointKind
from companion.services.services import Services
from tests.conftest import NOW


def live_in(services: Services) -> None:
    """Write a little of everything into a vault that is set up."""
    now = NOW
    services.settings.change(name="Alex", now=now)
    plan = services.plan
    for section, id, text, helps in (
        ("toolbox", "kettle", "The kettle", ""),
        ("toolbox", "walk", "A walk", ""),
        ("daily", "eat", "Ate before noon", ""),
        ("daily", "out", "Went out", ""),
        ("early", "late", "Up past two", "Phone in the kitchen"),
        ("early", "quiet", "Not answering", "Ring Robin"),
        ("triggers", "letter", "A brown letter", ""),
    ):
        plan.add_line(section, text, what_helps=helps, new_id=id, now=now)
    safety = services.safety
    safety.add_line(SafetyStep.ALONE, "Cold water", new_id="water", now=now)
    safety.add_line(SafetyStep.ALONE, "Loud music", new_id="music", now=now)
    safety.add_contact(name="Robin", who="brother", number="07700 900111", new_id="robin", now=now)
    safety.add_contact(name="Jo", number="07700 900222", new_id="jo", now=now)
    talks = services.talks
    thursday, gone = now.date() + timedelta(days=4), now.date() - timedelta(days=10)
    talks.plan_talk(
        with_whom="Priya",
        role="care coordinator",
        day=thursday,
        at=time(14),
        where="Shore House",
        new_id="next",
        now=now,
    )
    talks.plan_talk(with_whom="Dr Lowe", day=gone, new_id="past", now=now)
    for number in range(1, 5):
        talks.add_point(PointKind.SAY, f"Thing {number}", talk_id="next", new_id=f"say{number}", now=now)
    talks.add_point(PointKind.ASK, "What next", talk_id="next", new_id="ask", now=now)
    services.check_ins.write_note(now.date() - timedelta(days=1), "A slow day by the river", now=now)
