"""The x-ray page: what the plan means in money, with a chart and the tables of its figures."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from zhidai.core.errors import BadInput
from zhidai.core.guarantees.loss_base import BY_IP_SHARE
from zhidai.core.money import parse_yuan
from zhidai.core.policy.scheme import Scheme
from zhidai.core.policy.subsidies import SubsidyItem
from zhidai.core.policy.taking_part import loss_models_of, usual_route
from zhidai.core.subsidies.charged_fees import is_charged
from zhidai.core.xray.basis import of_model
from zhidai.core.xray.defaults import highest_rate, quote_of
from zhidai.core.xray.fees import FeeFrom
from zhidai.core.xray.parties import ModelMoney
from zhidai.core.xray.premises import Premises, rate_of
from zhidai.core.xray.xray import Xray
from zhidai.core.xray.xray import xray as take_xray
from zhidai.documents.charts import Line, line_chart
from zhidai.documents.letters.xray import xray_paper
from zhidai.reference.assessment_tables import reference_tables
from zhidai.reference.working_days import working_days
from zhidai.services import business_date
from zhidai.web.schemes.views import found_scheme, frame
from zhidai.web.shared import errors
from zhidai.web.shared.components import Cell, Column, FieldKind, FormField, Option, table
from zhidai.web.shared.context import language
from zhidai.web.shared.downloads import PDF, download
from zhidai.web.shared.drawings import in_both_widths
from zhidai.wording.scheme_parts import part_label, party_heading
from zhidai.wording.speech import sentences as said
from zhidai.wording.xray import sections
from zhidai.wording.xray_costs import fee_name

_FEES = ("insurance_premium", "guarantee_fee", "appraisal_fee", "registration_fee")
_GIVEN = {
    "amount": "300万元",
    "funding_cost": "2.5%",
    "default_rate": "2%",
    "recovery": "20%",
    "ip_share": "",
    **dict.fromkeys(_FEES, ""),
}
_IN_YUAN = frozenset({"registration_fee"})
_LOSS_RATES = tuple(Decimal(step) / 200 for step in range(21))  # 0 to 10 %
_SHORT = 12  # characters of a first column that stay in one line
_MILLION = Decimal(1_000_000)


@require_safe
def xray(request: HttpRequest, scheme_id: str) -> HttpResponse:
    """The page; the premises stand in the address. `?paper=pdf` gives the same as a PDF."""
    scheme = found_scheme(scheme_id)
    if scheme is None:
        return errors.not_found(request)
    given = {name: request.GET.get(name) or default for name, default in _GIVEN.items()}
    route = request.GET.get("route") or None
    problems: list[str] = []
    try:
        taken = _taken(scheme, given, route)
    except BadInput as refused:
        problems = said(refused.reasons, language())
        given, route = dict(_GIVEN), None
        taken = _taken(scheme, given, route)
    made = sections(taken, scheme, language())
    if request.GET.get("paper") == "pdf" and not problems:
        content = xray_paper(scheme, made, language=language(), dated=taken.premises.on)
        return download(request, f"xray-{scheme.id}.pdf", PDF, content)
    query = request.GET.copy()
    query["paper"] = "pdf"
    context = frame(request, scheme, "schemes:xray") | {
        "problems": problems,
        "fields": tuple(_fields(scheme, given, taken)),
        "charts": [_chart(one, taken, scheme) for one in taken.models],
        "paper_url": f"{reverse('schemes:xray', args=[scheme.id])}?{query.urlencode()}",
        "sections": [
            (
                one,
                table(
                    caption=one.title,
                    columns=[
                        Column(label=column, is_numeric=is_figures)
                        for column, is_figures in zip(one.columns, one.of_figures, strict=True)
                    ],
                    rows=_each_named(one.rows),
                    is_caption_hidden=True,
                ),
            )
            for one in made
        ],
    }
    return render(request, "schemes/xray.html", context, status=422 if problems else 200)


def _fields(scheme: Scheme, given: dict[str, str], taken: Xray) -> Iterator[FormField]:
    """The premises that may be changed."""
    if len(scheme.routes) > 1:
        yield FormField(
            name="route",
            label=_("Route"),
            kind=FieldKind.SELECT,
            options=tuple(
                Option(
                    value=one.id,
                    label=one.label.in_language(language()),
                    is_chosen=one.id == taken.route,
                )
                for one in scheme.routes.values()
            ),
        )
    labels = {
        "amount": _("Reference loan"),
        "funding_cost": _("What money costs the bank (assumed)"),
        "default_rate": _("Loans that fail in a year (assumed)"),
        "recovery": _("Recovered of what was lost (assumed)"),
    }
    for name, label in labels.items():
        yield FormField(name=name, label=label, value=given[name])
    if any(one.ip_share is not None for one in taken.models):
        label = _("Part of the loan that the IP secures (empty: the plan's least)")
        yield FormField(name="ip_share", label=label, value=given["ip_share"])
    for fee in taken.fees:
        if fee.source is not FeeFrom.CEILING:
            said = _("{fee}, in yuan") if fee.item in _IN_YUAN else _("{fee}, a year")
            label = said.format(fee=fee_name(fee, language()))
            yield FormField(name=fee.item, label=label, value=given[fee.item])


def _each_named(rows: Sequence[Sequence[str]]) -> Iterator[Sequence[Cell | str]]:
    """A row that goes on with the one above says again what it is of: on a phone each is a card."""
    above: Sequence[str] = ()
    for row in rows:
        above = row if row[0] else (above[0], *row[1:-1], above[-1])
        yield (Cell(text=above[0], keeps_line=len(above[0]) <= _SHORT), *above[1:])


def _taken(scheme: Scheme, given: dict[str, str], route: str | None) -> Xray:
    day, taken_route = _day(scheme), route if route in scheme.routes else None
    given = {name: said for name, said in given.items() if _is_read(name, scheme, taken_route)}
    quote = quote_of(reference_tables(), day)
    premises = Premises(
        on=day,
        amount=parse_yuan(given["amount"]),
        rate=highest_rate(scheme, day, quote, due_on=Premises(on=day).due_on),
        lpr=quote.one_year,
        lpr_five_years=quote.over_five_years,
        funding_cost=rate_of(given["funding_cost"]),
        default_rate=rate_of(given["default_rate"]),
        recovery=rate_of(given["recovery"]),
        ip_share=rate_of(given["ip_share"]) if given.get("ip_share") else None,
        fees={fee: rate_of(given[fee]) for fee in _FEES if given.get(fee) and fee not in _IN_YUAN},
        fees_in_yuan={fee: parse_yuan(given[fee]) for fee in _IN_YUAN if given.get(fee)},
    )
    return take_xray(scheme, premises, route=taken_route, working_days=working_days())


def _is_read(name: str, scheme: Scheme, route: str | None) -> bool:
    """Whether the route asks for a premise: one typed for another route is left behind there."""
    taken = route or usual_route(scheme)
    if taken is None:
        return True
    if name == "ip_share":
        return any(one.base in BY_IP_SHARE for one in loss_models_of(scheme, taken))
    return name not in _FEES or is_charged(SubsidyItem(name), scheme, taken)


def _day(scheme: Scheme) -> date:
    """The business date, or the nearest day on which the scheme is in force."""
    return min(max(business_date.today(), scheme.in_force_from), scheme.in_force_until)


def _chart(model: ModelMoney, taken: Xray, scheme: Scheme) -> tuple[str, str]:
    """Each party's result per million lent against the loss rate: below zero it is under water.

    With it the name of the loss model, where there are several.
    """
    recovered = Decimal(1) - taken.premises.recovery
    lines = [
        Line(
            name=party_heading(one.party, scheme, language()),
            points=tuple(
                (rate * 100, (one.income - one.share * rate * recovered) * _MILLION)
                for rate in _LOSS_RATES
            ),
        )
        for one in model.parties
    ]
    drawing = in_both_widths(
        lambda is_narrow: line_chart(
            lines,
            x_title=_("Loss rate (%)"),
            y_title=_("Result per million lent (yuan)"),
            marked_at=[one.threshold * 100 for one in taken.stops],
            is_narrow=is_narrow,
        )
    )
    several = len(taken.models) > 1
    name = part_label(of_model(model.model), scheme, language())
    return drawing, name if several else ""
