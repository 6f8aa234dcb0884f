"""A small fictional city's facts."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from functools import cache
from random import Random

from zhidai.core.statistics.facts import (
    Application,
    DrawnLoan,
    Enterprise,
    Facts,
    Places,
    Registration,
    Repayment,
)

BEIJING = timezone(timedelta(hours=8))
DISTRICTS = ("东区（虚构）", "西区（虚构）", "南县（虚构）")
BANKS = ("示范银行（虚构）", "样板银行（虚构）")
INDUSTRIES = ("工业", "软件和信息技术服务业")
KINDS = ("invention", "trademark", "mixed")


def places(draw: Random) -> Places:
    return Places(
        district=draw.choice(DISTRICTS),
        bank=draw.choice(BANKS),
        industry=draw.choice(INDUSTRIES),
        ip_kind=draw.choice(KINDS),
    )


def at(day: date, hour: int = 9) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=BEIJING)


@cache
def fictional_city(seed: int = 11, count: int = 60) -> Facts:
    """Two years of registrations and loans; some do not say what a figure needs."""
    draw = Random(seed)  # noqa: S311 - test data
    names = [f"企业{number}" for number in range(count // 2)]
    stories = [_story(draw, number, names) for number in range(count)]
    return Facts(
        scope="示范市（虚构）",
        source="样本台账（虚构）",
        applications=tuple(application for application, _, _ in stories),
        registrations=tuple(registration for _, registration, _ in stories),
        loans=tuple(loan for _, _, loan in stories),
        enterprises=tuple(_enterprise(draw, name) for name in names),
    )


def _story(
    draw: Random, number: int, names: Sequence[str]
) -> tuple[Application, Registration, DrawnLoan]:
    """What one enterprise asked for, pledged and drew."""
    applied_on = date(2020, 1, 1) + timedelta(days=draw.randrange(700))
    registered_on = applied_on + timedelta(days=draw.randrange(10, 60))
    drawn_on = registered_on + timedelta(days=draw.randrange(20))
    amount = Decimal(draw.choice((300, 500, 1000, 1200)) * 10_000).quantize(Decimal("0.01"))
    who, where = draw.choice(names), places(draw)
    late = timedelta(days=draw.randrange(40))
    application = Application(
        id=f"A-{number}", applicant=who, applied_on=applied_on, places=where,
        recorded_at=at(applied_on),
    )  # fmt: skip
    registration = Registration(
        id=f"Y-{number}", pledgor=who, registered_on=registered_on,
        amount=None if draw.random() < 0.1 else amount,
        released_on=None if draw.random() < 0.5 else registered_on + timedelta(days=200),
        released_recorded_at=at(registered_on + timedelta(days=230)),
        places=where, recorded_at=at(registered_on + late),
    )  # fmt: skip
    paid = drawn_on + timedelta(days=draw.randrange(30, 300))
    loan = DrawnLoan(
        id=f"L-{number}", borrower=who, amount=amount, drawn_on=drawn_on,
        due_on=drawn_on + timedelta(days=365),
        rate=None if draw.random() < 0.1 else Decimal(draw.randrange(385, 486)) / 10_000,
        collateral_value=None if draw.random() < 0.2 else amount * 2,
        applied_on=None if draw.random() < 0.1 else applied_on,
        repayments=tuple(
            Repayment(on=day, principal=amount / part, recorded_at=at(day))
            for day, part in ((paid, 4), (paid + timedelta(days=50), 2))
        ),
        places=where, recorded_at=at(drawn_on + late),
    )  # fmt: skip
    return application, registration, loan


def _enterprise(draw: Random, name: str) -> Enterprise:
    return Enterprise(
        id=name, active_from=date(2019, 6, 1) + timedelta(days=draw.randrange(400)),
        active_until=None if draw.random() < 0.8 else date(2021, 5, 31),
        places=Places(district=draw.choice(DISTRICTS), industry=draw.choice(INDUSTRIES)),
        recorded_at=at(date(2019, 6, 1)),
    )  # fmt: skip
