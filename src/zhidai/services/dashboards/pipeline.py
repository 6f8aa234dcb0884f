"""Where the acting party's cases wait, whoever they wait for: a case's page tells it to all."""

import polars as pl

from zhidai.core.cases.status import CaseStatus, TaskStatus
from zhidai.core.dashboards.figures import Panel
from zhidai.core.labels import Label
from zhidai.core.policy.strength import Strength
from zhidai.db.cases.models import Task
from zhidai.engine.dashboards.pipeline import WAITING, pipeline
from zhidai.services.cases.tenancy import takes_part
from zhidai.services.dashboards.look import Look
from zhidai.services.dashboards.views import PanelView
from zhidai.services.in_columns import in_columns
from zhidai.services.schemes.versions import scheme_pinned

_OF_ROUTE = ["scheme", "scheme_hash", "route", "task"]


def pipeline_panel(look: Look) -> PanelView:
    """The open tasks of cases in progress; what may also be left undone holds nothing up."""
    waits = in_columns(
        Task.objects.filter(
            takes_part(look.acting, "case"),
            status=str(TaskStatus.OPEN),
            case__status=str(CaseStatus.OPEN),
            case__scheme=look.scheme.id,
        ).order_by("id"),
        case="case__number",
        scheme="case__scheme",
        scheme_hash="case__scheme_hash",
        route="case__route",
        task="task",
        opened_on="opened_on",
        due_on="due_on",
    )
    names: dict[str, Label] = {}
    left_out: list[tuple[str, ...]] = []
    for scheme, content_hash, route, task in waits.select(_OF_ROUTE).unique().rows():
        definition = scheme_pinned(scheme, content_hash).routes[route].task(task)
        if definition.strength is Strength.MAY:
            left_out.append((scheme, content_hash, route, task))
        else:
            names[task] = definition.label
    voluntary = pl.DataFrame(left_out, schema=dict.fromkeys(_OF_ROUTE, pl.String), orient="row")
    held = waits.join(voluntary, on=_OF_ROUTE, how="anti", maintain_order="left")
    return PanelView(
        panel=Panel.PIPELINE,
        figures=pipeline(held.select(list(WAITING)), on=look.today),
        names=names,
    )
