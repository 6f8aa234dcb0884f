"""Appraised, accepted, internal and realised values of what secures the acting party's loans."""

from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from zhidai.core.dashboards.figures import Measure, Panel
from zhidai.core.dashboards.values import PledgeValue, values_by_appraiser
from zhidai.core.guarantees.disposal import RecoveryKind
from zhidai.core.labels import Label
from zhidai.core.money import from_fen, parse_yuan
from zhidai.core.parties import PartyKind
from zhidai.db.cases.models import CaseParty, CaseRight
from zhidai.db.lending.models import Loan
from zhidai.services.dashboards.look import Look
from zhidai.services.dashboards.views import PanelView
from zhidai.services.guarantees.standing import standing_recoveries
from zhidai.services.valuation.queries import newest_values

_INTERNAL = (Measure.INTERNAL, Measure.INTERNAL_RATIO)
_OF_THE_PLEDGE = (RecoveryKind.AUCTION, RecoveryKind.TRANSFER)


def values_panel(look: Look) -> PanelView:
    """By appraiser, over every loan ever drawn; the internal value is the acting party's own, and
    is left out where it has none.
    """
    rows = CaseParty.objects.filter(
        case__in=look.cases.values("pk"), role=str(PartyKind.APPRAISER)
    ).select_related("party")
    appraisers = {row.case_id: row.party for row in rows}
    realised, internal = _realised(look), _internal(look)
    loans = Loan.objects.filter(case__in=look.cases.values("pk")).select_related("case")
    values = [
        PledgeValue(
            loan=loan.key,
            appraiser=str(appraisers[loan.case_id].pk),
            appraised=_appraised(loan.case.facts.get("valuation", {})),
            accepted=_yuan(loan.case.facts.get("valuation", {}), "market_value"),
            internal=internal.get(loan.case_id),
            realised=realised.get(loan.pk),
        )
        for loan in loans.order_by("id")
        if loan.case_id in appraisers
    ]
    figures = values_by_appraiser(values)
    return PanelView(
        panel=Panel.VALUES,
        figures=figures if internal else tuple(f for f in figures if f.measure not in _INTERNAL),
        names={str(one.pk): Label(zh=one.name, en=one.name_en) for one in appraisers.values()},
    )


def _appraised(answers: Mapping[str, Any]) -> Decimal | None:
    """Of the formal report; before there is one, the preliminary value."""
    formal = _yuan(answers, "formal_value")
    return _yuan(answers, "appraised_value") if formal is None else formal


def _yuan(answers: Mapping[str, Any], name: str) -> Decimal | None:
    answer = answers.get(name)
    return None if answer is None else parse_yuan(str(answer["value"]))


def _realised(look: Look) -> Mapping[int, Decimal]:
    """Loan -> what auctions and transfers of its pledge brought, gross."""
    rows = standing_recoveries().filter(
        claim__loan__case__in=look.cases.values("pk"),
        kind__in=[str(kind) for kind in _OF_THE_PLEDGE],
    )
    found: defaultdict[int, Decimal] = defaultdict(Decimal)
    for loan, gross in rows.values_list("claim__loan", "gross"):
        found[loan] += from_fen(gross)
    return found


def _internal(look: Look) -> Mapping[int, Decimal]:
    """Case -> the sum over its patents, where the party's newest book values every one of them."""
    values = newest_values(look.acting)
    if not values:
        return {}
    rights: defaultdict[int, list[str]] = defaultdict(list)
    rows = CaseRight.objects.filter(case__in=look.cases.values("pk"))
    for case, number in rows.values_list("case", "right__number"):
        rights[case].append(number)
    return {
        case: sum((values[number] for number in numbers), Decimal(0))
        for case, numbers in rights.items()
        if all(number in values for number in numbers)
    }
