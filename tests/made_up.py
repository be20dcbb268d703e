"""A person for the tests of the page: Alex, made up, with a little of everything."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import count

from companion.domain.checkin import CheckIn, Moment
from companion.domain.plan import Visibility
from companion.domain.safety import SafetyStep
from companion.domain.talk import PointKind
from companion.services.access.setup import prepare
from companion.services.check_in.check_ins import CheckIns
from companion.services.check_in.trends import Trends
from companion.services.core.settings import PersonalSettings
from companion.services.core.undo import Undo
from companion.services.own_files import NO_FILES
from companion.services.plan import Plans
from companion.services.safety.safety import SafetyPlans
from companion.services.share.sharing import Sharing
from companion.services.talks import Talks
from tests.memory_store import MemoryStore

NOW = datetime(2026, 11, 22, 19, 30, tzinfo=UTC)
TODAY = NOW.date()

TEAM, ASK, ME = Visibility.TEAM, Visibility.ASK, Visibility.ME


class Someone:
    """Services over a vault in memory, with the built-in sections and scales and nothing else."""

    def __init__(self) -> None:
        self.store = MemoryStore()
        prepare(self.store, setup_step=6, now=NOW)
        undo = Undo(self.store)
        self.settings = PersonalSettings(self.store, undo)
        self.plan = Plans(self.store, undo)
        self.check_ins = CheckIns(self.store, undo, self.plan)
        self.safety = SafetyPlans(self.store, undo)
        self.talks = Talks(self.store, undo)
        self.trends = Trends(self.store, self.check_ins)
        self.sharing = Sharing(
            store=self.store,
            settings=self.settings,
            plan=self.plan,
            check_ins=self.check_ins,
            safety=self.safety,
            talks=self.talks,
            trends=self.trends,
            own=NO_FILES,
        )
        self._ids: Iterator[int] = count(1)

    def new_id(self) -> str:
        """Return the next id: plain numbers, so that a failing test can be read."""
        return f"{next(self._ids):032x}"

    def line(self, section: str, text: str, helps: str = "", audience: Visibility = TEAM) -> str:
        """Add a line to the plan and return its id."""
        return self.plan.add_line(
            section, text, what_helps=helps, audience=audience, new_id=self.new_id(), now=NOW
        ).id

    def say(self, text: str, kind: PointKind = PointKind.SAY) -> str:
        """Add a point for the next talk and return its id."""
        return self.talks.add_point(kind, text, new_id=self.new_id(), now=NOW).id

    def talk(self, day: date | None, with_whom: str = "Priya", role: str = "care coordinator") -> str:
        """Plan a talk, or one that has been, and return its id."""
        return self.talks.plan_talk(with_whom=with_whom, role=role, day=day, new_id=self.new_id(), now=NOW).id

    def day(self, ago: int, **answers: int) -> CheckIn:
        """Check in `ago` days before today with numbers by scale id."""
        return self.put(CheckIn(day=before(ago), answers=answers, created_at=NOW, changed_at=NOW))

    def put(self, check_in: CheckIn) -> CheckIn:
        """Store a check-in of any day."""
        self.store.check_ins.put(check_in)
        return check_in

    def moment(
        self, ago: int, note: str = "", word: str = "", at: time | None = None, **answers: int
    ) -> None:
        """Store a moment `ago` days before today."""
        self.store.moments.put(
            Moment(
                id=self.new_id(),
                day=before(ago),
                at=at,
                word=word,
                answers=answers,
                note=note,
                created_at=NOW,
                changed_at=NOW,
            )
        )


def before(days: int) -> date:
    """Return the day that many days before today."""
    return TODAY - timedelta(days=days)


def alex() -> Someone:
    """Return someone who has used the program for a while, with a talk coming up on Thursday."""
    one = Someone()
    one.settings.change(
        name="Alex",
        reach_me="Text me first, after 11 in the morning: 07700 900123.",
        involved="My sister Dee. Jo at the allotment.",
        now=NOW,
    )
    _plan(one)
    one.talk(before(27))
    one.talk(TODAY + timedelta(days=4))
    one.say("The new tablets make my mornings foggy, and I have been late for the allotment twice.")
    one.say("I'd like to try the bus to town on my own this month.")
    one.say("The letter about my benefits frightened me.")
    one.say("I have started to cook again on Sundays.")
    one.say("What have you written about risk, and can I add my view?", PointKind.ASK)
    _days(one)
    _safety(one)
    return one


def _plan(one: Someone) -> None:
    one.line("toolbox", "Walk to the sea wall")
    one.line("toolbox", "Ten quiet minutes with the radio", audience=ASK)
    one.line("well", "I sing while I wash up and I answer the phone")
    one.line("well", "I make plans for the weekend")
    one.line("daily", "Took my tablets", audience=TEAM)
    one.line("daily", "Got outside", audience=ASK)
    one.line("triggers", "A letter in a brown envelope", "Leave it shut until Dee is here")
    one.line("early", "Not answering messages", "Ring Dee, say one true thing")
    one.line("early", "Up past two", "Phone out of the bedroom, same bedtime for three nights")
    one.line("early", "Skipping meals", "Toast counts")
    one.line("early", "Words that are mine alone", "Nobody else's business", audience=ME)
    one.line("crisis", "Speak slowly and sit down with me")
    one.line("team", "Mornings are hard, please ring after 11")
    one.line("matters", "Teaching Ash to swim")
    one.line("matters", "Seeing the garlic come up")


def _days(one: Someone) -> None:
    ids = {line.text: line.id for line in one.store.lines.all()}
    gaps = {3, 4, 9, 15, 16, 17, 22}
    for ago in (n for n in range(60) if n not in gaps):
        noticed = [ids["Not answering messages"]] if ago in (1, 6, 7, 12, 13, 20) else []
        noticed += [ids["Up past two"]] if ago in (6, 13) else []
        noticed += [ids["A letter in a brown envelope"]] if ago == 12 else []
        one.put(
            CheckIn(
                day=before(ago),
                answers={
                    "mood": (7, 6, 6, 7, 5)[ago % 5] if ago < 13 else (5, 4, 5, 6, 4)[ago % 5],
                    "worry": (3, 4, 3, 5, 4)[ago % 5],
                    **({"sleep": (6, 7, 5)[ago % 3]} if ago % 2 else {}),
                },
                ticked=(ids["Took my tablets"],) if ago % 3 else (),
                noticed=tuple(noticed),
                note="Walked to the sea wall with Ash, ate properly." if ago == 2 else "",
                created_at=NOW - timedelta(days=ago),
                changed_at=NOW - timedelta(days=ago),
            )
        )
    one.moment(9, note="Choir was good", word="good", at=time(20, 39), mood=8)


def _safety(one: Someone) -> None:
    for step, text in (
        (SafetyStep.SIGNS, "I stop answering the door"),
        (SafetyStep.ALONE, "Cold water on my face, then the blue blanket"),
        (SafetyStep.DISTRACTION, "The library, upstairs by the window"),
        (SafetyStep.SAFER, "Dee keeps my spare tablets"),
        (SafetyStep.MATTERS, "Ash learning to swim"),
    ):
        one.safety.add_line(step, text, new_id=one.new_id(), now=NOW)
    one.safety.add_contact(
        name="Dee", who="sister", number="07700 900381", hours="any time", new_id=one.new_id(), now=NOW
    )
    one.safety.add_contact(
        step=SafetyStep.SERVICES,
        name="Shore House",
        who="my team",
        number="01632 960555",
        hours="Monday to Friday, 9 to 5",
        new_id=one.new_id(),
        now=NOW,
    )
