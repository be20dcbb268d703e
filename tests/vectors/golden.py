"""One record or more of every table, as schema 1 writes them: whatever comes later must still read these."""

from typing import Any

W = "5eed000000000001"
"""Who wrote most of the vectors."""
CREATED = "2026-11-20T08:15:00Z"
CHANGED = "2026-11-23T09:30:00Z"
TIMES: dict[str, Any] = {"created_at": CREATED, "changed_at": CHANGED, "archived_at": None}


def _id(number: int) -> str:
    return f"{number:032x}"


def _record(id: str, seq: int = 3, **fields: Any) -> dict[str, Any]:
    return {id: {"id": id, **fields, "dot": [W, seq]}}


TABLES: dict[str, dict[str, Any]] = {
    "settings": _record(
        "settings",
        name="Sam",
        reach_me="Text first, please",
        involved="My sister Nia",
        identifier="",
        setup_step=6,
        recovery_code="",
        created_at=CREATED,
        changed_at=CHANGED,
    ),
    "sections": _record("early", kind="early", name="Early signs", position=5, in_check_in=True, **TIMES)
    | _record(_id(1), kind="own", name="Music", position=12, in_check_in=False, **TIMES),
    "lines": _record(
        _id(2),
        section_id="early",
        text="I stop answering messages\nand sleep in the day",
        what_helps="Nia rings me – once a day",
        audience="team",
        position=1,
        **TIMES,
        source_key="",
    )
    | _record(
        _id(3),
        section_id=_id(1),
        text="Dŵr 🌊, the quiet record",
        what_helps="",
        audience="me",
        position=2,
        created_at=CREATED,
        changed_at=CHANGED,
        archived_at="2026-11-22T20:00:00+01:00",
        source_key="starter/own/1",
    ),
    "scales": _record(
        "mood",
        name="Mood",
        low="as low as it goes",
        high="as good as it goes",
        better="high",
        position=1,
        **TIMES,
    )
    | _record(_id(4), name="Worry", low="none", high="all there is", better="low", position=2, **TIMES),
    "check_ins": {
        "2026-11-22": {
            "day": "2026-11-22",
            "answers": {"mood": 4, _id(4): 10},
            "ticked": [_id(2)],
            "noticed": [_id(2)],
            "note": "Slow day.\nWent out once.",
            "created_at": CREATED,
            "changed_at": CHANGED,
            "dot": [W, 2],
        },
        "2026-11-23": {
            "day": "2026-11-23",
            "answers": {},
            "ticked": [],
            "noticed": [],
            "note": "",
            "created_at": CREATED,
            "changed_at": CHANGED,
            "dot": [W, 3],
        },
    },
    "moments": _record(
        _id(5),
        day="2026-11-22",
        at="21:40:00",
        word="restless",
        answers={"mood": 3},
        ticked=[],
        note="after the phone call",
        source_key="",
        **TIMES,
    ),
    "safety_lines": _record(_id(6), step=2, text="Walk to the river and back", position=1, **TIMES),
    "contacts": _record(
        _id(7),
        step=4,
        name="Nia",
        who="sister",
        number="07700 900123",
        hours="any time",
        position=1,
        checked_on="2026-11-01",
        **TIMES,
    ),
    "helplines": _record(
        "made-up-line",
        nations=["england", "wales"],
        name="A made-up line",
        number="01632 960123",
        how="ring",
        hours="day and night",
        cost="free",
        for_whom="anyone",
        source="",
        checked_on=None,
        position=1,
        archived_at=None,
    ),
    "talks": _record(
        _id(8),
        with_whom="Dr Made-Up",
        role="GP",
        day="2026-12-01",
        at="10:20:00",
        where="Room 4",
        **TIMES,
    ),
    "points": _record(
        _id(9),
        talk_id=_id(8),
        kind="ask",
        text="Can the tablets be at night?",
        position=1,
        said_at=None,
        said_in="",
        **TIMES,
    ),
    "drafts": _record("check-in/2026-11-23/note", text="half a sen", caret=10, changed_at=CHANGED),
    "lock_cards": _record(
        "card",
        ticked=[_id(6), _id(7)],
        seal="5e" * 32,
        earlier="",
        created_at=CREATED,
        changed_at=CHANGED,
    ),
}

_STEP = {
    "key": "what-is-on-your-mind",
    "heading": "What is on your mind?",
    "text": "One thing on each line.",
    "kind": "lines",
    "why": "It is out of your head then.",
    "example": "The bus is late",
    "goes_to": "say",
    "pick_from": "",
    "choices": [{"label": "often", "number": 2}],
    "low": "not at all",
    "high": "very",
    "subscale": "",
    "is_reversed": False,
    "other": {"Colour": "blue"},
}
_EXERCISE = {
    "id": "before-a-talk",
    "title": "Before a talk",
    "minutes": 10,
    "why": "",
    "steps": [_STEP],
    "scoring": None,
    "may_skip": 0,
    "score_is_not": "",
    "other": {},
}
_PACK = {
    "id": "shore",
    "version": "1.2",
    "title": "By the shore",
    "author": "A made-up college",
    "licence": "CC BY 4.0",
    "language": "en-GB",
    "exercises": [_EXERCISE],
    "other": {},
}
_ANSWER = {
    "key": "what-is-on-your-mind",
    "question": "What is on your mind?",
    "asked": "One thing on each line.",
    "kind": "lines",
    "text": "The bus\nThe letter",
    "number": None,
    "ends": "",
    "picks": [{"id": "mind#The bus", "text": "The bus", "key": "mind", "is_only_mine": False}],
    "goes_to": "say",
    "pick_from": "",
    "audience": "ask",
    "kept": [{"table": "points", "id": _id(9), "text": "The bus"}],
}
_SCORE = {"name": "", "value": 7.5, "low": 0.0, "high": 12.0, "answered": 3, "items": 4}

LEARNING: dict[str, dict[str, Any]] = {
    "packs": _record("shore", pack=_PACK, **TIMES),
    "sheets": _record(
        _id(10),
        pack_id="shore",
        pack_version="1.2",
        exercise_id="before-a-talk",
        title="Before a talk",
        at_key="what-is-on-your-mind",
        answers=[_ANSWER],
        scores=[_SCORE],
        score_is_not="It is no grade.",
        done_at=CHANGED,
        **TIMES,
    ),
    "learning_lines": _record(
        _id(11), part="want", text="To finish a course", audience="team", position=0, **TIMES
    ),
    "courses": _record(
        _id(12),
        title="Sleep",
        where="A made-up college",
        day="2026-10-06",
        used="Up at the same time",
        **TIMES,
    ),
}
"""The tables that joined schema 1 with exercises; a program without them keeps them as they are."""
