"""The four doors: bureau, credit officer, finance manager, engineer."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from django.urls import reverse
from django.utils.translation import gettext as _

from zhidai.core.calendar import add_months
from zhidai.core.errors import BadInput
from zhidai.core.money import to_fen
from zhidai.core.policy.case_facts import CaseFacts
from zhidai.core.policy.facts import read_facts
from zhidai.core.policy.scheme import Scheme
from zhidai.core.portfolio.settings import watches_arrears
from zhidai.core.xray.defaults import highest_rate, quote_of
from zhidai.reference.assessment_tables import reference_tables
from zhidai.services import business_date
from zhidai.services.portfolio.breaker import npl_position
from zhidai.services.portfolio.lines import ratio_view
from zhidai.services.schemes.versions import scheme_in_force
from zhidai.web.deal.sample import DEFAULTS, worked_out
from zhidai.web.front.speeds import speeds
from zhidai.web.loans.words import percent
from zhidai.web.self_check.cost import cost_of
from zhidai.web.shared.components import Link
from zhidai.web.shared.navigation import DEFAULT_SCHEME
from zhidai.web.shared.templatetags.house import yuan
from zhidai.web.valuation.words import shortened

Shown = TypeVar("Shown")
NONE = "—"
_YEAR = 12  # months
_LOAN = "300万元"
_MONTHS_LEFT = 72
_ROUTE = "indirect"  # where the plan has it: the one with a guarantor's fee
_WITH_TEXT = "qinglan-2021"  # the fictional plan, whose text may be changed on the page


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontDoor:
    """Who it is for, what they see behind it, and a figure of the moment. username: signs in as
    that fictional person on the way; more: what else stands behind it.
    """

    title: str
    figure: str
    note: str
    text: str
    url: str
    action: str
    username: str | None = None
    more: tuple[Link, ...] = ()


def front_doors() -> tuple[FrontDoor, ...]:
    """Each with its figure as of now."""
    return (_bureau(), _credit_officer(), _finance_manager(), _engineer())


def _where_possible(figure: Callable[[], Shown], *, otherwise: Shown) -> Shown:
    """A door stands open without its figure where the facts of the day refuse one."""
    try:
        return figure()
    except BadInput:
        return otherwise


def _bureau() -> FrontDoor:
    figure, note = _where_possible(
        _overdue_ratio, otherwise=(NONE, _("overdue ratio; not to be worked out on this day"))
    )
    return FrontDoor(
        title=_("Bureau officer"),
        figure=figure,
        note=note,
        text=_(
            "The ratio, filings and warnings; move the date by 60 days and follow every yuan of an"
            " unpaid loan."
        ),
        url=reverse("supervision:scheme"),
        action=_("As a bureau officer"),
        username="bureau",
    )


def _overdue_ratio() -> tuple[str, str]:
    """The ratio and the line above which business stops, where the plan states one."""
    today = business_date.today()
    if not watches_arrears(scheme_in_force(DEFAULT_SCHEME, today)):
        return NONE, _("no ratio of bad loans stops new business")
    ratio = ratio_view(npl_position(DEFAULT_SCHEME, today))
    return (
        NONE if ratio.ratio is None else percent(ratio.ratio),
        _("overdue ratio; new business stops above {line}").format(line=percent(ratio.threshold)),
    )


def _credit_officer() -> FrontDoor:
    return FrontDoor(
        title=_("Credit officer"),
        figure=_where_possible(_both_values, otherwise=NONE),
        note=_("one patent: the appraiser's value and ours"),
        text=_("The gap by cause to the fen, a twin that nobody named, and what may be lent."),
        url=reverse("deal:deal"),
        action=_("To the deal"),
    )


def _both_values() -> str:
    """The appraiser's value of the sample patent and ours."""
    made = worked_out(DEFAULTS, on=business_date.today(), months_left=_MONTHS_LEFT)
    (found,) = made.comparisons
    return f"{shortened(float(found.appraised))} / {shortened(float(found.internal))}"


def _finance_manager() -> FrontDoor:
    return FrontDoor(
        title=_("Finance manager"),
        figure=_where_possible(_net_cost, otherwise=NONE),
        note=_("net cost of 3,000,000 yuan for a year, subsidies taken off"),
        text=_("A few answers: whether you can borrow, how much, and what it costs, day by day."),
        url=reverse("self_check:form"),
        action=_("To the self-check"),
    )


def _net_cost() -> str:
    """Of a year's loan at the highest rate of the plan."""
    today = business_date.today()
    scheme = scheme_in_force(DEFAULT_SCHEME, today)
    day = min(max(today, scheme.in_force_from), scheme.in_force_until)
    quote = quote_of(reference_tables(), day)
    rate = highest_rate(scheme, day, quote, due_on=add_months(day, _YEAR))
    facts = _year_asked_for(scheme, rate)
    cost = None if facts is None else cost_of(scheme, facts, on=day)
    return NONE if cost is None else yuan(to_fen(cost.cost.net))


def _year_asked_for(scheme: Scheme, rate: Decimal) -> CaseFacts | None:
    """Such a loan on the first route; None where the plan has no route or asks something else."""
    request = {"amount": _LOAN, "term": "12个月", "rate": f"{rate * 100:f}%"}
    route = _ROUTE if _ROUTE in scheme.routes else next(iter(scheme.routes), None)
    if route is None or any(f"request.{name}" not in scheme.facts for name in request):
        return None
    return read_facts(scheme, {"route": route, "request": request})


def _engineer() -> FrontDoor:
    found = speeds()
    return FrontDoor(
        title=_("Engineer"),
        figure=f"{found.assessments:,} · {found.patents:,}",
        note=_("cases assessed with their reasons, and patents valued, a second, on this machine"),
        text=_(
            "The plan as data, clause beside rule; change one number of its text and the audit"
            " goes red."
        ),
        url=reverse("schemes:audit", args=[_WITH_TEXT]),
        action=_("To the audit"),
        more=(
            Link(
                label=_("A decision with its reasons"),
                url=reverse("schemes:examples", args=[DEFAULT_SCHEME]),
            ),
            Link(label=_("Speeds beside their baselines"), url=reverse("speed")),
        ),
    )
