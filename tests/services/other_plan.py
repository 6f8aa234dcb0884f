"""Another city's subsidies put into force: those of the fictional Qinglan, in the plan of Ganzhou.

The folder goes the way of any new version: proposed by one person of the bureau, published by
another. Everything but the subsidies stays the plan's, so that cases walk its routes.
"""

import re
from collections.abc import Collection, Mapping
from datetime import date
from functools import cache

from tests.services.money_cast import City, fresh_key, loan, loan_beyond_the_plan

from zhidai.db.cases.models import Case
from zhidai.db.lending.models import ChangeConsent, ChangeInForce, LoanChange
from zhidai.db.schemes.models import SchemeVersion
from zhidai.schemes.archive import files_of, handed_out, packed, scheme_in
from zhidai.schemes.reader import shipped_folder
from zhidai.services import business_date
from zhidai.services.demonstration.city import SCHEME
from zhidai.services.schemes.proposals import propose_folder, publish

ITEM = re.compile(r"^[a-z_]+:\n(?:(?: .*)?\n)*", re.MULTILINE)
LEVELS = """levels:
  - {id: province, label: {zh: 省财政, en: Province}}
  - {id: city, label: {zh: 市财政, en: City}, within: province}
  - {id: district, label: {zh: 区财政, en: District}, within: city}
"""
DUTY = """
- id: claim_subsidies
  label: {zh: 申请补贴, en: Claiming the subsidies}
  clause: "9.3"
  owed_by: enterprise
  owed_to: [bureau]
  when: {zh: 还清贷款后90天内, en: Within 90 days after repayment}
  papers: [subsidy_application, interest_receipts]
  within: subsidy_claim_within
"""
MISUSE = """
- id: no_subsidy_after_misuse
  label: {zh: 挪用贷款不得享受补贴, en: No subsidy after misuse}
  clause: "8.3"
  after: misuse
  against: [enterprise]
  effect: no_subsidy
  lasts: no_subsidy_after_misuse
"""
DRAWN, REPAID = date(2021, 3, 1), date(2022, 3, 1)
IN_FORCE = date(2020, 9, 29)
PAPERS = ("subsidy_application", "interest_receipts")
Replaced = Mapping[str, tuple[str, str]]  # file -> old text, new text


def subsidise_as_qinglan(city: City, *, since: date) -> None:
    """From that day on cases are opened under the other subsidies."""
    content = handed_out(_files({}), around=SCHEME)
    answer = propose_folder(
        city.bureau, SCHEME, content, in_force_from=since, why="另一套补贴（虚构）", key=fresh_key()
    )
    publish(city.households["bureau"].approver, SCHEME, int(answer["version"]), key=fresh_key())


def pin_to(keys: Collection[str], changed: Replaced) -> None:
    """Loans as if their cases had begun under the other subsidies with a text of them changed."""
    archive = packed(_files(changed))
    version = SchemeVersion.objects.create(
        scheme=SCHEME,
        content_hash=scheme_in(archive).content_hash,
        archive=archive,
        in_force_from=IN_FORCE,
        why="测试（虚构）",
        proposed_on=IN_FORCE,
    )
    Case.objects.filter(loan__key__in=keys).update(scheme_hash=version.content_hash)


def answered(key: str, **answers: object) -> None:
    """The enterprise's answers in the case, as if given when it applied."""
    case = Case.objects.get(loan__key=key)
    for name, answer in answers.items():
        if answer is None:
            del case.facts["enterprise"][name]
        else:
            case.facts.setdefault("enterprise", {})[name] = {"value": answer}
    case.save()


def another_loan(city: City, enterprise: str, *, due_on: date = REPAID) -> str:
    """The same loan without fees, of a first pledge; drawn the same day."""
    key = loan_beyond_the_plan(
        city, key=f"另借-{fresh_key()}", amount="300万元", rate="4.85%", drawn_on=DRAWN,
        due_on=due_on, enterprise=enterprise,
    )  # fmt: skip
    answered(key, never_pledged=True)
    return key


def misused(city: City, key: str, *, since: date) -> None:
    """A change in force that says so, as bank and guarantor would have agreed on it."""
    row = loan(key)
    change = LoanChange.objects.create(
        loan=row, kind="misuse", effective_on=since, markup=500_000, asked="bank", asked_count=1,
        grounds="用途不符（虚构）", proposed_on=since, proposed_by_id=city.bank.person_id,
    )  # fmt: skip
    approver = city.households["bank"].approver
    ChangeConsent.objects.create(
        change=change, role="bank", party_id=approver.party_id, person_id=approver.person_id,
        proposed_by_id=city.bank.person_id, is_given=True, decided_on=since,
        recorded_at=business_date.now(),
    )  # fmt: skip
    ChangeInForce.objects.create(change=change, effective_on=since, recorded_at=business_date.now())


def _files(changed: Replaced) -> dict[str, bytes]:
    plan, qinglan = _texts(SCHEME), _texts("qinglan-2021")
    files = plan | _subsidies(qinglan, plan)
    for name, (old, new) in changed.items():
        assert old in files[name], (name, old)
        files[name] = files[name].replace(old, new)
    return {name: text.encode() for name, text in files.items()}


@cache
def _texts(scheme: str) -> dict[str, str]:
    return {name: text.decode() for name, text in files_of(shipped_folder(scheme)).items()}


def _subsidies(qinglan: Mapping[str, str], plan: Mapping[str, str]) -> dict[str, str]:
    levels = re.compile(r"^levels:\n(?:  .*\n)*", re.MULTILINE)
    indirect = "routes/indirect.yaml"
    return {
        "subsidies.yaml": _cited(qinglan["subsidies.yaml"]).replace("is: insured", "is: direct"),
        "subsidy_caps.yaml": _cited(qinglan["subsidy_caps.yaml"]),
        "parameters.yaml": plan["parameters.yaml"] + "\n".join(_parameters(qinglan, plan)),
        "scheme.yaml": levels.sub(LEVELS, plan["scheme.yaml"]),
        "duties.yaml": plan["duties.yaml"] + DUTY,
        "sanctions.yaml": plan["sanctions.yaml"] + MISUSE,
        indirect: plan[indirect]
        .replace("- request.purpose", "- request.purpose\n          - enterprise.never_pledged")
        .replace("contract.guarantee_fee]", "contract.guarantee_fee, contract.insurance_premium]")
        .replace("registration.filed_by]", "registration.filed_by, contract.registration_fee]"),
    }


def _parameters(qinglan: Mapping[str, str], plan: Mapping[str, str]) -> list[str]:
    """Those that only Qinglan has and its subsidies name; no text of the plan states them."""
    named = qinglan["subsidies.yaml"] + qinglan["subsidy_caps.yaml"] + DUTY + MISUSE
    found = []
    for match in ITEM.finditer(qinglan["parameters.yaml"]):
        name = match[0].partition(":")[0]
        if re.search(rf"\b{name}\b", named) and f"\n{name}:" not in plan["parameters.yaml"]:
            body = re.sub(r"  stated:.*\n(?:    -.*\n)*", "", match[0])
            found.append(_cited(body).replace("2021-02-01", IN_FORCE.isoformat()))
    return found


def _cited(text: str) -> str:
    """Under a clause that the plan of Ganzhou has."""
    return re.sub(r'clause: "[0-9.]+"', 'clause: "9.3"', text)
