"""Caps filled in the order of drawdown: nothing beyond a cap, nothing by the order of typing."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from zhidai.core.policy.caps import Asked, CapInForce, CapScope, in_order_of_drawdown

FIRST = date(2026, 1, 1)


def asked(name: str, amount: str, day: int, *, bank: str = "b1", enterprise: str = "e1") -> Asked:
    return Asked(
        id=name,
        amount=Decimal(amount),
        drawn_on=FIRST + timedelta(days=day),
        enterprise=enterprise,
        bank=bank,
    )


def test_the_loan_drawn_first_takes_the_room_and_the_next_gets_the_rest() -> None:
    late, early = asked("late", "300", 200), asked("early", "400", 10, enterprise="e2")

    given_ = in_order_of_drawdown([late, early], most={CapScope.BANK_YEAR: Decimal(500)})

    assert [(one.id, one.amount, one.cut, one.bound_by) for one in given_] == [
        ("early", Decimal(400), Decimal(0), None),
        ("late", Decimal(100), Decimal(200), CapScope.BANK_YEAR),
    ]


def test_a_new_year_and_another_enterprise_have_room_of_their_own() -> None:
    loans = [
        asked("a", "300", 0),
        asked("b", "300", 364),
        asked("c", "300", 365),
        asked("d", "300", 5, enterprise="e2"),
    ]

    given_ = in_order_of_drawdown(loans, most={CapScope.ENTERPRISE_YEAR: Decimal(400)})

    assert {one.id: one.amount for one in given_} == {
        "a": Decimal(300), "b": Decimal(100), "c": Decimal(300), "d": Decimal(300)}  # fmt: skip


def test_what_was_taken_beyond_a_cap_leaves_no_room_and_no_debt() -> None:
    cap = CapInForce(scope=CapScope.SCHEME_YEAR, clause="5.3", most=Decimal(100), used=Decimal(130))

    assert cap.room == 0


AMOUNTS = st.lists(
    st.tuples(st.integers(1, 10_000), st.integers(0, 700), st.sampled_from("xyz")), max_size=8
)


@settings(max_examples=60)
@given(loans=AMOUNTS, most=st.integers(0, 20_000), more=st.integers(0, 5_000), data=st.data())
def test_a_cap_is_never_exceeded_and_raising_it_gives_nobody_less_in_all(
    loans: list[tuple[int, int, str]], most: int, more: int, data: st.DataObject
) -> None:
    wanted = [
        asked(str(place), str(amount), day, enterprise=who)
        for place, (amount, day, who) in enumerate(loans)
    ]
    shuffled = data.draw(st.permutations(wanted))

    low = in_order_of_drawdown(shuffled, most={CapScope.SCHEME_YEAR: Decimal(most)})
    high = in_order_of_drawdown(wanted, most={CapScope.SCHEME_YEAR: Decimal(most + more)})

    assert low == in_order_of_drawdown(wanted, most={CapScope.SCHEME_YEAR: Decimal(most)})
    for year in {one.drawn_on.year for one in wanted}:
        ids = {one.id for one in wanted if one.drawn_on.year == year}
        assert sum(one.amount for one in low if one.id in ids) <= most
    assert all(one.amount <= other.amount for one, other in zip(low, high, strict=True))
