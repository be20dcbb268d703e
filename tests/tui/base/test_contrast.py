"""Every pair of colours the screens use can be read, in every theme whose colours are ours."""

import pytest

from companion.tui.base.themes import RGB_PALETTES, ContrastPair, contrast, contrast_pairs

PAIRS = list(contrast_pairs())


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair.theme}: {pair.token} on {pair.on}")
def test_contrast(pair: ContrastPair) -> None:
    assert pair.ratio >= pair.needed, f"{pair.ratio:.2f}"


def test_the_table_covers_every_colour() -> None:
    assert len([pair for pair in PAIRS if pair.theme != "high-contrast"]) >= 58
    for palette in RGB_PALETTES.values():
        assert {pair.token for pair in PAIRS} | {pair.on for pair in PAIRS} == set(palette)


def test_the_formula() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#FFFFFF", "#000000") == pytest.approx(21)
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.005)
    assert contrast("#1C6660", "#1C6660") == 1
