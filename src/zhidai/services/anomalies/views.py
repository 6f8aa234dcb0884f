"""What pages show of anomalies."""

from dataclasses import dataclass
from datetime import date

from zhidai.core.anomalies.book import AnomalyKind, AnomalyParameters, Finding
from zhidai.core.labels import Label


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingView:
    """A finding with its subject in both languages."""

    subject: Label
    finding: Finding

    @property
    def kind(self) -> AnomalyKind:
        """What was searched for."""
        return self.finding.kind


@dataclass(frozen=True, slots=True, kw_only=True)
class AnomaliesView:
    """What was looked at on a day, by which thresholds, and what was found."""

    on: date
    parameters: AnomalyParameters
    loans: int
    pledges: int
    findings: tuple[FindingView, ...]
