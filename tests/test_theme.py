"""The colours of both themes: what is read has 4.5:1 on its ground, as WCAG 2 counts."""

import tomllib

import pytest

from tests.conftest import PROJECT

THEME = tomllib.loads((PROJECT / ".streamlit" / "config.toml").read_text("utf-8"))["theme"]
LETTERS = ("textColor", "linkColor", "blueTextColor", "orangeTextColor", "greenTextColor")
CHOSEN = 0.1  # how much of the primary colour the ground of a chosen segment has


def parts(colour: str) -> list[float]:
    """Red, green and blue of a colour, each of 255."""
    return [int(colour[place : place + 2], 16) for place in (1, 3, 5)]


def luminance(rgb: list[float]) -> float:
    """Relative luminance, WCAG 2.2."""
    shares = [part / 255 for part in rgb]
    linear = [s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: list[float], second: list[float]) -> float:
    """The ratio of two colours, from 1 to 21."""
    dark, light = sorted((luminance(first), luminance(second)))
    return (light + 0.05) / (dark + 0.05)


def test_the_ratio_is_that_of_the_published_examples():
    assert contrast(parts("#000000"), parts("#FFFFFF")) == pytest.approx(21)
    assert contrast(parts("#767676"), parts("#FFFFFF")) == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("name", ["light", "dark"])
def test_letters_are_read_on_the_ground_of_the_page_and_of_the_sidebar(name):
    theme = THEME[name]
    for ground in (theme["backgroundColor"], theme["sidebar"]["backgroundColor"]):
        for letters in LETTERS:
            assert contrast(parts(theme[letters]), parts(ground)) >= 4.5, letters


@pytest.mark.parametrize("name", ["light", "dark"])
def test_the_letters_of_a_chosen_segment_are_read(name):
    primary, ground = parts(THEME[name]["primaryColor"]), parts(THEME[name]["backgroundColor"])
    mixed = [
        CHOSEN * own + (1 - CHOSEN) * other for own, other in zip(primary, ground, strict=True)
    ]
    assert contrast(primary, mixed) >= 4.5


def test_no_button_has_white_letters_on_the_primary_colour():
    """In the dark they would have 3.4:1, and no colour serves both them and a chosen segment."""
    modules = [*(PROJECT / "board").rglob("*.py"), *(PROJECT / "pages").glob("*.py")]
    assert [p.name for p in modules if 'type="primary"' in p.read_text("utf-8")] == []
