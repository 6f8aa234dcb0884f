"""What a later version would undo of an earlier one, and what it decides itself."""

from dataclasses import replace
from datetime import date

from zhidai.core.policy.diff import diff
from zhidai.core.policy.quantity import parse_quantity
from zhidai.core.policy.scheme import DatedValue, Scheme
from zhidai.core.policy.undone_changes import undone_changes
from zhidai.schemes.reader import shipped

BEFORE = shipped("ganzhou-2020")
APRIL, MAY = date(2021, 4, 1), date(2021, 5, 1)


def with_value(scheme: Scheme, name: str, written: str, since: date) -> Scheme:
    parameter = scheme.parameters[name]
    value = DatedValue(since=since, value=parse_quantity(written))
    amended = replace(parameter, values=(*parameter.values, value))
    return replace(scheme, parameters={**scheme.parameters, name: amended})


def without_rule(scheme: Scheme, rule: str) -> Scheme:
    return replace(scheme, rules=tuple(one for one in scheme.rules if one.id != rule))


def undone(version: Scheme, later: Scheme) -> list[str]:
    return [one.name for one in undone_changes(BEFORE, version, later)]


def test_a_value_is_undone_by_a_version_written_without_it() -> None:
    version = with_value(BEFORE, "npl_ratio_max", "4%", APRIL)
    other = with_value(BEFORE, "loan_amount_max", "200万元", MAY)
    both = with_value(version, "loan_amount_max", "200万元", MAY)

    assert undone(version, other) == ["npl_ratio_max"]
    assert undone(version, with_value(BEFORE, "npl_ratio_max", "3%", MAY)) == ["npl_ratio_max"]
    assert undone(version, both) == []
    assert undone(version, with_value(version, "npl_ratio_max", "3%", MAY)) == []


def test_a_part_taken_out_or_put_in_is_undone_where_the_later_has_it_otherwise() -> None:
    removed = without_rule(BEFORE, "loan_term")

    assert undone(removed, BEFORE) == ["loan_term"]
    assert undone(removed, removed) == []
    assert [one.name for one in undone_changes(removed, BEFORE, removed)] == ["loan_term"]
    changed = with_value(BEFORE, "npl_ratio_max", "4%", APRIL)
    assert undone(changed, without_rule(changed, "loan_term")) == []


def test_what_comes_or_goes_says_what_it_is_against_nothing() -> None:
    (gone,) = diff(BEFORE, without_rule(BEFORE, "loan_term")).changes
    (told,) = gone.fields

    assert "贷款期限" in told.old.zh
    assert told.new.en == "none"
