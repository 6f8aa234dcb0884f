"""The colours of the stylesheet, measured: WCAG 2.2 AA, 4.5:1 for text and 3:1 for outlines."""

import re
from pathlib import Path

import pytest

import zhidai.web.shared

CSS = Path(zhidai.web.shared.__file__).parent / "static" / "zhidai" / "zhidai.css"
TOKENS = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", CSS.read_text()))

TEXT_ON_GROUND = [
    *(
        (ink, ground)
        for ink in ("ink", "ink-quiet", "accent", "bad")
        for ground in ("paper", "surface")
    ),
    *((tone, f"{tone}-pale") for tone in ("bad", "warning", "good")),
    ("accent-dark", "accent-pale"),
    ("ink-quiet", "quiet-pale"),
    ("ink", "accent-pale"),
    ("ink", "warning-pale"),
    ("warning", "paper"),
    ("surface", "accent"),
    ("surface", "accent-dark"),
]


def _luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(TOKENS[one]), _luminance(TOKENS[other])), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(("text", "ground"), TEXT_ON_GROUND)
def test_text_can_be_read_on_its_ground(text: str, ground: str) -> None:
    assert _contrast(text, ground) >= 4.5


@pytest.mark.parametrize("ground", ["paper", "surface"])
def test_the_outlines_of_fields_can_be_seen(ground: str) -> None:
    assert _contrast("line-strong", ground) >= 3
