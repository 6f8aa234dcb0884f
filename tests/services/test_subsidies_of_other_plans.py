"""Subsidies of another plan in casework: by its formulas, tests, ceilings, papers and periods."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from tests.services.conftest import Blocker
from tests.services.money_cast import (
    PROOFS,
    City,
    drawn_loan,
    fresh_key,
    loan,
    on,
    pay_on_time,
)
from tests.services.other_plan import (
    DRAWN,
    PAPERS,
    REPAID,
    another_loan,
    answered,
    misused,
    pin_to,
    subsidise_as_qinglan,
)
from tests.services.refusals import refused

from zhidai.core.dashboards.figures import Measure
from zhidai.core.subsidies.applying import clauses_of_amounts
from zhidai.core.subsidies.budget import Standing
from zhidai.core.subsidies.settings import Ceiling
from zhidai.db.cases.models import Case
from zhidai.db.subsidies.models import SubsidyClaim, SubsidyLine
from zhidai.documents.letters.imprint import Imprint
from zhidai.schemes.reader import shipped
from zhidai.services.dashboards.look import look_of
from zhidai.services.dashboards.subsidies import subsidies_panel
from zhidai.services.demonstration.city import SCHEME
from zhidai.services.journal.queries import not_booked
from zhidai.services.subsidies import payments
from zhidai.services.subsidies.budgets import budget_lines, set_budget
from zhidai.services.subsidies.clawing_back import (
    decide_clawback,
    propose_clawback,
    record_return,
)
from zhidai.services.subsidies.commands import (
    approve_subsidy,
    claim_subsidy,
    pay_subsidy,
    refuse_subsidy,
)
from zhidai.services.subsidies.payments import payment_document, payment_rows
from zhidai.services.subsidies.queries import subsidy_document, subsidy_view
from zhidai.services.subsidies.views import StatementLine

pytestmark = pytest.mark.django_db
UPLOADS = tuple((paper, upload) for paper, upload in PROOFS if paper in PAPERS)


@pytest.fixture(scope="module")
def repaid(city: City, django_db_blocker: Blocker) -> str:
    with django_db_blocker.unblock():
        subsidise_as_qinglan(city, since=DRAWN)
        key = drawn_loan(city)
        pay_on_time(city, key)
    return key


@pytest.fixture(scope="module")
def other(city: City, repaid: str, django_db_blocker: Blocker) -> str:
    """A loan of another enterprise, repaid on the same day."""
    with django_db_blocker.unblock():
        key = another_loan(city, "enterprise4")
        pay_on_time(city, key)
    return key


def claimed(city: City, key: str) -> None:
    claim_subsidy(city.enterprise1, key, uploads=UPLOADS, key=fresh_key())


def amounts(city: City, key: str) -> dict[tuple[str, str], int]:
    return {(line.level, line.item): line.amount for line in subsidy_view(city.bureau, key).lines}


def test_every_line_comes_to_its_number_by_the_formula_of_the_plan(city: City, repaid: str) -> None:
    claimed(city, repaid)

    assert amounts(city, repaid) == {
        ("city", "interest"): 5_855_208,  # 3m x 3.85 % x 365 / 360 x 50 %
        ("district", "interest"): 2_950_417,  # 20 % of 147,520.85 is below 1 % of 3m
        ("province", "insurance_premium"): 1_200_000,  # 40 % of 30,000
        ("city", "guarantee_fee"): 1_500_000,  # 50 % of 30,000
        ("city", "appraisal_fee"): 1_350_000,  # 45 % of 30,000
        ("district", "registration_fee"): 120_000,  # 80 % of 1,500
    }


def test_what_a_case_answers_after_the_drawdown_changes_no_subsidy(city: City, repaid: str) -> None:
    case = loan(repaid).case
    case.facts["contract"]["insurance_premium"] = {"value": "90万元"}
    del case.facts["contract"]["registration_fee"]
    case.save()

    claimed(city, repaid)

    assert amounts(city, repaid)["province", "insurance_premium"] == 1_200_000
    assert amounts(city, repaid)["district", "registration_fee"] == 120_000


def test_the_stated_period_of_publicity_binds_the_bureau_and_the_treasury(
    city: City, repaid: str
) -> None:
    claimed(city, repaid)
    with refused() as told:
        approve_subsidy(city.bureau, repaid, publicity_days=0, key=fresh_key())

    approve_subsidy(city.bureau, repaid, key=fresh_key())  # on a Tuesday

    assert told.codes == {("subsidy_publicity_stated", "9.3")}
    assert subsidy_view(city.bureau, repaid).public_until == date(2022, 3, 8)  # 5 working days
    on(date(2022, 3, 8))
    with refused() as early:
        pay_subsidy(city.treasury, repaid, key=fresh_key())
    assert early.codes == {("subsidy_still_published", "9.3")}
    on(date(2022, 3, 9))
    pay_subsidy(city.treasury, repaid, key=fresh_key())
    assert subsidy_view(city.enterprise1, repaid).status == "paid"
    assert list(not_booked(date(2022, 3, 9))) == []


@pytest.mark.parametrize("missing", PAPERS)
def test_the_duty_to_apply_says_which_papers_a_claim_brings(
    city: City, repaid: str, missing: str
) -> None:
    brought = [(paper, upload) for paper, upload in UPLOADS if paper != missing]

    with refused() as told:
        claim_subsidy(city.enterprise1, repaid, uploads=brought, key=fresh_key())

    assert told.codes == {("paper_needed", "9.3")}


def test_a_claim_comes_within_its_time_and_a_refusal_takes_none_of_it(
    city: City, repaid: str
) -> None:
    on(REPAID + timedelta(days=91))
    with refused() as late:
        claimed(city, repaid)
    assert late.codes == {("subsidy_claimed_too_late", "9.3")}

    on(REPAID + timedelta(days=90))
    claimed(city, repaid)
    on(REPAID + timedelta(days=100))
    refuse_subsidy(city.bureau, repaid, grounds="凭证不清（虚构）", key=fresh_key())
    claimed(city, repaid)

    assert subsidy_view(city.bureau, repaid).status == "claimed"


@pytest.mark.parametrize(("months", "pays"), [(11, False), (12, True), (13, True)])
def test_the_district_pays_only_for_a_first_pledge(
    city: City, repaid: str, months: int, *, pays: bool
) -> None:
    answered(repaid, never_pledged=False, months_since_release=f"{months}个月")

    claimed(city, repaid)

    assert (("district", "interest") in amounts(city, repaid)) is pays


def test_a_fact_that_nobody_gave_is_neither_yes_nor_no(city: City, repaid: str) -> None:
    answered(repaid, never_pledged=None)

    with refused() as told:
        claimed(city, repaid)

    assert told.codes == {("subsidy_fact_missing", "9.3")}
    assert not SubsidyClaim.objects.exists()


def test_the_share_for_some_loans_stands_instead_of_the_other(city: City, repaid: str) -> None:
    pin_to([repaid], {"subsidies.yaml": ("is: direct", "is: indirect")})

    claimed(city, repaid)

    assert amounts(city, repaid)["city", "interest"] == 7_026_250  # 60 %, not 50 %


def test_the_years_total_of_the_city_goes_to_whoever_claims_first(
    city: City, repaid: str, other: str
) -> None:
    first, second = repaid, other
    pin_to([first, second], {"parameters.yaml": ("800万元", "10万元")})

    claimed(city, first)
    claim_subsidy(city.enterprise4, second, uploads=UPLOADS, key=fresh_key())

    assert amounts(city, first)["city", "interest"] == 5_855_208
    assert amounts(city, second)["city", "interest"] == 10_000_000 - 5_855_208
    (line, *_) = subsidy_view(city.bureau, second).lines
    assert [one.name for one in line.ceilings if one.is_binding] == [Ceiling.BUDGET]
    refuse_subsidy(city.bureau, first, grounds="重新申领（虚构）", key=fresh_key())
    refuse_subsidy(city.bureau, second, grounds="重新申领（虚构）", key=fresh_key())
    claim_subsidy(city.enterprise4, second, uploads=UPLOADS, key=fresh_key())
    assert amounts(city, second)["city", "interest"] == 5_855_208  # what was refused is free again


def test_all_subsidies_of_an_enterprise_in_a_year_stay_within_one_ceiling(
    city: City, repaid: str
) -> None:
    pin_to([repaid], {"parameters.yaml": ("45万元", "10万元")})

    claimed(city, repaid)

    found = amounts(city, repaid)
    assert sum(found.values()) == 10_000_000
    assert found["province", "insurance_premium"] == 10_000_000 - 5_855_208 - 2_950_417
    assert found["city", "guarantee_fee"] == 0  # in the order of the scheme nothing is left for it


def test_a_loan_above_the_rate_ceiling_counts_as_if_at_it(city: City, repaid: str) -> None:
    changed = {
        "rates.yaml": ("above: ineligible", "above: subsidised_at_ceiling"),
        "parameters.yaml": ("100个基点", "50个基点"),
    }
    pin_to([repaid], changed)

    line = district(city, repaid)

    assert line.base == 13_231_251  # 147,520.85 x 4.35 / 4.85, down
    assert line.amount == 2_646_250  # 20 % of it, down


def test_misuse_of_a_loan_bars_the_enterprise_for_the_time_of_the_sanction(
    city: City, repaid: str
) -> None:
    claimed(city, repaid)
    misused(city, another_loan(city, "enterprise1"), since=date(2021, 6, 1))

    with refused() as approving:
        approve_subsidy(city.bureau, repaid, key=fresh_key())
    refuse_subsidy(city.bureau, repaid, grounds="挪用贷款（虚构）", key=fresh_key())
    on(date(2024, 6, 1))
    with refused() as last_day:
        claimed(city, repaid)
    on(date(2024, 6, 2))
    claimed(city, repaid)  # its first claim was in time

    assert approving.codes == last_day.codes == {("subsidy_barred_until", "8.3")}


def test_what_was_approved_of_an_enterprise_barred_since_is_not_listed_payable(
    city: City, repaid: str
) -> None:
    claimed(city, repaid)
    approve_subsidy(city.bureau, repaid, key=fresh_key())
    on(date(2022, 3, 9))
    before = {row.standing for row in payment_rows(city.treasury)}
    misused(city, another_loan(city, "enterprise1"), since=date(2021, 6, 1))

    with refused() as paying:
        pay_subsidy(city.treasury, repaid, key=fresh_key())

    assert before == {Standing.PAYABLE}
    assert {row.standing for row in payment_rows(city.treasury)} == {Standing.BARRED}
    assert paying.codes == {("subsidy_barred_until", "8.3")}


def test_the_payment_list_cites_the_scheme_of_its_claims(
    city: City, repaid: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    claimed(city, repaid)
    approve_subsidy(city.bureau, repaid, key=fresh_key())
    other = shipped("qinglan-2021")
    Case.objects.filter(loan__key=repaid).update(scheme=other.id, scheme_hash=other.content_hash)
    cited: list[Imprint] = []

    def keep(*_: object, imprint: Imprint, **__: object) -> bytes:
        cited.append(imprint)
        return b""

    monkeypatch.setattr(payments, "payment_list", keep)
    payment_document(city.treasury, level="", ending=".pdf", language="zh-hans")

    assert [one.scheme_title for one in cited] == [other.title.zh]
    assert cited[0].clauses == clauses_of_amounts(other)


def test_each_level_of_the_plan_has_its_budget_and_no_other(city: City, repaid: str) -> None:
    claimed(city, repaid)
    approve_subsidy(city.bureau, repaid, key=fresh_key())
    on(date(2022, 3, 9))
    budget(city, "district", "30704.16元")
    with refused() as told:
        budget(city, "beneficiary", "1万元")
    with refused() as held:
        pay_subsidy(city.treasury, repaid, key=fresh_key())

    budget(city, "district", "30704.17元")
    pay_subsidy(city.treasury, repaid, key=fresh_key())

    assert told.codes == {("subsidy_level_unknown", "9.3")}
    assert held.codes == {("subsidy_budget_exhausted", "9.3")}
    left = budget_lines(city.treasury.party_id, SCHEME, date(2022, 3, 9))
    assert [(one.level, one.left) for one in left] == [
        ("province", None), ("city", None), ("district", 0)
    ]  # fmt: skip
    assert [row.level for row in payment_rows(city.treasury)] == ["province", "city", "district"]
    for ending in (".pdf", ".csv"):
        assert payment_document(city.treasury, level="", ending=ending, language="zh-hans")[2]
    assert subsidy_document(city.bureau, repaid)[2].startswith(b"%PDF")


def test_no_level_pays_twice_for_one_cost_of_a_loan(city: City, repaid: str) -> None:
    claimed(city, repaid)
    approve_subsidy(city.bureau, repaid, key=fresh_key())
    line = SubsidyLine.objects.get(level="city", item="interest")

    with pytest.raises(IntegrityError), transaction.atomic():
        SubsidyLine.objects.create(
            claim=line.claim, loan=line.loan, level="city", item="interest", amount=1
        )


def test_what_a_level_paid_is_asked_back_and_no_more(city: City, repaid: str) -> None:
    claimed(city, repaid)
    approve_subsidy(city.bureau, repaid, key=fresh_key())
    on(date(2022, 3, 9))
    pay_subsidy(city.treasury, repaid, key=fresh_key())

    with refused() as told:
        asked_back(city, repaid, "12000.01元")
    clawback = asked_back(city, repaid, "12000元")
    decide_clawback(city.treasury, repaid, clawback, is_confirmed=True, key=fresh_key())
    record_return(city.treasury, repaid, clawback, key=fresh_key())

    assert told.codes == {("clawback_above_paid", "9.3")}
    (one,) = subsidy_view(city.enterprise1, repaid).clawbacks
    assert (one.payer.en, one.returned_on) == ("Province", date(2022, 3, 9))
    assert list(not_booked(date(2022, 3, 9))) == []


@pytest.mark.usefixtures("repaid")
def test_the_forecast_of_the_year_keeps_to_what_is_left_of_the_citys_total(city: City) -> None:
    due_on = date(2021, 12, 1)  # in 275 days
    running = [another_loan(city, name, due_on=due_on) for name in ("enterprise1", "enterprise4")]
    pin_to(running, {"parameters.yaml": ("800万元", "8万元")})
    on(DRAWN)

    panel = subsidies_panel(look_of(city.bureau, language="en"))

    expected = {
        figure.of: figure.value
        for figure in panel.figures
        if figure.measure is Measure.SUBSIDY_EXPECTED
    }
    assert expected == {
        "province": Decimal("0.00"),
        "city": Decimal("80000.00"),  # of 2 x 44,114.58
        "district": Decimal("44458.34"),
    }


def district(city: City, key: str) -> StatementLine:
    return next(one for one in subsidy_view(city.enterprise1, key).lines if one.level == "district")


def budget(city: City, level: str, amount: str) -> None:
    set_budget(city.treasury, SCHEME, level=level, year=2022, amount=amount, key=fresh_key())


def asked_back(city: City, key: str, amount: str) -> int:
    answer = propose_clawback(
        city.bureau, key, level="province", amount=amount, cause="false_papers",
        grounds="发票不实（虚构）", key=fresh_key(),
    )  # fmt: skip
    return int(answer["clawback"])
