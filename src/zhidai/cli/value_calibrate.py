"""`zhidai value calibrate`: how long owners keep patents, fitted to renewals on record."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from zhidai.cli.output import JsonOption, LanguageOption, language, print_json, printable, say
from zhidai.core.calendar import parse_day
from zhidai.wording.book_notices import columns_not_used
from zhidai.wording.speech import sentences, translate

if TYPE_CHECKING:  # polars and scipy are only loaded once a file is read
    from zhidai.engine.calibration.calibration import Calibration
    from zhidai.engine.calibration.scores import Quality, Score

CALIBRATED_KINDS = ("invention",)
_WORD = 12  # the longest of a model's name
_FOLDS = 5
_NAMES = {
    "log_logistic": "Log-logistic (ours)",
    "cox": "Cox, proportional hazards",
    "claims_only": "Number of claims only",
    "weibull": "Weibull",
    "log_normal": "Log-normal",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreAnswer:
    """A figure on patents held out, with its standard error over the folds."""

    value: Decimal | None
    error: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class QualityAnswer:
    """How well one model foretold."""

    c_index: ScoreAnswer
    auc: dict[str, ScoreAnswer]
    slope: dict[str, ScoreAnswer]


@dataclass(frozen=True, slots=True, kw_only=True)
class RejectedRow:
    """A row that was not used."""

    row: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CalibrationAnswer:
    """What `value calibrate --json` prints."""

    rows: int
    patents: int
    rejected: tuple[RejectedRow, ...]
    lapsed: int
    observed_until: date
    folds: int
    shape: Decimal
    intercept: Decimal
    coefficients: dict[str, Decimal]
    centre: dict[str, Decimal]
    log_likelihood: dict[str, Decimal]
    quality: dict[str, QualityAnswer]
    calibrated_kinds: tuple[str, ...]
    calibrated_sections: tuple[str, ...]
    columns_not_read: tuple[str, ...]


def calibrate(
    renewals: Annotated[
        Path, typer.Argument(metavar="RENEWALS", help="CSV, XLSX, Parquet. 续费记录。")
    ],
    *,
    gazetted_until: Annotated[
        str,
        typer.Option("--gazetted-until", help="Last gazette read for lapses. 公告截至日。"),
    ] = "2017-08-31",
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="Write parameters (YAML). 输出参数。")
    ] = None,
    json: JsonOption = False,
    lang: LanguageOption = None,
) -> None:
    """Fit the survival of patents and hold it against plain models. 校准专利存续模型。"""
    from zhidai.documents.frames import read_frame
    from zhidai.engine.calibration.calibration import MODELS
    from zhidai.engine.calibration.calibration import calibrate as calibrated
    from zhidai.engine.calibration.renewal_rows import columns_unused

    until = parse_day(gazetted_until)
    frame = read_frame(renewals)
    with Progress(console=Console(stderr=True), transient=True) as progress:
        bar = progress.add_task(translate("Fitting", language()), total=_FOLDS * len(MODELS))
        found = calibrated(
            frame, gazetted_until=until, folds=_FOLDS, after_each=lambda: progress.advance(bar)
        )
    if output is not None:
        _write(output, found, source=renewals.name)
    unused = columns_unused(frame.columns)
    if json:
        print_json(_answer(found, unused))
    else:
        _print(found)
        if unused:
            typer.echo(printable(columns_not_used(unused, language())))
        if output is not None:
            say("Written to {file}.", file=str(output))


def _answer(found: "Calibration", unused: tuple[str, ...]) -> CalibrationAnswer:
    return CalibrationAnswer(
        rows=found.rows,
        patents=found.patents,
        rejected=tuple(
            RejectedRow(row=one.row, reason=" ".join(sentences(one.reasons, language())))
            for one in found.rejected
        ),
        lapsed=found.lapsed,
        observed_until=found.observed_until,
        folds=_FOLDS,
        shape=_rounded(found.shape),
        intercept=_rounded(found.intercept),
        coefficients={name: _rounded(value) for name, value in found.coefficients.items()},
        centre={name: _rounded(value) for name, value in found.centre.items()},
        log_likelihood={name: _rounded(value) for name, value in found.log_likelihood.items()},
        quality={name: _quality(one) for name, one in found.quality.items()},
        calibrated_kinds=CALIBRATED_KINDS,
        calibrated_sections=found.sections,
        columns_not_read=unused,
    )


def _quality(found: "Quality") -> QualityAnswer:
    return QualityAnswer(
        c_index=_score(found.c_index),
        auc={name: _score(one) for name, one in found.auc.items()},
        slope={name: _score(one) for name, one in found.slope.items()},
    )


def _score(found: "Score") -> ScoreAnswer:
    return ScoreAnswer(
        value=None if found.value is None else _rounded(found.value),
        error=None if found.error is None else _rounded(found.error),
    )


def _rounded(value: float) -> Decimal:
    return Decimal(f"{value:.4f}")


def _print(found: "Calibration") -> None:
    table = Table()
    heads = ("Model", "C-index", "AUC, 1 year", "AUC, 3 years", "Slope, 1 year", "Slope, 3 years")
    for head in heads:  # a name is folded between its words, and its words are never cut
        table.add_column(
            translate(head, language()),
            min_width=_WORD if head == "Model" else None,
            overflow="fold",
        )
    for name, one in found.quality.items():
        figures = (one.c_index, one.auc["1y"], one.auc["3y"], one.slope["1y"], one.slope["3y"])
        table.add_row(translate(_NAMES[name], language()), *map(_shown, figures))
    Console().print(table)
    say(
        "{patents} of {rows} patents used, {lapsed} of them lapsed; {rejected} rows rejected.",
        patents=found.patents,
        rows=found.rows,
        lapsed=found.lapsed,
        rejected=len(found.rejected),
    )
    if found.rejected:
        say(
            "Rejected rows count as failures: of C-index and AUC a pair with one of them is taken"
            " as ordered wrongly. The slopes are of the patents used."
        )
    for row in found.rejected[:5]:
        said = " ".join(sentences(row.reasons, language()))
        say("Row {row}: {reason}", row=row.row, reason=said)


def _shown(score: "Score") -> str:
    if score.value is None:
        return "–"
    return f"{score.value:.3f}" + ("" if score.error is None else f" ± {score.error:.3f}")


def _write(output: Path, found: "Calibration", *, source: str) -> None:
    import yaml

    from zhidai.documents.file_writing import write_file
    from zhidai.reference.table import read_table

    assumed = read_table("lapse_model")["kind_scale"]
    values = {
        "source": f"fitted on {found.patents} patents of {source}",
        "confirmed_until": found.observed_until.isoformat(),
        "fitted_on": found.observed_until.isoformat(),
        "shape": round(found.shape, 4),
        "intercept": round(found.intercept, 4),
        "coefficients": {name: round(one, 4) for name, one in found.coefficients.items()},
        "centre": {name: round(one, 4) for name, one in found.centre.items()},
        "kind_scale": dict(assumed),
        "calibrated_kinds": list(CALIBRATED_KINDS),
        "calibrated_sections": list(found.sections),
    }
    write_file(output, yaml.safe_dump({"lapse": values}, sort_keys=False).encode())
