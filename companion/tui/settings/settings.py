"""Settings: what others may know of the person, how the program looks, where the file is, erasing it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Static

from companion.config import IDLE_MINUTES
from companion.domain.helpline import Nation
from companion.errors import CompanionError
from companion.services.backup.erasing import ALSO, WHAT, WORD, Leftovers, pages_words
from companion.services.core.forms import Field
from companion.services.core.settings import ABOUT_ME_FORM
from companion.services.safety.helplines import NATION_NAMES
from companion.services.wording import THEME_LABELS
from companion.tui.base.dialog import AskNumber, Dialog
from companion.tui.base.file_page import FilePage
from companion.tui.base.form import OneLineForm, ask_form
from companion.tui.base.messages import GoTo
from companion.tui.commands import key
from companion.tui.shell.protects import Protects
from companion.tui.widgets.card import Panel
from companion.tui.widgets.editors import LineEditor
from companion.tui.widgets.pick_list import PickList, PickRow
from companion.tui.widgets.text import say, user_line
from companion.tui.widgets.tick_list import TickItem, TickList


class Erase(Dialog[tuple[Path, ...] | None]):
    """What else is to go, once the word was typed; Esc keeps everything."""

    WRITES: ClassVar[bool] = True
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "close", "Keep it")]

    def __init__(self, left: Leftovers) -> None:
        super().__init__("Erase everything", hint="esc keeps it")
        self._left = left

    def body(self) -> Iterable[Widget]:
        yield Static(WHAT, markup=False)
        if self._left.also:
            yield Static(ALSO, markup=False)
            yield TickList(
                [TickItem(id=str(n), text=user_line(str(path))) for n, path in enumerate(self._left.also)],
                id="also",
            )
        if words := pages_words(self._left.pages):
            yield Static(user_line(words))
        yield Static(say("To do it, type [b]$word[/] and press Enter.", word=WORD))
        yield LineEditor(placeholder="leave it empty and press esc to keep everything")

    def on_mount(self) -> None:
        self.query_one(LineEditor).focus()

    @on(LineEditor.Submitted)
    def _submitted(self, message: LineEditor.Submitted) -> None:
        message.stop()
        if message.text.strip() == WORD:
            ticked = self.query_one(TickList).on_ids if self._left.also else ()
            self.dismiss(tuple(self._left.also[int(id)] for id in ticked))
        else:
            message.control.problem = "That is not the word. Nothing was erased."

    @on(LineEditor.Cancelled)
    def _cancelled(self, message: LineEditor.Cancelled) -> None:
        message.stop()
        self.dismiss(None)


PROTECTS = PickRow(id="protects", main="What this can and cannot protect", note="in plain words")


class SettingsPage(FilePage):
    """Three lists: about me (kept in the vault), this computer (kept beside it), my file. `at` is the id of a row."""

    CSS_PATH = "../styles/settings.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        key("leave"),
    ]

    def __init__(self, at: str = "") -> None:
        super().__init__()
        self._at = at

    def body(self) -> Iterable[Widget]:
        yield Panel(
            "About me",
            PickList(enter="Change it", id="about"),
            keys="each may stay empty",
        )
        yield Panel(
            "This computer",
            PickList(enter="Change it", id="computer"),
            hint="not in the vault",
        )
        yield Panel("My file", PickList(id="file"), hint="encrypted")

    def on_mount(self) -> None:
        super().on_mount()
        self.reload()
        rows = {row.id: rows for rows in self.query(PickList) for row in rows.rows}
        here = rows.get(self._at, self.query_one("#about", PickList))
        here.highlight(self._at)
        here.focus()

    def reload(self) -> None:
        settings, config = self.services.settings.get(), self.backend.config
        self.query_one("#about", PickList).set_rows(
            [
                PickRow(id=f.id, main=f.label, sub=user_line(getattr(settings, f.key)), note=f.hint)
                for f in ABOUT_ME_FORM.fields
            ]
        )
        nation = NATION_NAMES[config.nation] if config.nation else "all four nations"
        plain = "yes" if config.plain_at_start else "no"
        minutes = f"{config.idle_minutes} minute{'' if config.idle_minutes == 1 else 's'}"
        self.query_one("#computer", PickList).set_rows(
            [
                PickRow(id="nation", main="Where I live", note=nation),
                PickRow(id="theme", main="Colours", note=THEME_LABELS[config.theme]),
                PickRow(id="idle", main="Lock after", note=minutes),
                PickRow(id="plain", main="Start line by line", note=plain),
                PickRow(id="columns", main="Cards in one column", note="yes" if config.one_column else "no"),
            ]
        )
        self.query_one("#file", PickList).set_rows(self._file_rows())

    def _file_rows(self) -> list[PickRow]:
        if self.companion.session.is_demo:
            return [PickRow(id="demo", main="A made-up person: there is no file, nothing is kept"), PROTECTS]
        return [
            PickRow(id="where", main="Where it is", sub=user_line(str(self.backend.vault_path))),
            PickRow(id="import", main="Bring in a Daylio file", note="moods and activities"),
            PickRow(id="copies", main="Copies of my vault", note="make one, bring one back"),
            PickRow(id="keys", main="Passphrase and recovery code", note="change them"),
            PickRow(
                id="card", main="My card, read without the passphrase", note=self.services.card.state_words()
            ),
            PROTECTS,
            PickRow(id="erase", main="Erase everything", note="asks first"),
        ]

    @on(PickList.Picked)
    def _picked(self, message: PickList.Picked) -> None:
        if message.control.id == "about":
            self._ask_about_me(ABOUT_ME_FORM.field(message.id))
        elif message.id == "nation":
            nations = [None, *Nation]
            nation = nations[(nations.index(self.backend.config.nation) + 1) % len(nations)]
            self._configure(nation=nation.value if nation else "")
        elif message.id == "theme":
            themes = list(THEME_LABELS)
            theme = themes[(themes.index(self.backend.config.theme) + 1) % len(themes)]
            self.app.theme = theme
            self._configure(theme=theme)
        elif message.id == "plain":
            self._configure(plain_at_start=not self.backend.config.plain_at_start)
        elif message.id == "columns":
            self._configure(one_column=not self.backend.config.one_column)
            self.set_columns()
        elif message.id == "idle":
            self._ask_minutes()
        elif message.id in ("import", "copies", "keys", "card"):
            self.post_message(GoTo(message.id))
        elif message.id == PROTECTS.id:
            self.app.push_screen(Protects())
        elif message.id == "erase":
            self.ask_file(lambda s: s.leftovers(), self._ask_erase)

    def _ask_about_me(self, field: Field) -> None:
        value = getattr(self.services.settings.get(), field.key)
        ask_form(
            self,
            f"form/settings/{field.id}",
            lambda: OneLineForm(field.title, value, placeholder=field.label, may_be_empty=True),
            lambda s, text, now: s.settings.change(now=now, **{field.key: text}),
            self._changed,
        )

    def _ask_minutes(self) -> None:
        low, high = IDLE_MINUTES

        def answered(text: str | None) -> None:
            if text is not None:
                self._configure(idle_minutes=int(text))

        question = f"Lock after how many minutes, {low} to {high}?"
        now = str(self.backend.config.idle_minutes)
        self.app.push_screen(AskNumber(question, now, low=low, high=high, unit="minutes"), answered)

    def _configure(
        self,
        *,
        theme: str | None = None,
        nation: str | None = None,
        plain_at_start: bool | None = None,
        idle_minutes: int | None = None,
        one_column: bool | None = None,
    ) -> None:
        try:
            self.backend.change_config(
                theme=theme,
                nation=nation,
                plain_at_start=plain_at_start,
                idle_minutes=idle_minutes,
                one_column=one_column,
            )
        except CompanionError as error:
            self.show_problem(error)
        else:
            self.show_saved()
        self.reload()

    def _changed(self, result: object) -> None:
        self.show_saved()
        self.reload()

    def _ask_erase(self, left: Leftovers) -> None:
        def answered(also: tuple[Path, ...] | None) -> None:
            if also is not None:
                self.companion.closing.erase(also)

        self.app.push_screen(Erase(left), answered)

    def action_leave(self) -> None:
        self.post_message(GoTo("today"))
