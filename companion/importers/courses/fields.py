"""What can be said at the top of an exercise and in each of its steps: two tables of fields."""

import re

from companion.domain.denial import LIKE
from companion.importers.courses.reading import Field, Fields
from companion.importers.courses.values import answer_of, source_of, target_of, yes_or_no
from companion.importers.courses.vocabulary import (
    ANSWER,
    CHOICES,
    EXAMPLE,
    FROM,
    GOES_TO,
    HIGH,
    KIND,
    LOW,
    MINUTES,
    NOT,
    PART,
    REVERSED,
    SCORE,
    SKIP,
    TITLE,
    WHY,
)

_GOES_TO = Field(name=GOES_TO, ways=("goes", "go to", "goesto", "goes into"), means=target_of)
_CHOICES = Field(name=CHOICES, ways=("choice", "options"), may_be_empty=True)

HEAD = Fields(
    Field(name=TITLE, like="Title: Sleep well", is_required=True, wants_value=True),
    Field(
        name=MINUTES, ways=("minute", "mins", "min", "time", "takes", "how long", "duration"),
        like="Minutes: 10", called="line with the minutes", is_required=True, wants_value=True,
    ),
    Field(name=WHY, ways=("why this", "why do this"), goes_on=True),
    _GOES_TO,
    Field(name=KIND, ways=("type",)),
    Field(name=SCORE, ways=("scoring",), like="Score: sum", wants_value=True),
    _CHOICES,
    Field(name=SKIP, ways=("may skip", "can skip")),
    Field(
        name=NOT, ways=("score is not", "a score isn't", "the score is not", "what a score is not"),
        like=f"{NOT}: {LIKE}", wants_value=True, goes_on=True,
    ),
    where=" at the top",
    joined=re.compile(r"\s(Title|Minutes|Why|Goes to|Kind|Score|Choices|Skip|A score is not)\s?[:=]"),
)  # fmt: skip

STEP = Fields(
    Field(name=ANSWER, ways=("answers", "answer type"), wants_value=True, means=answer_of),
    Field(name=WHY, goes_on=True),
    Field(name=EXAMPLE, ways=("examples",), goes_on=True),
    _GOES_TO,
    Field(name=FROM, ways=("pick from",), wants_value=True, means=source_of),
    Field(name=LOW, ways=("from zero", "from nought", "from0"), goes_on=True),
    Field(name=HIGH, ways=("to ten", "to10"), goes_on=True),
    _CHOICES,
    Field(name=PART, ways=("subscale",)),
    Field(
        name=REVERSED,
        ways=(
            "reverse",
            "inverted",
            "invert",
            "inverse",
            "flipped",
            "flip",
            "backwards",
            "the other way round",
            "other way round",
            "counts the other way round",
            "negatively scored",
            "negatively worded",
            "negatively keyed",
            "negative item",
            "scored in reverse",
            "scored backwards",
            *(
                f"{how} {what}"
                for how in ("reverse", "reversed", "inverse", "inverted")
                for what in (
                    "scored",
                    "score",
                    "scoring",
                    "coded",
                    "code",
                    "coding",
                    "keyed",
                    "key",
                    "item",
                    "question",
                )
            ),
        ),
        like="Reversed: yes",
        wants_value=True,
        means=yes_or_no,
    ),
    joined=re.compile(r"(?:^|\W)(Answer|From 0|To 10|From|Goes to|Example|Reversed)\s?[:=]"),
)

COUNTED = (PART, REVERSED)
"""Fields of a step that mean something in a questionnaire alone."""

IN_STEPS_ALONE = frozenset(STEP.ways.values()) - frozenset(HEAD.ways.values())
