"""What a workbench says of early warnings: those that this party sees to."""

from django.urls import reverse
from django.utils.translation import gettext as _

from zhidai.services.acting import Acting
from zhidai.services.early_warning.queries import OPEN, OURS, warning_rows
from zhidai.web.early_warning.words import severity_tag
from zhidai.web.filings.tables import said
from zhidai.web.shared.components import Figure, ToDo

CLAUSE = "8.3"


def warning_to_dos(acting: Acting) -> list[ToDo]:
    """Open warnings for the acting party to see to, the heaviest first."""
    return [
        ToDo(
            title=said(row.label),
            url=reverse("early_warning:warning", args=[row.number]),
            hint=f"{row.loan} · {said(row.enterprise)}",
            tag=severity_tag(row.severity),
            due_on=row.due_on,
            clause=CLAUSE,
        )
        for row in warning_rows(acting, status=OURS)
    ]


def warning_figure(acting: Acting) -> Figure:
    """How many warnings are open."""
    return Figure(
        label=_("Open warnings"),
        value=str(len(warning_rows(acting, status=OPEN))),
        clause=CLAUSE,
        url=reverse("early_warning:list"),
    )
