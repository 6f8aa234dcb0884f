"""What the form that starts a deal begins with: a case of the party, or patents of its book."""

from dataclasses import dataclass
from decimal import Decimal

from zhidai.core.errors import BadInput
from zhidai.core.guarantees.settings import settings_from
from zhidai.core.money import from_fen
from zhidai.schemes.operated import operated_schemes
from zhidai.services import business_date
from zhidai.services.acting import Acting
from zhidai.services.cases.tenancy import visible_case
from zhidai.services.schemes.versions import scheme_in_force
from zhidai.services.valuation.queries import book_rows, visible_book


@dataclass(frozen=True, slots=True, kw_only=True)
class StartForm:
    """amount: yuan asked for, None where nobody has said; shares: as the plan suggests them.
    books: those to choose from, where the deal is of no case.
    """

    case: str
    book: int | None
    book_name: str
    borrower: str
    patents: tuple[str, ...]
    books: tuple[tuple[int, str], ...]
    amount: Decimal | None
    shares: dict[str, Decimal]


def start_form(
    acting: Acting, *, case: str = "", book: int | None = None, patents: tuple[str, ...] = ()
) -> StartForm:
    """For a case its patents; for a book those that were named."""
    shares = _suggested_shares()
    if case:
        found = visible_case(acting, case)
        numbers = found.rights.order_by("id").values_list("right__number", flat=True)
        return StartForm(
            case=case,
            book=None,
            book_name="",
            borrower=found.enterprise.name,
            patents=tuple(numbers),
            books=(),
            amount=from_fen(found.amount),
            shares=shares,
        )
    name = "" if book is None else visible_book(acting, book).name
    return StartForm(
        case="",
        book=book,
        book_name=name,
        borrower="",
        patents=patents,
        books=tuple((one.id, f"{one.name} · {one.valued_on}") for one in book_rows(acting)),
        amount=None,
        shares=shares,
    )


def _suggested_shares() -> dict[str, Decimal]:
    """Of the scheme in force (8.1); nothing where none is."""
    try:
        on = business_date.today()
        scheme = scheme_in_force(operated_schemes()[0], on)
        return dict(settings_from(scheme, on).suggested_shares)
    except BadInput:
        return {}
