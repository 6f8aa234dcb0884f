import io
import json
import sys
from importlib.resources import files

import jsonschema
import pytest
import yaml

from zhidai.cli import run
from zhidai.cli.case_schema import case_schema
from zhidai.cli.schema import INPUTS, OUTPUTS, output_schema
from zhidai.schemes.reader import shipped

EXAMPLES = files("zhidai.schemes").joinpath("ganzhou-2020", "examples")
ON = ("--scheme", "ganzhou-2020", "--on", "2021-03-01")


def example(name: str = "eligible_indirect") -> dict:
    return yaml.safe_load(EXAMPLES.joinpath(f"{name}.yaml").read_text("utf-8"))["facts"]


@pytest.fixture
def assess(tmp_path, capsys):
    """Runs `zhidai assess` on a case and gives exit code, output and errors."""

    def on_case(case: object, *options: str) -> tuple[int, str, str]:
        path = tmp_path / "case.json"
        text = case if isinstance(case, str) else json.dumps(case, ensure_ascii=False)
        path.write_text(text, "utf-8")
        code = run(["assess", str(path), *(options or ON), "--lang", "en"])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return on_case


def changed(part: str, name: str, answer: object) -> dict:
    case = example()
    target = case["patents"][0] if part == "patents" else case[part]
    target[name] = answer
    return case


def test_an_eligible_case_ends_with_zero_and_shows_the_limit(assess):
    code, out, err = assess(example())

    assert (code, err) == (0, "")
    assert "Result: Eligible" in out
    assert "Limit: 10,000,000 yuan, bound by Ceiling for one loan (clause 1)" in out


def test_a_request_above_the_limit_ends_with_one_and_names_the_clause(assess):
    code, out, _ = assess(changed("request", "amount", "10000001元"))

    assert code == 1
    assert "Result: Not eligible" in out
    assert "Ceiling for one loan (clause 1): not met" in out
    assert "Change: Loan amount requested: at most 10,000,000 yuan" in out
    assert "With this: Eligible" in out


def test_a_missing_fact_ends_with_one_and_is_named(assess):
    case = example()
    del case["enterprise"]["fixed_premises"]

    code, out, _ = assess(case)

    assert code == 1
    assert "Has fixed premises [enterprise.fixed_premises] (clause 5.1.1)" in out


def test_a_patent_with_less_than_three_years_left_calls_for_another(assess):
    case = changed("patents", "filing_date", "2004-01-23")

    code, out, _ = assess(case)

    assert code == 1
    assert "(clause 5.1.3.2): not met" in out
    assert "Another patent is needed" in out
    assert "2024-03-01 or later" in out


def test_the_report_is_chinese_unless_english_is_asked_for(tmp_path, capsys):
    path = tmp_path / "case.json"
    path.write_text(json.dumps(changed("request", "amount", "10000001元")), "utf-8")

    assert run(["assess", str(path), *ON]) == 1

    out = capsys.readouterr().out
    assert "结论：不符合条件" in out
    assert "Project-Id" not in out
    assert "clause" not in out


def test_a_case_is_read_from_standard_input(capsys, monkeypatch):
    content = json.dumps(example()).encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))

    assert run(["assess", "-", *ON, "--json"]) == 0

    assert json.loads(capsys.readouterr().out)["assessment"]["outcome"] == "met"


def test_the_whole_trace_shows_where_each_fact_comes_from(assess):
    amount = {"value": "300万元", "evidence": "checked", "document": "申请表"}

    _, out, _ = assess(changed("request", "amount", amount), *ON, "--all")

    assert "Loan amount requested: 3,000,000 yuan (checked against the original, 申请表)" in out


@pytest.mark.parametrize(
    ("case", "sentence"),
    [
        ("{", "is not JSON: line 1, column 2"),
        ("[]", "is not an object"),
        ('{"request": {"amount": "1元", "amount": "2元"}}', 'has the key "amount" twice'),
        ('{"request": {"amount": NaN}}', "a number that JSON cannot carry"),
        ('{"request": {"amount": ' + "9" * 5000 + "}}", "a number that JSON cannot carry"),
        ("[" * 100_000, "nested too deeply"),
        ({"request": {"amount": 3000000.5}}, "request.amount: the number is written as a JSON"),
        ({"request": {"amount": "3000000"}}, 'has no unit; write for example "300万元"'),
        ({"request": {"amount": "1.234元"}}, "at most two decimals"),
        ({"request": {"amont": "1元"}}, "it may be: amount"),
        ({"patents": [{"number": "ZL201710601862.4"}]}, "3 was expected"),
        ({"enterprise": {"fixed_premises": "yes"}}, "neither true nor false"),
    ],
)
def test_bad_input_ends_with_two_and_one_sentence(assess, case, sentence):
    code, out, err = assess(case)

    assert (code, out) == (2, "")
    assert len(err.splitlines()) == 1
    assert sentence in err


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (("--scheme", "ganzhou-2020", "--on", "2024-03-01"), "it runs from 2020-09-29 to"),
        (("--scheme", "ganzhou-2020", "--on", "2021-02-30"), "2021-02-30 is not a day"),
        (("--scheme", "gangzhou", "--on", "2021-03-01"), "ganzhou-2020"),
    ],
)
def test_a_bad_option_ends_with_two_and_one_sentence(assess, options, sentence):
    code, out, err = assess(example(), *options)

    assert (code, out) == (2, "")
    assert len(err.splitlines()) == 1
    assert sentence in err


def test_a_missing_file_or_a_file_of_bytes_is_one_sentence(tmp_path, capsys):
    picture = tmp_path / "case.json"
    picture.write_bytes(b"\x89PNG\xff")

    assert run(["assess", str(tmp_path / "none.json"), *ON, "--lang", "en"]) == 2
    assert run(["assess", str(picture), *ON, "--lang", "en"]) == 2
    assert run(["assess", str(tmp_path), *ON, "--lang", "en"]) == 2

    missing, unreadable, folder = capsys.readouterr().err.splitlines()
    assert "There is no file" in missing
    assert "cannot be read" in unreadable
    assert "cannot be opened for reading" in folder


@pytest.mark.parametrize("name", ["eligible_indirect", "amount_above", "co_owner_unknown"])
def test_the_printed_json_fits_its_published_schema(assess, name):
    _, out, _ = assess(example(name), *ON, "--json")

    answer = json.loads(out)
    jsonschema.validate(answer, output_schema("assessment"))
    trace = {key: answer[key] for key in ("format", "engine", "assessment")}
    jsonschema.validate(trace, output_schema("trace"))


def test_every_shipped_example_fits_the_schema_of_a_case():
    schema = case_schema(shipped("ganzhou-2020"))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)

    for path in EXAMPLES.iterdir():
        facts = yaml.safe_load(path.read_text("utf-8"))["facts"]
        validator.validate(facts)


def test_the_schema_of_a_case_refuses_a_field_nobody_declared():
    case = changed("request", "amont", "1元")

    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(case, case_schema(shipped("ganzhou-2020")))


@pytest.mark.parametrize("name", ["case", *INPUTS, *OUTPUTS])
def test_every_schema_is_printed_and_is_one(capsys, name):
    assert run(["schema", name]) == 0

    schema = json.loads(capsys.readouterr().out)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["title"].startswith(f"zhidai {name}")


def test_the_schemas_are_listed_and_an_unknown_one_is_refused(capsys):
    assert run(["schema"]) == 0
    assert capsys.readouterr().out.split() == ["case", *INPUTS, *OUTPUTS]

    assert run(["schema", "nothing", "--lang", "en"]) == 2
    assert 'There is no schema "nothing"' in capsys.readouterr().err
