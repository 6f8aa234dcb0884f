"""The plans' own texts, where they are ours to give: a fictional city's, written for this project.

The text of a real plan is not part of it; whoever has the text gives it for one audit.
"""

from zhidai.schemes.reader import shipped_folder, shipped_schemes

PLAN = "plan.txt"


def plan_text(scheme_id: str) -> str | None:
    """The text that a shipped scheme encodes, None where it is not ours. `scheme_unknown`."""
    plan = shipped_folder(scheme_id).joinpath(PLAN)
    return plan.read_text(encoding="utf-8") if plan.is_file() else None


def schemes_with_text() -> tuple[str, ...]:
    """The ids of the shipped schemes whose text can be read here."""
    return tuple(each for each in shipped_schemes() if plan_text(each) is not None)
