"""The stylesheets name widgets and screens that there are: a name nothing has is a rule nobody sees."""

import importlib
import pkgutil
import re
from pathlib import Path

from textual.command import CommandPalette
from textual.dom import DOMNode
from textual.widgets import Label

import companion.tui

SHEETS = Path(companion.tui.__path__[0]) / "styles"
TYPE = re.compile(r"(?<![\w#.$:-])[A-Z]\w*")


def class_names() -> set[str]:
    """Return the names of every widget and screen, ours and Textual's."""
    for module in pkgutil.walk_packages(companion.tui.__path__, "companion.tui."):
        importlib.import_module(module.name)
    kinds, names = [DOMNode], {CommandPalette.__name__, Label.__name__}
    while kinds:
        kind = kinds.pop()
        names.add(kind.__name__)
        kinds += kind.__subclasses__()
    return names


def selectors(sheet: str) -> list[str]:
    """Return what stands before each "{", without comments."""
    bare = re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)
    return re.findall(r"([^{};]*)\{", bare)


def test_every_class_a_stylesheet_names_is_there() -> None:
    there = class_names()
    unknown = {
        f"{sheet.name}: {name}"
        for sheet in SHEETS.glob("*.tcss")
        for selector in selectors(sheet.read_text(encoding="utf-8"))
        for name in TYPE.findall(selector)
        if name not in there
    }
    assert unknown == set()
