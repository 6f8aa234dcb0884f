"""Writes a new dated value, or a later last day, into a scheme's own files, and leaves the rest.

The officer's comments, order and spacing are kept: the value goes into the text at the place that
the YAML reader names, nothing is written anew.
"""

from datetime import date

import yaml

from zhidai.core.errors import bad_input
from zhidai.core.policy.quantity import parse_quantity

PARAMETERS = "parameters.yaml"
SCHEME = "scheme.yaml"
CHANGES = "CHANGES.md"
_VALUES = "values"


def with_dated_value(
    content: bytes, parameter: str, *, since: date, written: str, corrects: bool = False
) -> bytes:
    """parameters.yaml with one more value, in force from a day.

    `written` as the plan writes it (`70%`, `800万元`). corrects: a value that begins on that day
    already gives way to this one. Bad input: `parameter_unknown`, without `corrects`
    `amended_day_taken` where a value begins on that day, and what `parse_quantity` refuses.
    """
    value = parse_quantity(written).text.replace(",", "").replace("，", "")
    text = content.decode("utf-8")
    values = _values_of(text, parameter)
    taken = next((node for key, node in values.value if key.value == since.isoformat()), None)
    if taken is not None:
        if not corrects:
            raise bad_input("amended_day_taken", parameter=parameter, since=since)
        begins, ends = taken.start_mark.index, taken.end_mark.index
        return f"{text[:begins]}{value}{text[ends:]}".encode()
    between = ", " if values.flow_style else f"\n{' ' * values.start_mark.column}"
    written_out = f"{since.isoformat()}: {value}"
    earlier = [node for key, node in values.value if str(key.value) < since.isoformat()]
    if not earlier:  # values stand oldest first
        at = values.value[0][0].start_mark.index
        return f"{text[:at]}{written_out}{between}{text[at:]}".encode()
    at = earlier[-1].end_mark.index
    return f"{text[:at]}{between}{written_out}{text[at:]}".encode()


def with_last_day(content: bytes, until: date) -> bytes:
    """scheme.yaml with another last day in force.

    Bad input: `amended_last_day_earlier` where the scheme is in force as long or longer already.
    """
    text = content.decode("utf-8")
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    last = _entry(_entry(root, "in_force"), "until")
    if not isinstance(last, yaml.ScalarNode):
        raise AssertionError("a scheme that loads has a last day")
    if date.fromisoformat(last.value) >= until:
        raise bad_input("amended_last_day_earlier", until=until, last=last.value)
    begins, ends = last.start_mark.index, last.end_mark.index
    return f"{text[:begins]}{until.isoformat()}{text[ends:]}".encode()


def _values_of(text: str, parameter: str) -> yaml.MappingNode:
    """The node of a parameter's dated values."""
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    found = _entry(_entry(root, parameter), _VALUES)
    if not isinstance(found, yaml.MappingNode) or not found.value:
        raise bad_input("parameter_unknown", parameter=parameter[:60])
    return found


def _entry(node: yaml.Node | None, name: str) -> yaml.Node | None:
    if not isinstance(node, yaml.MappingNode):
        return None
    return next((value for key, value in node.value if key.value == name), None)


def with_change_noted(content: bytes, *, since: date, why: str) -> bytes:
    """CHANGES.md with an entry on top: from which day, and why."""
    text = content.decode("utf-8") or "# Changes of this scheme folder\n"
    head, mark, rest = text.partition("\n## ")
    entry = f"\n## {since.isoformat()} · {' '.join(why.split())}\n"
    return f"{head.rstrip()}\n{entry}{mark}{rest}".encode()
