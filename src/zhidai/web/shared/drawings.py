"""Drawings of a page, for wide and for narrow screens."""

from collections.abc import Callable


def in_both_widths(draw: Callable[[bool], str]) -> str:
    """The SVG twice, for a desk and for a phone (draw is told which); the style sheet shows one."""
    return (
        f'<div class="drawn-wide">{draw(False)}</div><div class="drawn-narrow">{draw(True)}</div>'
    )
