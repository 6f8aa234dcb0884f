"""A PAM contract of the tests: 3,000 at 10 % for 2013, monthly, and how its events are written."""

from zhidai.core.actus.contract_file import read_contract
from zhidai.core.actus.pam import PamEvent, replay_pam

TERMS = {
    "contractType": "PAM",
    "contractID": "loan-1",
    "contractRole": "RPA",
    "statusDate": "2012-12-30T00:00:00",
    "initialExchangeDate": "2013-01-01T00:00:00",
    "maturityDate": "2014-01-01T00:00:00",
    "currency": "CNY",
    "notionalPrincipal": "3000",
    "nominalInterestRate": "0.1",
    "dayCountConvention": "A365",
    "cycleAnchorDateOfInterestPayment": "2013-01-01T00:00:00",
    "cycleOfInterestPayment": "P1ML0",
    "endOfMonthConvention": "SD",
}


def series(code: str, *points: tuple[str, str]) -> dict[str, object]:
    data = [{"timestamp": f"{day}T00:00:00", "value": value} for day, value in points]
    return {code: {"identifier": code, "data": data}}


def happened(kind: str, day: str, value: str = "0", **states: str) -> dict[str, object]:
    return {"time": f"{day}T00:00:00", "type": kind, "value": value, "states": states}


def events(
    *,
    observed: dict[str, object] | None = None,
    seen: list[dict[str, object]] | None = None,
    to: str = "",
    without: tuple[str, ...] = (),
    **terms: object,
) -> tuple[PamEvent, ...]:
    given = {name: value for name, value in {**TERMS, **terms}.items() if name not in without}
    contract = read_contract(
        {"terms": given, "dataObserved": observed or {}, "eventsObserved": seen or [], "to": to}
    )
    return replay_pam(contract.terms, contract.observations, until=contract.until)


def rows(found: tuple[PamEvent, ...], *kinds: str) -> list[tuple[str, str, str]]:
    """Day, type and payoff to the cent, of the kinds named or of all."""
    return [
        (str(one.event_date.date()), str(one.event_type), f"{one.payoff:.2f}")
        for one in found
        if not kinds or one.event_type in kinds
    ]
