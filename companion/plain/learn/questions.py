"""Each kind of answer an exercise can want, asked line by line. A blank is an answer."""

from contextlib import suppress
from dataclasses import dataclass, field

from companion.domain.exercise import SOURCES, ExerciseStep, Wanted
from companion.domain.plan import Visibility
from companion.domain.sheet import Answer
from companion.errors import NotSaved
from companion.plain.console import wording
from companion.plain.console.context import Context
from companion.plain.console.flow import Turn
from companion.plain.console.prompter import BLANK, Menu, MenuItem
from companion.plain.console.text_prompts import ask_note, ask_words
from companion.plain.learn.wording import ONLY_ME, day_of, is_only_me, said_before
from companion.services.learn.answers import read_back, ticked_in
from companion.services.learn.picking import PickOption
from companion.services.learn.sheets import draft_id

HELP = (
    "example reads what someone else might write. only me marks an answer, and it is left out when you sit "
    "with someone. stop ends for now, and you come back to the same place."
)
WORDS_HELP = f"{wording.TEXT_HELP} {HELP}"
NO_WORDS = "There is nothing to write here."
EMPTY_NOW = "Empty now."


@dataclass(slots=True, kw_only=True)
class Question:
    """One question being asked. `which` says its place, as ``Question 3 of 7``."""

    context: Context
    sheet_id: str
    step: ExerciseStep
    which: str
    together: bool
    wants_mine: bool = field(default=False, init=False)
    """True when the answer to come is to be marked only me."""

    @property
    def now(self) -> Answer | None:
        """The answer there is; None for one that is blank."""
        sheets = self.context.services.sheets
        found = sheets.current(sheets.sheet(self.sheet_id), self.step.key)
        return None if found is None or found.is_blank else found

    @property
    def is_mine(self) -> bool:
        """True when the answer there is is marked only me."""
        return self.now is not None and is_only_me(self.now)

    @property
    def place(self) -> str:
        """The draft of the words being typed."""
        return draft_id(self.sheet_id, self.step.key)

    @property
    def is_begun(self) -> bool:
        """True when words were typed here that are no answer yet."""
        return self.context.services.drafts.of(self.place) is not None

    @property
    def title(self) -> str:
        """Its place and its heading."""
        return wording.sentences(self.which, wording.own(self.step.heading))

    def head(self) -> list[str]:
        """Return the question as it is read out: heading, text, why, and what was answered last time."""
        step, sheets = self.step, self.context.services.sheets
        head = ["", self.title, *wording.whole(step.text)]
        if step.why.strip():
            head.append(f"Why: {' '.join(wording.whole(step.why))}")
        before = sheets.earlier(sheets.sheet(self.sheet_id), step.key, together=self.together)
        if before is not None:
            head += said_before(f"Last time, {day_of(self.context, before.done_at)}", before.answer)
        return head

    def head_with_answer(self) -> list[str]:
        """Return the question, and the answer there is."""
        return [*self.head(), *(said_before("Your answer", self.now) if self.now else ())]

    def wait(self, head: list[str]) -> None:
        """Read `head` and wait for Enter."""
        while self.context.prompter.ask(head, "Enter to go on:", more=HELP, repeat=head).strip():
            self.context.prompter.say(NO_WORDS)
            head = []

    def store(
        self,
        text: str = "",
        *,
        number: int | None = None,
        choice: int | None = None,
        picked: tuple[str, ...] = (),
        ticked: tuple[int, ...] = (),
    ) -> None:
        """Store an answer; nothing given takes it away. Raises NotSaved."""
        self.context.services.sheets.answer(
            self.sheet_id,
            self.step.key,
            text=text,
            number=number,
            choice=choice,
            picked=picked,
            ticked=ticked,
            together=self.together,
            now=self.context.now(),
        )

    def turn_mine(self) -> None:
        """Mark the answer only me, or take the mark away; without an answer yet, mark the one to come."""
        say = self.context.prompter.say
        if self.now is not None:
            self._mark(Visibility.ASK if self.is_mine else Visibility.ME)
            say("Marked only me." if self.is_mine else "Not only me any more.")
            return
        self.wants_mine = not self.wants_mine
        say(
            "What you answer here will be marked only me. To answer with those two words, type =only me."
            if self.wants_mine
            else "What you answer here will not be marked."
        )

    def mark_wanted(self) -> None:
        """Mark the answer that has come, if that was asked for."""
        if self.wants_mine and self.now is not None and not self.is_mine:
            self._mark(Visibility.ME)

    def mark_half_written(self) -> None:
        """Make marked words an answer when the person leaves before their end: a draft bears no mark."""
        if not self.wants_mine or self.context.session is None:
            return
        draft = self.context.services.drafts.of(self.place)
        if draft is not None:
            with suppress(NotSaved):  # it stays a draft
                self.store(draft.text)
                self.mark_wanted()

    def read_example(self) -> None:
        """Read what a made-up person answered."""
        lines = wording.whole(self.step.example)
        if len(lines) == 1:
            self.context.prompter.say(f"An example: {lines[0]}")
        else:
            self.context.prompter.say(
                *(("An example:", *lines) if lines else ("There is no example for this one.",))
            )

    def _mark(self, audience: Visibility) -> None:
        self.context.keep(
            lambda: self.context.services.sheets.mark(
                self.sheet_id, self.step.key, audience, now=self.context.now()
            )
        )


LOWEST, HIGHEST = 0, 10
_WORDS = {
    Wanted.DATE: "A day, like 3 May or last Tuesday",
    Wanted.NUMBER: "A number, like 3 or 7.5",
}
_LEFT_OUT = "What you answered here is marked only me, so it is left out."
_KEEP, _ADD, _ANEW, _EMPTY = "keep", "add", "anew", "empty"


def ask_question(asking: Question) -> None:
    """Ask one question and store what is answered. Raises Back, and what else leads away from a question."""
    kinds = {
        Wanted.LINE: _ask_line,
        Wanted.LINES: _ask_lines,
        Wanted.PICK: _ask_pick,
        Wanted.SCALE: _ask_scale,
        Wanted.CHOICE: _ask_choice,
        Wanted.TICKS: _ask_ticks,
        Wanted.DATE: _ask_line,
        Wanted.NUMBER: _ask_line,
        Wanted.NONE: _read,
    }
    if asking.together and asking.is_mine:
        asking.wait(["", asking.title, _LEFT_OUT])
        return
    if asking.together and asking.is_begun and not _may_read_draft(asking):
        return
    try:
        kinds[asking.step.wants](asking)
    except Turn:
        asking.mark_half_written()
        raise
    asking.mark_wanted()


def _may_read_draft(asking: Question) -> bool:
    """Ask before words that were begun are read out: they may have been begun alone."""
    head = ("", asking.title, "You began to write here. It is not read out unless you choose so.")
    choices = (
        MenuItem(label="Go on, and leave it.", value=False),
        MenuItem(label="Read it out.", value=True),
    )
    return bool(
        asking.context.prompter.choose(
            Menu(head=head, choices=choices, question=wording.PICK_SAFE, more=HELP),
        )
    )


def _read(asking: Question) -> None:
    asking.wait(asking.head())


def _ask_line(asking: Question) -> None:
    have = asking.now is not None
    what = _WORDS.get(asking.step.wants, "New words" if have else "Your words")
    prompt = f"{what}. Enter keeps yours, blank empties it:" if have else f"{what}. Enter to skip:"
    head, now = _before_draft(asking, asking.head()), asking.now.text if asking.now else ""
    stored = ask_words(
        asking.context, asking.place, head, prompt, asking.store, clear=have, more=WORDS_HELP, now=now
    )
    if stored:
        answer, today = asking.now, asking.context.today()
        back = read_back(asking.step, answer.text, today) if answer else ""
        asking.context.prompter.say(*([wording.own(back)] if back else []), wording.SAVED)


def _ask_lines(asking: Question) -> None:
    now, start = asking.now, ""
    head = asking.head()
    if now is not None and not asking.is_begun:
        picked = _what_now(asking)
        if picked == _KEEP:
            return
        if picked == _EMPTY:
            asking.context.keep(asking.store)
            asking.context.prompter.say(EMPTY_NOW)
            return
        head, start = [], now.text if picked == _ADD else ""
    head = _before_draft(asking, head)
    if ask_note(asking.context, asking.place, head, asking.store, start=start, more=WORDS_HELP):
        asking.context.prompter.say(wording.SAVED)


def _what_now(asking: Question) -> str:
    choices = (
        MenuItem(label="Keep it as it is.", value=_KEEP),
        MenuItem(label="Add to it.", value=_ADD),
        MenuItem(label="Write it anew.", value=_ANEW),
        MenuItem(label="Empty it.", value=_EMPTY),
    )
    head = tuple(asking.head_with_answer())
    return (
        asking.context.prompter.choose(
            Menu(head=head, choices=choices, question=wording.PICK_SAFE, more=HELP)
        )
        or _KEEP
    )


def _before_draft(asking: Question, head: list[str]) -> list[str]:
    """Read the question out before words of it that are still there; else leave it to the asking."""
    if not asking.is_begun:
        return head
    asking.context.prompter.say(*head)
    return [asking.title]


def _ask_pick(asking: Question) -> None:
    sheets, talk = asking.context.services.sheets, asking.context.prompter
    options = sheets.options(sheets.sheet(asking.sheet_id), asking.step.key, together=asking.together)
    if not options:
        _without_options(asking)
        return
    before = asking.now.picked if asking.now else ()
    items = [_option_words(n, option, option.id in before) for n, option in enumerate(options, 1)]
    rest = "Enter leaves it so:" if before else "Enter to skip:"
    numbers = talk.numbers(
        [*asking.head(), *items],
        f"Numbers, for example 1 3. {rest}",
        len(items),
        more=f"A number picks; one that is picked already is let go. {HELP}",
    )
    if not numbers:
        return
    turned = {options[n - 1].id for n in numbers}
    chosen = [option for option in options if (option.id in before) != (option.id in turned)]
    asking.context.keep(lambda: asking.store(picked=tuple(option.id for option in chosen)))
    words = "; ".join(wording.own(option.text) for option in chosen)
    talk.say(wording.stop(f"Picked: {words}") if words else "Nothing is picked.")


def _without_options(asking: Question) -> None:
    """Say where such lines are written."""
    asking.wait([*asking.head(), wording.sentences("There is nothing to pick from yet", _where(asking))])


def _option_words(number: int, option: PickOption, is_picked: bool) -> str:
    picked = "Picked" if is_picked else ""
    gone = "Not there any more, or worded anew" if option.is_gone else ""
    mine = ONLY_ME if option.is_only_mine else ""
    return f"{number} {wording.sentences(wording.own(option.text), picked, gone, mine)}"


def _where(asking: Question) -> str:
    """Return a sentence on where such lines are written."""
    source = next((s for s in SOURCES if s.id == asking.step.pick_from), None)
    if source is None:
        return ""
    match source.id:
        case "here":
            return "What you write at the other questions can be picked here"
        case "safety":
            return "They are written in your safety plan"
        case "say" | "ask":
            return f"They are written in Next talk, {source.words[0]}"
        case section:
            name = asking.context.services.plan.section(section).name
            return f"They are written in Plan, {wording.own(name)}"


def _ask_scale(asking: Question) -> None:
    step, now = asking.step, asking.now
    ends = ((LOWEST, step.low), (HIGHEST, step.high))
    words = ", ".join(f"{n} {wording.own(said)}" for n, said in ends if said.strip())
    rest = f"Now {now.number}. Enter keeps it, blank empties it:" if now else "Enter to skip:"
    said = asking.context.prompter.number(
        asking.head(),
        f"{wording.stop(words or '0 to 10')} {rest}",
        LOWEST,
        HIGHEST,
        clear=now is not None,
        more=HELP,
    )
    if said is None:
        return
    number = said if isinstance(said, int) else None
    asking.context.keep(lambda: asking.store(number=number))
    asking.context.prompter.say(EMPTY_NOW if number is None else f"{number}.")


def _ask_choice(asking: Question) -> None:
    labels = [(number, wording.own(words)) for number, words in asking.step.numbered]
    choices = [
        MenuItem(key=number, label=wording.stop(words) if words else "", value=n)
        for n, (number, words) in enumerate(labels)
    ]
    question = "A number. Enter to skip:"
    if asking.now is not None:
        choices.append(MenuItem(key=BLANK, label="", value=-1, hidden=True))
        question = "A number. Enter keeps yours, blank empties it:"
    head = tuple(asking.head_with_answer())
    at = asking.context.prompter.choose(Menu(head=head, choices=tuple(choices), question=question, more=HELP))
    if at is None:
        return
    asking.context.keep(lambda: asking.store(choice=None if at < 0 else at))
    asking.context.prompter.say(EMPTY_NOW if at < 0 else wording.stop(" ".join(labels[at]).strip()))


def _ask_ticks(asking: Question) -> None:
    """Ask for any number of choices; a number ticks, and takes a tick away."""
    talk, step = asking.context.prompter, asking.step
    before = ticked_in(asking.now, step)
    labels = [wording.own(f"{number} {words}".strip()) for number, words in step.numbered]
    items = [wording.sentences(words, "Ticked" if n in before else "") for n, words in enumerate(labels)]
    rest = "Enter leaves it so:" if before else "Enter to skip:"
    numbers = talk.numbers(
        [*asking.head(), *items],
        f"Numbers, for example 1 3. {rest}",
        len(items),
        more=f"Tick as many as you like. A number that is ticked already is let go. {HELP}",
    )
    if not numbers:
        return
    turned = {number - 1 for number in numbers}
    ticked = tuple(n for n in range(len(items)) if (n in before) != (n in turned))
    asking.context.keep(lambda: asking.store(ticked=ticked))
    words = "; ".join(labels[n] for n in ticked)
    talk.say(wording.stop(f"Ticked: {words}") if words else "Nothing is ticked.")
