"""What an x-ray leaves out, with the reason; a fee that nobody on the route earns is refused."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType

from zhidai.core.errors import Reason, bad_input, reason
from zhidai.core.guarantees.settings import ClaimSettings
from zhidai.core.labels import Label
from zhidai.core.policy.assessment import require_in_force
from zhidai.core.policy.claim_triggers import ClaimTrigger
from zhidai.core.policy.fact_tests import Test, facts_of
from zhidai.core.policy.scheme import Scheme
from zhidai.core.policy.subsidies import Subsidy, SubsidyItem
from zhidai.core.subsidies.charged_fees import is_charged

_FEES: Mapping[str, Label] = MappingProxyType(
    {
        SubsidyItem.GUARANTEE_FEE: Label(zh="担保费", en="guarantee fee"),
        SubsidyItem.APPRAISAL_FEE: Label(zh="评估费", en="appraisal fee"),
        SubsidyItem.INSURANCE_PREMIUM: Label(zh="保费", en="insurance premium"),
    }
)


def require_charged(fees: Iterable[str], scheme: Scheme, route: str | None) -> None:
    """That each fee given is one of the route: another would be ignored in silence.

    Bad input: `xray_fee_not_charged`.
    """
    if route is None:
        return
    for fee in fees:
        if not is_charged(SubsidyItem(fee), scheme, route):
            label = scheme.routes[route].label
            raise bad_input("xray_fee_not_charged", fee=_FEES[fee], route=label)


def models_left_out(
    scheme: Scheme, route: str | None, holds: Callable[[Test], bool]
) -> Iterator[Reason]:
    """The loss models that are of another route, or of loans that the reference loan is not."""
    for one in scheme.loss_models:
        if route is not None and one.routes and route not in one.routes:
            routes = _together(scheme.routes[name].label for name in one.routes)
            yield reason("xray_model_elsewhere", one.clause, label=one.label, routes=routes)
        elif one.when is not None and not holds(one.when):
            facts = _facts(scheme, (one.when,))
            yield reason("xray_model_of_other_loans", one.clause, label=one.label, facts=facts)


def triggers_left_out(
    triggers: Sequence[ClaimTrigger], by_days: Mapping[str, ClaimSettings]
) -> Iterator[Reason]:
    """All but the first that days start; by_days: the settings of those that do, by their ids."""
    used = next((one for one in triggers if one.id in by_days), None)
    for one in triggers:
        if one.id not in by_days:
            yield reason("xray_trigger_not_by_days", one.clause, label=one.label)
        elif used is not None and one is not used:
            yield reason("xray_trigger_beside", one.clause, label=one.label, used=used.label)


def subsidies_on_condition(
    scheme: Scheme,
    counted: Iterable[Subsidy],
    may: Callable[[Test], bool],
    sure: Callable[[Test], bool],
) -> Iterator[Reason]:
    """The subsidies, or shares of them, that only some borrowers get and the figures count."""
    for one in counted:
        first = next((each.when for each in one.instead if may(each.when)), None)
        open_ones = [test for test in (one.when, first) if test is not None and not sure(test)]
        if open_ones:
            facts = _facts(scheme, open_ones)
            yield reason("xray_subsidy_conditional", one.clause, label=one.label, facts=facts)


def subsidies_beside(scheme: Scheme, beside: Mapping[str, Subsidy]) -> Iterator[Reason]:
    """The subsidies in whose place another of the level counts. beside: id -> that one."""
    for one in scheme.subsidies:
        if one.id in beside:
            used = beside[one.id].label
            yield reason("xray_subsidy_beside", one.clause, label=one.label, used=used)


def require_begun(scheme: Scheme, on: date) -> None:
    """That the plan has begun; one that has ended is x-rayed as it last was, and said to be over.

    Bad input: `scheme_not_in_force_on`.
    """
    if on < scheme.in_force_from:
        require_in_force(scheme, on)


def _facts(scheme: Scheme, tests: Iterable[Test]) -> Label:
    names = dict.fromkeys(name for test in tests for name in facts_of(test))
    return _together(scheme.facts[name].label for name in names)


def _together(labels: Iterable[Label]) -> Label:
    known = tuple(labels)
    return Label(zh="、".join(one.zh for one in known), en=", ".join(one.en for one in known))
