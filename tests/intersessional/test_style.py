"""What the style sheets promise: contrast, and a layout that mirrors."""

import re
from itertools import product
from pathlib import Path

import pytest
from django.conf import settings

STYLES = Path(settings.BASE_DIR) / "static" / "css"
BASE = (STYLES / "base.css").read_text()
PAIRS = dict(re.findall(r"--([a-z0-9-]+): light-dark\((#[0-9a-f]{6}, #[0-9a-f]{6})\)", BASE))
PLAIN = dict(re.findall(r"--([a-z0-9-]+): (#[0-9a-f]{6});", BASE))
LIGHT = {name: pair.split(", ")[0] for name, pair in PAIRS.items()}
DARK = {name: pair.split(", ")[1] for name, pair in PAIRS.items()}

TEXTS = ["ink", "ink-soft", "accent", "now", "ok", "warn", "article5", "victims", "compliance", "cooperation"]
TEXTS += ["stockpiles", "plenary"]
GROUNDS = ["paper", "ground"]


def luminance(colour):
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_plain_colours_for_older_phones_are_those_of_the_light_scheme():
    assert PLAIN == LIGHT


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), [*product(TEXTS, GROUNDS), ("warn", "warn-wash"), ("now", "now-wash")])
def test_texts_stand_out_from_their_ground(scheme, text, ground):
    assert contrast(scheme[text], scheme[ground]) >= 4.5


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
def test_a_button_can_be_read(scheme):
    assert contrast(scheme["accent-ink"], scheme["accent"]) >= 4.5
    assert contrast(scheme["paper"], scheme["now"]) >= 4.5


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("edge", "ground"), [*product(["focus", "field"], GROUNDS)])
def test_focus_and_field_borders_are_seen(scheme, edge, ground):
    assert contrast(scheme[edge], scheme[ground]) >= 3


@pytest.mark.parametrize("sheet", sorted(STYLES.glob("*.css")), ids=lambda sheet: sheet.name)
def test_the_layout_knows_neither_left_nor_right(sheet):
    sides = re.findall(
        r"^\s*(?:[a-z-]*-)?(?:left|right)(?:-[a-z-]+)?\s*:|:\s*(?:left|right)\s*;", sheet.read_text(), re.MULTILINE
    )
    assert sides == []
