"""What pages show of anomalies."""

from dataclasses import dataclass
from datetime import date

from zhidai.core.anomalies.book import AnomalyKind, AnomalyParameters, Finding
from zhidai.core.labels import Label


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosingLine:
    """When a finding was dealt with, by whom, why. holds: nothing new has come up since."""

    reason: str
    closed_on: date
    person: Label
    holds: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingView:
    """A finding with its subject in both languages, and how it was dealt with, newest first."""

    subject: Label
    finding: Finding
    closings: tuple[ClosingLine, ...] = ()

    @property
    def kind(self) -> AnomalyKind:
        """What was searched for."""
        return self.finding.kind

    @property
    def is_open(self) -> bool:
        """Nobody has dealt with it, or it rests on something new since."""
        return not self.closings or not self.closings[0].holds


@dataclass(frozen=True, slots=True, kw_only=True)
class AnomaliesView:
    """What was looked at on a day, by which thresholds, and what was found."""

    on: date
    parameters: AnomalyParameters
    loans: int
    pledges: int
    findings: tuple[FindingView, ...]

    @property
    def open_findings(self) -> tuple[FindingView, ...]:
        """What is still to be looked into."""
        return tuple(one for one in self.findings if one.is_open)
