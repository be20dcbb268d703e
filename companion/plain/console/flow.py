"""What turns a conversation: going back, closing, and the end of what can be heard."""


class Turn(Exception):
    """Something a person said that leads away from the question."""


class Back(Turn):
    """`back`: to the question or the page before."""


class Done(Turn):
    """What a page was about has gone from it, so the page closes."""


class Out(Turn):
    """`out`: out of the safety plan at once, to where one was."""


class Leave(Turn):
    """`q`: close the program. Everything so far is stored."""


class EndOfInput(Turn):
    """Nothing more can be heard: the pipe ended, the window was closed, or the program was told to end."""

    def __init__(self, half: str = "") -> None:
        super().__init__()
        self.half = half
        """What was typed of the line that never came to its end."""


class LineCut(Turn):
    """The terminal let only the beginning of a line through."""


class HideKey(Turn):
    """The key that hides everything was pressed while a line was typed."""

    def __init__(self, half: str) -> None:
        super().__init__()
        self.half = half
        """What was typed of the line so far."""
