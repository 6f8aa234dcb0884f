"""An appraiser whose values always lie above the market's, and above what its colleagues give."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from zhidai.core.anomalies.book import (
    AnomalyKind,
    AnomalyParameters,
    BookLoan,
    EvidenceLine,
    Finding,
)

_STEP = Decimal("0.0001")  # of ratios shown; comparisons are exact
Appraisal = tuple[BookLoan, Decimal]  # with appraised over market value


def always_high(
    loans: Iterable[BookLoan],
    limits: AnomalyParameters,
    *,
    usual: Mapping[str, Decimal] | None = None,
) -> Iterator[Finding]:
    """Appraisers whose median of appraised over market value stands out, and who are rarely below.

    Held against the median of all other appraisers together; where these have too few appraisals
    to say anything, against the market value itself (1). usual: of each appraiser among the loans
    that median, where the loans are not all there are.
    """
    by_appraiser: defaultdict[str, list[Appraisal]] = defaultdict(list)
    for loan in loans:
        if loan.appraiser and loan.appraised_value and loan.market_value:
            by_appraiser[loan.appraiser].append((loan, loan.appraised_value / loan.market_value))
    for appraiser, own in sorted(by_appraiser.items()):
        against = _of_others(by_appraiser, appraiser, limits) if usual is None else usual[appraiser]
        if _stands_out(own, against, limits):
            yield _finding(appraiser, own, against * limits.high_ratio)


def _of_others(
    given: Mapping[str, list[Appraisal]], appraiser: str, limits: AnomalyParameters
) -> Decimal:
    others = [ratio for name, own in given.items() if name != appraiser for _, ratio in own]
    return median(others) if len(others) >= limits.high_loans else Decimal(1)


def median(values: Iterable[Decimal]) -> Decimal:
    """The middle value; of an even number the mean of the two in the middle."""
    ordered = sorted(values)
    middle = len(ordered) // 2
    if len(ordered) % 2:
        return ordered[middle]
    return (ordered[middle - 1] + ordered[middle]) / 2


def _stands_out(own: list[Appraisal], usual: Decimal, limits: AnomalyParameters) -> bool:
    if len(own) < limits.high_loans:
        return False
    above = sum(ratio > 1 for _, ratio in own)
    if above < limits.high_share * len(own):
        return False
    return median(ratio for _, ratio in own) >= usual * limits.high_ratio


def _finding(appraiser: str, own: list[Appraisal], threshold: Decimal) -> Finding:
    ordered = sorted(own, key=lambda each: (each[0].drawn_on, each[0].loan))
    return Finding(
        kind=AnomalyKind.APPRAISER_ALWAYS_HIGH,
        subject=appraiser,
        measured=median(ratio for _, ratio in own).quantize(_STEP),
        threshold=threshold.quantize(_STEP),
        evidence=tuple(
            EvidenceLine(
                case=loan.case,
                loan=loan.loan,
                right=None,
                on=loan.drawn_on,
                amount=loan.appraised_value,
                against=loan.market_value,
                measured=ratio.quantize(_STEP),
            )
            for loan, ratio in ordered
        ),
    )
