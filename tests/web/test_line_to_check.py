"""One line of a scheme changed on the page: the check names file, line and example."""

import pytest
from django.test import Client

from zhidai.schemes.reader import shipped_folder, shipped_schemes
from zhidai.web.schemes.checking import FILE, one_line_changed

pytestmark = pytest.mark.django_db
PAGE = "/en/schemes/qinglan-2021/check/"


def original() -> str:
    return shipped_folder("qinglan-2021").joinpath(FILE).read_text()


def test_a_value_changed_at_a_click_names_its_line_and_the_examples(client: Client) -> None:
    page = client.post(PAGE, {"try": "1"}).content.decode()

    assert "parameters.yaml, line 43" in page
    assert "75%" in page
    assert "examples/eligible.yaml" in page


def test_what_does_not_load_is_named_by_file_and_line(client: Client) -> None:
    broken = original().replace("{2021-02-01: 70%}", "{2021-02-01: 70}", 1)

    page = client.post(PAGE, {"text": broken.replace("\n", "\r\n")}).content.decode()

    assert "parameters.yaml line 43: 70 has no unit" in page


def test_an_unchanged_file_is_sound_and_the_folder_in_force_stays(client: Client) -> None:
    page = client.post(PAGE, {"text": original()}).content.decode()

    assert "Nothing was changed." in page
    assert "every worked example holds" in page
    assert client.get(PAGE).status_code == 200


def test_what_is_far_too_long_is_refused_at_the_field(client: Client) -> None:
    answer = client.post(PAGE, {"text": "#" * (1024**2 + 1)})

    assert answer.status_code == 422
    assert 'id="text-error"' in answer.content.decode()


@pytest.mark.parametrize("scheme", shipped_schemes())
def test_a_line_is_found_to_change_where_a_parameter_is_a_percentage(scheme: str) -> None:
    text = shipped_folder(scheme).joinpath(FILE).read_text()

    changed = one_line_changed(text)

    lines = [
        (one, other)
        for one, other in zip(text.splitlines(), changed.splitlines(), strict=True)
        if one != other
    ]
    assert len(lines) <= 1
    assert bool(lines) == any("values:" in line and "%" in line for line in text.splitlines())
