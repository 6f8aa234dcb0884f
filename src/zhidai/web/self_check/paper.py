"""The self-check as a paper to take along."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.conf import settings

from zhidai.core.lending.borrower_cost import CashKind
from zhidai.core.policy.assessment import Outcome
from zhidai.core.policy.scheme import Scheme
from zhidai.core.policy.self_check import SelfCheck
from zhidai.documents.letters.imprint import Imprint
from zhidai.documents.letters.self_check import CostLine, Limit, LoanCost, SelfCheckResult
from zhidai.documents.letters.self_check import Outcome as Printed
from zhidai.web.schemes.words import clause_short
from zhidai.web.self_check.cost import Cost, what
from zhidai.web.shared.components import SummaryRow, ToDo
from zhidai.wording.speech import translate

# A breach of what holds in principle is not met until somebody records an exception.
_PRINTED = {
    Outcome.MET: Printed.MET,
    Outcome.NOT_MET: Printed.NOT_MET,
    Outcome.NEEDS: Printed.NEEDS,
    Outcome.NEEDS_EXCEPTION: Printed.NOT_MET,
}
_PRINCIPAL = (CashKind.DISBURSEMENT, CashKind.PRINCIPAL)
NOTHING = Decimal("0.00")


def paper_of(
    scheme: Scheme,
    check: SelfCheck,
    *,
    on: date,
    language: str,
    answers: Iterable[SummaryRow],
    not_met: Iterable[ToDo],
    needs: Iterable[ToDo],
    would_help: tuple[str, ...],
    cost: Cost | None,
    stopped_since: date | None,
) -> SelfCheckResult:
    """What the paper shows: the same words as the page.

    stopped_since: where nothing but the stop of new business stands against it.
    """
    return SelfCheckResult(
        imprint=Imprint(
            number="",
            dated=on,
            scheme_title=scheme.title.in_language(language),
            scheme_document=scheme.documents[0],
            clauses=_clauses(check, cost),
            fictional=settings.IS_DEMONSTRATION,
        ),
        language=language,
        outcome=Printed.STOPPED if stopped_since else _PRINTED[check.assessment.outcome],
        stopped_since=stopped_since,
        answers=tuple((str(row.label), str(row.value or "—")) for row in answers),
        not_met=tuple(_refusal(item, language) for item in not_met),
        needs=tuple(str(item.title) for item in needs),
        would_help=would_help,
        limit=_limit(check, language),
        cost=None if cost is None else _loan_cost(cost, scheme),
    )


def _refusal(item: ToDo, language: str) -> str:
    template = translate("{label} (clause {clause}): {result}", language)
    clause = item.clause if isinstance(item.clause, str) else ""
    return template.format(label=item.title, clause=clause_short(clause), result=item.hint)


def _clauses(check: SelfCheck, cost: Cost | None) -> tuple[str, ...]:
    """The clauses that decide: what stands against it, the limit, and what the cost rests on."""
    found = [finding.clause for finding in check.assessment.refusals]
    binding = check.assessment.limit.binding_candidate
    if binding is not None:
        found.append(binding.clause)
    if cost is not None:
        found += [line.movement.clause for line in cost.cost.calendar if line.movement.clause]
    return tuple(dict.fromkeys(found))


def _limit(check: SelfCheck, language: str) -> Limit | None:
    limit, binding = check.assessment.limit, check.assessment.limit.binding_candidate
    if limit.amount is None or binding is None:
        return None
    return Limit(amount=limit.amount, binding=binding.label.in_language(language))


def _loan_cost(cost: Cost, scheme: Scheme) -> LoanCost:
    found = cost.cost
    return LoanCost(
        loan_amount=cost.terms.principal,
        lines=tuple(
            CostLine(
                on=line.movement.on,
                what=what(line, scheme),
                paid=line.movement.amount if line.change < 0 else NOTHING,
                received=line.movement.amount if line.change > 0 else NOTHING,
            )
            for line in found.calendar
            if line.movement.kind not in _PRINCIPAL
        ),
        paid=found.paid,
        received=found.back,
        net=found.net,
        net_ratio=cost.net_ratio,
    )
