"""The speeds stand beside their baselines, with machine and day, and were measured."""

import json
from importlib.resources import files

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db
MEASURED = json.loads(files("zhidai.web.front").joinpath("measured.json").read_text())


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_figure_of_the_file_stands_beside_its_baseline(client: Client, language: str) -> None:
    text = client.get(f"/{language}/speed/").content.decode()

    assert MEASURED["on"] in text
    assert MEASURED["python"] in text
    assert len(MEASURED["figures"]) > 1
    for one in MEASURED["figures"]:
        assert f"{1 / one['seconds']:,.0f}" in text
        assert f"{1 / one['baseline_seconds']:,.0f}" in text


def test_the_file_is_one_that_the_benchmarks_wrote() -> None:
    assert MEASURED["format"] == "zhidai.bench.v1"
    assert MEASURED["cores"] >= 1
