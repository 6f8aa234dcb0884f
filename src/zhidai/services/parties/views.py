"""What pages show of parties and their agreements."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from zhidai.core.labels import Label
from zhidai.core.policy.citing import Citation
from zhidai.core.policy.scheme import Fact
from zhidai.services.history.queries import EventView


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner:
    """A lending party in its role, with the share of principal losses it signed for."""

    id: int
    kind: str
    name: str
    name_en: str
    loss_share: int | None  # millionths; None: takes part without sharing losses
    confirmed_on: date | None = None  # of an agreement: the day it confirmed what was submitted
    confirmed_by: Label | None = None
    elsewhere: Label | None = None  # its place, where that is not the scheme's


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementPaper:
    """The signed agreement as it was attached to a submission."""

    id: int
    name: str
    size: int  # bytes
    sha256: str
    added_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementView:
    """A cooperation agreement.

    `status` is unconfirmed (not all its parties confirmed it yet), submitted (it waits for the
    bureau), filed, returned or expired.
    """

    number: str
    scheme: str
    clauses: Mapping[str, Citation]  # by topic
    scheme_title: Label
    status: str
    signed_on: date
    in_force_from: date
    in_force_until: date
    partners: tuple[Partner, ...]  # in the order of `SIGNING`
    routes: tuple[Label, ...]  # the routes it opens
    replaces_suggestion: bool  # its shares differ from those that the scheme suggests
    submitted_by: str
    submitted_by_en: str
    filed_on: date | None
    filed_by: Label | None
    returned_on: date | None
    return_grounds: str
    papers: tuple[AgreementPaper, ...]  # newest first; the parties see that of the submission
    may_be_confirmed: bool  # by the acting party, now; and so on
    may_be_filed: bool
    may_be_returned: bool
    timeline: tuple[EventView, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerGroup:
    """Lending parties that an enterprise may choose together for a route."""

    route: str
    route_label: Label
    agreement: str
    partners: tuple[Partner, ...]
    choice: dict[str, int]  # role -> party id, as `open_case` takes it

    @property
    def key(self) -> str:
        """Names the route and the partners, whatever else may be chosen by then."""
        return "-".join([self.route, *(str(partner.id) for partner in self.partners)])


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileView:
    """A party's own page: its entry in the register, and what it declares about itself."""

    kind: str
    name: str
    name_en: str
    credit_code: str | None
    place: Label
    is_fictional: bool
    facts: tuple[Fact, ...]
    initial: dict[str, Any]  # full fact name -> answer, as the form takes it
    missing: tuple[Fact, ...]  # not answered yet
    changes: tuple[EventView, ...]
