"""Each kind of answer an exercise can want, asked line by line. A blank is an answer."""

from companion.domain.exercise import SOURCES, AnswerKind
from companion.plain import phrases
from companion.plain.flow import Turn
from companion.plain.learn_asking import EMPTY_NOW, HELP, WORDS_HELP, Asking
from companion.plain.learn_words import ONLY_ME
from companion.plain.talker import BLANK, Choice, Menu
from companion.plain.writing import ask_note, ask_words
from companion.services.learn.picking import Option

LOWEST, HIGHEST = 0, 10
_LEFT_OUT = "What you answered here is marked only me, so it is left out."
_KEEP, _ADD, _ANEW, _EMPTY = "keep", "add", "anew", "empty"


def ask_question(asking: Asking) -> None:
    """Ask one question and store what is answered. Raises Back, and what else leads away from a question."""
    kinds = {
        AnswerKind.LINE: _ask_line,
        AnswerKind.LINES: _ask_lines,
        AnswerKind.PICK: _ask_pick,
        AnswerKind.SCALE: _ask_scale,
        AnswerKind.CHOICE: _ask_choice,
        AnswerKind.NONE: _read,
    }
    if asking.together and asking.is_mine:
        asking.wait(["", asking.title, _LEFT_OUT])
        return
    if asking.together and asking.is_begun and not _may_read_draft(asking):
        return
    try:
        kinds[asking.step.kind](asking)
    except Turn:
        asking.mark_half_written()
        raise
    asking.mark_wanted()


def _may_read_draft(asking: Asking) -> bool:
    """Ask before words that were begun are read out: they may have been begun alone."""
    head = ("", asking.title, "You began to write here. It is not read out unless you choose so.")
    choices = (Choice(label="Go on, and leave it.", value=False), Choice(label="Read it out.", value=True))
    return bool(
        asking.visit.talk.choose(
            Menu(head=head, choices=choices, question=phrases.PICK_SAFE, more=HELP),
        )
    )


def _read(asking: Asking) -> None:
    asking.wait(asking.head())


def _ask_line(asking: Asking) -> None:
    have = asking.now is not None
    prompt = "New words. Enter keeps yours, blank empties it:" if have else "Your words. Enter to skip:"
    head = _before_draft(asking, asking.head_with_answer())
    if ask_words(asking.visit, asking.place, head, prompt, asking.store, clear=have, more=WORDS_HELP):
        asking.visit.talk.say(phrases.SAVED)


def _ask_lines(asking: Asking) -> None:
    now, start = asking.now, ""
    head = asking.head()
    if now is not None and not asking.is_begun:
        picked = _what_now(asking)
        if picked == _KEEP:
            return
        if picked == _EMPTY:
            asking.visit.keep(asking.store)
            asking.visit.talk.say(EMPTY_NOW)
            return
        head, start = [], now.text if picked == _ADD else ""
    head = _before_draft(asking, head)
    if ask_note(asking.visit, asking.place, head, asking.store, start=start, more=WORDS_HELP):
        asking.visit.talk.say(phrases.SAVED)


def _what_now(asking: Asking) -> str:
    choices = (
        Choice(label="Keep it as it is.", value=_KEEP),
        Choice(label="Add to it.", value=_ADD),
        Choice(label="Write it anew.", value=_ANEW),
        Choice(label="Empty it.", value=_EMPTY),
    )
    head = tuple(asking.head_with_answer())
    return (
        asking.visit.talk.choose(Menu(head=head, choices=choices, question=phrases.PICK_SAFE, more=HELP))
        or _KEEP
    )


def _before_draft(asking: Asking, head: list[str]) -> list[str]:
    """Read the question out before words of it that are still there; else leave it to the asking."""
    if not asking.is_begun:
        return head
    asking.visit.talk.say(*head)
    return [asking.title]


def _ask_pick(asking: Asking) -> None:
    sheets, talk = asking.visit.services.sheets, asking.visit.talk
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
    asking.visit.keep(lambda: asking.store(picked=tuple(option.id for option in chosen)))
    words = "; ".join(phrases.own(option.text) for option in chosen)
    talk.say(phrases.stop(f"Picked: {words}") if words else "Nothing is picked.")


def _without_options(asking: Asking) -> None:
    """Say where such lines are written."""
    asking.wait([*asking.head(), phrases.joined("There is nothing to pick from yet", _where(asking))])


def _option_words(number: int, option: Option, is_picked: bool) -> str:
    picked = "Picked" if is_picked else ""
    gone = "Not there any more, or worded anew" if option.is_gone else ""
    mine = ONLY_ME if option.is_only_mine else ""
    return f"{number} {phrases.joined(phrases.own(option.text), picked, gone, mine)}"


def _where(asking: Asking) -> str:
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
            name = asking.visit.services.plan.section(section).name
            return f"They are written in Plan, {phrases.own(name)}"


def _ask_scale(asking: Asking) -> None:
    step, now = asking.step, asking.now
    ends = ((LOWEST, step.low), (HIGHEST, step.high))
    words = ", ".join(f"{n} {phrases.own(said)}" for n, said in ends if said.strip())
    rest = f"Now {now.number}. Enter keeps it, blank empties it:" if now else "Enter to skip:"
    said = asking.visit.talk.number(
        asking.head(),
        f"{phrases.stop(words or '0 to 10')} {rest}",
        LOWEST,
        HIGHEST,
        clear=now is not None,
        more=HELP,
    )
    if said is None:
        return
    number = said if isinstance(said, int) else None
    asking.visit.keep(lambda: asking.store(number=number))
    asking.visit.talk.say(EMPTY_NOW if number is None else f"{number}.")


def _ask_choice(asking: Asking) -> None:
    labels = [phrases.stop(phrases.own(choice.label)) for choice in asking.step.choices]
    choices = [Choice(label=label, value=n) for n, label in enumerate(labels)]
    question = "A number. Enter to skip:"
    if asking.now is not None:
        choices.append(Choice(key=BLANK, label="", value=-1, hidden=True))
        question = "A number. Enter keeps yours, blank empties it:"
    head = tuple(asking.head_with_answer())
    at = asking.visit.talk.choose(Menu(head=head, choices=tuple(choices), question=question, more=HELP))
    if at is None:
        return
    asking.visit.keep(lambda: asking.store(choice=None if at < 0 else at))
    asking.visit.talk.say(EMPTY_NOW if at < 0 else labels[at])
