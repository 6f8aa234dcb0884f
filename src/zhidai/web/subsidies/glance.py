"""What a workbench says of subsidies: claims that wait for this party."""

from django.urls import reverse
from django.utils.translation import gettext as _

from zhidai.core.policy.citing import Topic
from zhidai.core.subsidies.status import SubsidyStatus
from zhidai.services.acting import Acting
from zhidai.services.cases.citing import usual_citations
from zhidai.services.subsidies.clawing_back import paid_for_owed_loans
from zhidai.services.subsidies.queries import subsidy_rows, subsidy_sum
from zhidai.web.loans.words import in_language
from zhidai.web.shared.components import Figure, Text, ToDo
from zhidai.web.shared.templatetags.house import ten_thousands, yuan
from zhidai.web.shared.waiting import MOST_SHOWN, and_more


def subsidy_to_dos(acting: Acting, status: SubsidyStatus, *, title: Text, page: str) -> list[ToDo]:
    """A line for each of the first claims of a status, the oldest first, and one for the rest.

    page: the url name of what to do.
    """
    rows = subsidy_rows(acting, status=status, oldest_first=True)
    shown = [
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
        for row in rows[:MOST_SHOWN]
    ]
    return [*shown, *and_more(len(rows), title=_("More subsidies wait"), url=_list(status))]


def owed_again_to_dos(acting: Acting) -> list[ToDo]:
    """For the bureau: a subsidy was paid for a loan that a correction found not repaid."""
    return [
        ToDo(
            title=_("Ask a subsidy back: its loan is not repaid after all"),
            url=reverse("subsidies:subsidy", args=[one.loan]),
            hint=_("{loan} · {enterprise} · {amount}").format(
                loan=one.loan,
                enterprise=in_language(one.enterprise, one.enterprise_en),
                amount=yuan(one.left),
            ),
            clause=usual_citations(acting).get(Topic.SUBSIDY),
        )
        for one in paid_for_owed_loans(acting)
    ]


def subsidy_figure(acting: Acting, status: SubsidyStatus, *, label: Text) -> Figure:
    """How many claims have a status, and their sum."""
    found = subsidy_sum(acting, status=status)
    return Figure(
        label=label,
        value=str(found.count),
        note=yuan(found.total),
        clause=usual_citations(acting).get(Topic.SUBSIDY),
        url=_list(status),
    )


def _list(status: SubsidyStatus) -> str:
    return f"{reverse('subsidies:list')}?status={status}"
