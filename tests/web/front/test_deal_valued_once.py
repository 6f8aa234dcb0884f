"""What a deal's sheet takes: the patent is valued once for each day that it is asked for."""

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from zhidai.core.valuation.parameters import ValuationParameters
from zhidai.engine.valuation.deals import PatentSource, deal_sheet
from zhidai.engine.valuation.single import SinglePatent
from zhidai.reference.valuation_parameters import valuation_parameters
from zhidai.web.deal.sample import DEFAULTS, offered, worked_out

ON = date(2021, 3, 1)
MONTHS_LEFT = 72


@dataclass(frozen=True, slots=True, kw_only=True)
class Counting(PatentSource):
    """A list that notes on which days it was valued."""

    days: list[date] = field(default_factory=list)

    def valued(
        self, numbers: Collection[str], *, on: date, parameters: ValuationParameters
    ) -> dict[str, SinglePatent]:
        self.days.append(on)
        return PatentSource.valued(self, numbers, on=on, parameters=parameters)


def test_each_day_of_a_deal_is_valued_once() -> None:
    parts = offered(DEFAULTS, on=ON, months_left=MONTHS_LEFT)
    (report,) = parts.deal.reports
    earlier = replace(report, on=ON - timedelta(days=30))
    deal = replace(parts.deal, reports=(report, earlier))
    source = Counting(frame=parts.source.frame, name="—", is_alone=True)

    made = deal_sheet(deal, source, valuation_parameters(), filings=None, inputs=())

    assert sorted(source.days) == [earlier.on, ON]
    alone = list(parts.source.compared(deal.reports, valuation_parameters(), on=ON))
    assert list(made.comparisons) == alone


def test_the_sheet_that_is_kept_is_of_the_figures_and_the_day_asked() -> None:
    first, again = (worked_out(DEFAULTS, on=ON, months_left=MONTHS_LEFT) for _ in range(2))
    dearer = worked_out({**DEFAULTS, "royalty": "7%"}, on=ON, months_left=MONTHS_LEFT)
    later = worked_out(DEFAULTS, on=ON + timedelta(days=30), months_left=MONTHS_LEFT)

    assert again == first
    assert dearer.value.mean > first.value.mean
    assert later.deal.on == ON + timedelta(days=30)
