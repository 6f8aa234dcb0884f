"""On what grounds the national IP office may refuse to register a pledge, seen beforehand.

The grounds of the measures for the registration of patent pledges (专利权质押登记办法, announcement
461 of the CNIPA) as far as one patent can be asked. Each is answered from the patent's data,
from the twin finder, or from a stated fact; what nobody has said is asked for. Two may be passed
over if the pledgee, told of them, still wants the pledge.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from zhidai.core.registers.patent_numbers import PatentKind
from zhidai.core.valuation.filings import names_in
from zhidai.core.valuation.status import Status

FACTS = (
    "granted",
    "fees_paid",
    "proceedings_suspended",
    "preserved",
    "contract_complete",
    "co_owners_consent",
    "already_pledged",
    "same_day_invention",
    "invalidation_pending",
    "pledgee_accepts",
)


class Ground(StrEnum):
    """Why a registration may be refused."""

    NOT_OWNER = "not_owner"
    ENDED = "ended"
    NOT_GRANTED = "not_granted"
    FEE_UNPAID = "fee_unpaid"
    SUSPENDED = "suspended"
    PRESERVED = "preserved"
    TERM_BEYOND = "term_beyond"
    CONTRACT = "contract"
    CO_OWNERS = "co_owners"
    ALREADY_PLEDGED = "already_pledged"
    TWIN = "twin"
    INVALIDATION = "invalidation"


# Passed over where the pledgee, told of it, still wants the pledge registered.
WAIVABLE: Final = frozenset({Ground.TWIN, Ground.INVALIDATION})
# The item of each in the measures' list of grounds. Item 7 speaks of a contract without what art. 8
# asks for, item 8 of consent as art. 4 does; item 12 is any other ground.
ITEMS: Mapping[Ground, int] = MappingProxyType(
    {
        Ground.NOT_OWNER: 1,
        Ground.ENDED: 2,
        Ground.NOT_GRANTED: 3,
        Ground.FEE_UNPAID: 4,
        Ground.SUSPENDED: 5,
        Ground.PRESERVED: 5,
        Ground.TERM_BEYOND: 6,
        Ground.CONTRACT: 7,
        Ground.CO_OWNERS: 8,
        Ground.ALREADY_PLEDGED: 9,
        Ground.TWIN: 10,
        Ground.INVALIDATION: 11,
    }
)


class Answer(StrEnum):
    """Whether a ground is there. UNKNOWN: nobody has said."""

    CLEAR = "clear"
    STANDS = "stands"
    ACCEPTED = "accepted"  # stands, and the pledgee, told of it, still wants the pledge
    UNKNOWN = "unknown"


class AnswerSource(StrEnum):
    """Where an answer comes from."""

    DATA = "data"
    FINDER = "finder"
    STATED = "stated"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedGround:
    """One ground with its answer and where that comes from."""

    ground: Ground
    answer: Answer
    source: AnswerSource

    @property
    def is_waivable(self) -> bool:
        """Whether it stands, and no longer would if the pledgee, told of it, accepted it."""
        return self.answer is Answer.STANDS and self.ground in WAIVABLE


@dataclass(frozen=True, slots=True, kw_only=True)
class PledgedRight:
    """What the patent's data say on the day. twin_found: None where no list was looked through."""

    kind: PatentKind
    owner_name: str | None
    status: Status
    granted_on: date | None
    fee_paid_until: date | None
    expires_on: date
    twin_found: bool | None


def registration_grounds(
    right: PledgedRight, facts: Mapping[str, bool], *, pledgor: str, on: date, due_on: date
) -> tuple[CheckedGround, ...]:
    """Every ground, answered. on: the day of the sheet; due_on: the end of the debt."""
    accepts = facts.get("pledgee_accepts", False)
    return (
        _owner(right, pledgor),
        _by_data(Ground.ENDED, not right.status.is_alive),
        _granted(right, facts, on),
        _fees(right, facts, on),
        _by_fact(Ground.SUSPENDED, facts, "proceedings_suspended"),
        _by_fact(Ground.PRESERVED, facts, "preserved"),
        _by_data(Ground.TERM_BEYOND, due_on > right.expires_on),
        _by_fact(Ground.CONTRACT, facts, "contract_complete", refused_if=False),
        _co_owners(right, facts),
        _by_fact(Ground.ALREADY_PLEDGED, facts, "already_pledged"),
        _waivable(_twin(right, facts), accepts=accepts),
        _waivable(_by_fact(Ground.INVALIDATION, facts, "invalidation_pending"), accepts=accepts),
    )


def _owner(right: PledgedRight, pledgor: str) -> CheckedGround:
    if right.owner_name is None:
        return _unknown(Ground.NOT_OWNER)
    return _by_data(Ground.NOT_OWNER, not names_in(pledgor) <= names_in(right.owner_name))


def _granted(right: PledgedRight, facts: Mapping[str, bool], on: date) -> CheckedGround:
    if right.status is Status.PENDING:  # whatever is stated: the list knows better
        return _by_data(Ground.NOT_GRANTED, True)
    if right.granted_on is not None:
        return _by_data(Ground.NOT_GRANTED, right.granted_on > on)
    return _by_fact(Ground.NOT_GRANTED, facts, "granted", refused_if=False)


def _fees(right: PledgedRight, facts: Mapping[str, bool], on: date) -> CheckedGround:
    if right.fee_paid_until is not None:
        return _by_data(Ground.FEE_UNPAID, right.fee_paid_until < on)
    return _by_fact(Ground.FEE_UNPAID, facts, "fees_paid", refused_if=False)


def _co_owners(right: PledgedRight, facts: Mapping[str, bool]) -> CheckedGround:
    if right.owner_name is not None and len(names_in(right.owner_name)) == 1:
        return _by_data(Ground.CO_OWNERS, False)
    return _by_fact(Ground.CO_OWNERS, facts, "co_owners_consent", refused_if=False)


def _twin(right: PledgedRight, facts: Mapping[str, bool]) -> CheckedGround:
    """Only a utility model can be lost to its twin; a stated twin counts beside one found."""
    if right.kind is not PatentKind.UTILITY_MODEL:
        return _by_data(Ground.TWIN, False)
    if right.twin_found or (right.twin_found is not None and "same_day_invention" not in facts):
        answer = Answer.STANDS if right.twin_found else Answer.CLEAR
        return CheckedGround(ground=Ground.TWIN, answer=answer, source=AnswerSource.FINDER)
    return _by_fact(Ground.TWIN, facts, "same_day_invention")


def _by_data(ground: Ground, stands: bool) -> CheckedGround:  # noqa: FBT001 - what was found
    answer = Answer.STANDS if stands else Answer.CLEAR
    return CheckedGround(ground=ground, answer=answer, source=AnswerSource.DATA)


def _by_fact(
    ground: Ground, facts: Mapping[str, bool], name: str, *, refused_if: bool = True
) -> CheckedGround:
    if name not in facts:
        return _unknown(ground)
    answer = Answer.STANDS if facts[name] is refused_if else Answer.CLEAR
    return CheckedGround(ground=ground, answer=answer, source=AnswerSource.STATED)


def _unknown(ground: Ground) -> CheckedGround:
    return CheckedGround(ground=ground, answer=Answer.UNKNOWN, source=AnswerSource.NOBODY)


def _waivable(checked: CheckedGround, *, accepts: bool) -> CheckedGround:
    if checked.answer is not Answer.STANDS or not accepts:
        return checked
    return CheckedGround(ground=checked.ground, answer=Answer.ACCEPTED, source=checked.source)
