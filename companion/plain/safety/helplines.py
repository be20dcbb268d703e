"""The national lines: in full by nation, before and after the vault is open, and changed by the person."""

from functools import partial

from companion.domain.helpline import Helpline, Nation
from companion.plain.console import wording
from companion.plain.console.context import Act, Context
from companion.plain.console.prompter import Menu, MenuItem, Prompter
from companion.plain.console.record_list import put_away
from companion.plain.console.text_prompts import ask_words
from companion.services.safety.helplines import NATION_NAMES, national_lines

ALL = "All four nations."


def short_lines(nation: Nation | None) -> tuple[str, ...]:
    """Return the lines that answer in `nation`, short; those of everywhere when it is not known."""
    lines = national_lines(nation)
    kept = lines if nation else [line for line in lines if len(line.nations) == len(Nation)]
    return tuple(map(wording.helpline_short, kept))


def read_national(prompter: Prompter, nation: Nation | None) -> None:
    """Read the shipped lines in full, nation by nation where the nation is not known. Needs no vault."""
    prompter.say("", "Safety. Lines that answer, and need no passphrase.")
    _by_nation(prompter, national_lines(nation), nation)
    prompter.say("Your own plan needs the passphrase.")


def choose_nation(prompter: Prompter, now: Nation | None) -> Nation | None:
    """Ask where the person lives; None when they skip."""
    head = (
        "Where do you live? It decides which helplines you see.",
        f"Now: {NATION_NAMES[now] if now else 'not said, so all four nations'}.",
    )
    choices = tuple(MenuItem(label=f"{name}.", value=nation) for nation, name in NATION_NAMES.items())
    return prompter.choose(Menu(head=head, choices=choices, question="A number, or Enter to skip:"))


def helplines_page(context: Context) -> None:
    """Read the lines of a nation, or change one."""
    here = context.backend.config.nation

    def build() -> Menu[Act]:
        choices: list[MenuItem[Act]] = [
            MenuItem(label=f"{name}.", value=partial(_read, context, nation))
            for nation, name in NATION_NAMES.items()
        ]
        choices += [
            MenuItem(label=ALL, value=lambda: _read(context, None)),
            MenuItem(key="e", label="Change one of the lines.", value=lambda: _choose_line(context, here)),
            MenuItem(key="r", label="Bring all lines back as they came.", value=lambda: _reset(context)),
        ]
        mine = f"You live in {NATION_NAMES[here]}." if here else "Where you live is not said yet."
        return Menu(head=("", f"Helplines. {mine} Which lines?"), choices=tuple(choices))

    context.page(build)


def _read(context: Context, nation: Nation | None) -> None:
    _by_nation(context.prompter, context.services.safety.helplines(nation), nation)


def _by_nation(prompter: Prompter, lines: tuple[Helpline, ...], nation: Nation | None) -> None:
    if nation is not None:
        prompter.say(*map(wording.helpline_words, lines))
        return
    everywhere = [line for line in lines if len(line.nations) == len(Nation)]
    prompter.say("In all four nations.", *map(wording.helpline_words, everywhere))
    for one, name in NATION_NAMES.items():
        own = [line for line in lines if one in line.nations and line not in everywhere]
        if own:
            prompter.say(f"In {name}.", *map(wording.helpline_words, own))


def _choose_line(context: Context, nation: Nation | None) -> None:
    def build() -> Menu[Act]:
        choices = tuple(
            MenuItem(label=wording.helpline_short(line), value=partial(_line_page, context, line.id))
            for line in context.services.safety.helplines(nation)
        )
        return Menu(head=("Which line?",), choices=choices)

    context.page(build)


def _line_page(context: Context, id: str) -> None:
    def build() -> Menu[Act]:
        line = context.services.safety.helpline(id)
        source = wording.stop(f"From: {wording.own(line.source)}") if line.source else ""
        choices = (
            MenuItem(label="Change the name.", value=lambda: _change(context, id, "name")),
            MenuItem(label="Change the number.", value=lambda: _change(context, id, "number")),
            MenuItem(label="Change what to do besides ringing.", value=lambda: _change(context, id, "how")),
            MenuItem(label="Change the hours.", value=lambda: _change(context, id, "hours")),
            MenuItem(key="d", label="Take it out of my list.", value=lambda: _hide(context, id)),
        )
        return Menu(head=(wording.helpline_words(line), *([source] if source else [])), choices=choices)

    context.page(build)


def _change(context: Context, id: str, field: str) -> None:
    def store(text: str) -> None:
        context.services.safety.edit_helpline(id, today=context.today(), **{field: text})

    clear = field in ("how", "hours")
    prompt = (
        "The new words. Enter keeps the old ones, blank empties them:"
        if clear
        else "The new words. Enter keeps the old ones:"
    )
    now = getattr(context.services.safety.helpline(id), field)
    if ask_words(context, f"helpline/{id}/{field}", (), prompt, store, clear=clear, now=now):
        context.prompter.say(wording.SAVED)


def _hide(context: Context, id: str) -> None:
    put_away(context, lambda: context.services.safety.hide_helpline(id, now=context.now()))


def _reset(context: Context) -> None:
    context.services.safety.reset_helplines()
    context.prompter.say("All lines are as they came.")
