"""The tables of what runs against time and of what could not be read."""

from dataclasses import replace

from zhidai.core.ledger.clocks import ClaimClock, FeeClock
from zhidai.core.ledger.loan import TotalsRow
from zhidai.core.ledger.replayed import LoanCheck
from zhidai.core.ledger.report import LedgerReport
from zhidai.core.policy.scheme import Scheme
from zhidai.wording.ledger.sections import Content, Kind, Section, section
from zhidai.wording.scheme_parts import party_label
from zhidai.wording.speech import clause_name, sentence, sentences, translate

TEXT, MONEY, DAY, COUNT = Kind.TEXT, Kind.MONEY, Kind.DAY, Kind.COUNT
URGENCIES = {"now": "act now", "soon": "soon", "note": "to note"}
_STANDINGS = {
    "in_force": "in force",
    "not_yet_granted": "not yet granted",
    "lapsed": "lapsed",
    "expired": "expired",
    "unknown": "not known",
}
_FEES = {
    "not_yet_granted": "not yet granted",
    "paid": "paid",
    "payable": "payable now",
    "in_grace": "late, in grace",
    "lapsed": "lapsed",
    "expired": "expired",
    "unknown": "payment not known",
}


def warnings(report: LedgerReport, language: str) -> Section:
    """What to look at, the pressing first."""
    return section(
        "warnings",
        "Warnings",
        language=language,
        headings=(
            ("How soon", TEXT), ("Loan", TEXT), ("Borrower", TEXT), ("What", TEXT),
            ("Clause", TEXT),
        ),
        rows=[
            (
                translate(URGENCIES[one.urgency], language),
                one.loan,
                one.borrower,
                sentence(replace(one.reason, clause=None), language),
                clause_name(one.reason.clause, language) if one.reason.clause else "",
            )
            for one in report.warnings
        ],
        empty="Nothing calls for action.",
    )  # fmt: skip


def claims(report: LedgerReport, language: str) -> Section:
    """Overdue loans on their way to a claim, with what each party would bear."""
    parties = tuple(dict.fromkeys(party for one in report.claims for party in one.shares))
    notes = []
    if report.claim_settings is not None:
        notes.append(
            translate(
                "A claim may start on overdue day {days} ({clause}). The last day of grace is "
                "shown for a notice received on the first possible day; the shares are those the "
                "scheme suggests, of the balance, and a signed agreement replaces them.",
                language,
            ).format(
                days=report.claim_settings.overdue_days,
                clause=clause_name(report.claim_settings.clause, language),
            )
        )
    return section(
        "claims",
        "Claim clock",
        language=language,
        headings=(
            ("Loan", TEXT), ("Borrower", TEXT), ("Balance (yuan)", MONEY), ("Days overdue", COUNT),
            ("Overdue since", DAY), ("Claim possible from", DAY), ("Days until then", COUNT),
            ("Grace ends at the earliest", DAY),
            *((_bears(report.scheme, party, language), MONEY) for party in parties),
        ),
        rows=[_claim(one, parties) for one in report.claims],
        notes=notes,
        empty="No loan is overdue.",
    )  # fmt: skip


def _bears(scheme: Scheme, party: str, language: str) -> str:
    return translate("{party} bears (yuan)", language).format(
        party=party_label(party, scheme, language)
    )


def _claim(one: ClaimClock, parties: tuple[str, ...]) -> tuple[Content, ...]:
    return (
        one.key, one.borrower, one.balance, one.overdue_days, one.overdue_since,
        None if one.without_guarantor else one.may_start_on,
        None if one.without_guarantor else one.days_left,
        one.grace_ends_on, *(one.shares.get(party) for party in parties),
    )  # fmt: skip


def maturities(report: LedgerReport, language: str) -> Section:
    """Running loans by the day on which they mature."""
    return section(
        "maturities",
        "Maturities ahead",
        language=language,
        headings=(
            ("Loan", TEXT), ("Borrower", TEXT), ("Balance (yuan)", MONEY), ("Due on", DAY),
            ("Days until then", COUNT),
        ),
        rows=[
            (one.key, one.borrower, one.balance, one.due_on, one.days_left)
            for one in report.maturities
        ],
        empty="No running loan matures after this day.",
    )  # fmt: skip


def fees(report: LedgerReport, language: str) -> Section:
    """Annual fees of the pledged patents."""
    note = (
        "Fees are those of the official schedule without a reduction on record. A patent without a "
        "row in the patent list has no dates."
    )
    return section(
        "fees",
        "Annual fees of the patents",
        language=language,
        headings=(
            ("Patent", TEXT), ("Loans", TEXT), ("Borrower", TEXT), ("Standing", TEXT),
            ("Fee", TEXT), ("Fee due by", DAY), ("Days until then", COUNT),
            ("Fee (yuan)", MONEY), ("Surcharge today (yuan)", MONEY), ("Accepted until", DAY),
            ("Patent ends on", DAY),
        ),
        rows=[_fee(one, language) for one in report.fees],
        notes=(translate(note, language),),
        empty="The ledger names no patents, and no patent list was given.",
    )  # fmt: skip


def _fee(one: FeeClock, language: str) -> tuple[Content, ...]:
    loans, borrowers = ", ".join(one.loans), ", ".join(one.borrowers)
    if one.position is None:
        return (one.number, loans, borrowers, translate("not in the list", language), *[None] * 7)
    fee = one.position.fee
    return (
        one.number, loans, borrowers,
        translate(_STANDINGS[one.position.by_effect], language),
        translate(_FEES[fee.status], language),
        fee.due_on, one.days_left, fee.fee_yuan, fee.surcharge_yuan, fee.grace_until,
        one.position.ended_on or one.expires_on,
    )  # fmt: skip


def rejects(report: LedgerReport, language: str) -> Section:
    """Every row that was left out and every cell that was not used, with the reason."""
    ledger = report.ledger
    left_out, not_used = (translate(each, language) for each in ("row left out", "cell not used"))
    rows: list[tuple[Content, ...]] = [
        (left_out, one.sheet, one.row, each.cell, each.heading, each.found, one.borrower,
         sentence(each.reason, language))
        for one in ledger.rejected
        for each in one.problems
    ]  # fmt: skip
    rows += [
        (not_used, one.sheet, None, one.cell, one.heading, one.found, None,
         sentence(one.reason, language))
        for one in ledger.unused
    ]  # fmt: skip
    rows += [
        (left_out, report.patents.file, one.row, None, None, one.number, None,
         " ".join(sentences(one.reasons, language)))
        for one in report.patents.rejected
    ]  # fmt: skip
    return section(
        "rejects",
        "What could not be read",
        language=language,
        headings=(
            ("Effect", TEXT), ("Sheet", TEXT), ("Row", COUNT), ("Cell", TEXT), ("Column", TEXT),
            ("What stands there", TEXT), ("Borrower", TEXT), ("Reason", TEXT),
        ),
        rows=rows,
        empty="Every row was read.",
    )  # fmt: skip


def totals(report: LedgerReport, language: str) -> Section:
    """The ledger's own totals held against the loans read."""
    return section(
        "totals",
        "The ledger's own totals",
        language=language,
        headings=(
            ("Sheet", TEXT), ("Cell", TEXT), ("Line", TEXT), ("Column", TEXT),
            ("Stated (yuan)", MONEY), ("Added up (yuan)", MONEY), ("Result", TEXT),
        ),
        rows=[
            (one.sheet, one.cell, one.label, one.column, one.stated, one.added,
             translate(_result(one), language))
            for one in report.ledger.totals
        ],
        empty="The ledger has no rows of totals.",
    )  # fmt: skip


def _result(one: TotalsRow) -> str:
    if one.stated is None:
        return "could not be read"
    return "agrees" if one.agrees else "differs"


def notes(report: LedgerReport, language: str) -> Section:
    """What the figures rest on."""
    return section(
        "notes",
        "What the figures rest on",
        language=language,
        headings=(("Note", TEXT),),
        rows=[(one,) for one in sentences(report.notes, language)],
        empty="The ledger tells everything that was needed.",
    )


def checks(report: LedgerReport, language: str) -> Section | None:
    """The loans replayed from their payments beside what is told; None without payments."""
    if not report.checks:
        return None
    note = (
        "Replayed on {on} by monthly settlement on the 20th, actual days over 360. What the ledger "
        "tells is kept; what it does not tell is taken from here."
    )
    return section(
        "checks",
        "Ledger against payments",
        language=language,
        headings=(
            ("Loan", TEXT), ("Borrower", TEXT), ("Number of payments", COUNT),
            ("Balance told (yuan)", MONEY), ("Balance replayed (yuan)", MONEY),
            ("Days overdue told", COUNT), ("Days overdue replayed", COUNT),
            ("Interest paid told (yuan)", MONEY), ("Interest paid replayed (yuan)", MONEY),
            ("Result", TEXT),
        ),
        rows=[_check(one, language) for one in report.checks],
        notes=(translate(note, language).format(on=report.checks[0].on),),
    )  # fmt: skip


def _check(one: LoanCheck, language: str) -> tuple[Content, ...]:
    result = " ".join(sentences(one.reasons, language))
    return (
        one.loan, one.borrower, one.payments, one.balance_told, one.balance,
        one.overdue_days_told, one.overdue_days, one.interest_paid_told, one.interest_paid,
        result or translate(_held(one), language),
    )  # fmt: skip


def _held(one: LoanCheck) -> str:
    if one.tells_nothing:
        return "nothing was told to hold against it"
    return "differs" if one.differs else "agrees"
