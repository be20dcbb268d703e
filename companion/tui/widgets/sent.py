"""A message that knows the widget it came from, so that ``@on(Widget.Message, "#id")`` can choose by it."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from textual.message import Message
from textual.widget import Widget

Sender = TypeVar("Sender", bound=Widget)


@dataclass(eq=False)
class Sent(Message, Generic[Sender]):
    """What a widget of ours posts; what else it says are the fields of the dataclass that it is."""

    sender: Sender

    @property
    def control(self) -> Sender:
        """The widget that posted it."""
        return self.sender
