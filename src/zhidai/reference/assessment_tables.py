"""The tables that an assessment is handed: size standard and LPR, gathered in one value."""

from functools import cache

from zhidai.core.policy.reference_tables import LprQuote, ReferenceTables
from zhidai.reference.enterprise_sizes import size_standards
from zhidai.reference.lpr import Tenor, lpr_changes, lpr_confirmed_until


@cache
def reference_tables() -> ReferenceTables:
    """Everything that `zhidai.core.policy.assessment` reads beside a scheme and its facts."""
    return ReferenceTables(
        size_standards=size_standards(),
        lpr=_quotes(),
        lpr_confirmed_until=lpr_confirmed_until(),
    )


def _quotes() -> tuple[LprQuote, ...]:
    longer = dict(lpr_changes(Tenor.OVER_FIVE_YEARS))
    return tuple(
        LprQuote(since=since, one_year=rate, over_five_years=longer[since])
        for since, rate in lpr_changes()
    )
