"""The city prolongs its trial by two years: a fiction, done as a bureau would do it.

The plan itself was issued for three years and says nothing of a second term.
"""

from collections.abc import Mapping
from dataclasses import replace

from zhidai.core.policy.scheme import Scheme
from zhidai.schemes.amending import (
    CHANGES,
    PARAMETERS,
    with_change_noted,
    with_dated_value,
    with_last_day,
)
from zhidai.schemes.amending import (
    SCHEME as SCHEME_FILE,
)
from zhidai.schemes.archive import handed_out, packed, scheme_in
from zhidai.services.demonstration.city import SCHEME, SignedAgreement
from zhidai.services.demonstration.history.calendar import (
    ONE_DAY,
    PROLONGED_ON,
    PROLONGED_UNTIL,
    RENEWED_ON,
)
from zhidai.services.demonstration.settling import Household, sign
from zhidai.services.demonstration.stories import Days
from zhidai.services.parties.commands import file_agreement
from zhidai.services.schemes.proposals import propose_folder, publish
from zhidai.services.schemes.versions import files_in_force

Households = Mapping[str, Household]
_WHY = "演示城市虚构：试行期延长两年，原方案没有延长"
_TRIAL, _PROLONGED = "trial_years", "5年"


def prolonged_files() -> dict[str, bytes]:
    """The folder in force, with a later last day and the trial that goes with it."""
    files = files_in_force(SCHEME)
    parameters = files[PARAMETERS]
    files[PARAMETERS] = with_dated_value(parameters, _TRIAL, since=PROLONGED_ON, written=_PROLONGED)
    files[SCHEME_FILE] = with_last_day(files[SCHEME_FILE], PROLONGED_UNTIL)
    files[CHANGES] = with_change_noted(files[CHANGES], since=PROLONGED_ON, why=_WHY)
    return files


def prolonged_scheme() -> Scheme:
    """What cases are pinned to that are opened from `PROLONGED_ON` on."""
    return scheme_in(packed(prolonged_files()))


def prolonging_told(households: Households) -> Days:
    """One person of the bureau proposes the version, another publishes it two days later."""
    officers = households["bureau"]
    proposed_on = PROLONGED_ON - 3 * ONE_DAY
    yield proposed_on
    answer = propose_folder(
        officers.officer,
        SCHEME,
        handed_out(prolonged_files(), around=SCHEME),
        in_force_from=PROLONGED_ON,
        why=_WHY,
        key="past prolonging",
    )
    yield PROLONGED_ON - ONE_DAY
    publish(officers.approver, SCHEME, answer["version"], key="past prolonging")


def renewed(agreement: SignedAgreement) -> SignedAgreement:
    """The same terms signed again for the second term."""
    number = agreement.number.replace("2020", str(RENEWED_ON.year))
    return replace(agreement, number=f"{number}（续）", signed_on=RENEWED_ON)


def renewal_told(agreement: SignedAgreement, households: Households) -> Days:
    """Signed again by all and filed by the bureau the same day."""
    again = renewed(agreement)
    yield RENEWED_ON
    sign(again, households)
    file_agreement(households["bureau"].officer, again.number, key=f"city {again.number}")
