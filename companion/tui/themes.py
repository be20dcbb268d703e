"""Themes built from the palettes, as ``$c-...`` colour and ``$s-...`` text style variables.

Stylesheets and widgets name only these variables, so one theme change repaints everything.
"""

from pathlib import Path
from typing import Any

from textual.app import App
from textual.theme import Theme

from companion.tui.palettes import CALM_LIGHT, RGB_PALETTES, Palette

DEFAULT_THEME = "calm-dark"
THEME_NAMES = ("calm-light", "calm-dark", "high-contrast", "terminal")
THEME_LABELS = {
    "calm-light": "Calm, light",
    "calm-dark": "Calm, dark",
    "high-contrast": "High contrast",
    "terminal": "My terminal's colours",
}

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

_TERMINAL = dict.fromkeys(CALM_LIGHT, "ansi_default") | {
    "outline": "ansi_bright_black",
    "safe": "ansi_magenta",
    "warm": "ansi_default",
    "chart-accent": "ansi_cyan",
    "chart-violet": "ansi_magenta",
    "chart-warm": "ansi_yellow",
}


_STYLES = Path(__file__).parent / "styles"
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


def install(app: App[Any], name: str) -> None:
    """Give `app`, which does not run yet, our four themes and no other, and choose `name`.

    An unknown name chooses the default. To change it later: ``app.theme = known(name)``.
    """
    for theme in _themes():
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


def _themes() -> list[Theme]:
    styles = {"high-contrast": _STRONG_STYLES}
    rgb = [
        _theme(name, palette, styles.get(name, _PLAIN_STYLES), dark=name != "calm-light")
        for name, palette in RGB_PALETTES.items()
    ]
    return [*rgb, _theme("terminal", _TERMINAL, _TERMINAL_STYLES, dark=True, ansi=True)]


def _theme(name: str, palette: Palette, styles: dict[str, str], *, dark: bool, ansi: bool = False) -> Theme:
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


def _variables(palette: Palette, styles: dict[str, str]) -> dict[str, str]:
    ours = {f"c-{token}": value for token, value in palette.items()}
    ours |= {f"s-{name}": value for name, value in styles.items()}
    # What lies under a dialog shows through a little; the terminal's own colours cannot be mixed.
    ours["c-veil"] = palette["bg"] if palette["bg"].startswith("ansi") else f"{palette['bg']} 60%"
    if ours["c-bg"].startswith("ansi"):
        ours |= {"ansi-background": "ansi_default", "ansi-foreground": "ansi_default"}
    return ours | _stock_variables(palette)


def _stock_variables(palette: Palette) -> dict[str, str]:
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
