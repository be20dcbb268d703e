"""The colours, by what they are for, and the contrast each pair must keep (WCAG 2.2 formula)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

Palette = Mapping[str, str]
"""Token name to ``#RRGGBB``."""

CALM_LIGHT: Palette = {
    "bg": "#F6F3EC", "surface": "#FDFBF7", "panel": "#EAE5DA", "text": "#25302E", "muted": "#586360",
    "accent": "#1C6660", "on-accent": "#FFFFFF", "tint": "#D5E6E1", "violet": "#5F4E8C",
    "warm": "#8A5108", "warm-tint": "#F4E3C6", "good": "#2E6B3C",
    "safe": "#7A3560", "safe-tint": "#F1DEEA", "on-safe": "#FFFFFF", "outline": "#7A8582",
    "chart-accent": "#4B948B", "chart-violet": "#8B7BB8", "chart-warm": "#B0792B",
    "year-1": "#E6DCEB", "year-2": "#D3DCEC", "year-3": "#BFDCE0", "year-4": "#9CCFC6", "year-5": "#74BBAE",
    "ink-1": "#25302E", "ink-2": "#25302E", "ink-3": "#25302E", "ink-4": "#1B2624", "ink-5": "#101A18",
}  # fmt: skip

CALM_DARK: Palette = {
    "bg": "#161C1F", "surface": "#1E2629", "panel": "#293337", "text": "#E6E3DA", "muted": "#A4ADA9",
    "accent": "#83CBC0", "on-accent": "#10201E", "tint": "#25423F", "violet": "#BDADE6",
    "warm": "#E5BC7A", "warm-tint": "#43361F", "good": "#9DCB91",
    "safe": "#E3A6CB", "safe-tint": "#44293B", "on-safe": "#2A1020", "outline": "#7C8A8E",
    "chart-accent": "#5FA79D", "chart-violet": "#9385BF", "chart-warm": "#BC9350",
    "year-1": "#3A2F45", "year-2": "#33405A", "year-3": "#2D5261", "year-4": "#3B7A74", "year-5": "#83CBC0",
    "ink-1": "#E6E3DA", "ink-2": "#E6E3DA", "ink-3": "#F0EEE6", "ink-4": "#FFFFFF", "ink-5": "#10201E",
}  # fmt: skip

HIGH_CONTRAST: Palette = {
    "bg": "#000000", "surface": "#000000", "panel": "#262626", "text": "#FFFFFF", "muted": "#F0F0F0",
    "accent": "#FFFFFF", "on-accent": "#000000", "tint": "#404040", "violet": "#FFFFFF",
    "warm": "#FFFFFF", "warm-tint": "#262626", "good": "#FFFFFF",
    "safe": "#FFFFFF", "safe-tint": "#333333", "on-safe": "#000000", "outline": "#FFFFFF",
    "chart-accent": "#FFFFFF", "chart-violet": "#FFFFFF", "chart-warm": "#FFFFFF",
    "year-1": "#000000", "year-2": "#262626", "year-3": "#404040", "year-4": "#C8C8C8", "year-5": "#FFFFFF",
    "ink-1": "#FFFFFF", "ink-2": "#FFFFFF", "ink-3": "#FFFFFF", "ink-4": "#000000", "ink-5": "#000000",
}  # fmt: skip

RGB_PALETTES: Mapping[str, Palette] = {
    "calm-light": CALM_LIGHT,
    "calm-dark": CALM_DARK,
    "high-contrast": HIGH_CONTRAST,
}
"""Palettes whose contrast we can know. "terminal" is not here: its colours belong to the terminal."""

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


def contrast_pairs() -> Iterator[ContrastPair]:
    """Yield every pair the screens use, for every theme whose colours are ours."""
    for theme, palette in RGB_PALETTES.items():
        text = _STRONG if theme == "high-contrast" else _TEXT
        for pairs, needed in ((_TEXT_PAIRS, text), (_SHAPE_PAIRS, _SHAPE)):
            for token, on in pairs:
                ratio = contrast(palette[token], palette[on])
                yield ContrastPair(theme=theme, token=token, on=on, ratio=ratio, needed=needed)


def _luminance(colour: str) -> float:
    """Return the relative luminance of ``#RRGGBB``, 0 (black) to 1 (white)."""
    channels = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
