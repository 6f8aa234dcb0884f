"""Values by appraiser on columns are those of the plain counting."""

from dataclasses import asdict, replace
from decimal import Decimal

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from zhidai.core.dashboards.values import PledgeValue, values_by_appraiser
from zhidai.core.money import to_fen
from zhidai.engine.dashboards.pledge_values import PLEDGE_VALUES
from zhidai.engine.dashboards.pledge_values import values_by_appraiser as on_columns

YUAN = st.none() | st.integers(0, 10**12).map(lambda fen: Decimal(fen).scaleb(-2))
VALUES = st.lists(
    st.builds(
        PledgeValue, loan=st.just(""), appraiser=st.sampled_from(["1", "2", "10"]),
        appraised=YUAN, accepted=YUAN, internal=YUAN, realised=YUAN,
    ),
    max_size=12,
)  # fmt: skip


@settings(max_examples=100)
@given(values=VALUES)
def test_columns_hold_the_values_against_each_other_as_the_plain_counting_does(
    values: list[PledgeValue],
) -> None:
    own = [replace(one, loan=f"借字{place}号") for place, one in enumerate(values)]
    rows = [
        {
            name: to_fen(value) if isinstance(value, Decimal) else value
            for name, value in asdict(one).items()
        }
        for one in own
    ]

    found = on_columns(pl.DataFrame(rows, schema=dict(PLEDGE_VALUES), orient="row"))

    assert [replace(one, counted=tuple(one.counted)) for one in found] == list(
        values_by_appraiser(own)
    )
