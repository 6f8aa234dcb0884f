"""A ratio and an act of a breaker as pages show them."""

from decimal import Decimal
from fractions import Fraction

from zhidai.core.labels import Label
from zhidai.core.money import to_fen
from zhidai.core.portfolio.breaker import BreakerPosition
from zhidai.core.statistics.figures import cut_to_millionth
from zhidai.db.portfolio.models import BreakerAction
from zhidai.services.acting import named
from zhidai.services.portfolio.breaker import Grounds
from zhidai.services.portfolio.views import BreakerLine, RatioView

_GROUNDS = {
    Grounds.DECISION: Label(zh="办理前核对", en="checked before a decision"),
    Grounds.DRAWDOWN: Label(zh="放款时核对", en="checked with a drawdown"),
    Grounds.REPAYMENT: Label(zh="还款入账时核对", en="checked with a repayment"),
    Grounds.CLAIM: Label(zh="启动代偿时核对", en="checked with a claim"),
    Grounds.CLAIM_PAYMENT: Label(zh="代偿款支付时核对", en="checked with a claim payment"),
    Grounds.RECOVERY: Label(zh="追偿款入账时核对", en="checked with a recovery"),
    Grounds.LOAN_CHANGED: Label(zh="贷款变更生效时核对", en="checked with a change of a loan"),
    Grounds.DAILY_WORK: Label(zh="每日核对", en="checked in the daily work"),
    Grounds.AGREED_BY_ALL: Label(zh="各方均同意恢复", en="all parties agreed to resume"),
    Grounds.DECIDED_BY_BUREAU: Label(zh="主管部门决定恢复", en="the bureau decided to resume"),
}


def ratio_view(position: BreakerPosition) -> RatioView:
    """A position as pages show it."""
    npl = position.npl
    return RatioView(
        overdue=to_fen(npl.overdue),
        total=to_fen(npl.total),
        ratio=None if npl.ratio is None else _shown(npl.ratio),
        threshold=position.threshold,
        is_above=position.tripped,
        headroom=None if position.headroom is None else to_fen(position.headroom),
        clause=position.clause,
    )


def _shown(ratio: Fraction) -> Decimal:
    return cut_to_millionth(Decimal(ratio.numerator) / Decimal(ratio.denominator))


def breaker_line(row: BreakerAction) -> BreakerLine:
    """A warning, a stop or a resumption."""
    return BreakerLine(
        action=row.action,
        effective_on=row.effective_on,
        overdue=row.overdue_balance,
        total=row.total_balance,
        grounds=_GROUNDS[Grounds(row.grounds)],
        person=named(row.person) if row.person else None,
    )
