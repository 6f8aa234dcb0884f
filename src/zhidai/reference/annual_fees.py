"""The official schedule of annual fees for patents, and the reductions on record."""

from decimal import Decimal
from functools import cache
from types import MappingProxyType

from zhidai.core.money import parse_yuan
from zhidai.core.registers.annual_fees import FeeBand, FeeSchedule
from zhidai.core.registers.patent_numbers import PatentKind
from zhidai.reference.table import read_table


@cache
def fee_schedule() -> FeeSchedule:
    """The fees by patent year, the surcharge and the length of a reduction."""
    table = read_table("annual_fees")
    bands = {kind: _bands(table["fees"][kind.value]) for kind in PatentKind}
    return FeeSchedule(
        bands=MappingProxyType(bands),
        surcharge_ratio_a_month=_fraction(table["surcharge_a_month"]),
        reduction_years=table["reductions"]["years"],
    )


def reduced_ratio(applicants: int) -> Decimal:
    """What is paid of a fee with a reduction on record: one applicant, or several together."""
    reductions = read_table("annual_fees")["reductions"]
    return _fraction(reductions["one_applicant" if applicants == 1 else "several_applicants"])


def _bands(written: dict[str, str]) -> tuple[FeeBand, ...]:
    bands = []
    for years, fee in written.items():
        from_year, to_year = (int(year) for year in years.split(".."))
        bands.append(FeeBand(from_year=from_year, to_year=to_year, yuan=parse_yuan(fee)))
    return tuple(bands)


def _fraction(percentage: str) -> Decimal:
    return Decimal(percentage.removesuffix("%")) / 100
