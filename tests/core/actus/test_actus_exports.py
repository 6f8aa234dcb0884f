"""Loans and guarantees as ACTUS contracts."""

from dataclasses import asdict
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhidai.core.actus.contract_file import read_contract
from zhidai.core.actus.events import EventType
from zhidai.core.actus.export import Guarantee, guarantee_as_ceg, loan_as_pam
from zhidai.core.actus.pam import replay_pam
from zhidai.core.lending.schedule import contract_schedule
from zhidai.core.lending.terms import DayCount as LoanDayCount
from zhidai.core.lending.terms import LoanTerms, Repayment, Settlement
from zhidai.core.money import half_up_to_fen


@given(
    st.integers(100, 10**12),
    st.integers(1, 3600),
    st.dates(date(2015, 1, 1), date(2025, 12, 31)),
    st.integers(1, 700),
    st.sampled_from(list(Settlement)),
    st.sampled_from(list(LoanDayCount)),
)
@settings(max_examples=150, deadline=None)
def test_an_exported_loan_pays_what_its_schedule_demands(
    fen: int, rate: int, drawn_on: date, days: int, settlement: Settlement, day_count: LoanDayCount
) -> None:
    terms = LoanTerms(
        principal=Decimal(fen) / 100,
        annual_rate=Decimal(rate) / 10_000,
        drawn_on=drawn_on,
        due_on=date.fromordinal(drawn_on.toordinal() + days),
        settlement=settlement,
        day_count=day_count,
    )

    contract = read_contract({"terms": asdict(loan_as_pam(terms, contract_id="L"))})
    found = replay_pam(contract.terms, contract.observations)

    paid = [
        (one.event_date.date(), half_up_to_fen(one.payoff))
        for one in found
        if one.event_type == "IP" and one.event_date.date() > drawn_on
    ]
    assert paid == [(one.due_on, one.interest) for one in contract_schedule(terms)]
    assert (found[0].payoff, found[-1].payoff) == (-terms.principal, terms.principal)


def test_a_guarantee_is_exported_with_its_share_and_its_grace() -> None:
    terms = LoanTerms(
        principal=Decimal("10000000.00"),
        annual_rate=Decimal("0.0485"),
        drawn_on=date(2021, 3, 1),
        due_on=date(2022, 3, 1),
    )
    guarantee = Guarantee(contract_id="G", share=Decimal("0.7"), settlement_days=25)

    written = guarantee_as_ceg(terms, guarantee, loan_id="L")

    assert written.coverageOfCreditEnhancement == "0.7"
    assert written.settlementPeriod == "P25D"
    assert [one.object.contractIdentifier for one in written.contractStructure] == ["L"]
    assert written.maturityDate == "2022-09-01T00:00:00"  # six months on (Civil Code 692)
    assert written.creditEventTypeCovered == ["DF"]


@pytest.mark.parametrize("settlement", list(Settlement))
def test_a_single_payment_is_exported_without_a_cycle_and_pays_it_all_at_maturity(
    settlement: Settlement,
) -> None:
    terms = LoanTerms(
        principal=Decimal("3000000.00"),
        annual_rate=Decimal("0.0485"),
        drawn_on=date(2021, 3, 1),
        due_on=date(2022, 3, 1),
        settlement=settlement,
        repayment=Repayment.SINGLE_PAYMENT,
    )

    written = asdict(loan_as_pam(terms, contract_id="L"))
    contract = read_contract({"terms": written})
    found = replay_pam(contract.terms, contract.observations)

    assert not [name for name in written if name.startswith("cycle")]
    paid = [(one.event_type, round(one.payoff, 2)) for one in found if one.payoff > 0]
    assert paid == [
        (EventType.IP, Decimal("147520.83")),
        (EventType.MD, Decimal("3000000.00")),
    ]
