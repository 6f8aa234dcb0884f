"""A new version of a scheme: proposed by one person of its bureau, published by another.

What is proposed has to load, pass its own check and be kept to by casework; it holds for cases
opened from its day on. All decisions of one scheme take its breaker's lock, as opening a case does,
so that a case and a publication never cross.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from zhidai.core.errors import BadInput, Reason, bad_input, reason
from zhidai.core.policy.amended_values import against_value
from zhidai.core.policy.diff import say_the_same
from zhidai.core.policy.quantity import in_unit, parse_quantity
from zhidai.core.policy.rates import margins_of
from zhidai.core.policy.scheme import Scheme
from zhidai.core.writing import says_nothing
from zhidai.db.schemes.models import SchemeDecision, SchemeVersion
from zhidai.reference.assessment_tables import reference_tables
from zhidai.schemes.amending import CHANGES, PARAMETERS, with_change_noted, with_dated_value
from zhidai.schemes.archive import folder_in, packed, scheme_in, uploaded_files
from zhidai.schemes.casework import not_carried_out
from zhidai.schemes.check import check_files, check_folder
from zhidai.schemes.findings import CheckFinding, errors_of
from zhidai.services import business_date
from zhidai.services.acting import Acting
from zhidai.services.history.commands import append
from zhidai.services.parties.commands import is_bureau_of
from zhidai.services.portfolio.breaker import locked_breaker
from zhidai.services.refusal import NotFound, Refused
from zhidai.services.schemes.succession import undoing
from zhidai.services.schemes.versions import (
    PUBLISHED,
    files_in_force,
    published_after,
    published_on,
    scheme_in_force,
)
from zhidai.services.transactions import Answer, once

REFUSED, WITHDRAWN = "refused", "withdrawn"
LONGEST_WHY = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class _Draft:
    """A folder to be proposed from a day on."""

    archive: bytes
    in_force_from: date


def propose_folder(
    acting: Acting, scheme_id: str, content: bytes, *, in_force_from: date, why: str, key: str
) -> Answer:
    """Propose an uploaded zip of the whole scheme folder as the next version."""
    draft = _Draft(archive=packed(uploaded_files(content)), in_force_from=in_force_from)
    return _propose(acting, scheme_id, [draft], why=why, key=key, examples_hold=True)


def propose_value(
    acting: Acting, scheme_id: str, parameter: str, written: str, *, since: date, why: str, key: str
) -> Answer:
    """Propose one new value of a parameter from a day on; refused where it cannot be meant.

    A version published for a later day was written without the value and would undo it: the value
    is proposed for each such version too, to be published first. A value published for a day still
    to come is corrected by one for the same day: nothing was decided by it yet.
    """
    to_come = since > business_date.today()
    later = [one.in_force_from for one in published_after(scheme_id, since)]
    drafts = []
    for day in (since, *later):
        files = files_in_force(scheme_id, day)
        content = files[PARAMETERS]
        files[PARAMETERS] = with_dated_value(
            content, parameter, since=since, written=written, corrects=to_come
        )
        files[CHANGES] = with_change_noted(files.get(CHANGES, b""), since=since, why=why)
        drafts.append(_Draft(archive=packed(files), in_force_from=day))
    against = _against_amended(scheme_id, parameter, written, since)
    if against is not None:
        raise BadInput(against)
    return _propose(acting, scheme_id, drafts, why=why, key=key, examples_hold=False)


def _against_amended(scheme_id: str, name: str, written: str, since: date) -> Reason | None:
    """Bad input: `quantity_unit_differs` where the unit is not the parameter's."""
    scheme = scheme_in_force(scheme_id, since)
    parameter = scheme.parameters[name]
    value = in_unit(parse_quantity(written), parameter.unit)
    return against_value(parameter, value, since=since, margins=margins_of(scheme.rate_ceilings))


def publish(acting: Acting, scheme_id: str, version_id: int, *, key: str) -> Answer:
    """Publish a proposal; by a different person of the bureau than the one who proposed it."""
    return _decide(acting, scheme_id, version_id, PUBLISHED, grounds="", key=key)


def refuse(acting: Acting, scheme_id: str, version_id: int, *, grounds: str, key: str) -> Answer:
    """Refuse a proposal, with the grounds; by a different person than its proposer."""
    return _decide(acting, scheme_id, version_id, REFUSED, grounds=grounds, key=key)


def withdraw(acting: Acting, scheme_id: str, version_id: int, *, grounds: str, key: str) -> Answer:
    """Take one's own proposal back, with the grounds."""
    return _decide(acting, scheme_id, version_id, WITHDRAWN, grounds=grounds, key=key)


def _propose(
    acting: Acting,
    scheme_id: str,
    drafts: Sequence[_Draft],
    *,
    why: str,
    key: str,
    examples_hold: bool,
) -> Answer:
    """The answer is about the first of the drafts."""
    request = {
        "scheme": scheme_id,
        "from": drafts[0].in_force_from,
        "why": why,
        "archive": sha256(b"".join(one.archive for one in drafts)).hexdigest(),
    }

    def work() -> Answer:
        locked_breaker(scheme_id)
        today = business_date.today()
        present = scheme_in_force(scheme_id, today)
        if not is_bureau_of(acting, present):
            raise NotFound
        _require_words(why, "scheme_version_without_why")
        answers = []
        for draft in drafts:
            proposed = _checked(draft, examples_hold=examples_hold)
            against = tuple(_against(proposed, scheme_id, draft.in_force_from, today))
            if against:
                raise Refused(against)
            version = SchemeVersion.objects.create(
                scheme=scheme_id,
                content_hash=proposed.content_hash,
                archive=draft.archive,
                in_force_from=draft.in_force_from,
                why=why.strip(),
                proposed_on=today,
                proposed_by_id=acting.person_id,
                bureau_id=acting.party_id,
                made_from=published_on(scheme_id, draft.in_force_from),
            )
            answers.append(_told(version, "scheme.version_proposed", acting))
        return answers[0]

    return once(acting, "propose_scheme_version", key=key, request=request, work=work)


def _checked(draft: _Draft, *, examples_hold: bool) -> Scheme:
    """The scheme of a proposal; refused with every error that its check finds.

    One new value may well change what a worked example comes to: whoever publishes it is shown
    which. A whole folder brings examples that say what it means.
    """
    scheme, on = scheme_in(draft.archive), draft.in_force_from
    if examples_hold:
        folder = folder_in(draft.archive)
        _, findings = check_folder(folder, on=on, reference=reference_tables())
        _refuse_errors(findings)
    else:
        _check_files(draft.archive, on=on)
    return scheme


def _check_files(archive: bytes, *, on: date) -> None:
    """Refused with every error that the check finds beside the worked examples."""
    _refuse_errors(check_files(folder_in(archive), scheme_in(archive), on=on))


def _refuse_errors(findings: Sequence[CheckFinding]) -> None:
    errors = errors_of(findings)
    if errors:
        raise Refused(errors)


def _against(
    proposed: Scheme, scheme_id: str, in_force_from: date, today: date
) -> tuple[Reason, ...]:
    latest = scheme_in_force(scheme_id, date.max)
    if proposed.id != scheme_id or proposed.place != latest.place:
        return (reason("scheme_version_of_another", scheme=scheme_id),)
    if say_the_same(latest, proposed):
        return (reason("scheme_version_unchanged"),)
    if in_force_from < today:
        return (reason("scheme_version_in_the_past", on=in_force_from, today=today),)
    if not proposed.in_force_from <= in_force_from <= proposed.in_force_until:
        since, until = proposed.in_force_from, proposed.in_force_until
        return (reason("scheme_version_outside", on=in_force_from, since=since, until=until),)
    return not_carried_out(proposed)


def _decide(
    acting: Acting, scheme_id: str, version_id: int, decision: str, *, grounds: str, key: str
) -> Answer:
    request = {"version": version_id, "decision": decision, "grounds": grounds}

    def work() -> Answer:
        locked_breaker(scheme_id)
        version = open_proposal(acting, scheme_id, version_id)
        _require_person(version, acting, decision)
        if decision != PUBLISHED:
            _require_words(grounds, "scheme_version_without_grounds")
        today = business_date.today()
        if decision == PUBLISHED and version.in_force_from < today:
            on = version.in_force_from
            raise Refused((reason("scheme_version_in_the_past", on=on, today=today),))
        if decision == PUBLISHED:  # the check may have learned something since it was proposed
            _check_files(bytes(version.archive), on=version.in_force_from)
        if decision == PUBLISHED and (undone := undoing(version)):
            raise Refused(undone)
        SchemeDecision.objects.create(
            version=version,
            decision=decision,
            decided_on=today,
            decided_by_id=acting.person_id,
            grounds=grounds.strip(),
        )
        return _told(version, f"scheme.version_{decision}", acting, grounds=grounds.strip())

    return once(acting, f"{decision}_scheme_version", key=key, request=request, work=work)


def open_proposal(acting: Acting, scheme_id: str, version_id: int) -> SchemeVersion:
    """A proposal of the acting person's own bureau that waits for a decision."""
    version = SchemeVersion.objects.filter(
        pk=version_id, scheme=scheme_id, bureau_id=acting.party_id
    ).first()
    if version is None:
        raise NotFound
    if SchemeDecision.objects.filter(version=version).exists():
        raise Refused((reason("scheme_version_decided_already"),))
    return version


def _require_person(version: SchemeVersion, acting: Acting, decision: str) -> None:
    is_own = version.proposed_by_id == acting.person_id
    if decision == WITHDRAWN and not is_own:
        raise Refused((reason("scheme_version_withdrawn_by_its_proposer"),))
    if decision != WITHDRAWN and is_own:
        raise Refused((reason("scheme_version_needs_another_person"),))


def _require_words(text: str, code: str) -> None:
    if says_nothing(text):
        raise bad_input(code)
    if len(text.strip()) > LONGEST_WHY:
        raise bad_input("grounds_too_long", most=LONGEST_WHY)


def _told(version: SchemeVersion, kind: str, acting: Acting, **more: str) -> Answer:
    payload = {
        "version": version.content_hash,
        "in_force_from": version.in_force_from.isoformat(),
        "why": version.why,
        **{name: text for name, text in more.items() if text},
    }
    append(f"scheme:{version.scheme}", kind, acting=acting, payload=payload)
    return {"scheme": version.scheme, "version": version.pk, "hash": version.content_hash}
