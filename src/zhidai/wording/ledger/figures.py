"""The tables with figures: loans as read, filing, subsidies, ratio."""

from collections.abc import Iterable
from decimal import Decimal

from zhidai.core.ledger.filing import Filing, FilingLine, FilingPaper, pledge_ratio
from zhidai.core.ledger.ratio import LedgerRatio
from zhidai.core.ledger.report import LedgerReport
from zhidai.core.ledger.standing import LoanStanding
from zhidai.core.ledger.subsidy import LoanSubsidy
from zhidai.core.ledger.warnings import BROKEN
from zhidai.core.policy.scheme import Scheme
from zhidai.core.subsidies.statement import SubsidyLine
from zhidai.wording.ledger.sections import Content, Kind, Measured, Section, section
from zhidai.wording.scheme_parts import level_word
from zhidai.wording.speech import clause_name, sentences, translate

TEXT, MONEY, RATIO, DAY, COUNT = Kind.TEXT, Kind.MONEY, Kind.RATIO, Kind.DAY, Kind.COUNT
_BASES = {
    "not_overdue": "not overdue",
    "stated": "days as the ledger tells them",
    "replayed": "days replayed from the payments",
    "since": "from the day it fell overdue",
    "maturity": "not repaid at maturity",
    "amount_only": "overdue, since when is not told",
    "not_told": "arrears are not told",
}
_SUBSIDY_BASES = {
    "interest_told": "repaid; interest as the ledger tells it",
    "schedule_to_repayment": "repaid; interest by the contract until repayment",
    "schedule_to_maturity": "running; if everything is paid on its day",
}


def loans(report: LedgerReport, language: str) -> Section:
    """Every loan that was read, as it was understood."""
    return section(
        "loans",
        "Loans as they were read",
        language=language,
        headings=(
            ("Sheet", TEXT), ("Row", COUNT), ("Loan", TEXT), ("Borrower", TEXT),
            ("Credit code", TEXT), ("Amount (yuan)", MONEY), ("Rate a year", RATIO),
            ("Drawn on", DAY), ("Due on", DAY), ("First due on", DAY), ("Balance (yuan)", MONEY),
            ("Days overdue", COUNT),
            ("Basis", TEXT), ("Guarantor", TEXT), ("Appraiser", TEXT),
            ("Appraised value (yuan)", MONEY), ("Patents", TEXT),
        ),
        rows=[_loan(one, language) for one in report.standings],
    )  # fmt: skip


def _loan(one: LoanStanding, language: str) -> tuple[Content, ...]:
    loan = one.loan
    return (
        loan.sheet, loan.row, loan.key, loan.borrower, loan.credit_code, loan.principal,
        loan.annual_rate, loan.drawn_on, loan.due_on, loan.first_due_on,
        one.balance if one.drawn else None,
        one.overdue_days, translate(_BASES[one.basis], language), loan.guarantor, loan.appraiser,
        loan.appraised_value, ", ".join(loan.patents),
    )  # fmt: skip


def filing(report: LedgerReport, language: str) -> Section | None:
    """The monthly filing; None where the scheme asks for none."""
    found = report.filing
    if found is None:
        return None
    note = translate(
        "Loans disbursed in {month}, to be filed from {since} to {until} ({clause}): "
        "{count} loans, {total} yuan.",
        language,
    ).format(
        month=f"{found.month:%Y-%m}",
        since=found.due_from,
        until=found.due_until,
        clause=clause_name(found.clause, language),
        count=len(found.lines),
        total=f"{found.total:,.2f}",
    )
    legend = translate(
        "☐: a paper to enclose. –: does not exist without a guarantor. Whether a paper is at hand, "
        "the ledger does not tell.",
        language,
    )
    papers = tuple((_paper_heading(one, language), TEXT) for one in found.papers)
    return section(
        "filing",
        "Monthly filing of disbursed loans",
        language=language,
        headings=(
            ("Serial number", COUNT), ("Borrower", TEXT), ("Credit code", TEXT), ("Loan", TEXT),
            ("Bank", TEXT), ("Guarantor", TEXT), ("Appraiser", TEXT), ("Amount (yuan)", MONEY),
            ("Rate a year", RATIO), ("Drawn on", DAY), ("Due on", DAY),
            ("Appraised value (yuan)", MONEY), ("Pledge ratio", RATIO), ("Patents", TEXT), *papers,
        ),
        rows=[_filed(number, line, found) for number, line in enumerate(found.lines, start=1)],
        notes=(note, legend),
        empty="No loan was disbursed in that month.",
    )  # fmt: skip


def _paper_heading(one: FilingPaper, language: str) -> str:
    return f"{one.label.in_language(language)} ({one.clause})"


def _filed(number: int, line: FilingLine, found: Filing) -> tuple[Content, ...]:
    loan = line.loan
    return (
        number, loan.borrower, loan.credit_code, loan.key, loan.bank, loan.guarantor,
        loan.appraiser, loan.principal, loan.annual_rate, loan.drawn_on, loan.due_on,
        loan.appraised_value, pledge_ratio(loan), ", ".join(loan.patents),
        *("☐" if one.id in line.papers else "–" for one in found.papers),
    )  # fmt: skip


def subsidies(report: LedgerReport, language: str) -> Section:
    """Each subsidy line, and the loans that have none with the reason."""
    rows: list[tuple[Content, ...]] = []
    for one in report.subsidies:
        lines = [_subsidy(one, line, report.scheme, language) for line in one.lines]
        told = " ".join(sentences(one.reasons, language))
        blank: tuple[Content, ...] = (None,) * 7
        rows += lines or [(one.loan.key, one.loan.borrower, *blank, told)]
    return section(
        "subsidies",
        "Subsidies to expect",
        language=language,
        headings=(
            ("Loan", TEXT), ("Borrower", TEXT), ("Paid by", TEXT), ("Subsidy", TEXT),
            ("Paid (yuan)", MONEY), ("Share", RATIO), ("Amount (yuan)", MONEY),
            ("Claimable from", DAY), ("Held down by", TEXT), ("Basis", TEXT),
        ),
        rows=rows,
        notes=tuple(_subsidy_notes(report, language)),
        empty="The ledger holds no loan.",
    )  # fmt: skip


def _subsidy(
    one: LoanSubsidy, line: SubsidyLine, scheme: Scheme, language: str
) -> tuple[Content, ...]:
    return (
        one.loan.key,
        one.loan.borrower,
        level_word(scheme, line.level, language),
        _plain(f"cash: {line.item}_subsidy", language),
        line.paid,
        line.ratio,
        line.amount,
        one.closed_on,
        _plain(f"ceiling: {line.binding}", language) if line.binding else "",
        translate(_SUBSIDY_BASES[one.basis], language) if one.basis else "",
    )


def _subsidy_notes(report: LedgerReport, language: str) -> Iterable[str]:
    yield translate(
        "Subsidies are claimed after repayment and may be granted below these ceilings; "
        "the days shown for them are the first possible.",
        language,
    )
    broken = {one.loan: None for one in report.warnings if one.reason.code == BROKEN}
    if broken:
        yield translate(
            "Loans that break a rule of the scheme may get nothing; they are computed here all the "
            "same: {loans}.",
            language,
        ).format(loans=", ".join(broken))
    not_told = {fee for one in report.subsidies for fee in one.fees_not_told}
    if not_told:
        yield translate(
            "Fees that the ledger does not tell bring no subsidy here: {fees}.", language
        ).format(fees=", ".join(_plain(f"cash: {fee}", language) for fee in sorted(not_told)))


def subsidy_totals(report: LedgerReport, language: str) -> Section:
    """The same by who pays and what for."""
    sums: dict[tuple[str, str], Decimal] = {}
    for one in report.subsidies:
        for line in one.lines:
            key = (line.level, line.item)
            sums[key] = sums.get(key, Decimal("0.00")) + line.amount
    return section(
        "subsidy_totals",
        "Subsidies by payer",
        language=language,
        headings=(("Paid by", TEXT), ("Subsidy", TEXT), ("Amount (yuan)", MONEY)),
        rows=[
            (
                level_word(report.scheme, level, language),
                _plain(f"cash: {item}_subsidy", language),
                amount,
            )
            for (level, item), amount in sums.items()
        ],
        empty="No subsidy could be computed.",
    )


def _plain(message: str, language: str) -> str:
    """A word of a closed list, told apart by its kind; English shows it plainly."""
    kind = f"{message.partition(': ')[0]}: "
    return translate(message, language).removeprefix(kind).replace("_", " ")


def ratio(report: LedgerReport, language: str) -> Section | None:
    """The scheme's ratio with all it rests on; None where the scheme has no breaker."""
    found = report.ratio
    if found is None:
        return None
    return section(
        "ratio",
        "Ratio of overdue loans and the breaker",
        language=language,
        headings=(("Measure", TEXT), ("Value", TEXT)),
        rows=[(translate(name, language), said) for name, said in _ratio_rows(found, language)],
        notes=(
            translate(
                "Overdue balance over all balances on the day, the whole balance of a loan with "
                "any arrears ({clause}). The regulator's measure is another one; the two never "
                "stand in one series.",
                language,
            ).format(clause=clause_name(found.clause, language)),
            translate(
                "The day named is no forecast: it is the first on which the line would be crossed "
                "if no loan that falls due were repaid and nothing else changed.",
                language,
            ),
        ),
    )


def _ratio_rows(found: LedgerRatio, language: str) -> Iterable[tuple[str, Content]]:
    yield "Running loans", Measured(value=found.loans, kind=COUNT)
    yield "Of these overdue", Measured(value=found.overdue_loans, kind=COUNT)
    yield "Balance of all (yuan)", Measured(value=found.total, kind=MONEY)
    yield "Balance of overdue loans (yuan)", Measured(value=found.overdue, kind=MONEY)
    yield "Overdue ratio (the plan's measure)", _measured(found.ratio, RATIO)
    yield "Line of the breaker", _measured(found.threshold, RATIO)
    yield "New business", translate(_new_business(found), language)
    yield "Room under the line (yuan)", _measured(found.headroom, MONEY)
    yield (
        "First day on which the line could be crossed",
        translate("none", language)
        if found.trips_on is None
        else Measured(value=found.trips_on, kind=DAY),
    )
    if found.days_to_trip is not None:
        yield "Days until then", Measured(value=found.days_to_trip, kind=COUNT)
        yield "Loans that would bring it there", ", ".join(found.trips_by) or "–"
    yield (
        "Balance more than 90 days overdue (yuan)",
        Measured(value=found.regulator_overdue, kind=MONEY),
    )
    yield "Non-performing ratio (the regulator's)", _measured(found.regulator_ratio, RATIO)
    yield "Rows left out while reading", Measured(value=found.left_out, kind=COUNT)


def _new_business(found: LedgerRatio) -> str:
    """Without a loan on the books there is no ratio, and nothing follows from it."""
    if found.ratio is None:
        return "cannot be said: no running loan was read"
    return "must stop" if found.tripped else "may go on"


def _measured(value: Decimal | None, kind: Kind) -> Content:
    return "–" if value is None else Measured(value=value, kind=kind)
