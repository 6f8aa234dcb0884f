"""Which changes of a version a later one would undo, because it was written without them.

A version is a whole plan. One that holds from a later day and was written before this one says
again what this one changes: on its day the change is gone, and nobody decided that.
"""

from collections.abc import Iterator

from zhidai.core.policy.diff import ChangeKind, PartChange, diff
from zhidai.core.policy.scheme import Scheme

_PARAMETERS, _VALUES = "parameters", "values"


def undone_changes(before: Scheme, version: Scheme, later: Scheme) -> tuple[PartChange, ...]:
    """What differs from `before` to `version` and is not so in `later`.

    A part that the later one takes out of both is its own decision, and so is a further value of a
    parameter that keeps the dated values of the version.
    """
    then = {(one.part, one.name): one for one in diff(version, later).changes}
    return tuple(_undone(before, version, later, then))


def _undone(
    before: Scheme, version: Scheme, later: Scheme, then: dict[tuple[str, str], PartChange]
) -> Iterator[PartChange]:
    for change in diff(before, version).changes:
        after = then.get((change.part, change.name))
        if after is None:
            continue
        if change.kind is ChangeKind.CHANGED and after.kind is ChangeKind.CHANGED:
            fields = {one.field for one in change.fields} & {one.field for one in after.fields}
            if not fields or (fields == {_VALUES} and _keeps_values(change, version, later)):
                continue
        elif ChangeKind.CHANGED in (change.kind, after.kind):
            continue
        yield change


def _keeps_values(change: PartChange, version: Scheme, later: Scheme) -> bool:
    if change.part != _PARAMETERS:
        return False
    kept = {(one.since, one.value.amount) for one in later.parameters[change.name].values}
    own = {(one.since, one.value.amount) for one in version.parameters[change.name].values}
    return own <= kept
