"""The national lines: in full by nation, before and after the vault is open, and changed by the person."""

from functools import partial

from companion.domain.helpline import Helpline, Nation
from companion.plain.console import wording
from companion.plain.console.context import Act, Visit
from companion.plain.console.prompter import Choice, Menu, Talker
from companion.plain.console.record_list import put_away
from companion.plain.console.text_prompts import ask_words
from companion.services.safety.helplines import national_lines

ALL = "All four nations."


def short_lines(nation: Nation | None) -> tuple[str, ...]:
    """Return the lines that answer in `nation`, short; those of everywhere when it is not known."""
    lines = national_lines(nation)
    kept = lines if nation else [line for line in lines if len(line.nations) == len(Nation)]
    return tuple(map(wording.helpline_short, kept))


def read_national(talk: Talker, nation: Nation | None) -> None:
    """Read the shipped lines in full, nation by nation where the nation is not known. Needs no vault."""
    talk.say("", "Safety. Lines that answer, and need no passphrase.")
    _by_nation(talk, national_lines(nation), nation)
    talk.say("Your own plan needs the passphrase.")


def choose_nation(talk: Talker, now: Nation | None) -> Nation | None:
    """Ask where the person lives; None when they skip."""
    head = (
        "Where do you live? It decides which helplines you see.",
        f"Now: {wording.NATIONS[now] if now else 'not said, so all four nations'}.",
    )
    choices = tuple(Choice(label=f"{name}.", value=nation) for nation, name in wording.NATIONS.items())
    return talk.choose(Menu(head=head, choices=choices, question="A number, or Enter to skip:"))


def helplines_page(visit: Visit) -> None:
    """Read the lines of a nation, or change one."""
    here = visit.door.config.nation

    def build() -> Menu[Act]:
        choices: list[Choice[Act]] = [
            Choice(label=f"{name}.", value=partial(_read, visit, nation))
            for nation, name in wording.NATIONS.items()
        ]
        choices += [
            Choice(label=ALL, value=lambda: _read(visit, None)),
            Choice(key="e", label="Change one of the lines.", value=lambda: _choose_line(visit, here)),
            Choice(key="r", label="Bring all lines back as they came.", value=lambda: _reset(visit)),
        ]
        mine = f"You live in {wording.NATIONS[here]}." if here else "Where you live is not said yet."
        return Menu(head=("", f"Helplines. {mine} Which lines?"), choices=tuple(choices))

    visit.page(build)


def _read(visit: Visit, nation: Nation | None) -> None:
    _by_nation(visit.talk, visit.services.safety.helplines(nation), nation)


def _by_nation(talk: Talker, lines: tuple[Helpline, ...], nation: Nation | None) -> None:
    if nation is not None:
        talk.say(*map(wording.helpline_words, lines))
        return
    everywhere = [line for line in lines if len(line.nations) == len(Nation)]
    talk.say("In all four nations.", *map(wording.helpline_words, everywhere))
    for one, name in wording.NATIONS.items():
        own = [line for line in lines if one in line.nations and line not in everywhere]
        if own:
            talk.say(f"In {name}.", *map(wording.helpline_words, own))


def _choose_line(visit: Visit, nation: Nation | None) -> None:
    def build() -> Menu[Act]:
        choices = tuple(
            Choice(label=wording.helpline_short(line), value=partial(_line_page, visit, line.id))
            for line in visit.services.safety.helplines(nation)
        )
        return Menu(head=("Which line?",), choices=choices)

    visit.page(build)


def _line_page(visit: Visit, id: str) -> None:
    def build() -> Menu[Act]:
        line = visit.services.safety.helpline(id)
        source = wording.stop(f"From: {wording.own(line.source)}") if line.source else ""
        choices = (
            Choice(label="Change the name.", value=lambda: _change(visit, id, "name")),
            Choice(label="Change the number.", value=lambda: _change(visit, id, "number")),
            Choice(label="Change what to do besides ringing.", value=lambda: _change(visit, id, "how")),
            Choice(label="Change the hours.", value=lambda: _change(visit, id, "hours")),
            Choice(key="d", label="Take it out of my list.", value=lambda: _hide(visit, id)),
        )
        return Menu(head=(wording.helpline_words(line), *([source] if source else [])), choices=choices)

    visit.page(build)


def _change(visit: Visit, id: str, field: str) -> None:
    def store(text: str) -> None:
        given: dict[str, str] = {field: text}
        visit.services.safety.edit_helpline(
            id,
            today=visit.today(),
            name=given.get("name"),
            number=given.get("number"),
            how=given.get("how"),
            hours=given.get("hours"),
        )

    clear = field in ("how", "hours")
    prompt = (
        "The new words. Enter keeps the old ones, blank empties them:"
        if clear
        else "The new words. Enter keeps the old ones:"
    )
    if ask_words(visit, f"helpline/{id}/{field}", (), prompt, store, clear=clear):
        visit.talk.say(wording.SAVED)


def _hide(visit: Visit, id: str) -> None:
    put_away(visit, lambda: visit.services.safety.hide_helpline(id, now=visit.now()))


def _reset(visit: Visit) -> None:
    visit.services.safety.reset_helplines()
    visit.talk.say("All lines are as they came.")
