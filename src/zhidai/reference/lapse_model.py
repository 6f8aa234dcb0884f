"""The fitted parameters of how long owners keep a patent: ours, or a file that replaces them."""

from collections.abc import Mapping
from typing import Any

from zhidai.core.errors import bad_input
from zhidai.core.valuation.lapse import COVARIATES, LapseModel
from zhidai.reference.table import read_table


def lapse_model(given: Mapping[str, Any] | None = None) -> LapseModel:
    """The model of the dated table, or of values in its form. Bad input: `lapse_model_invalid`."""
    table = read_table("lapse_model") if given is None else given
    try:
        model = LapseModel(
            shape=float(table["shape"]),
            intercept=float(table["intercept"]),
            coefficients=_numbers(table["coefficients"]),
            centre=_numbers(table["centre"]),
            kind_scale=_numbers(table["kind_scale"]),
            source=str(table["source"]),
            fitted_on=str(table["fitted_on"]),
            calibrated_kinds=frozenset(map(str, table["calibrated_kinds"])),
            calibrated_sections=frozenset(map(str, table["calibrated_sections"])),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise bad_input("lapse_model_invalid", problem=str(error)[:60]) from None
    strange = sorted(model.coefficients.keys() - set(COVARIATES))
    if strange or model.shape <= 0 or model.coefficients.keys() - model.centre.keys():
        raise bad_input("lapse_model_invalid", problem=", ".join(strange) or "shape, centre")
    return model


def _numbers(given: Mapping[str, Any]) -> Mapping[str, float]:
    return {str(name): float(value) for name, value in given.items()}
