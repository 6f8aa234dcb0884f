"""The plan of a fictional city and its scheme, written for these tests."""

from functools import cache
from pathlib import Path

from zhidai.core.policy.scheme import Scheme
from zhidai.schemes.plan_texts import plan_text
from zhidai.schemes.reader import load_scheme

FIXTURES = Path(__file__).parent / "fixtures"
FOLDER = FIXTURES / "yunxi-2025"
PLAN = FIXTURES / "yunxi-2025.txt"


@cache
def scheme() -> Scheme:
    """The scheme with its seals."""
    return load_scheme(FOLDER)


@cache
def text() -> str:
    """The plan."""
    return PLAN.read_text(encoding="utf-8")


def unencoded_text() -> str:
    """The text of another fictional plan, to be read without its scheme."""
    found = plan_text("qinglan-2021")
    assert found is not None
    return found
