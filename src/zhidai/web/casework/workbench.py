"""Every party's first page: what waits for it, then its figures, then its cases."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from zhidai.services.acting import Acting
from zhidai.services.cases.queries import case_rows, to_dos
from zhidai.services.cases.views import ToDo as WaitingTask
from zhidai.web.casework.inbox import case_table
from zhidai.web.shared.components import Figure, Link, ToDo
from zhidai.web.shared.context import language
from zhidai.web.shared.templatetags.house import ten_thousands
from zhidai.web.shared.waiting import MOST_SHOWN, and_more

NEWEST = 10


def workbench_page(
    request: HttpRequest,
    acting: Acting,
    *,
    figures: Sequence[Figure] = (),
    actions: Sequence[Link] = (),
    extra: Sequence[ToDo] = (),
) -> HttpResponse:
    """The workbench; `extra` are things to do outside the cases' routes."""
    cases, waiting = case_rows(acting)[: NEWEST + 1], to_dos(acting)
    rest = and_more(len(waiting), title=_("More tasks wait"), url=reverse("cases:inbox"))
    context = {
        "to_do": [*extra, *(_to_do(task) for task in waiting[:MOST_SHOWN]), *rest],
        "figures": figures,
        "actions": actions,
        "table": case_table(cases[:NEWEST]),
        "more": len(cases) > NEWEST,
    }
    return render(request, "casework/workbench.html", context)


def _to_do(waiting: WaitingTask) -> ToDo:
    enterprise = waiting.enterprise_en if language() == "en" else waiting.enterprise
    return ToDo(
        title=waiting.label.in_language(language()),
        url=reverse("cases:task", args=[waiting.case, waiting.task]),
        hint=_("{case} · {enterprise} · {amount}").format(
            case=waiting.case, enterprise=enterprise, amount=ten_thousands(waiting.amount)
        ),
        due_on=waiting.due_on,
        target_on=waiting.target_on,
        clause=waiting.clause,
    )
