"""Looks a fact up in a table of the scheme: which parameter does its row give?"""

from decimal import Decimal

from zhidai.core.policy.known import Known, Missing, decimal_of
from zhidai.core.policy.tables import LookupTable, Row


def pick(table: LookupTable, known: Known) -> str | Missing | None:
    """The parameter of the row that the fact falls into; None where no row takes it.

    A band holds from its lower end (included) to its upper end (excluded).
    """
    found = known.get(table.fact)
    if isinstance(found, Missing):
        return found
    for row in table.rows:
        if row.choice is not None:
            if row.choice == found.content:
                return row.value
        elif _in_band(row, decimal_of(found), known):
            return row.value
    return None


def _in_band(row: Row, amount: Decimal, known: Known) -> bool:
    if row.from_ is not None and amount < known.parameter(row.from_).value.amount:
        return False
    return row.below is None or amount < known.parameter(row.below).value.amount
