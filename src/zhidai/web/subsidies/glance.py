"""What a workbench says of subsidies: claims that wait for this party."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from zhidai.core.policy.citing import Topic
from zhidai.services.acting import Acting
from zhidai.services.cases.citing import usual_citations
from zhidai.services.subsidies.views import SubsidyRow
from zhidai.web.loans.words import in_language
from zhidai.web.shared.components import Figure, Text, ToDo
from zhidai.web.shared.templatetags.house import ten_thousands, yuan


def subsidy_to_dos(rows: Sequence[SubsidyRow], *, title: Text, page: str) -> list[ToDo]:
    """One line for each claim, the oldest first; `page` is the url name of what to do."""
    oldest_first = sorted(rows, key=lambda row: (row.claimed_on, row.loan))
    return [
        ToDo(
            title=title,
            url=reverse(page, args=[row.loan]),
            hint=_("{loan} · {enterprise} · {amount}").format(
                loan=row.loan,
                enterprise=in_language(row.enterprise, row.enterprise_en),
                amount=ten_thousands(row.total),
            ),
            clause=row.clause,
        )
        for row in oldest_first
    ]


def subsidy_figure(
    acting: Acting, rows: Sequence[SubsidyRow], *, label: Text, status: str
) -> Figure:
    """How many claims have a status, and their sum."""
    return Figure(
        label=label,
        value=str(len(rows)),
        note=yuan(sum(row.total for row in rows)),
        clause=usual_citations(acting).get(Topic.SUBSIDY),
        url=f"{reverse('subsidies:list')}?status={status}",
    )
