"""The fixed cast of the service tests: one party of each kind, built through the services.

    cast = make_cast()
    number = open_indirect(cast)
    walk_to(cast, number, "bank_approval")

All of it lives on 2021-03-01, inside the plan's trial, unless a test states another day.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from zhidai.core.parties import PartyKind, PersonRole
from zhidai.core.registers.patent_numbers import check_digit_of
from zhidai.db.history.models import BusinessDate
from zhidai.schemes.reader import shipped
from zhidai.services.acting import Acting
from zhidai.services.cases.opening import NewCase, open_case
from zhidai.services.demonstration.city import (
    APPRAISER_FACTS,
    BANK_FACTS,
    GUARANTOR_FACTS,
    profile,
    sound_patent,
)
from zhidai.services.demonstration.settling import signed_paper
from zhidai.services.demonstration.walking import LoanStory, Team, do_task
from zhidai.services.demonstration.walking import walk_to as walk_to_task
from zhidai.services.parties.commands import (
    confirm_agreement,
    file_agreement,
    submit_agreement,
    update_credentials,
    update_profile,
)
from zhidai.services.parties.registration import (
    NewParty,
    NewPerson,
    hashed,
    register_party,
    register_person,
)
from zhidai.services.rights.commands import enter_right
from zhidai.services.transactions import Answer

TODAY = date(2021, 3, 1)
SCHEME = "ganzhou-2020"
PLACE = "赣州市"
INVENTION = f"201719999901.{check_digit_of('201719999901')}"
STORY = LoanStory(contract="HT-2021-001")

ROLES = ("enterprise", "bureau", "finance", "treasury", "bank", "guarantor", "appraiser")
_MEMBERS = (
    ("enterprise", PartyKind.ENTERPRISE, "甲精密有限公司（虚构）"),
    ("other_enterprise", PartyKind.ENTERPRISE, "乙材料有限公司（虚构）"),
    ("bureau", PartyKind.BUREAU, "市场监管局（虚构）"),
    ("finance", PartyKind.FINANCE, "金融办（虚构）"),
    ("treasury", PartyKind.TREASURY, "财政局（虚构）"),
    ("bank", PartyKind.BANK, "丙银行（虚构）"),
    ("other_bank", PartyKind.BANK, "丁银行（虚构）"),
    ("guarantor", PartyKind.GUARANTOR, "戊担保公司（虚构）"),
    ("appraiser", PartyKind.APPRAISER, "己评估公司（虚构）"),
)
_FACTS: Mapping[PartyKind, Mapping[str, Any]] = {
    PartyKind.BANK: BANK_FACTS,
    PartyKind.GUARANTOR: GUARANTOR_FACTS,
    PartyKind.APPRAISER: APPRAISER_FACTS,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """Who acts for each party, and the enterprise's patent."""

    enterprise: Acting
    other_enterprise: Acting
    bureau: Acting
    finance: Acting
    treasury: Acting
    bank: Acting
    other_bank: Acting
    guarantor: Acting
    appraiser: Acting
    approvers: Mapping[str, Acting]
    right: str = INVENTION

    @property
    def team(self) -> Team:
        """Role -> the officer who acts in it."""
        return {role: getattr(self, role) for role in ROLES}

    @property
    def approving_team(self) -> Team:
        """Role -> the approver who acts in it."""
        return {role: self.approvers[role] for role in ROLES}


def make_cast() -> Cast:
    """The whole cast on 2021-03-01, with an invention and the agreements of both routes filed."""
    cast = make_cast_without_agreements()
    sign_and_file(cast, "间接1号", {"guarantor": "70%", "bank": "20%", "appraiser": "10%"})
    sign_and_file(cast, "直接1号", {"bank": "90%", "appraiser": "10%"})
    return cast


def make_cast_without_agreements() -> Cast:
    """The same before anybody has signed anything."""
    state_day(TODAY)
    password_hash = hashed("zhidai-demo")
    people: dict[str, tuple[Acting, Acting]] = {}
    for username, kind, name in _MEMBERS:
        party = register_party(
            NewParty(
                kind=kind, name=name, name_en=f"{username} (fictional)", place=PLACE,
                is_fictional=True,
            )
        )  # fmt: skip
        officer, approver = (
            register_person(
                party,
                NewPerson(
                    username=f"{username}{ending}",
                    full_name=f"{name}{role}",
                    full_name_en=f"{username} {role}",
                    role=role,
                    password_hash=password_hash,
                ),
            )
            for role, ending in ((PersonRole.OFFICER, ""), (PersonRole.APPROVER, "-approver"))
        )
        people[username] = (officer, approver)
        _declare(officer)
    cast = Cast(
        **{username: officer for username, (officer, _) in people.items()},
        approvers={username: approver for username, (_, approver) in people.items()},
    )
    enter_patent(cast.enterprise, INVENTION)
    return cast


def state_day(day: date) -> None:
    """The business date is a day, without the work of the days before it."""
    BusinessDate.objects.update_or_create(pk=1, defaults={"day": day})


def enter_patent(
    acting: Acting,
    number: str,
    *,
    kind: str = "invention",
    filing_date: date = date(2017, 7, 21),
    **facts: Any,
) -> None:
    """Enter a patent that nothing stands against, with some of its facts changed."""
    enter_right(
        acting,
        number,
        kind=kind,
        title="一种装置（虚构）",
        filing_date=filing_date,
        facts=sound_patent(**facts),
        key=f"enter {number}",
    )


def submit(cast: Cast, number: str, shares: Mapping[str, str], *, key: str = "") -> Answer:
    """Submit an agreement by the first of its signers; shares by member of the cast.

    Nobody else has confirmed it then.
    """
    signers = {name: getattr(cast, name) for name in shares}
    return submit_agreement(
        next(iter(signers.values())),
        SCHEME,
        number,
        signed_on=TODAY,
        in_force_from=TODAY,
        in_force_until=shipped(SCHEME).in_force_until,
        shares={signers[name].party_id: share for name, share in shares.items()},
        paper=signed_paper(number, dated=TODAY),
        key=key or f"submit {number}",
    )


def confirm(cast: Cast, number: str, shares: Iterable[str], *, key: str = "") -> None:
    """The other signers confirm what the first one submitted."""
    for name in list(shares)[1:]:
        confirm_agreement(getattr(cast, name), number, key=key or f"confirm {number}")


def sign(cast: Cast, number: str, shares: Mapping[str, str], *, key: str = "") -> None:
    """An agreement submitted by a signer and confirmed by the others."""
    submit(cast, number, shares, key=key)
    confirm(cast, number, shares, key=key)


def sign_and_file(cast: Cast, number: str, shares: Mapping[str, str]) -> None:
    """An agreement signed by all and filed by the bureau."""
    sign(cast, number, shares)
    file_agreement(cast.bureau, number, key=f"file {number}")


def open_indirect(
    cast: Cast, *, amount: str = "300万元", rights: tuple[str, ...] = (), key: str = "open"
) -> str:
    """Open a case on the indirect route and give its number."""
    return _open(cast, "indirect", amount=amount, rights=rights, key=key)


def open_direct(
    cast: Cast, *, amount: str = "300万元", rights: tuple[str, ...] = (), key: str = "open"
) -> str:
    """Open a case on the direct route and give its number."""
    return _open(cast, "direct", amount=amount, rights=rights, key=key)


def do(
    cast: Cast,
    number: str,
    task: str,
    *,
    story: LoanStory = STORY,
    changed: Mapping[str, Any] | None = None,
    without: frozenset[str] = frozenset(),
    exception: str = "",
    key: str = "",
) -> Answer:
    """Do one task by its own party; `changed` answers by full fact name, `without` paper ids.

    An exception is for the party's approver to record.
    """
    return do_task(
        cast.approving_team if exception else cast.team,
        number,
        task,
        story=story,
        changed=changed,
        without=without,
        exception=exception,
        key=key,
    )


def walk_to(cast: Cast, number: str, task: str, *, story: LoanStory = STORY) -> None:
    """Bring a case to where the task is open, doing only what it comes after."""
    walk_to_task(cast.team, number, task, story=story)


def _open(cast: Cast, route: str, *, amount: str, rights: tuple[str, ...], key: str) -> str:
    roles = ("bank", "appraiser") if route == "direct" else ("bank", "guarantor", "appraiser")
    new = NewCase(
        scheme=SCHEME,
        route=route,
        amount=amount,
        parties={role: getattr(cast, role).party_id for role in roles},
        rights=rights or (cast.right,),
    )
    return str(open_case(cast.enterprise, new, key=key)["case"])


def _declare(acting: Acting) -> None:
    if acting.kind is PartyKind.ENTERPRISE:
        update_profile(acting, profile(), key="profile")
    elif acting.kind in _FACTS:
        update_credentials(acting, _FACTS[acting.kind], key="credentials")
