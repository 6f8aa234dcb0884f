"""What an enterprise declared of itself counts for what begins afterwards, and since when."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from zhidai.core.statistics.declared import Declaration, Declarations

ENTERED = datetime(2020, 10, 1, 9, tzinfo=UTC)
NO_COUNTY, ALIKE = "赣州市无名路1号", "无名路2号"
HERE, THERE, BEYOND = "赣州市章贡区一路1号", "赣州市南康区二路2号", "赣州市信丰县三路3号"


def days(number: float) -> datetime:
    return ENTERED + timedelta(days=number)


def enterprise(*told: tuple[float, dict[str, Any]], now: dict[str, Any]) -> Declarations:
    declared = [Declaration(on=date(2020, 10, 1), at=ENTERED)] + [
        Declaration(on=days(number).date(), at=days(number), answers=answers)
        for number, answers in told
    ]
    return Declarations(told=tuple(declared), now=now, place="赣州市")


def at(address: str) -> dict[str, Any]:
    return {"registered_address": address}


def address(of: Declarations, number: int) -> tuple[str, datetime | None]:
    found = of.counted("registered_address", days(number))
    return found.text, found.known_at


def test_what_is_declared_later_counts_for_what_begins_later() -> None:
    moved = enterprise((1, at(HERE)), (9, at(THERE)), now=at(THERE))

    assert [address(moved, day) for day in (1, 8, 9, 30)] == [
        (HERE, None), (HERE, None), (THERE, None), (THERE, None),
    ]  # fmt: skip


def test_where_nothing_was_declared_the_first_answer_afterwards_counts_known_since_then() -> None:
    late = enterprise((5, at(HERE)), (9, at(THERE)), now=at(THERE))
    taken_back = enterprise((1, at(HERE)), (3, at("")), (9, at(THERE)), now=at(THERE))

    assert address(late, 0) == (HERE, days(5))
    assert address(taken_back, 4) == (THERE, days(9))
    assert address(enterprise((1, at(HERE)), (3, at("")), now={}), 4) == ("", None)


def test_an_address_that_names_no_county_counts_as_the_first_one_afterwards_that_does() -> None:
    late = enterprise((1, at(NO_COUNTY)), (5, at(ALIKE)), (9, at(HERE)), (12, at(THERE)),
                      now=at(THERE))  # fmt: skip
    forgot = enterprise((1, at(HERE)), (5, at(NO_COUNTY)), (9, at(THERE)), now=at(THERE))
    never = enterprise((1, at(NO_COUNTY)), (5, at(ALIKE)), now=at(ALIKE))

    assert [address(late, day) for day in (0, 2, 6)] == [(HERE, days(9))] * 3
    assert [address(forgot, day) for day in (2, 6, 9)] == [
        (HERE, None), (THERE, days(9)), (THERE, None),
    ]  # fmt: skip
    assert [address(never, day) for day in (0, 2)] == [(NO_COUNTY, days(1)), (NO_COUNTY, None)]
    assert [one.address.text for one in late.spans()] == [HERE, THERE]
    assert late.spans()[0].address.known_at == days(9)


def test_what_no_declaration_tells_is_what_the_row_holds() -> None:
    told_with_evidence = {"registered_address": {"value": HERE, "evidence": "declared"}}

    assert address(enterprise(now=told_with_evidence), 0) == (HERE, None)
    assert address(enterprise((3, at("written otherwise")), now=at(HERE)), 4) == (HERE, None)
    assert address(enterprise(now={"registered_address": 5}), 0) == ("", None)


def test_an_enterprise_has_a_span_for_each_address_and_none_for_what_says_the_same() -> None:
    moved = enterprise(
        (0, at(HERE)), (2, {"employees": "9人"}), (9, at(THERE)), (9.04, at(BEYOND)),
        now=at(BEYOND),
    )  # fmt: skip

    spans = moved.spans()

    ninth = days(9).date()
    assert [(one.address.text, one.active_from, one.active_until) for one in spans] == [
        (HERE, date(2020, 10, 1), ninth - timedelta(days=1)),
        (THERE, ninth, ninth - timedelta(days=1)),  # for an hour, at the end of no day
        (BEYOND, ninth, None),
    ]
    assert [one.recorded_at for one in spans[1:]] == [one.ended_at for one in spans[:-1]]
