"""The breaker of clause 8.2: *more than* 5 % non-performing stops new business at once.

超过 excludes the number itself (Civil Code 1259): exactly 5 % does not trip. The comparison is of
exact fractions; nothing is rounded on the way.
"""

from dataclasses import dataclass
from decimal import Decimal

from zhidai.core.errors import Reason, bad_input, reason
from zhidai.core.money import down_to_fen
from zhidai.core.policy.common_fractions import exact, share_of
from zhidai.core.portfolio.npl import NplPosition

ZERO, FEN = Decimal("0.00"), Decimal("0.01")


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakerPosition:
    """Where the book stands against the threshold.

    headroom: yuan of running balance that may still become overdue without a trip; one fen more
    trips. None without any balance.
    """

    npl: NplPosition
    threshold: Decimal
    clause: str
    tripped: bool
    headroom: Decimal | None

    @property
    def refusals(self) -> tuple[Reason, ...]:
        """Why no new loan may be made; empty if it may."""
        if not self.tripped:
            return ()
        return (
            reason(
                "npl_ratio_above_threshold",
                clause=self.clause,
                overdue=self.npl.overdue,
                total=self.npl.total,
                threshold=self.threshold * 100,
            ),
        )


def breaker_position(
    npl: NplPosition, threshold: Decimal, *, clause: str, line_itself_trips: bool = False
) -> BreakerPosition:
    """Tripped if the ratio is more than the threshold (a fraction of one); never without loans.

    line_itself_trips: where the plan says 达到, the threshold itself trips already; headroom is
    then what may still become overdue short of it. clause: the one that sets the threshold. Bad
    input: `breaker_threshold_invalid`.
    """
    if not 0 <= threshold <= 1:
        raise bad_input("breaker_threshold_invalid", threshold=threshold)
    ratio = npl.ratio
    if ratio is None:
        return BreakerPosition(
            npl=npl, threshold=threshold, clause=clause, tripped=False, headroom=None
        )
    line = exact(threshold)
    return BreakerPosition(
        npl=npl,
        threshold=threshold,
        clause=clause,
        tripped=ratio >= line if line_itself_trips else ratio > line,
        headroom=max(_most(npl.total, threshold, line_itself_trips) - npl.overdue, ZERO),
    )


def _most(total: Decimal, threshold: Decimal, line_itself_trips: bool) -> Decimal:  # noqa: FBT001
    """The highest overdue balance that does not trip, in whole fen."""
    line = share_of(total, threshold)
    most = down_to_fen(line)
    return most - FEN if line_itself_trips and most == line else most
