"""How each bank stands under a breaker of its own: for the offices, and for the bank itself.

How one bank stands is no other lending party's affair (Qinglan 9.1 stops that bank alone).
"""

from datetime import date

from zhidai.core.parties import PartyKind
from zhidai.core.policy.breakers import BreakerScope
from zhidai.core.portfolio.settings import StopLine
from zhidai.core.portfolio.stops import subject_of_bank
from zhidai.db.parties.models import Party
from zhidai.db.portfolio.models import Breaker
from zhidai.services.acting import Acting
from zhidai.services.portfolio.breaker import banks_that_lent, lines_of, npl_position
from zhidai.services.portfolio.lines import breaker_line, ratio_view
from zhidai.services.portfolio.views import BankLine

OVERSEEING = frozenset({PartyKind.BUREAU, PartyKind.FINANCE})


def bank_lines(acting: Acting, scheme: str, on: date) -> tuple[BankLine, ...]:
    """One line for each bank that the acting party may know of, by name of the bank."""
    banks = [
        bank
        for bank in banks_that_lent(scheme)
        if acting.kind in OVERSEEING or bank == acting.party_id
    ]
    parties = Party.objects.filter(pk__in=banks).order_by("name")
    return tuple(
        _line(party, scheme, line, on)
        for line in lines_of(scheme, on)
        if line.scope is BreakerScope.BANK
        for party in parties
    )


def _line(bank: Party, scheme: str, line: StopLine, on: date) -> BankLine:
    subject = subject_of_bank(bank.pk)
    breaker = Breaker.objects.filter(scheme=scheme, subject=subject).first()
    last = breaker.actions.select_related("person").order_by("-id").first() if breaker else None
    return BankLine(
        bank=bank.name,
        bank_en=bank.name_en,
        ratio=ratio_view(npl_position(scheme, on, line=line, subject=subject)),
        is_stopped=breaker is not None and breaker.is_tripped,
        is_warned=breaker is not None and breaker.is_warned,
        last=breaker_line(last) if last else None,
    )
