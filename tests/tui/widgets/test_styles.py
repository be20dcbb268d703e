"""The stylesheets speak of widgets there are: a class renamed alone would lose its looks without a word."""

import re

from textual.dom import DOMNode

from companion.tui.base import themes
from tests.tui.visits import classes

_SELECTOR = re.compile(r"(?<![\w#.$:&-])([A-Z]\w*)")


def _kinds(kind: type) -> set[type]:
    return {kind}.union(*map(_kinds, kind.__subclasses__()))


def test_every_kind_of_widget_in_a_stylesheet_is_there() -> None:
    list(classes())  # has every module of ours loaded
    # Textual loads its own widgets when they are asked for.
    known = {kind.__name__ for kind in _kinds(DOMNode)} | {"Label"}
    strangers = []
    for sheet in themes.WIDGET_STYLES.parent.glob("*.tcss"):
        text = re.sub(r"/\*.*?\*/", "", sheet.read_text("utf-8"), flags=re.DOTALL)
        selectors = re.findall(r"([^{};]*)\{", text)
        strangers += [
            f"{sheet.name}: {name}"
            for each in selectors
            for name in _SELECTOR.findall(each)
            if name not in known
        ]
    assert strangers == []
