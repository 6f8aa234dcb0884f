"""Which tables stand together in which file."""

from collections.abc import Callable

from zhidai.core.ledger.report import LedgerReport
from zhidai.wording.ledger import alerts, figures
from zhidai.wording.ledger.sections import Section

Maker = Callable[[LedgerReport, str], Section | None]


def workbooks(report: LedgerReport, language: str) -> dict[str, tuple[Section, ...]]:
    """File name without its ending -> the sheets in it, those that the scheme has a rule for."""
    month = "" if report.filing is None else f"{report.filing.month:%Y-%m}"
    files: dict[str, tuple[Maker, ...]] = {
        f"filing-{month}": (figures.filing,),
        "ratio": (figures.ratio,),
        "subsidies": (figures.subsidies, figures.subsidy_totals),
        "clocks": (alerts.claims, alerts.maturities, alerts.fees),
        "warnings": (alerts.warnings,),
        "loans": (figures.loans, alerts.checks),
        "rejects": (alerts.rejects, alerts.totals, alerts.notes),
    }
    made = {
        name: tuple(one for make in makers if (one := make(report, language)) is not None)
        for name, makers in files.items()
    }
    return {name: found for name, found in made.items() if found}
