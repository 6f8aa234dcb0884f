"""What all parts of a scheme have in common: a family, a name, the clauses they encode."""

from zhidai.core.policy.caps import Cap

# The families that a plan may have beside its rules, each in a file of its own.
FAMILIES = (
    "funds",
    "loss_models",
    "claim_triggers",
    "breakers",
    "sanctions",
    "rate_ceilings",
    "fee_ceilings",
    "subsidies",
    "subsidy_caps",
    "collateral",
    "repayments",
    "tables",
)
# Lists whose order decides something: who fills a shared cap first, which of several stands first.
ORDER_DECIDES = frozenset({"loss_models", "rate_ceilings", "subsidies", "subsidy_caps"})
_NAMES = ("id", "kind", "document")


def part_name(part: object) -> str:
    """What a part is called: its id, its kind of right, its document."""
    for attribute in _NAMES:
        known = getattr(part, attribute, None)
        if known is not None:
            return str(known)
    return " ".join(str(getattr(part, attribute)) for attribute in ("clause", "number"))


def clauses_of(part: object) -> frozenset[str]:
    """The clauses that a part of a family names, those of its caps among them."""
    own = {getattr(part, attribute, None) for attribute in ("clause", "base_clause")}
    caps: tuple[Cap, ...] = getattr(part, "caps", ())
    return frozenset(
        {clause for clause in own if clause is not None} | {one.clause for one in caps}
    )
