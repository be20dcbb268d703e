"""The card that may be read without a passphrase: reading it while locked, and making it."""

from functools import partial

from companion.plain.console import wording
from companion.plain.console.context import Act, Context
from companion.plain.console.prompter import Menu, MenuItem
from companion.services.safety.lock_card import TRADE_OFF, CardGroup, CardItem, CardPage, CardState
from companion.services.safety.lock_card_file import UNCHECKED

CARD_WORD = "card"
"""Typed while the plan is locked to hear the card; shorter than a passphrase may be."""

OFFER = f"Type {CARD_WORD} to hear the card you made for here."

_HELP = (
    "What is ticked is on the card. It is written when you choose to make it, and not before. d deletes it. "
    "A change in your safety plan reaches the card when you make it again."
)


def read_locked(context: Context) -> None:
    """Read the card as whoever has no passphrase can read it; say nothing where there is none."""
    if words := context.backend.read_card():
        context.prompter.say("", f"Your card. {UNCHECKED}")
        context.prompter.exactly(words)
        context.prompter.say("", "That is the end of the card.")


def card_page(context: Context) -> None:
    """Choose what is on the card, read it, make it, or delete it."""
    _Making(context).page()


class _Making:
    """A card being put together. What is ticked lasts until the person goes back."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._ticked = set(context.services.card.chosen())

    def page(self) -> None:
        """Show everything that can be ticked, and what can be done with the card."""
        self._context.page(self._build)

    def _build(self) -> Menu[Act]:
        card = self._context.services.card
        groups = card.groups(self._ticked)
        choices: list[MenuItem[Act]] = [
            MenuItem(label=_item_words(group, item), value=partial(self._turn, item), ticks=True)
            for group in groups
            for item in group.items
        ]
        choices.append(MenuItem(key="w", label="Read exactly what anyone can read.", value=self._read))
        choices.append(MenuItem(key="f", label="Make the card.", value=self._make))
        if card.state() is not CardState.OFF:
            choices.append(MenuItem(key="d", label="Delete the card.", value=self._delete))
        empty = "" if groups else "Your safety plan is empty. s and then e is where to write it."
        head = ("", *filter(None, ("My card.", card.fact(), TRADE_OFF, empty)))
        return Menu(head=head, choices=tuple(choices), more=_HELP)

    def _turn(self, item: CardItem) -> None:
        (self._ticked.discard if item.ticked else self._ticked.add)(item.id)
        state = "Left out" if item.ticked else "Taken in"
        self._context.prompter.say(wording.sentences(f"{state}: {wording.own(item.words)}"))

    def _card(self) -> CardPage:
        """Return the card as it would be written now. Raises InvalidEntry."""
        return self._context.services.card.page(self._ticked, on=self._context.today())

    def _read(self) -> None:
        page = self._card()
        self._context.prompter.say("", "This is exactly what anyone can read.", "")
        self._context.prompter.exactly(page.text.rstrip("\n"))
        self._context.prompter.say("", "That is the end of the card.")

    def _make(self) -> None:
        self._read()
        page, talk = self._card(), self._context.prompter
        if not talk.sure((f"Let anyone read it? {TRADE_OFF}",), keep_it="Leave it.", do_it="Make the card."):
            talk.say(wording.NOTHING_CHANGED)
            return
        self._context.keep(lambda: self._context.services.card.make(page, now=self._context.now()))
        talk.say(f"The card is made. While your plan is locked, {CARD_WORD} reads it.")

    def _delete(self) -> None:
        self._context.keep(self._context.services.card.turn_off)
        self._context.prompter.say("The card is deleted. Nothing can be read without your passphrase.")


def _item_words(group: CardGroup, item: CardItem) -> str:
    return wording.sentences(
        wording.own(item.words), "Ticked" if item.ticked else "Not ticked", wording.own(group.title)
    )
