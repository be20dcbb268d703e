"""Pages with every widget on them, after the mock-ups, for the tests and for looking at."""

from __future__ import annotations

from collections.abc import Iterable

from textual.binding import Binding
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Static

from companion.tui.base.dialog import Confirm
from companion.tui.base.page import Page
from companion.tui.widgets.big_number import BigNumber
from companion.tui.widgets.card import ActionButton, Heading, Panel, Row
from companion.tui.widgets.choice import RadioOption, RadioRow
from companion.tui.widgets.columns import Columns, spark
from companion.tui.widgets.editors import LineEditor, NoteEditor
from companion.tui.widgets.pick_list import PickList, PickRow
from companion.tui.widgets.scales import ScaleRow, Scales
from companion.tui.widgets.secret_input import SecretInput
from companion.tui.widgets.text import say, user_text
from companion.tui.widgets.tick_list import TickGroup, TickItem, TickList

SCALES = (
    ScaleRow(id="mood", name="Mood", low="very low", high="very good", value=6),
    ScaleRow(id="worry", name="Worry", low="calm", high="very tense", value=3),
    ScaleRow(id="energy", name="Energy", low="drained", high="lively"),
    ScaleRow(id="sleep", name="Sleep", low="broken", high="restful"),
)
DAILY = (
    TickItem(id="1", text="Took my medication", on=True),
    TickItem(id="2", text="Ate before 11"),
    TickItem(id="3", text="Got outside", on=True),
    TickItem(id="4", text="Talked to someone"),
    TickItem(id="5", text="Ten quiet minutes"),
)
SIGNS = (
    TickGroup(
        items=(
            TickItem(id="a", text="Not answering messages", on=True),
            TickItem(id="b", text="Up past 2am"),
            TickItem(id="c", text="Skipping meals"),
            TickItem(id="d", text="Snapping at people"),
        )
    ),
)


class CheckInGallery(Page):
    """The check-in as in the mock-up."""

    TAB = "check-in"
    BINDINGS = [
        Binding("ctrl+s", "done", "Done", key_display="^S"),
        Binding("escape", "done", "Leave", key_display="esc"),
        Binding("ctrl+z", "done2", "Undo", key_display="^Z"),
    ]

    def action_done(self) -> None: ...

    def body(self) -> Iterable[Widget]:
        yield Heading(say("[b]How has today been?[/b]  Skip anything you like."), "saved 21:04")
        yield Panel("Press a number, or ← →", Scales(SCALES), hint="a blank is fine")
        yield Row(
            Panel("What keeps me well", TickList(DAILY)),
            Panel("Early signs I noticed", TickList(SIGNS), hint="o what helps"),
        )
        yield Panel(
            "A few words",
            NoteEditor(placeholder="Optional. One line is plenty."),
            hint="only I see this unless I share it",
        )

    def on_mount(self) -> None:
        self.query_one(Scales).focus()


class PlanGallery(Page):
    """The plan as in the mock-up."""

    TAB = "plan"
    SCROLLS = False
    BINDINGS = [
        Binding("a", "add", "Add"),
        Binding("e", "edit", "Edit"),
        Binding("m", "move", "Move"),
        Binding("d", "archive", "Archive"),
        Binding("u", "undo", "Undo"),
    ]
    CSS = """
    PlanGallery #panes { height: 1fr; }
    PlanGallery #sections { width: 34; margin-right: 1; }
    PlanGallery #lines { height: 1fr; }
    """

    def action_add(self) -> None: ...
    def action_edit(self) -> None: ...
    def action_archive(self) -> None: ...
    def action_undo(self) -> None: ...
    def action_move(self) -> None:
        self.query_one("#lines", PickList).pick_up()

    def body(self) -> Iterable[Widget]:
        sections = [
            PickRow(id=name, main=name, note=str(count))
            for name, count in (("When I'm well", 3), ("Every day", 5), ("Early signs", 4), ("Triggers", 2))
        ]
        lines = [
            PickRow(
                id="1",
                main="Not answering messages",
                sub="ring Dee, say one true thing",
                note="shared: team",
                strong=True,
            ),
            PickRow(id="2", main="Up past 2am", sub="phone out of the bedroom", strong=True),
            PickRow(id="3", main="Skipping meals", sub="toast counts", strong=True),
            PickRow(id="4", main="Snapping at people. " * 12, sub="headphones, then say sorry", strong=True),
        ]
        yield Horizontal(
            Panel("My plan", PickList(sections, id="nav"), id="sections", classes="-full"),
            Panel(
                "Early warning signs, and what helps",
                Static("Small changes I notice first, and what I have found helps.", classes="muted"),
                PickList(lines, id="lines"),
                classes="-full",
            ),
            id="panes",
        )

    def on_mount(self) -> None:
        self.query_one("#nav", PickList).highlight("Early signs")
        self.query_one("#lines", PickList).highlight("2")
        self.query_one("#lines").focus()
        self.say(user_text("In the archive: “Not answering messages”. u brings it back."))
        self.saved_at = "21:04"


MOOD = [
    5,
    4,
    3,
    5,
    None,
    6,
    6,
    7,
    8,
    8,
    None,
    None,
    4,
    5,
    5,
    0,
    10,
    None,
    6,
    6,
    7,
    5,
    5,
    4,
    None,
    None,
    3,
    5,
] * 2


class RestGallery(Page):
    """What the mock-ups of the check-in and the plan do not hold."""

    TAB = "safety"

    def body(self) -> Iterable[Widget]:
        yield Heading(say("[b]Good evening, $name.[/]  Sunday 22 November", name="Sam [sad]"))
        yield RadioRow(
            [
                RadioOption(id="cc", label="Care coordinator"),
                RadioOption(id="gp", label="GP"),
                RadioOption(id="me", label="Just me"),
            ],
            "cc",
            label="For",
        )
        yield Row(
            Panel(
                "How is today?",
                Static("Last check-in: Wednesday. Gaps are fine;\nstart from wherever you are."),
                ActionButton("Check in", "press enter, about 40 seconds"),
            ),
            Panel(
                "Mood, lately",
                Static(user_text(spark(MOOD[:26]))),
                Columns(MOOD, start="28 Sep", middle="25 Oct", end="today"),
                hint="r",
            ),
        )
        yield Panel(
            "From my plan",
            Static(say("You once wrote: [i]$w[/]", w="“Ring Dee.”")),
            hint="o open  z not now",
            tone="warm",
        )
        yield Panel(
            "People I can ask for help",
            BigNumber("07700 900 145"),
            BigNumber("Text SHOUT to 85258"),
            tone="safe",
        )
        yield Panel(
            "A line", LineEditor("something", id="line"), SecretInput(placeholder="type it, then Enter")
        )

    def on_mount(self) -> None:
        self.query_one("#line", LineEditor).problem = "Choose a number from 0 to 10."
        self.say("That did not work. The file is still there.", kind="problem")
        self.query_one(ActionButton).focus()


class AskGallery(RestGallery):
    """A question over a page."""

    def on_mount(self) -> None:
        self.app.push_screen(
            Confirm(
                say("Delete $what for good?", what="“Up past 2am [b]”"),
                "Delete 1 line",
                "Keep it",
                more="It cannot be brought back.",
            )
        )
