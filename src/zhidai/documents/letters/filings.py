"""The bank's monthly project filing as a paper."""

from collections.abc import Mapping

from zhidai.core.filings.filing import FilingRow, ProjectFiling
from zhidai.core.labels import Label
from zhidai.documents.figures import amount, day, must_add_up, percent, yuan
from zhidai.documents.letters.imprint import Imprint, imprint_content
from zhidai.documents.pdf import Content, render

NONE = "—"


def project_filing(
    filing: ProjectFiling,
    *,
    imprint: Imprint,
    papers: Mapping[str, Label],
    routes: Mapping[str, Label],
    note: str,
) -> bytes:
    """The 放贷项目备案表 of a month (clause 9.2 of the Ganzhou plan)."""
    must_add_up((row.drawdown.amount for row in filing.rows), filing.total)
    return render(
        "project_filing",
        imprint_content(imprint)
        | {
            "bank": filing.bank.zh,
            "bureau": filing.bureau.zh,
            "month": f"{filing.month.year}年{filing.month.month}月",
            "count": len(filing.rows),
            "total": amount(filing.total),
            "missing": len(filing.missing),
            "note": note,
            "rows": [_row(row, papers=papers, routes=routes) for row in filing.rows],
        },
        dated=imprint.dated,
    )


def _row(row: FilingRow, *, papers: Mapping[str, Label], routes: Mapping[str, Label]) -> Content:
    one = row.drawdown
    return {
        "loan": one.loan,
        "enterprise": one.enterprise.zh,
        "credit_code": one.credit_code or NONE,
        "route": routes[one.route].zh,
        "amount": yuan(one.amount),
        "rate": percent(one.annual_rate),
        "drawn_on": day(one.drawn_on),
        "due_on": day(one.due_on),
        "guarantor": one.guarantor.zh if one.guarantor else NONE,
        "pledgee": one.pledgee.zh if one.pledgee else NONE,
        "registration": one.registration or NONE,
        "patents": [f"{patent.title}（ZL{patent.number}）" for patent in one.patents],
        "there": [papers[each.paper].zh for each in row.papers if not each.is_missing],
        "missing": [papers[paper].zh for paper in row.missing],
    }
