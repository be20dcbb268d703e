"""Themes built from the palettes, as ``$c-...`` colour and ``$s-...`` text style variables.

Stylesheets and widgets name only these variables, so one theme change repaints everything.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from textual.app import App
from textual.theme import Theme

from companion.config import THEMES

Colours = Mapping[str, str]
"""Token name to ``#RRGGBB``."""

CALM_LIGHT: Colours = {
    "bg": "#F6F3EC", "surface": "#FDFBF7", "panel": "#EAE5DA", "text": "#25302E", "muted": "#586360",
    "accent": "#1C6660", "on-accent": "#FFFFFF", "tint": "#D5E6E1", "violet": "#5F4E8C",
    "warm": "#8A5108", "warm-tint": "#F4EDC6", "good": "#2E6B3C",
    "safe": "#7A2F60", "safe-tint": "#F1DEEC", "on-safe": "#FFFFFF", "outline": "#7A8582",
    "chart-accent": "#4B948B", "chart-violet": "#8B7BB8", "chart-warm": "#B0792B",
    "year-1": "#E6DCEB", "year-2": "#D3DCEC", "year-3": "#BFDCE0", "year-4": "#9CCFC6", "year-5": "#74BBAE",
    "ink-1": "#25302E", "ink-2": "#25302E", "ink-3": "#25302E", "ink-4": "#1B2624", "ink-5": "#101A18",
}  # fmt: skip

CALM_DARK: Colours = {
    "bg": "#161C1F", "surface": "#1E2629", "panel": "#293337", "text": "#E6E3DA", "muted": "#A4ADA9",
    "accent": "#83CBC0", "on-accent": "#10201E", "tint": "#2D3C3B", "violet": "#BDADE6",
    "warm": "#E5BC7A", "warm-tint": "#373629", "good": "#9DCB91",
    "safe": "#E3A6CB", "safe-tint": "#44293B", "on-safe": "#2A1020", "outline": "#7C8A8E",
    "chart-accent": "#5FA79D", "chart-violet": "#9385BF", "chart-warm": "#BC9350",
    "year-1": "#3A2F45", "year-2": "#2F405A", "year-3": "#2D5261", "year-4": "#3B7274", "year-5": "#83CBC0",
    "ink-1": "#E6E3DA", "ink-2": "#E6E3DA", "ink-3": "#F0EEE6", "ink-4": "#FFFFFF", "ink-5": "#10201E",
}  # fmt: skip

HIGH_CONTRAST: Colours = {
    "bg": "#000000", "surface": "#000000", "panel": "#262626", "text": "#FFFFFF", "muted": "#F0F0F0",
    "accent": "#FFFFFF", "on-accent": "#000000", "tint": "#404040", "violet": "#FFFFFF",
    "warm": "#FFFFFF", "warm-tint": "#262626", "good": "#FFFFFF",
    "safe": "#FFFFFF", "safe-tint": "#333333", "on-safe": "#000000", "outline": "#FFFFFF",
    "chart-accent": "#FFFFFF", "chart-violet": "#FFFFFF", "chart-warm": "#FFFFFF",
    "year-1": "#000000", "year-2": "#262626", "year-3": "#404040", "year-4": "#C8C8C8", "year-5": "#FFFFFF",
    "ink-1": "#FFFFFF", "ink-2": "#FFFFFF", "ink-3": "#FFFFFF", "ink-4": "#000000", "ink-5": "#000000",
}  # fmt: skip

RGB_PALETTES: Mapping[str, Colours] = {
    "calm-light": CALM_LIGHT,
    "calm-dark": CALM_DARK,
    "high-contrast": HIGH_CONTRAST,
}
"""Palettes whose contrast we can know. "terminal" is not here: its colours belong to the terminal.

They can be read on a terminal of 256 colours too, which shows for each the one of its own that is nearest.
"""

_TEXT, _SHAPE, _STRONG = 4.5, 3.0, 7.0
_TEXT_PAIRS = (
    *(("text", back) for back in ("bg", "surface", "panel", "tint", "warm-tint", "safe-tint")),
    *(("muted", back) for back in ("bg", "surface", "panel", "tint", "warm-tint", "safe-tint")),
    *(("accent", back) for back in ("bg", "surface", "panel", "tint")),
    ("on-accent", "accent"), ("violet", "bg"), ("violet", "surface"),
    ("warm", "bg"), ("warm", "surface"), ("warm", "warm-tint"),
    ("good", "bg"), ("good", "surface"), ("good", "tint"),
    *(("safe", back) for back in ("bg", "surface", "panel", "safe-tint")),
    ("on-safe", "safe"),
    *((f"ink-{step}", f"year-{step}") for step in range(1, 6)),
)  # fmt: skip
_SHAPE_PAIRS = (
    *(("outline", back) for back in ("bg", "surface", "panel")),
    *((f"chart-{hue}", back) for hue in ("accent", "violet", "warm") for back in ("bg", "surface")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ContrastPair:
    """One token on another in one theme, with the contrast it has and the least it may have."""

    theme: str
    token: str
    on: str
    ratio: float
    """1 (the same) to 21 (black on white)."""
    needed: float


def contrast(one: str, other: str) -> float:
    """Return the WCAG contrast ratio of two ``#RRGGBB`` colours, 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def contrast_pairs(
    palettes: Mapping[str, Colours] = RGB_PALETTES, shown: Callable[[str], str] = str
) -> Iterator[ContrastPair]:
    """Yield every pair the screens use, for every theme whose colours are ours.

    `shown`: which ``#RRGGBB`` a terminal shows for a colour of a palette.
    """
    for theme, palette in palettes.items():
        text = _STRONG if theme == "high-contrast" else _TEXT
        for pairs, needed in ((_TEXT_PAIRS, text), (_SHAPE_PAIRS, _SHAPE)):
            for token, on in pairs:
                ratio = contrast(shown(palette[token]), shown(palette[on]))
                yield ContrastPair(theme=theme, token=token, on=on, ratio=ratio, needed=needed)


def _luminance(colour: str) -> float:
    """Return the relative luminance of ``#RRGGBB``, 0 (black) to 1 (white)."""
    channels = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


DEFAULT_THEME = "calm-dark"
THEME_NAMES = THEMES

# Black and white have no colour to tell a title or the cursor row by, so there they are underlined;
# on the terminal's own colours a chip is its reverse, the one pair that is sure to be readable.
_PLAIN_STYLES = {
    "title": "bold",
    "cursor": "bold",
    "chip": "bold",
    "plain-chip": "none",
    "safe-chip": "bold",
    "picked": "bold",
}
_STRONG_STYLES = {
    **_PLAIN_STYLES,
    "title": "bold underline",
    "cursor": "bold underline",
    "picked": "bold underline",
}
_TERMINAL_STYLES = {
    **_PLAIN_STYLES,
    "chip": "bold reverse",
    "plain-chip": "reverse",
    "safe-chip": "bold reverse",
    "picked": "bold underline",
}

TERMINAL: Colours = dict.fromkeys(CALM_LIGHT, "ansi_default") | {"outline": "ansi_bright_black"}
"""Letters and ground as the terminal has them, for which of its colours can be read on it nobody knows.

With 16 colours or fewer every theme has this palette: theirs would come out as two shades of grey.
"""
_FEW = ("standard", "windows")
"""What Rich calls such a terminal."""


_STYLES = Path(__file__).parents[1] / "styles"
WIDGET_STYLES = _STYLES / "widgets.tcss"


def stylesheets(*, widgets: bool = True) -> list[Path]:
    """Return the shared stylesheets, for an app's ``CSS_PATH``; screens add their own after these.

    Those of the first screens are among them: Textual reads none for the screen an app starts with.
    Without `widgets` there is what Unlock needs, which is soon read; `read_widget_styles` follows.
    """
    first = [_STYLES / f"{name}.tcss" for name in ("base", "first", "unlock", "welcome")]
    return [*first, WIDGET_STYLES] if widgets else first


def read_widget_styles(app: App[Any]) -> None:
    """Read the styles that `stylesheets` left out, if it did."""
    if not app.stylesheet.has_source(str(WIDGET_STYLES), ""):
        app.stylesheet.read(WIDGET_STYLES)
        app.stylesheet.reparse()
        app.stylesheet.update(app)


def variable_defaults() -> dict[str, str]:
    """Return our variables for ``get_theme_variable_defaults``.

    Textual parses stylesheets once before our theme is chosen; without these it stops there with
    "undefined variable".
    """
    return _variables(CALM_LIGHT, _PLAIN_STYLES)


def install(app: App[Any], name: str, *, colours: str | None = None) -> None:
    """Give `app`, which does not run yet, our four themes and no other, and choose `name`.

    An unknown name chooses the default. To change it later: ``app.theme = known(name)``. `colours`: what the terminal
    can show, as Rich calls it.
    """
    for theme in _themes(few=colours in _FEW):
        app.register_theme(theme)
    # Before the app runs, so that its stylesheets are read once, with our colours.
    app.set_reactive(App.theme, known(name))
    app.set_class(app.current_theme.dark, "-dark-mode", update=False)
    app.set_class(not app.current_theme.dark, "-light-mode", update=False)
    app.theme_variables = app.get_css_variables()
    app.stylesheet.set_variables(app.theme_variables)
    for stock in set(app.available_themes) - set(THEME_NAMES):
        app.unregister_theme(stock)


def known(name: str) -> str:
    """Return `name` if it is one of our themes, else a calm one (light if the name says light)."""
    if name in THEME_NAMES:
        return name
    return "calm-light" if "light" in name else DEFAULT_THEME


def _themes(*, few: bool) -> list[Theme]:
    if few:
        return [_theme(name, TERMINAL, _TERMINAL_STYLES, dark=True, ansi=True) for name in THEME_NAMES]
    styles = {"high-contrast": _STRONG_STYLES}
    rgb = [
        _theme(name, palette, styles.get(name, _PLAIN_STYLES), dark=name != "calm-light")
        for name, palette in RGB_PALETTES.items()
    ]
    return [*rgb, _theme("terminal", TERMINAL, _TERMINAL_STYLES, dark=True, ansi=True)]


def _theme(name: str, palette: Colours, styles: dict[str, str], *, dark: bool, ansi: bool = False) -> Theme:
    return Theme(
        name=name,
        dark=dark,
        ansi=ansi,
        primary=palette["accent"],
        secondary=palette["violet"],
        accent=palette["accent"],
        warning=palette["warm"],
        error=palette["safe"],
        success=palette["good"],
        foreground=palette["text"],
        background=palette["bg"],
        surface=palette["surface"],
        panel=palette["panel"],
        text_alpha=1.0,
        variables=_variables(palette, styles),
    )


def _variables(palette: Colours, styles: dict[str, str]) -> dict[str, str]:
    ours = {f"c-{token}": value for token, value in palette.items()}
    ours |= {f"s-{name}": value for name, value in styles.items()}
    # What lies under a dialog shows through a little; the terminal's own colours cannot be mixed.
    ours["c-veil"] = palette["bg"] if palette["bg"].startswith("ansi") else f"{palette['bg']} 60%"
    if ours["c-bg"].startswith("ansi"):
        ours |= {"ansi-background": "ansi_default", "ansi-foreground": "ansi_default"}
    return ours | _stock_variables(palette)


def _stock_variables(palette: Colours) -> dict[str, str]:
    """Return the variables of Textual's own widgets; several stock values are too faint to read."""
    text, muted, accent = palette["text"], palette["muted"], palette["accent"]
    surface, panel = palette["surface"], palette["panel"]
    scrollbar = {
        f"scrollbar{part}": surface
        for part in ("-background", "-background-hover", "-background-active", "-corner-color")
    }
    return scrollbar | {
        "scrollbar": palette["outline"],
        "scrollbar-hover": accent,
        "scrollbar-active": accent,
        "text-muted": muted,
        "text-disabled": muted,
        "foreground-muted": muted,
        "foreground-disabled": muted,
        "block-cursor-background": palette["tint"],
        "block-cursor-foreground": text,
        "block-cursor-text-style": "bold",
        "block-cursor-blurred-background": surface,
        "block-cursor-blurred-foreground": text,
        "block-cursor-blurred-text-style": "none",
        "block-hover-background": panel,
        "border": accent,
        "border-blurred": palette["outline"],
        "input-cursor-background": accent,
        "input-cursor-foreground": palette["on-accent"],
        "input-cursor-text-style": "reverse" if text.startswith("ansi") else "none",
        "input-selection-background": palette["tint"],
        "input-selection-foreground": text,
        "screen-selection-background": palette["tint"],
        "screen-selection-foreground": text,
    }
