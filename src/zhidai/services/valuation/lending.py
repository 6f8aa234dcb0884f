"""How much a plan lets a bank lend on a patent, given what it is worth."""

from datetime import date
from decimal import Decimal

from zhidai.core.policy.derivations import FORMULAS
from zhidai.core.policy.facts import read_facts
from zhidai.core.policy.known import Known, Premises
from zhidai.core.policy.limits import USED_THIS_YEAR, LimitAnswer, answer_limits
from zhidai.reference.assessment_tables import reference_tables
from zhidai.services.schemes.versions import scheme_in_force


def limit_by_value(
    scheme_id: str, on: date, *, appraised: Decimal, internal: Decimal
) -> LimitAnswer:
    """The limit of an enterprise that has borrowed nothing this year: its patent's value is the
    lower of the appraisal and of our own value as what the market accepts (6.1.4).
    """
    scheme = scheme_in_force(scheme_id, on)
    record = {name.partition(".")[2]: "0元" for name in USED_THIS_YEAR}
    facts = read_facts(
        scheme,
        {
            "valuation": {"appraised_value": f"{appraised}元", "market_value": f"{internal}元"},
            "record": record,
        },
    )
    premises = Premises(scheme=scheme, on=on, reference=reference_tables(), formulas=FORMULAS)
    return answer_limits(scheme, Known(premises, facts.values))
