"""The payment list: approved and paid subsidies by payer, in the order in which they are paid."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from zhidai.core.labels import Label
from zhidai.core.money import from_fen
from zhidai.core.parties import PartyKind
from zhidai.core.policy.scheme import Scheme
from zhidai.core.policy.subsidies import SubsidyItem
from zhidai.core.subsidies.applying import clauses_of_amounts, paying_levels
from zhidai.core.subsidies.budget import Standing
from zhidai.core.subsidies.status import SubsidyStatus
from zhidai.db.parties.models import Party
from zhidai.db.subsidies.models import SubsidyClaim
from zhidai.documents.letters.imprint import Imprint
from zhidai.documents.letters.payments import Payment, payment_list
from zhidai.documents.table_writing import Cell, table_bytes
from zhidai.services import business_date
from zhidai.services.acting import Acting
from zhidai.services.cases.dossier import scheme_of
from zhidai.services.lending.tenancy import of_own_loan
from zhidai.services.parties.declared import schemes_of_place
from zhidai.services.portfolio.scope import default_scheme
from zhidai.services.refusal import NotFound
from zhidai.services.schemes.versions import scheme_in_force
from zhidai.services.subsidies.budgets import (
    BudgetLine,
    budget_lines,
    standings_on,
    treasury_of,
)
from zhidai.services.subsidies.queries import pays_or_supervises
from zhidai.wording.speech import CHINESE, ENGLISH, translate

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PDF = ".pdf"
MEDIA_TYPES = {".csv": "text/csv; charset=utf-8", ".xlsx": XLSX, PDF: "application/pdf"}
PAID = "paid"
STANDINGS = {
    Standing.PAYABLE: "Payable",
    Standing.PUBLISHED: "Published",
    Standing.BUDGET_EXHAUSTED: "Waits for budget",
    Standing.BARRED: "No subsidy for the time being",
    PAID: "Paid",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentRow:
    """What one level pays for one loan; amounts in fen."""

    loan: str
    scheme: str
    case: str
    enterprise: str
    enterprise_en: str
    credit_code: str
    level: str
    payer: Label
    place: int  # of the level in its scheme
    interest: int
    fees: int
    repaid_on: date
    approved_on: date | None
    public_until: date | None
    paid_on: date | None
    standing: str  # of `STANDINGS`

    @property
    def total(self) -> int:
        return self.interest + self.fees


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemeBudgets:
    """A treasury's budgets of this year under one scheme, of each level that pays."""

    scheme: str
    title: Label
    lines: tuple[BudgetLine, ...]


def payment_rows(acting: Acting, *, level: str = "", standing: str = "") -> list[PaymentRow]:
    """The acting party's list, first come by repayment day, then by payer."""
    if not pays_or_supervises(acting):
        return []
    claims = (
        SubsidyClaim.objects.filter(
            of_own_loan(acting),
            status__in=[str(SubsidyStatus.APPROVED), str(SubsidyStatus.PAID)],
        )
        .select_related("loan__case", "enterprise")
        .prefetch_related("lines")
    )
    standing_of = _standings(claims, business_date.today())
    rows = [row for claim in claims for row in _rows(claim, standing_of[claim.pk])]
    kept = [row for row in rows if level in ("", row.level) and standing in ("", row.standing)]
    return sorted(kept, key=lambda row: (row.repaid_on, row.loan, row.place))


def payers_listed(acting: Acting) -> Mapping[str, Label]:
    """Level -> label: who pays under the schemes of the place and of what is on the list."""
    found: dict[str, Label] = {}
    for scheme in _schemes_of(acting):
        found |= paying_levels(scheme)
    return {row.level: row.payer for row in payment_rows(acting)} | found


def budgets_of(acting: Acting) -> tuple[SchemeBudgets, ...]:
    """This year's budgets of the acting treasury, by scheme of its place; nothing for others."""
    if acting.kind != PartyKind.TREASURY:
        return ()
    today = business_date.today()
    return tuple(
        SchemeBudgets(
            scheme=scheme.id,
            title=scheme.title,
            lines=budget_lines(acting.party_id, scheme.id, today),
        )
        for scheme in _schemes_of(acting)
    )


def _schemes_of(acting: Acting) -> tuple[Scheme, ...]:
    return schemes_of_place(acting.place)


def published_rows() -> list[PaymentRow]:
    """What anybody may read: approvals whose publicity period is running."""
    today = business_date.today()
    claims = (
        SubsidyClaim.objects.filter(
            status=str(SubsidyStatus.APPROVED), approved_on__lte=today, public_until__gte=today
        )
        .select_related("loan__case", "enterprise")
        .prefetch_related("lines")
        .order_by("public_until", "id")
    )
    return [row for claim in claims for row in _rows(claim, Standing.PUBLISHED)]


def payment_document(
    acting: Acting, *, level: str, ending: str, language: str
) -> tuple[str, str, bytes]:
    """Name, media type and bytes of the payment list of a level, or of all; a PDF is Chinese."""
    media_type = MEDIA_TYPES.get(ending)
    if media_type is None or not pays_or_supervises(acting):
        raise NotFound
    day = business_date.today().isoformat()
    name = f"payments-{level or 'all'}-{day}{ending}"
    if ending == PDF:
        return name, media_type, _paper(acting, level)
    heads = [translate(one, language) for one in _HEADS]
    rows = [
        dict(zip(heads, _cells(number, row, language), strict=True))
        for number, row in enumerate(payment_rows(acting, level=level), start=1)
    ]
    return name, media_type, table_bytes(ending, heads, rows)


def _paper(acting: Acting, level: str) -> bytes:
    """The list as the acting party signs it; dated and numbered by the business date."""
    today, rows = business_date.today(), payment_rows(acting, level=level)
    named = sorted({row.scheme for row in rows}) or [default_scheme(acting)]
    schemes = [scheme_in_force(each, today) for each in named]
    fictional = Party.objects.filter(pk=acting.party_id, is_fictional=True).exists()
    imprint = Imprint(
        number=f"知贷补贴清单〔{today.year}〕{today:%m%d}号",
        dated=today,
        scheme_title="》、《".join(each.title.zh for each in schemes),
        scheme_document="、".join(each.documents[0] for each in schemes if each.documents),
        # Of several schemes no clause is cited: its number would be read of each of them.
        clauses=clauses_of_amounts(schemes[0]) if len(schemes) == 1 else (),
        fictional=fictional,
    )
    return payment_list(
        [_payment(row) for row in rows],
        issuer=acting.party_name,
        payer=payers_listed(acting)[level].zh if level else "",
        imprint=imprint,
    )


def _payment(row: PaymentRow) -> Payment:
    return Payment(
        loan=row.loan,
        enterprise=row.enterprise,
        credit_code=row.credit_code,
        payer=row.payer.zh,
        interest=from_fen(row.interest),
        fees=from_fen(row.fees),
        repaid_on=row.repaid_on,
        public_until=row.public_until,
        paid_on=row.paid_on,
        standing=translate(STANDINGS[row.standing], CHINESE),
    )


_HEADS = (
    "Order", "Loan contract", "Enterprise", "Credit code", "Payer", "For interest",
    "For fees", "Total", "Repaid on", "Approved on", "Published until", "Paid on", "Status",
)  # fmt: skip


def _cells(number: int, row: PaymentRow, language: str) -> list[Cell]:
    is_english = language.startswith(ENGLISH)
    return [
        number,
        row.loan,
        row.enterprise_en if is_english else row.enterprise,
        row.credit_code,
        row.payer.in_language(language),
        from_fen(row.interest),
        from_fen(row.fees),
        from_fen(row.total),
        row.repaid_on.isoformat(),
        row.approved_on.isoformat() if row.approved_on else None,
        row.public_until.isoformat() if row.public_until else None,
        row.paid_on.isoformat() if row.paid_on else None,
        translate(STANDINGS[row.standing], language),
    ]


def _rows(claim: SubsidyClaim, standing: str) -> Iterator[PaymentRow]:
    case = claim.loan.case
    levels = scheme_of(case).levels
    parts: dict[str, list[int]] = {}
    for line in claim.lines.all():
        amounts = parts.setdefault(line.level, [0, 0])
        amounts[line.item != SubsidyItem.INTEREST] += line.amount
    for level, (interest, fees) in parts.items():
        yield PaymentRow(
            loan=claim.loan.key,
            scheme=case.scheme,
            case=case.number,
            enterprise=claim.enterprise.name,
            enterprise_en=claim.enterprise.name_en,
            credit_code=claim.enterprise.credit_code or "",
            level=level,
            payer=levels[level].label,
            place=list(levels).index(level),
            interest=interest,
            fees=fees,
            repaid_on=case.closed_on or claim.claimed_on,
            approved_on=claim.approved_on,
            public_until=claim.public_until,
            paid_on=claim.paid_on,
            standing=standing,
        )


def _standings(claims: Iterable[SubsidyClaim], on: date) -> dict[int, str]:
    """Of each claim, by the budgets of the treasury of its case."""
    found: dict[int, str] = {}
    waiting: set[tuple[int, str]] = set()
    for claim in claims:
        if claim.status == SubsidyStatus.PAID:
            found[claim.pk] = PAID
        else:
            waiting.add((treasury_of(claim.loan.case), claim.loan.case.scheme))
    for party_id, scheme in waiting:
        found.update(standings_on(party_id, scheme, on))
    return found
