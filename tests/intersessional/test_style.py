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


SHEETS = sorted(STYLES.glob("*.css"))
SCRIPTS = sorted((Path(settings.BASE_DIR) / "static" / "js").rglob("*.js"))

COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
RULE = re.compile(r"([^{};]+)\{([^{}]*)\}")
SIDED_NAME = re.compile(r"^(?:.*-)?(?:left|right)(?:-.*)?$")
SIDED_WORD = re.compile(r"\b(?:left|right|to left|to right)\b")
FOUR = {"margin", "padding", "inset", "border-width", "border-style", "border-color", "scroll-margin", "scroll-padding"}
ALONG_X = re.compile(
    r"\b(?:translate|translateX|translate3d|scaleX|skewX)\((?!\s*0\s*[,)])"
    r"|^-?(?!0\b)[\d.]+[a-z%]*(?: |$)"
)
LENGTHS = re.compile(r"(?:[^\s()]|\([^()]*(?:\([^()]*\)[^()]*)*\))+")


def sided(name, value):
    """Whether a declaration knows left from right: by its name, a word, unequal sides, a gradient or a way along x."""
    lengths = LENGTHS.findall(value)
    return bool(
        SIDED_NAME.match(name)
        or SIDED_WORD.search(value)
        or (name in FOUR and len(lengths) == 4 and lengths[1] != lengths[3])
        or (name == "border-radius" and len(lengths) == 4 and lengths[0] != lengths[1])
        or (name == "border-radius" and len(lengths) in {2, 3})
        or (name.startswith("background-position") and lengths[0] not in {"center", "50%"})
        or (name == "box-shadow" and not re.match(r"(?:inset )?0(?: |$)|none$", value))
        or (name in {"transform", "translate"} and ALONG_X.search(value))
        or (name in {"direction", "float", "clear"} and value not in {"none", "inline-start", "inline-end", "ltr"})
        or re.search(r"gradient\(\s*(?:90|270)deg", value)
    )


def sides_in(sheet):
    """Declarations that know left from right, outside of rules that a direction has of its own."""
    found = []
    for selector, body in RULE.findall(COMMENT.sub("", sheet)):
        declarations = [part.split(":", 1) for part in body.split(";") if ":" in part]
        told = [(name.strip(), value.strip()) for name, value in declarations]
        has_direction = re.search(r"\[dir|:dir\(", selector)
        found += [f"{name}: {value}" for name, value in told if sided(name, value) and not has_direction]
    return found


@pytest.mark.pure
@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_the_layout_knows_neither_left_nor_right(sheet):
    assert sides_in(sheet.read_text()) == []


@pytest.mark.pure
@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_no_script_sets_a_style_that_knows_left_from_right(script):
    set_by_name = r"\.style\.(\w*(?:[lL]eft|[rR]ight)\w*)|(?:setProperty\(|cssText[^;]*)[^;)]*\b(left|right)\b"
    assert re.findall(set_by_name, script.read_text()) == []


@pytest.mark.pure
@pytest.mark.parametrize(
    "declaration",
    [
        *("margin-left: 1px", "padding-right: 0", "left: 0", "right: auto", "border-left-color: red"),
        *("border-top-right-radius: 2px", "text-align: left", "float: right", "clear: left", "inset: 0 1px 0 0"),
        *("margin: 0 1px 0 2px", "padding: 0 calc(1px + 2px) 0 0", "border-radius: 4px 0 0 4px"),
        *("transform: translateX(1rem)", "transform: scaleX(-1)", "translate: -50% 0", "box-shadow: inset 4px 0 red"),
        *("background-position: right 4px center", "background-position: 4px 50%", "direction: rtl"),
        *("background: linear-gradient(to right, red, blue)", "background: linear-gradient(90deg, red, blue)"),
    ],
)
def test_a_side_is_seen_in_a_declaration(declaration):
    assert sides_in(f".thing {{ color: red; {declaration} }}") == [declaration]


@pytest.mark.pure
@pytest.mark.parametrize(
    "declaration",
    [
        *("margin-inline-start: 1px", "inset: 0", "margin: 0 1px 2px 1px", "inset-inline: auto 0", "text-align: start"),
        *("padding: 0 calc(1px + 2px) 0 calc(1px + 2px)", "transform: translateY(1rem)", "border-radius: 4px 4px 0 0"),
        *("box-shadow: 0 1px 2px red", "clip-path: inset(50%)", "float: none", "direction: ltr"),
        *("background: linear-gradient(to bottom, red, blue)", "background-position: center"),
    ],
)
def test_what_mirrors_by_itself_is_no_side(declaration):
    assert sides_in(f".thing {{ {declaration} }}") == []


@pytest.mark.pure
def test_a_rule_of_a_direction_may_know_its_sides():
    assert sides_in('[dir="rtl"] .arrow { transform: scaleX(-1) }') == []
