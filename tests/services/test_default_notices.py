"""The written notice of a default: the scheme's duty, its letter, and what is told of it."""

from dataclasses import replace
from datetime import date

import pytest
from tests.documents.pdf_text import text_of
from tests.services.money_cast import (
    DRAWN,
    City,
    a_lending_city,
    codes,
    event_kinds,
    fresh_key,
    loan,
    on,
)

from zhidai.db.cases.models import Document
from zhidai.db.early_warning.models import EventReport
from zhidai.services.history.queries import timeline
from zhidai.services.lending.default_notices import (
    NewNotice,
    default_notices,
    give_notice,
    notice_form,
)
from zhidai.services.refusal import NotFound, Refused

pytestmark = pytest.mark.django_db
BEGINS_WITH = a_lending_city
KNOWN = date(2021, 3, 10)
MISUSE = NewNotice(
    kind="misuse", known_on=KNOWN, facts="50万元转入理财账户", measures="要求三日内归还"
)


@pytest.fixture(scope="module")
def key(city: City) -> str:
    return city.lent


@pytest.mark.parametrize(
    ("sender", "told"),
    [
        ("bank", ("guarantor", "appraiser")),
        ("guarantor", ("bank", "appraiser")),
        ("appraiser", ("bank", "guarantor")),
    ],
)
def test_the_scheme_says_who_tells_whom_under_which_clause(
    city: City, key: str, sender: str, told: tuple[str, ...]
) -> None:
    form = notice_form(getattr(city, sender), key)

    assert form is not None
    assert tuple(role for role, _ in form.recipients) == told
    assert form.clause == "8.3"


@pytest.mark.parametrize("kind", ["enterprise1", "bureau", "finance", "treasury"])
def test_a_party_without_the_duty_reads_what_others_tell_and_tells_nothing(
    city: City, key: str, kind: str
) -> None:
    on(KNOWN)
    give_notice(city.bank, key, MISUSE, idempotency_key=fresh_key())
    party = getattr(city, kind)

    with pytest.raises(Refused) as refused:
        give_notice(party, key, MISUSE, idempotency_key=fresh_key())

    assert codes(refused.value) == [("default_notice_not_owed", "8.3")]
    assert notice_form(party, key) is None
    assert [line.sender.zh for line in default_notices(party, key)] == [
        line.sender.zh for line in default_notices(city.bank, key)
    ]


def test_a_stranger_finds_no_form(city: City, key: str) -> None:
    with pytest.raises(NotFound):
        notice_form(city.bank2, key)


def test_the_letter_is_kept_for_all_and_told_with_its_duty(city: City, key: str) -> None:
    on(KNOWN)

    give_notice(city.bank, key, MISUSE, idempotency_key=fresh_key())

    (line,) = default_notices(city.guarantor, key)
    made = text_of(bytes(Document.objects.get(pk=line.document).content))
    assert "违约情况通知书" in made
    assert "50万元转入理财账户" in made
    assert "第8.3条" in made
    told = next(e for e in timeline(f"case:{line.case}") if e.kind == "loan.default_notified")
    assert (told.payload["duty"], told.payload["clause"]) == ("bank_notifies_default", "8.3")
    assert told.payload["told"] == ["guarantor", "appraiser"]


def test_a_notice_of_misuse_raises_its_warning_once(city: City, key: str) -> None:
    on(KNOWN)

    give_notice(city.bank, key, MISUSE, idempotency_key=fresh_key())
    give_notice(city.guarantor, key, MISUSE, idempotency_key=fresh_key())

    assert EventReport.objects.filter(case=loan(key).case, trigger="funds_misused").count() == 1
    assert [line.name[-5] for line in default_notices(city.bank, key)] == ["2", "1"]


def test_a_notice_sent_twice_with_one_key_is_one(city: City, key: str) -> None:
    on(KNOWN)
    once = fresh_key()

    first = give_notice(city.bank, key, MISUSE, idempotency_key=once)

    assert give_notice(city.bank, key, MISUSE, idempotency_key=once) == first
    assert event_kinds(f"case:{loan(key).case.number}").count("loan.default_notified") == 1


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"kind": "weather"}, "default_kind_unknown"),
        ({"known_on": date(2021, 3, 11)}, "default_known_in_future"),
        ({"known_on": date(2021, 2, 28)}, "default_known_before_drawdown"),
        ({"kind": "overdue"}, "default_not_overdue"),
        ({"facts": "\u200b "}, "default_needs_facts"),
        ({"measures": "长" * 501}, "grounds_too_long"),
    ],
)
def test_what_cannot_be_told_is_refused_and_nothing_is_kept(
    city: City, key: str, changed: dict[str, object], code: str
) -> None:
    on(KNOWN)

    with pytest.raises(Refused) as refused:
        give_notice(city.bank, key, replace(MISUSE, **changed), idempotency_key=fresh_key())  # type: ignore[arg-type]

    assert [found for found, _ in codes(refused.value)] == [code]
    assert default_notices(city.bank, key) == ()


def test_an_overdue_loan_is_told_from_overdue_day_1(city: City, key: str) -> None:
    overdue = NewNotice(kind="overdue", known_on=DRAWN, facts="3 月利息未付")
    on(date(2021, 3, 22))  # the interest of 21 March is unpaid

    give_notice(city.guarantor, key, overdue, idempotency_key=fresh_key())

    (line,) = default_notices(city.bank, key)
    made = text_of(bytes(Document.objects.get(pk=line.document).content))
    assert "自2021年3月22日起，已逾期1天" in made
