"""The fitted parameters of how long owners keep a patent: ours, or a file that replaces them."""

from zhidai.core.valuation.lapse import COVARIATES, LapseModel
from zhidai.core.valuation.parameters import KINDS
from zhidai.reference.table import read_table
from zhidai.reference.written_table import Range, WrittenTable

_COEFFICIENT = Range(least=-1e6, most=1e6)
_SHAPE = Range(least=0, most=100, above=True)
_ENTRIES = (
    "source", "confirmed_until", "fitted_on", "shape", "intercept", "coefficients", "centre",
    "kind_scale", "calibrated_kinds", "calibrated_sections",
)  # fmt: skip


def lapse_model() -> LapseModel:
    """The model of the dated table."""
    table = read_table("lapse_model")
    return written_lapse_model(WrittenTable(file="lapse_model.yaml", place="", values=table))


def written_lapse_model(table: WrittenTable) -> LapseModel:
    """A model as `zhidai value calibrate` writes it. Bad input: those of `written_table`."""
    table.only(_ENTRIES)
    coefficients = table.part("coefficients", known=COVARIATES).numbers(_COEFFICIENT)
    centre = table.part("centre", known=COVARIATES)
    return LapseModel(
        shape=table.number("shape", _SHAPE),
        intercept=table.number("intercept", _COEFFICIENT),
        coefficients=coefficients,
        centre={
            name: centre.number(name, _COEFFICIENT)
            for name in dict.fromkeys((*coefficients, *centre.values))
        },
        kind_scale=table.part("kind_scale", known=KINDS).numbers(_SHAPE),
        source=table.text("source"),
        fitted_on=table.text("fitted_on"),
        calibrated_kinds=table.words("calibrated_kinds"),
        calibrated_sections=table.words("calibrated_sections"),
    )
