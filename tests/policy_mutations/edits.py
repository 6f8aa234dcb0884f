"""What the mutations make: texts and schemes with the one thing that was done to each."""

from dataclasses import dataclass

from zhidai.core.policy.scheme import Scheme


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """A text with one edit."""

    kind: str
    what: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemeEdit:
    """A scheme with one edit."""

    kind: str
    what: str
    scheme: Scheme
