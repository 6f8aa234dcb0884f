"""What pages show of the versions of a scheme."""

from dataclasses import dataclass
from datetime import date

from zhidai.core.errors import Reason
from zhidai.core.labels import Label
from zhidai.core.policy.diff import PartChange
from zhidai.core.policy.scheme import Scheme
from zhidai.core.xray.difference import MoneyEffect


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionLine:
    """One version. `id` is None for the folder that came with the platform, before it is kept.

    status: shipped, proposed, published, replaced (by one published for the same day), refused or
    withdrawn. live_cases: open or running on it;
    None where the reader is not of its bureau.
    """

    id: int | None
    content_hash: str
    in_force_from: date
    why: str
    status: str
    is_in_force: bool
    proposed_on: date | None = None
    proposed_by: Label | None = None
    decided_on: date | None = None
    decided_by: Label | None = None
    grounds: str = ""
    live_cases: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionWarnings:
    """What `scheme check` asks someone to look at."""

    new: tuple[Reason, ...]  # not said of the version before
    standing: tuple[Reason, ...]  # said of it too


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionView:
    """A version beside the one before it."""

    line: VersionLine
    before: Scheme
    after: Scheme
    changes: tuple[PartChange, ...]
    money: MoneyEffect
    examples_changed: tuple[Reason, ...]  # worked examples that answer otherwise
    warnings: VersionWarnings
    taken_back: tuple[Reason, ...]  # published since it was proposed: stops publishing
    undone_later: tuple[Reason, ...]  # versions for a later day that lack a change: stop publishing
    staying: tuple[str, ...]  # numbers of live cases that stay on the version before; bureau only
    may_decide: bool  # publish or refuse
    may_withdraw: bool
