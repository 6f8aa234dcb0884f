"""What the scheme of a claim states beside the claim and the platform leaves to people."""

from datetime import date

from zhidai.core.policy.citing import Citation
from zhidai.core.policy.sanctioning import by_hand
from zhidai.db.cases.models import Case
from zhidai.services.cases.dossier import scheme_of
from zhidai.services.guarantees.views import SanctionLine


def sanctions_by_hand(case: Case, on: date) -> tuple[SanctionLine, ...]:
    """The sanctions of a case's scheme that are done by hand, with the times in force on a day."""
    scheme = scheme_of(case)
    return tuple(
        SanctionLine(
            label=one.sanction.label,
            against=one.against,
            by=one.by,
            lasts=None if one.sanction.lasts is None else scheme.value(one.sanction.lasts, on),
            clause=Citation(scheme=case.scheme, clause=one.sanction.clause),
        )
        for one in by_hand(scheme, case.route)
    )
