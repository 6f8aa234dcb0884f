"""The page of figures: chart, table and definition, and what was reported otherwise before."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from zhidai.core.errors import BadInput
from zhidai.core.statistics.figures import Dimension
from zhidai.core.statistics.metrics import Metric
from zhidai.core.statistics.periods import Grain
from zhidai.services.acting import Acting
from zhidai.services.published.queries import published_of
from zhidai.services.statistics.facts import OVERSEEING
from zhidai.services.statistics.queries import CONCERNED, Asked, statistics_view
from zhidai.web.published.addresses import series_address
from zhidai.web.published.tables import published_table
from zhidai.web.shared.components import FieldKind, FormField, Option, Table
from zhidai.web.shared.context import language
from zhidai.web.shared.refusals import acting_required, answers_refusals
from zhidai.web.statistics.asking import DEFAULT, address, asked_in
from zhidai.web.statistics.charts import chart_of
from zhidai.web.statistics.tables import (
    figures_table,
    ranking_table,
    revisions_table,
)
from zhidai.wording.speech import sentences
from zhidai.wording.statistics import (
    dimension_name,
    grain_name,
    metric_definition,
    metric_name,
    unit_beside,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedPart:
    """A series of others under the figures, with the page that holds it against ours."""

    table: Table
    source: str
    url: str


@answers_refusals
@acting_required(*sorted(CONCERNED))
def statistics(request: HttpRequest, acting: Acting) -> HttpResponse:
    """The answer to the question in the address; a bad one is said and the default answered."""
    problems: list[str] = []
    try:
        asked = asked_in(request.GET)
        view = statistics_view(acting, asked, language=language())
    except BadInput as refused:
        problems = sentences(refused.reasons, language())
        asked = DEFAULT
        view = statistics_view(acting, asked, language=language())
    spoken, metric = language(), asked.metric
    context = {
        "view": view,
        "problems": problems,
        "fields": _fields(request, asked),
        "name": metric_name(metric, spoken),
        "unit": unit_beside(metric, spoken),
        "definition": metric_definition(metric, spoken),
        "chart": chart_of(view.report, spoken),
        "table": figures_table(view.report, asked),
        "ranking": ranking_table(view.report, asked),
        "revisions": revisions_table(view) if asked.known_on else None,
        "published": [
            PublishedPart(
                table=published_table(one),
                source=_("Source: {source}").format(source=one.source),
                url=series_address(one.id),
            )
            for one in published_of(acting, metric)
        ],
        "export_url": address("statistics:export", asked),
        "may_publish": acting.kind in OVERSEEING,
    }
    return render(request, "statistics/statistics.html", context, status=422 if problems else 200)


def _fields(request: HttpRequest, asked: Asked) -> tuple[FormField, ...]:
    spoken = language()

    def day(name: str, label: str, hint: str = "") -> FormField:
        value = request.GET.get(name, "")
        return FormField(name=name, label=label, value=value, hint=hint or None, width="narrow")

    return (
        FormField(
            name="metric",
            label=_("What is counted"),
            kind=FieldKind.SELECT,
            options=tuple(
                Option(value=each, label=metric_name(each, spoken), is_chosen=each is asked.metric)
                for each in Metric
            ),
        ),
        FormField(
            name="by",
            label=_("Told apart by"),
            kind=FieldKind.SELECT,
            options=tuple(
                Option(value=each, label=dimension_name(each, spoken), is_chosen=each is asked.by)
                for each in Dimension
            ),
        ),
        FormField(
            name="period",
            label=_("Periods"),
            kind=FieldKind.SELECT,
            options=tuple(
                Option(value=each, label=grain_name(each, spoken), is_chosen=each is asked.grain)
                for each in Grain
            ),
        ),
        day("since", _("From the day")),
        day("until", _("To the day")),
        day("known_on", _("As reported at the end of the day")),
    )
