"""Which of the shipped schemes parties may work under.

The same holds of them as of a version that a bureau proposes: the check finds no error, the worked
examples among it, and every part is carried out.
"""

from functools import cache
from importlib.resources.abc import Traversable
from pathlib import Path

from zhidai.core.errors import BadInput, Reason
from zhidai.core.policy.scheme import Nature, Scheme
from zhidai.reference.assessment_tables import reference_tables
from zhidai.schemes.casework import not_carried_out
from zhidai.schemes.check import check_files
from zhidai.schemes.example_check import run_examples
from zhidai.schemes.examples import load_examples
from zhidai.schemes.findings import errors_of
from zhidai.schemes.reader import shipped, shipped_folder, shipped_schemes


@cache
def operated_schemes() -> tuple[str, ...]:
    """The ids of the shipped schemes that parties may work under; no worked example is meant so."""
    return tuple(
        scheme_id
        for scheme_id in shipped_schemes()
        if (scheme := shipped(scheme_id)).nature is not Nature.WORKED_EXAMPLE
        and not against_operating(scheme, shipped_folder(scheme_id))
    )


def against_operating(scheme: Scheme, folder: Traversable | Path) -> tuple[Reason, ...]:
    """Why no party works under the scheme of a folder; empty: it may be operated.

    Its errors do not depend on the day. Which thresholds the examples leave untried is a warning,
    and costs most of a check: it is not asked here.
    """
    try:
        examples = load_examples(folder, scheme)
    except BadInput as refusal:
        return refusal.reasons
    _, failures = run_examples(scheme, examples, reference_tables())
    errors = errors_of((*failures, *check_files(folder, scheme, on=None)))
    return (*errors, *(one for one in not_carried_out(scheme) if one not in errors))
