"""subsidies.yaml and subsidy_caps.yaml: who pays back which part of which cost."""

from zhidai.core.policy.caps import CapScope
from zhidai.core.policy.quantity import Unit
from zhidai.core.policy.subsidies import (
    FormulaPart,
    Instead,
    LprOn,
    Subsidy,
    SubsidyCap,
    SubsidyFormula,
    SubsidyItem,
)
from zhidai.schemes.caps import read_caps
from zhidai.schemes.fields import Fields, Loading
from zhidai.schemes.ids import Ids
from zhidai.schemes.rule_tests import read_test_if_any, required_test
from zhidai.schemes.yaml_source import Map

_KEYS = (
    "id",
    "label",
    "clause",
    "item",
    "level",
    "formula",
    "share",
    "of",
    "lpr_on",
    "instead",
    "when",
    "months_max",
    "after_repayment",
    "claim_within",
    "fee_ceiling",
    "caps",
    "publicity",
)
_PART_KEYS = ("formula", "share")
_INSTEAD_KEYS = ("when", "share")
_CAP_KEYS = ("id", "label", "clause", "over", "scope", "parameter", "share_of_paid")
_PERIODS = (Unit.MONTHS, Unit.YEARS)
_RATIO = (Unit.RATIO,)
_OF_A_YEAR = (Unit.RATE, Unit.BASIS_POINTS)  # 每年2%, 2个百分点 of interest
_TWO = 2


def read_subsidies(sources: tuple[Map, ...], loading: Loading) -> tuple[Subsidy, ...]:
    """Subsidies in the order of the file, which is the order in which shared caps are filled."""
    ids = Ids(loading)
    return tuple(_subsidy(Fields(source, loading, keys=_KEYS), ids, loading) for source in sources)


def _subsidy(fields: Fields, ids: Ids, loading: Loading) -> Subsidy:
    formula = fields.word("formula", SubsidyFormula)
    parts = _parts(fields, loading)
    is_lower_of = formula is SubsidyFormula.LOWER_OF
    has_share = fields.source.get("share") is not None
    if is_lower_of != (len(parts) == _TWO) or is_lower_of == has_share:
        loading.problems.add("scheme_subsidy_formula_unclear", fields.place)
    return Subsidy(
        id=ids.take(fields),
        label=fields.label("label"),
        clause=fields.reference("clause", "clause"),
        item=fields.word("item", SubsidyItem),
        level=fields.reference("level", "level"),
        formula=formula,
        share=fields.parameter_if_any("share", _share_units(formula)),
        parts=parts,
        lpr_on=fields.word("lpr_on", LprOn, default=LprOn.CONTRACT_DAY),
        instead=_instead(fields, formula, loading),
        when=read_test_if_any(fields, "when", loading),
        months_max=fields.parameter_if_any("months_max", _PERIODS),
        after_repayment=fields.flag("after_repayment", default=True),
        claim_within=fields.parameter_if_any("claim_within", (Unit.DAYS, *_PERIODS)),
        fee_ceiling=fields.parameter_if_any("fee_ceiling", (Unit.RATE,)),
        caps=read_caps(fields.maps("caps"), loading),
        publicity=fields.parameter_if_any("publicity", (Unit.DAYS, Unit.WORKING_DAYS)),
    )


def _share_units(formula: SubsidyFormula) -> tuple[Unit, ...]:
    return _OF_A_YEAR if formula is SubsidyFormula.FIXED_RATE else _RATIO


def _parts(fields: Fields, loading: Loading) -> tuple[FormulaPart, ...]:
    found = []
    for source in fields.maps("of"):
        inner = Fields(source, loading, keys=_PART_KEYS)
        formula = inner.word("formula", SubsidyFormula)
        if formula is SubsidyFormula.LOWER_OF:
            loading.problems.add("scheme_subsidy_formula_unclear", inner.place)
        share = inner.parameter("share", _share_units(formula))
        found.append(FormulaPart(formula=formula, share=share))
    return tuple(found)


def _instead(fields: Fields, formula: SubsidyFormula, loading: Loading) -> tuple[Instead, ...]:
    inner = (Fields(one, loading, keys=_INSTEAD_KEYS) for one in fields.maps("instead"))
    return tuple(
        Instead(
            when=required_test(one, "when", loading),
            share=one.parameter("share", _share_units(formula)),
        )
        for one in inner
    )


def read_subsidy_caps(sources: tuple[Map, ...], loading: Loading) -> tuple[SubsidyCap, ...]:
    """Caps over several subsidies, in the order of the file."""
    ids = Ids(loading)
    return tuple(_cap(Fields(source, loading, keys=_CAP_KEYS), ids, loading) for source in sources)


def _cap(fields: Fields, ids: Ids, loading: Loading) -> SubsidyCap:
    cap = SubsidyCap(
        id=ids.take(fields),
        label=fields.label("label"),
        clause=fields.reference("clause", "clause"),
        over=fields.references("over", "subsidy"),
        scope=fields.word("scope", CapScope),
        parameter=fields.parameter_if_any("parameter", (Unit.YUAN,)),
        share_of_paid=fields.parameter_if_any("share_of_paid", _RATIO),
    )
    if not cap.over:
        loading.problems.add("scheme_key_missing", fields.place, key="over")
    if (cap.parameter is None) == (cap.share_of_paid is None):
        loading.problems.add("scheme_subsidy_cap_unclear", fields.place)
    return cap
