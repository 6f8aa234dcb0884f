"""What a workbench says of early warnings: those that this party sees to."""

from django.urls import reverse
from django.utils.translation import gettext as _

from zhidai.core.policy.citing import Topic
from zhidai.services.acting import Acting
from zhidai.services.cases.citing import usual_citations
from zhidai.services.early_warning.queries import OURS, open_warnings, warning_rows
from zhidai.web.early_warning.words import severity_tag
from zhidai.web.filings.tables import said
from zhidai.web.shared.components import Figure, ToDo
from zhidai.web.shared.waiting import MOST_SHOWN, and_more


def warning_to_dos(acting: Acting) -> list[ToDo]:
    """Open warnings for the acting party to see to, the heaviest first."""
    rows, page = warning_rows(acting, status=OURS), f"{reverse('early_warning:list')}?status={OURS}"
    shown = [
        ToDo(
            title=said(row.label),
            url=reverse("early_warning:warning", args=[row.number]),
            hint=f"{row.loan} · {said(row.enterprise)}",
            tag=severity_tag(row.severity),
            due_on=row.due_on,
            clause=row.clause,
        )
        for row in rows[:MOST_SHOWN]
    ]
    return [*shown, *and_more(len(rows), title=_("More warnings wait"), url=page)]


def warning_figure(acting: Acting) -> Figure:
    """How many warnings are open."""
    return Figure(
        label=_("Open warnings"),
        value=str(open_warnings(acting)),
        clause=usual_citations(acting).get(Topic.DANGER),
        url=reverse("early_warning:list"),
    )
