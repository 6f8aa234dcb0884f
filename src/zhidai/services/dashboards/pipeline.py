"""Where the acting party's cases wait, whoever they wait for: a case's page tells it to all."""

from zhidai.core.cases.status import CaseStatus, TaskStatus
from zhidai.core.dashboards.figures import Panel
from zhidai.core.dashboards.pipeline import Waiting, pipeline
from zhidai.core.labels import Label
from zhidai.core.policy.strength import Strength
from zhidai.db.cases.models import Task
from zhidai.services.cases.dossier import scheme_of
from zhidai.services.dashboards.look import Look
from zhidai.services.dashboards.views import PanelView


def pipeline_panel(look: Look) -> PanelView:
    """The open tasks of cases in progress; what may also be left undone holds nothing up."""
    waits: list[Waiting] = []
    names: dict[str, Label] = {}
    tasks = Task.objects.filter(
        case__in=look.cases.values("pk"),
        case__status=str(CaseStatus.OPEN),
        status=str(TaskStatus.OPEN),
    )
    for row in tasks.select_related("case").order_by("id"):
        definition = scheme_of(row.case).routes[row.case.route].task(row.task)
        if definition.strength is Strength.MAY:
            continue
        names[row.task] = definition.label
        waits.append(
            Waiting(case=row.case.number, task=row.task, opened_on=row.opened_on, due_on=row.due_on)
        )
    return PanelView(panel=Panel.PIPELINE, figures=pipeline(waits, on=look.today), names=names)
