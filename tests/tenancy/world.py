"""A city in which every kind of thing exists, and for each thing who is inside and who is not."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tests.services.money_cast import PROOFS

from zhidai.core.anomalies.book import AnomalyKind
from zhidai.core.parties import PartyKind, PersonRole
from zhidai.db.cases.models import Case, Document
from zhidai.db.filings.models import Filing
from zhidai.db.guarantees.models import Recovery
from zhidai.db.history.models import Event
from zhidai.db.lending.models import Loan, LoanEvent
from zhidai.db.parties.models import AgreementDocument, Person
from zhidai.db.rights.models import IpRight
from zhidai.services import business_date
from zhidai.services.acting import Acting, acting_as
from zhidai.services.corrections.claims import propose_claim_correction
from zhidai.services.corrections.commands import propose_correction
from zhidai.services.demonstration.city import AGREEMENTS
from zhidai.services.demonstration.stories import state_day
from zhidai.services.early_warning.commands import report_event
from zhidai.services.guarantees.commands import record_recovery, start_claim
from zhidai.services.integrity.commands import record_breach
from zhidai.services.lending.changing import decide_change, propose_change
from zhidai.services.lending.commands import record_repayment
from zhidai.services.lending.proposed_changes import NewChange
from zhidai.services.lending.queries import loan_view
from zhidai.services.parties.registration import (
    NewParty,
    NewPerson,
    register_party,
    register_person,
)
from zhidai.services.schemes.proposals import propose_value
from zhidai.services.statistics.keeping import keep_facts
from zhidai.services.subsidies.commands import claim_subsidy
from zhidai.services.takeover.commands import GivenLedger, hand_in
from zhidai.services.valuation.commands import value_uploaded_book
from zhidai.services.valuation.deal_commands import NewDeal, make_sheet, start_deal

REPAID, OF_OTHERS, RUNNING, CLAIMED = (f"示范借字〔2020〕{number}号" for number in (1, 2, 3, 4))
WAITING = "enterprise3"
VALUED = "201510000001.0"
SCHEME = "ganzhou-2020"
LENDERS = (PartyKind.BANK, PartyKind.GUARANTOR, PartyKind.APPRAISER)
OFFICES = (PartyKind.BUREAU, PartyKind.FINANCE, PartyKind.TREASURY)
OF_OTHER_SCHEMES = (PartyKind.INSURER, PartyKind.FUND, PartyKind.OPERATOR)


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """What a url's arguments stand for, and who of each kind takes part in it."""

    arguments: Mapping[str, str | int]
    inside: Mapping[PartyKind, Person]


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """The things, and for each kind of party somebody who takes part in none of them."""

    things: Mapping[str, Thing]
    outside: Mapping[PartyKind, Person]

    @property
    def people(self) -> tuple[Person, ...]:
        """Everybody who visits."""
        inside = (person for thing in self.things.values() for person in thing.inside.values())
        return (*self.outside.values(), *inside)


def make_world() -> World:
    """The loaded city some months on, with offices of another place beside it."""
    state_day(date(2021, 6, 25))
    _settle_early(REPAID)
    start_claim(_acting("bank"), CLAIMED, key="claim")
    case, agreement, book = _case_of(WAITING), AGREEMENTS[0].number, _valued_book()
    filed, breach, recovery = _sent_month(), _breach(), _recovery(CLAIMED)
    deal, sheet = _kept_deal(book)
    names = {
        "nothing": (RUNNING, {}),
        "party": (RUNNING, {"party": _acting("bank").party_id}),
        "person": (RUNNING, {"username": "bank-approver"}),
        "bank": (RUNNING, {"bank": _acting("bank").party_id}),
        "case": (WAITING, {"number": case.number}),
        "task": (WAITING, {"number": case.number, "task": "bank_approval"}),
        "decision": (WAITING, {"number": case.number, "sequence": _decision(case)}),
        "annex": (WAITING, {"number": case.number, "ending": "docx"}),
        "document": (WAITING, {"number": case.number, "document": _document(case)}),
        "account": (RUNNING, {"account": "cash"}),
        "loan": (RUNNING, {"key": RUNNING}),
        "repayment": (RUNNING, {"key": RUNNING, "event": _repayment(RUNNING)}),
        "extension": (RUNNING, {"key": RUNNING, "kind": "extension"}),
        "change": (RUNNING, {"key": RUNNING, "number": _change(RUNNING)}),
        "change in force": (RUNNING, {"key": RUNNING, "number": _change_in_force(RUNNING)}),
        "correction": (RUNNING, {"key": RUNNING, "number": _correction(RUNNING)}),
        "takeover": (RUNNING, {"number": _takeover()}),
        "claimed loan": (CLAIMED, {"key": CLAIMED}),
        "claim record": (CLAIMED, {"key": CLAIMED, "kind": "recovery", "number": recovery}),
        "claim correction": (CLAIMED, {"key": CLAIMED, "number": _claim_correction(recovery)}),
        "repaid loan": (REPAID, {"key": REPAID}),
        "agreement": (RUNNING, {"number": agreement}),
        "agreement paper": (RUNNING, {"number": agreement, "document": _signed(agreement)}),
        "right": (WAITING, {"number": _right(case)}),
        "filing": (RUNNING, {"number": filed}),
        "filing version": (RUNNING, {"number": filed, "version": 1}),
        "loan of a filing": (RUNNING, {"number": filed, "key": RUNNING}),
        "loan's case": (RUNNING, {"case": Loan.objects.get(key=RUNNING).case.number}),
        "warning": (RUNNING, {"number": _warning()}),
        "breach": (RUNNING, {"number": breach}),
        "finding": (RUNNING, _finding()),
        "scheme": (RUNNING, {"scheme_id": SCHEME}),
        "version": (RUNNING, {"scheme_id": SCHEME, "version_id": _proposed()}),
        "valued book": (RUNNING, {"book_id": book}),
        "valued patent": (RUNNING, {"book_id": book, "number": VALUED}),
        "kept deal": (RUNNING, {"deal_id": deal}),
        "patent of a deal": (RUNNING, {"deal_id": deal, "number": VALUED}),
        "entry of a deal": (RUNNING, {"deal_id": deal, "number": VALUED, "kind": "override"}),
        "sheet of a deal": (
            RUNNING,
            {"deal_id": deal, "sheet_id": sheet, "paper_language": "zh"},
        ),
    }
    keep_facts(business_date.today())  # else each visit would, only to have it undone
    return World(
        things={
            name: Thing(arguments=arguments, inside=_inside(whose))
            for name, (whose, arguments) in names.items()
        },
        outside=_outside(),
    )


def secrets_from(person: Person | None) -> frozenset[str]:
    """Numbers and names of the cases that a person's party takes no part in."""
    party = None if person is None else person.party_id
    theirs = set(Case.objects.filter(parties__party=party).values_list("pk", flat=True))
    known = set(
        Case.objects.filter(pk__in=theirs).values_list("enterprise_id", flat=True),
    ) | {party}
    hidden = Case.objects.exclude(pk__in=theirs).select_related("enterprise")
    found: set[str] = set()
    for case in hidden:
        found.add(case.number)
        if case.enterprise_id not in known:
            found |= {case.enterprise.name, case.enterprise.name_en}
    return frozenset(
        found | set(Loan.objects.filter(case__in=hidden).values_list("key", flat=True))
    )


def _settle_early(key: str) -> None:
    """A loan repaid in full and its subsidy claimed."""
    owed = loan_view(_acting("bank"), key).settlement
    amount = f"{owed.total / 100:.2f}元"
    record_repayment(_acting("bank"), key, amount=amount, key="settle")
    claim_subsidy(acting_as(_enterprise_of(key)), key, uploads=PROOFS, key="subsidy")


def _repayment(key: str) -> int:
    return LoanEvent.objects.filter(loan__key=key).earliest("id").pk


def _change(key: str) -> int:
    """An extension that waits for its consents."""
    new = NewChange(kind="extension", grounds="为测试（虚构）", due_on=date(2023, 1, 1))
    return int(propose_change(_acting("bank"), key, new, key="change")["change"])


def _change_in_force(key: str) -> int:
    """One yuan of the loan was misused."""
    new = NewChange(
        kind="misuse",
        grounds="为测试（虚构）",
        amount="1元",
        markup="50%",
        effective_on=business_date.today(),
    )
    number = int(propose_change(_acting("bank"), key, new, key="misuse")["change"])
    approver = _acting("bank-approver")
    decide_change(approver, key, number, is_given=True, grounds="", key="misuse")
    return number


def _correction(key: str) -> int:
    """A correction of the loan's first repayment that waits for another person."""
    answer = propose_correction(
        _acting("bank"),
        key,
        _repayment(key),
        amount=None,
        effective_on=None,
        grounds="为测试（虚构）",
        key="correction",
    )
    return int(answer["correction"])


def _recovery(key: str) -> int:
    """One yuan that came back after the claim."""
    record_recovery(_acting("bank"), key, gross="1元", costs="", source="为测试", key="recover")
    return Recovery.objects.get(claim__loan__key=key).pk


def _claim_correction(recovery: int) -> int:
    """A correction of that recovery that waits for another person."""
    answer = propose_claim_correction(
        _acting("bank"),
        CLAIMED,
        "recovery",
        recovery,
        amount="",
        costs="",
        grounds="为测试（虚构）",
        key="claim correction",
    )
    return int(answer["correction"])


def _takeover() -> int:
    """A ledger of the bank that waits for its second step; its one loan is settled."""
    heading = "借据号,借款人,放款金额(元),年利率,放款日,到期日,余额(元)"
    table = f"{heading}\n旧-1,甲,1,4%,2021-03-01,2022-03-01,0\n"
    answer = hand_in(
        _acting("bank"),
        SCHEME,
        GivenLedger(file_name="台账.csv", content=table.encode(), cut_over_on=date(2021, 6, 24)),
        key="takeover",
    )
    return int(answer["takeover"])


def _valued_book() -> int:
    """A list of one patent that the bank had valued."""
    table = f"patent_number,kind,filing_date,grant_date\n{VALUED},发明,2015-03-01,2018-03-01\n"
    answer = value_uploaded_book(
        _acting("bank"), name="b.csv", content=table.encode(), on=date(2021, 6, 25), key="value"
    )
    return int(answer["book"])


def _kept_deal(book: int) -> tuple[int, int]:
    """A deal of the bank on the patent of its list, with a sheet."""
    terms = {
        "loan": {
            "amount": "10万元",
            "annual_rate": "4.85%",
            "term": "12个月",
            "funding_cost": "2.5%",
            "default_probability": "2%",
        },
        "loss_shares": {"bank": "100%"},
    }
    new = NewDeal(number="示-1", borrower="示（虚构）", pledgor="示（虚构）", book=book,
                  patents=(VALUED,))  # fmt: skip
    deal = int(start_deal(_acting("bank"), new, terms, key="deal")["deal"])
    return deal, int(make_sheet(_acting("bank"), deal, VALUED, key="sheet")["sheet"])


def _person(username: str) -> Person:
    return Person.objects.select_related("party").get(username=username)


def _acting(username: str) -> Acting:
    return acting_as(_person(username))


def _enterprise_of(whose: str) -> Person:
    """The enterprise's officer, from a user name or the key of its loan."""
    loan = Loan.objects.filter(key=whose).first()
    if loan is None:
        return _person(whose)
    people = Person.objects.filter(party=loan.case.enterprise_id, role=str(PersonRole.OFFICER))
    return people.select_related("party").get()


def _inside(whose: str) -> dict[PartyKind, Person]:
    others = {kind: _person(str(kind)) for kind in (*LENDERS, *OFFICES)}
    return {PartyKind.ENTERPRISE: _enterprise_of(whose), **others}


def _outside() -> dict[PartyKind, Person]:
    lenders = {kind: _person(f"{kind}2") for kind in LENDERS}
    offices = {kind: _elsewhere(kind) for kind in (*OFFICES, *OF_OTHER_SCHEMES)}
    return {PartyKind.ENTERPRISE: _person("enterprise1"), **lenders, **offices}


def _elsewhere(kind: PartyKind) -> Person:
    party = register_party(
        NewParty(
            kind=kind,
            name=f"外地{kind}（虚构）",
            name_en=f"Elsewhere {kind} (fictional)",
            place="虚城",
            is_fictional=True,
        )
    )
    register_person(
        party,
        NewPerson(
            username=f"{kind}-elsewhere",
            full_name="外地经办（虚构）",
            full_name_en="Elsewhere officer (fictional)",
            role=PersonRole.OFFICER,
            password_hash="!",
        ),
    )
    return _person(f"{kind}-elsewhere")


def _sent_month() -> str:
    """The number of the first bank's month with the running loan, received already."""
    filing = Filing.objects.get(bank=_person("bank").party)
    assert filing.month == Loan.objects.get(key=RUNNING).drawn_on.replace(day=1)
    return filing.number


def _breach() -> str:
    """A breach of the first bank that stands: everybody of its cases is told."""
    state_day(date(2021, 6, 1))
    answer = record_breach(
        _acting("bureau"),
        _acting("bank").party_id,
        kind="other",
        happened_on=date(2021, 5, 1),
        evidence="为测试（虚构）",
        key="breach",
    )
    state_day(date(2021, 6, 25))
    return str(answer["breach"])


def _finding() -> dict[str, str | int]:
    """Something that the bureau should look into: the running loan's value, now set too low."""
    case = Loan.objects.get(key=RUNNING).case
    case.facts["valuation"]["market_value"]["value"] = "1元"
    case.save()
    return {"kind": str(AnomalyKind.AMOUNT_OUT_OF_LINE), "subject": RUNNING}


def _warning() -> str:
    """A warning of the running loan that every kind of party but the treasury is told of."""
    case = Loan.objects.get(key=RUNNING).case
    answer = report_event(
        _acting("guarantor"),
        case.number,
        trigger="preservation",
        right=str(case.rights.values_list("right__number", flat=True)[0]),
        happened_on=date(2021, 6, 24),
        source="裁定书（虚构）",
        key="warning",
    )
    return str(answer["warnings"][0])


def _case_of(username: str) -> Case:
    return Case.objects.get(enterprise__people__username=username)


def _decision(case: Case) -> int:
    """The sequence number of an event that kept its trace."""
    events = Event.objects.filter(stream__name=f"case:{case.number}", kind="case.task_completed")
    return events.order_by("sequence").values_list("sequence", flat=True)[0]


def _document(case: Case) -> int:
    return Document.objects.filter(case=case).order_by("id").values_list("pk", flat=True)[0]


def _signed(agreement: str) -> int:
    return AgreementDocument.objects.get(agreement__number=agreement).pk


def _proposed() -> int:
    """A version that waits for a decision."""
    answer = propose_value(
        _acting("bureau"),
        SCHEME,
        "npl_ratio_max",
        "4%",
        since=date(2021, 7, 1),
        why="为测试（虚构）",
        key="version",
    )
    return int(answer["version"])


def _right(case: Case) -> str:
    return IpRight.objects.filter(in_cases__case=case).values_list("number", flat=True)[0]
