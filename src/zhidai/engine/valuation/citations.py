"""A file of citations: what it says of the patents of a book, by what was known on a day.

One row says that `citing` cites `cited`. It is known from `cited_on` where the file gives that
day, else from the citing patent's day of filing: the book's, or the end of the year in its Chinese
number. A row without any day counts on no past day: it cannot be said to have been known.

    forward_citations     known citations of the patent
    forward_citations_5y  of these, those within five years of its filing
    originality           1 - sum of squared shares of the IPC subclasses of what it cites
    generality            the same over the subclasses of what cites it
    radicalness           share of what it cites that is of another subclass than itself

Originality and generality carry the correction for small numbers, n / (n - 1), and need two
citations whose class is known; radicalness needs one. Source of the measures: Trajtenberg,
Henderson and Jaffe, University versus Corporate Patents, 1997; the correction: Hall, A Note on the
Bias in Herfindahl-type Measures, 2005; radicalness after Squicciarini, Dernis and Criscuolo, OECD,
2013. A class is known where the other patent is in the book too.
"""

from datetime import date

import polars as pl

from zhidai.core.errors import bad_input
from zhidai.engine.valuation.headings import heading
from zhidai.engine.valuation.summary import CitationSummary

CITING = ("citing", "citing_patent", "引证专利", "施引专利")
CITED = ("cited", "cited_patent", "被引证专利", "被引专利")
CITED_ON = ("cited_on", "citation_date", "引证日", "引证日期")
MEASURES = (
    "forward_citations",
    "forward_citations_5y",
    "originality",
    "generality",
    "radicalness",
)
_YEARS = "5y"
_SUBCLASS = 4  # characters: A61K


def with_citations(
    book: pl.DataFrame, citations: pl.DataFrame, *, on: date
) -> tuple[pl.DataFrame, CitationSummary]:
    """The book with the measures of the file.

    A patent that the file speaks of has the file's counts in place of the book's; of the others the
    book's stay. Bad input: `citations_column_missing`.
    """
    pairs = _pairs(citations)
    good = pairs.filter(_is_pair())
    numbered, bare = _numbered(book, good)
    once = numbered.unique(["citing", "cited"], maintain_order=True)
    patents = _patents(book, bare)
    dated = once.join(
        patents.select("patent", known_on="filed"),
        left_on="citing",
        right_on="patent",
        how="left",
        maintain_order="left",
    ).with_columns(known_on=pl.coalesce("cited_on", "known_on", "year_end"))
    known = dated.filter(pl.col("known_on") <= on)
    spoken = pl.concat([once["citing"], once["cited"]]).unique()
    summary = CitationSummary(
        rows=len(pairs),
        used=len(known),
        not_yet_known=dated.filter(pl.col("known_on") > on).height,
        undated=dated["known_on"].null_count(),
        unreadable=len(pairs) - len(good),
    )
    return _joined(book, _measured(patents, known), spoken), summary


def _pairs(citations: pl.DataFrame) -> pl.DataFrame:
    """Both numbers in their bare form, and the day if there is one."""
    day = _column(citations, CITED_ON)
    return citations.select(
        citing=_bare(_needed(citations, CITING)),
        cited=_bare(_needed(citations, CITED)),
        cited_on=pl.lit(None, pl.Date) if day is None else _day(citations, day),
    )


def _column(citations: pl.DataFrame, known: tuple[str, ...]) -> str | None:
    """The one column that has any of these headings, written as a book's may be.

    Bad input: `valuation_column_twice`.
    """
    found = [written for written in citations.columns if heading(written) in known]
    if len(found) > 1:
        raise bad_input("valuation_column_twice", first=found[0], second=found[1])
    return found[0] if found else None


def _needed(citations: pl.DataFrame, known: tuple[str, ...]) -> str:
    name = _column(citations, known)
    if name is None:
        raise bad_input("citations_column_missing", column=known[0], known=", ".join(known))
    return name


def _bare(name: str) -> pl.Expr:
    text = pl.col(name).cast(pl.String).str.to_uppercase().str.replace_all(r"[\s.]", "")
    return text.str.replace(r"^(ZL|CN)+", "")


def _day(citations: pl.DataFrame, name: str) -> pl.Expr:
    if citations.schema[name].is_temporal():
        return pl.col(name).cast(pl.Date)
    text = pl.col(name).str.replace_all(r"[./年月]", "-").str.replace("日", "").str.slice(0, 10)
    return text.str.to_date("%Y-%m-%d", strict=False)


def _is_pair() -> pl.Expr:
    named = (pl.col("citing").str.len_bytes() > 0) & (pl.col("cited").str.len_bytes() > 0)
    return (named & (pl.col("citing") != pl.col("cited"))).fill_null(value=False)


def _numbered(book: pl.DataFrame, pairs: pl.DataFrame) -> tuple[pl.DataFrame, pl.Series]:
    """Pairs and the book's patents by whole numbers in place of texts, which join slowly."""
    bare = book["patent_number"].str.replace(".", "", literal=True)
    texts = pl.concat([bare, pairs["citing"], pairs["cited"]])
    ids = texts.cast(pl.Categorical(pl.Categories.random())).to_physical()
    first, second = len(bare), len(bare) + len(pairs)
    numbered = pairs.select(
        "cited_on",
        year_end=_end_of_year(pl.col("citing")),
        citing=ids.slice(first, len(pairs)),
        cited=ids.slice(second, len(pairs)),
    )
    return numbered, ids.slice(0, first)


def _end_of_year(number: pl.Expr) -> pl.Expr:
    """The last day of the year in a Chinese number of 13 characters, 201710601862.3 without dot."""
    year = number.str.extract(r"^((?:19|20)\d\d)[12389]\d{7}[0-9X]$").cast(pl.Int32)
    return pl.date(year, 12, 31)


def _patents(book: pl.DataFrame, bare: pl.Series) -> pl.DataFrame:
    subclass = pl.col("main_ipc").str.to_uppercase().str.slice(0, _SUBCLASS)
    return book.select(
        patent=bare,
        filed="filing_date",
        subclass=subclass.cast(pl.Categorical(pl.Categories.random())).to_physical(),
    )


def _measured(patents: pl.DataFrame, known: pl.DataFrame) -> pl.DataFrame:
    """The measures of each patent of the book, in its order."""
    other = patents.select(partner="patent", other="subclass")
    cited_by = known.select("known_on", patent="cited", partner="citing").join(patents, on="patent")
    citing = known.select(patent="citing", partner="cited").join(patents, on="patent")
    recent = pl.col("known_on") <= pl.col("filed").dt.offset_by(_YEARS)
    counts = cited_by.group_by("patent").agg(
        forward_citations=pl.len().cast(pl.Float64),
        forward_citations_5y=recent.sum().cast(pl.Float64),
    )
    backward = citing.join(other, on="partner").drop_nulls(["subclass", "other"])
    radical = backward.group_by("patent").agg(
        radicalness=(pl.col("other") != pl.col("subclass")).mean()
    )
    found = patents.select("patent")
    for part in (
        counts,
        _spread(cited_by.join(other, on="partner"), "generality"),
        _spread(citing.join(other, on="partner"), "originality"),
        radical,
    ):
        found = found.join(part, on="patent", how="left", maintain_order="left")
    return found


def _spread(partners: pl.DataFrame, name: str) -> pl.DataFrame:
    """One less the concentration over subclasses, corrected for small numbers."""
    known = partners.select("patent", "other").drop_nulls()
    by_class = known.group_by("patent", "other").agg(pl.len().cast(pl.Float64).alias("n"))
    total = pl.col("n").sum()
    return by_class.group_by("patent").agg(
        pl.when(total > 1)
        .then((total.pow(2) - pl.col("n").pow(2).sum()) / (total * (total - 1)))
        .alias(name)
    )


def _joined(book: pl.DataFrame, measured: pl.DataFrame, spoken: pl.Series) -> pl.DataFrame:
    is_spoken = measured["patent"].is_in(spoken.implode())
    columns: dict[str, pl.Series] = {}
    for name in MEASURES:
        found = measured[name]
        if name in book.columns:  # counts: nothing said of a patent that is spoken of is zero
            counted = found.fill_null(0.0)
            found = pl.select(pl.when(is_spoken).then(counted).otherwise(book[name])).to_series()
        columns[name] = found.rename(name)
    return book.with_columns(**columns)
