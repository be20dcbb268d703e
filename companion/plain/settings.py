"""Settings: what the person says about themselves, this computer's preferences, the file, and erasing it."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from companion.config import IDLE_MINUTES
from companion.domain.settings import Settings
from companion.domain.text import clean_line, folded
from companion.errors import CompanionError
from companion.plain.access.keys import keys_page
from companion.plain.access.protects import read_protects
from companion.plain.access.setup import ask_nation, ask_plain, ask_theme
from companion.plain.backup.copies import copies_page
from companion.plain.console import wording
from companion.plain.console.context import Act, Context
from companion.plain.console.flow import Leave
from companion.plain.console.prompter import Menu, MenuItem
from companion.plain.console.text_prompts import ask_words
from companion.plain.safety.helplines import helplines_page
from companion.plain.safety.lock_card import card_page
from companion.services.backup.erasing import ALSO, WHAT, WORD, pages_words
from companion.services.core.forms import Field
from companion.services.core.settings import ABOUT_ME_FORM
from companion.services.safety.helplines import NATION_NAMES
from companion.services.wording import THEME_LABELS
from companion.words import say_count, say_weekday


def settings_page(context: Context) -> None:
    """Show every setting with what it is now."""

    def build() -> Menu[Act]:
        settings, config = context.services.settings.get(), context.backend.config
        choices: list[MenuItem[Act]] = [
            MenuItem(label=_own_label(settings, field), value=partial(_change_own, context, field))
            for field in ABOUT_ME_FORM.fields
        ]
        nation = NATION_NAMES[config.nation] if config.nation else "not said"
        start = "line by line" if config.plain_at_start else "full-screen"
        choices += [
            MenuItem(label=f"Where I live: {nation}.", value=lambda: ask_nation(context)),
            MenuItem(label="Helplines.", value=lambda: helplines_page(context)),
            MenuItem(label=f"Colours: {THEME_LABELS[config.theme]}.", value=lambda: ask_theme(context)),
            MenuItem(
                label=f"Lock after {say_count(config.idle_minutes, 'minute')} without an answer.",
                value=lambda: _ask_idle(context),
            ),
            MenuItem(label=f"At start: {start}.", value=lambda: ask_plain(context)),
            MenuItem(label="Where the file is.", value=lambda: _where(context)),
        ]
        if not context.is_demo:
            choices.append(MenuItem(label="Erase everything.", value=lambda: _erase(context)))
        choices.append(
            MenuItem(
                label="What this can and cannot protect.",
                value=lambda: read_protects(context.prompter),
                also="w",
            )
        )
        if not context.is_demo:
            label = f"My card, read without the passphrase: {context.services.card.state_words()}."
            choices.append(MenuItem(label=label, value=lambda: card_page(context)))
        if not context.is_demo:
            choices += [
                MenuItem(label="Copies of my vault.", value=lambda: copies_page(context)),
                MenuItem(label="Passphrase and recovery code.", value=lambda: keys_page(context)),
            ]
        return Menu(head=("", "Settings."), choices=tuple(choices))

    context.page(build)


def _own_label(settings: Settings, field: Field) -> str:
    value = wording.own(getattr(settings, field.key))
    return wording.stop(f"{field.change}: {value or 'not said'}")


def _change_own(context: Context, field: Field) -> None:
    now = getattr(context.services.settings.get(), field.key)

    def store(text: str) -> None:
        context.services.settings.change(now=context.now(), **{field.key: text})

    prompt = field.again if now else "Your words. Enter to skip:"
    if ask_words(context, f"settings/{field.key}", (field.ask,), prompt, store, clear=bool(now), now=now):
        context.prompter.say(wording.SAVED)


def _ask_idle(context: Context) -> None:
    low, high = IDLE_MINUTES
    head = (
        "After how many minutes without an answer is the passphrase asked first?",
        "While it waits for your answer it cannot warn you. What you wrote is kept.",
    )
    minutes = context.prompter.number(head, f"Minutes, {low} to {high}. Enter keeps it:", low, high)
    if isinstance(minutes, int):
        context.set_config(idle_minutes=minutes)
        context.prompter.say(f"{say_count(minutes, 'minute')}.")


def _where(context: Context) -> None:
    facts = context.session.facts() if context.session is not None else None
    if facts is None:
        context.prompter.say("The made-up person has no file.")
        return
    context.prompter.say("Your vault is this file:")
    context.prompter.path(facts.path)
    saved = facts.saved_at
    last = f" Last saved {say_weekday(saved.date())} at {wording.clock(saved)}." if saved else ""
    size = say_count(max(1, facts.size // 1024), "kilobyte")
    context.prompter.say(
        f"It is locked, and {size} large. {say_count(facts.backups, 'copy', 'copies')} beside it.{last}"
    )
    context.prompter.say("To take it to another computer, copy that file. Pages are offered in this folder:")
    context.prompter.path(context.backend.documents)


def _also(context: Context, files: Sequence[Path]) -> tuple[Path, ...]:
    """Ask which other files that open with the same words are to go too."""
    if not files:
        return ()
    rows = [f"{number}. {clean_line(str(path))}" for number, path in enumerate(files, 1)]
    said = context.prompter.numbers(
        (ALSO, *rows), "Numbers of those to erase too. Enter keeps them all:", len(files)
    )
    return tuple(files[number - 1] for number in said)


def _erase(context: Context) -> None:
    """Delete everything, after the word was typed. Raises Leave."""
    session = context.session
    if session is None:
        return
    left = session.leftovers()
    context.prompter.say(WHAT, *filter(None, (pages_words(left.pages),)))
    also = _also(context, left.also)
    typed = context.prompter.ask((), f"Type {WORD} to erase everything. Enter keeps it:")
    if folded(typed) != WORD:
        context.prompter.say("Nothing was erased.")
        return
    try:
        gone = context.session.erase(also) if context.session else ()
    except CompanionError as error:
        context.exit_code = error.exit_code
        context.prompter.say(str(error))
        raise Leave from error
    context.close()
    context.is_erased = True
    context.prompter.say("Erased:")
    for path in gone:
        context.prompter.path(path)
    raise Leave
