"""A good scheme loads whole; a bad one not at all, with file, line and what to write instead."""

import os
import shutil
from datetime import date
from decimal import Decimal
from importlib.resources import as_file
from pathlib import Path

import pytest
from tests.schemes.minimal_scheme import MINIMAL, copied, spoil

from zhidai.core.errors import BadInput
from zhidai.core.policy.quantity import Unit
from zhidai.core.policy.scheme import Coverage, OneOf, Strength
from zhidai.schemes.reader import load_scheme, shipped, shipped_folder, shipped_schemes
from zhidai.wording.speech import sentences


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copied(tmp_path)


def errors_of(folder: Path) -> list[str]:
    with pytest.raises(BadInput) as refusal:
        load_scheme(folder)
    chinese = sentences(refusal.value.reasons, "zh-hans")
    english = sentences(refusal.value.reasons, "en")
    assert not set(chinese) & set(english)
    return english


def test_a_good_scheme_loads_whole() -> None:
    scheme = load_scheme(MINIMAL)

    assert (scheme.id, scheme.in_force_until) == ("minimal", date(2022, 12, 31))
    assert scheme.clauses["3"].coverage is Coverage.NOT_ENCODED
    assert scheme.value("amount_max", date(2020, 12, 31)).amount == Decimal(5_000_000)
    assert scheme.value("amount_max", date(2021, 1, 1)).amount == Decimal(10_000_000)
    assert scheme.parameters["loss_share_bank"].strength is Strength.SUGGESTED
    assert scheme.parameters["term_max"].confirmed_on == date(2020, 6, 1)
    assert scheme.facts["request.amount"].unit is Unit.YUAN
    assert [rule.id for rule in scheme.rules] == ["term", "purpose", "unpledged"]
    assert scheme.routes["direct"].task("approve").after == ("apply",)
    assert scheme.reading("year") == "calendar"
    assert scheme.assertions[0].parameters == ("loss_share_guarantor", "loss_share_bank")


def test_the_word_no_is_a_word_and_not_false() -> None:
    purpose = load_scheme(MINIMAL).rules[1].test

    assert isinstance(purpose, OneOf)
    assert purpose.contents == ("research", "no")


# file, what stands there, what is written instead, the line of the error, words of the sentence
BAD_LINES = [
    pytest.param("scheme.yaml", "currency: CNY", "curency: CNY", 7,
                 "curency is not a key here; write one of: id, title", id="unknown key"),
    pytest.param("scheme.yaml", "place:", "id: other\nplace:", 6,
                 "id stands here a second time (first in line 1)", id="duplicate key"),
    pytest.param("scheme.yaml", "id: minimal", "id: ../../etc/passwd", 1,
                 "../../etc/passwd is no id; write letters", id="id that is a path"),
    pytest.param("scheme.yaml", "currency: CNY", "", 1, "currency is missing here; add it",
                 id="missing key"),
    pytest.param("scheme.yaml", "currency: CNY", "currency: USD", 7,
                 "USD is not a word for currency; write one of: CNY", id="unknown currency"),
    pytest.param("scheme.yaml", "until: 2022-12-31", "until: 2019-12-31", 5,
                 "2019-12-31 comes after 2020-01-01 in the file but not in time",
                 id="ends before it begins"),
    pytest.param("scheme.yaml", "from: 2020-01-01", "from: 2020-13-01", 5,
                 "2020-13-01 is not a date; write it like 2020-09-29", id="no such date"),
    pytest.param("scheme.yaml", "extends_vocabulary: false", "extends_vocabulary: no", 8,
                 "extends_vocabulary takes true or false", id="neither true nor false"),
    pytest.param("scheme.yaml", "documents: [虚构〔2020〕1号]", "documents: 虚构〔2020〕1号", 4,
                 "documents takes a list", id="text for a list"),
    pytest.param("scheme.yaml", "id: minimal", "id: [minimal]", 1, "id takes a text",
                 id="list for a text"),
    pytest.param("scheme.yaml", "{from: 2020-01-01, until: 2022-12-31}", "2020-01-01", 5,
                 "keys with values are needed here", id="text for a map"),
    pytest.param("clauses.yaml", "{zh: 金额与期限, en: Amount and term}", "{zh: 金额与期限}", 2,
                 "this label has no en; write both, {zh: ..., en: ...}", id="missing language"),
    pytest.param("clauses.yaml", "{zh: 金额与期限, en: Amount and term}", "Amount", 2,
                 "a label in both languages is needed here", id="label is a text"),
    pytest.param("clauses.yaml", "  why: {zh: 与业务无关, en: No bearing on cases}\n", "", 8,
                 "clause 3 is not encoded and does not say why", id="left out without why"),
    pytest.param("clauses.yaml", "coverage: not_encoded", "coverage: informative", 10,
                 "clause 3 gives a reason for being left out, yet it is not", id="needless why"),
    pytest.param("clauses.yaml", "not_encoded", "skipped", 9,
                 "skipped is not a word for coverage; write one of: encoded, procedure",
                 id="unknown coverage"),
    pytest.param("parameters.yaml", "2021-01-01: 1000万元", "2021-01-01: 10000000", 9,
                 "10000000 has no unit; write it like 1000万元", id="bare number"),
    pytest.param("parameters.yaml", "{2020-01-01: 70%}", "{2020-01-01: 0.7}", 24,
                 "0.7 has no unit; write it like 80%", id="float"),
    pytest.param("parameters.yaml", "{2020-01-01: 1年}", "{2020-01-01: 1载}", 17,
                 "1载 has no unit that is known here; write it like 3年", id="unknown unit"),
    pytest.param("parameters.yaml", "{2020-01-01: 1年}", "{2020-01-01: 一些年}", 17,
                 "一些年 has no unit that is known here", id="no number"),
    pytest.param("parameters.yaml", "500万元\n    2021", "三万五元\n    2021", 8,
                 "三万五元 cannot be read as a value", id="two ways to read a number"),
    pytest.param("parameters.yaml", "{2020-01-01: 1年}", "{2020-01-01: 12个月}", 17,
                 "12个月 has another unit than this place takes; write it like 3年",
                 id="unit other than declared"),
    pytest.param("parameters.yaml", "2021-01-01: 1000万元", "2019-01-01: 1000万元", 9,
                 "2019-01-01 comes after 2020-01-01 in the file but not in time",
                 id="values out of order"),
    pytest.param("parameters.yaml", "{2020-01-01: 1年}", "{}", 17,
                 "the parameter has no value", id="no value"),
    pytest.param("parameters.yaml", 'number: 500万元', 'number: 500万元, page: "2"', 10,
                 "page is not a key here", id="unknown key in a statement"),
    pytest.param("parameters.yaml", 'clause: "1", subject', 'clause: "7", subject', 10,
                 "there is no clause 7; the nearest names are: ", id="unknown clause"),
    pytest.param("parameters.yaml", "  unit: years", "  unit: centuries", 14,
                 "centuries is not a word for unit; write one of: yuan, ratio",
                 id="unit outside the list"),
    pytest.param("parameters.yaml", "term_max:", "loan_term_max:", 6,
                 "there is no parameter term_max; the nearest names are: loan_term_max",
                 id="unknown parameter"),
    pytest.param("parameters.yaml", "2020-01-01: 30%", "2020-01-01: 20%", 1,
                 "shares: from 2020-01-01 on 70% + 20% comes to 90% and not to 100%",
                 id="shares that do not sum to 100%"),
    pytest.param("facts.yaml", "request.term:", "loan.term:", 4,
                 "loan.term does not begin with a subject and a dot", id="unknown subject"),
    pytest.param("facts.yaml", "type: money", "type: money\n  unit: days", 4,
                 "money is held in yuan, not in days", id="money in days"),
    pytest.param("facts.yaml", "type: flag", "type: flag\n  unit: days", 17,
                 "a fact of type flag has no unit", id="flag with a unit"),
    pytest.param("facts.yaml", "  unit: months\n", "", 5, "unit is missing here",
                 id="number without a unit"),
    pytest.param("facts.yaml", "type: choice", "type: text", 9,
                 "a fact of type text does not go with its choices", id="text with choices"),
    pytest.param("facts.yaml", 'value: "no"', "value: research", 13,
                 "the id research stands a second time", id="duplicate choice"),
    pytest.param("facts.yaml", "answered_by: record", "answered_by: mayor", 17,
                 "there is no party that answers mayor", id="unknown answerer"),
    pytest.param("facts.yaml", "type: flag", "type: flag\n  formula: guess", 17,
                 "there is no formula for a derived fact guess", id="unknown formula"),
    pytest.param("rules.yaml", "id: purpose", "id: term", 7, "the id term stands a second time",
                 id="duplicate id"),
    pytest.param("rules.yaml", "fact: request.term", "fact: request.trem", 6,
                 "there is no fact request.trem; the nearest names are: request.term",
                 id="unknown fact"),
    pytest.param("rules.yaml", "parameter: term_max", "parameter: amount_max", 6,
                 "parameter amount_max is in yuan, but request.term is in months",
                 id="unit that does not fit the fact"),
    pytest.param("rules.yaml", "fact: request.term", "fact: request.purpose", 6,
                 "request.purpose is of type choice and cannot be compared", id="choice compared"),
    pytest.param("rules.yaml", "{fact: request.purpose, one_of: [research, no]}",
                 "{fact: request.amount, is: 500万元}", 11,
                 "request.amount is a measured value", id="number outside parameters.yaml"),
    pytest.param("rules.yaml", "[research, no]", "[research, travel]", 11,
                 "travel is not an answer of request.purpose; write one of: research, no",
                 id="unknown choice"),
    pytest.param("rules.yaml", "is: false", "is: no", 16, "is takes true or false",
                 id="no for a flag"),
    pytest.param("rules.yaml", "subject: patent", "subject: request", 15,
                 "rule unpledged reads patent.pledged, which is different for each patent",
                 id="patent fact in a rule about the request"),
    pytest.param("rules.yaml", "{fact: request.purpose, one_of: [research, no]}",
                 "request.purpose == research", 11, "this is not a test", id="expression"),
    pytest.param("rules.yaml", "{fact: patent.pledged, is: false}", "{all_of: []}", 16,
                 "this is not a test", id="all of nothing"),
    pytest.param("limits.yaml", "fixed_cap", "largest", 4,
                 "there is no formula for a limit largest; the nearest names are:",
                 id="unknown limit formula"),
    pytest.param("limits.yaml", "parameter: amount_max", "parameter: term_max", 5,
                 "parameter term_max is in years, but the formula fixed_cap reads yuan",
                 id="unit that does not fit the formula"),
    pytest.param("routes/direct.yaml", "after: [apply]", "after: [aply]", 20,
                 "task approve waits for aply, which is no task of this route",
                 id="unknown predecessor"),
    pytest.param("routes/direct.yaml", "party: enterprise",
                 "party: enterprise\n        after: [approve]", 11,
                 "could ever begin: apply → approve → apply", id="circle"),
    pytest.param("routes/direct.yaml", "party: bank", "party: treasury", 19,
                 "treasury does not take part in this route", id="party not on the route"),
    pytest.param("routes/direct.yaml", "party: bank", "party: mayor", 19,
                 "there is no party mayor", id="unknown party"),
    pytest.param("routes/direct.yaml", "papers: [contract]", "papers: [contrakt]", 21,
                 "there is no paper contrakt; the nearest names are: contract",
                 id="unknown paper"),
    pytest.param("routes/direct.yaml", "approval: true",
                 "approval: true\n        conditions: [sunny]", 23,
                 "there is no condition sunny", id="unknown condition"),
    pytest.param("routes/direct.yaml", "approval: true",
                 "approval: true\n        issues: [postcard]", 23,
                 "there is no letter postcard", id="unknown letter"),
    pytest.param("routes/direct.yaml", "approval: true",
                 "approval: true\n        records: vinyl", 23,
                 "there is no record vinyl", id="unknown record"),
    pytest.param("routes/direct.yaml", "service_target: 5天", "service_target: 5", 23,
                 "5 has no unit; write it like 60天 / 12个月 / 3年", id="target without a unit"),
    pytest.param("routes/direct.yaml", "id: approve", "id: apply", 16,
                 "the id apply stands a second time", id="duplicate task"),
    pytest.param("duties.yaml", "owed_to: [bureau]", "owed_to: []", 1,
                 "owed_to is missing here", id="owed to nobody"),
    pytest.param("interpretations.yaml", "chosen: calendar", "chosen: lunar", 7,
                 "the reading chosen, lunar, is not among the readings; "
                 "write one of: calendar, rolling", id="reading not listed"),
    pytest.param("interpretations.yaml", "id: rolling", "id: calendar", 6,
                 "the id calendar stands a second time", id="duplicate reading"),
    pytest.param("interpretations.yaml", "  informative: true\n", "", 2,
                 "no part of the platform reads the question year; write informative: true",
                 id="question that no code reads"),
    pytest.param("interpretations.yaml", "informative: true", "informative: maybe", 9,
                 "informative", id="informative neither true nor false"),
    pytest.param("waivers.yaml", '{clause: "3"', '{clause: "9"', 1, "there is no clause 9",
                 id="waiver of an unknown clause"),
    pytest.param("assertions.yaml", "equals: 100%", "equals: 1", 4, "1 has no unit",
                 id="sum without a unit"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "line", "words"), BAD_LINES)
def test_each_mistake_is_named_with_its_file_and_line(
    folder: Path, file: str, old: str, new: str, line: int, words: str
) -> None:
    spoil(folder, file, old, new)

    found = errors_of(folder)

    assert [error for error in found if words in error and f" line {line}: " in error], found


@pytest.mark.parametrize(
    ("content", "line", "words"),
    [
        ("contract:\n  label: {zh: 合同, en: Contract\n", 3, "this is not readable YAML here"),
        ("a: &a {zh: 合同, en: Contract}\nb: *a\n", 2, "a reference to another place (*name)"),
        ("a: &alone {zh: 合同, en: Contract}\n", 1, "the anchor &alone is not allowed"),
        ("contract: !!python/object:os.system {}\n", 1, "the tag"),
        ("- contract\n", 1, "keys with values are needed here"),
    ],
    ids=["open bracket", "alias", "unused anchor", "tag", "list for a map"],
)
def test_yaml_that_is_not_plain_is_refused(
    folder: Path, content: str, line: int, words: str
) -> None:
    (folder / "papers.yaml").write_text(content, encoding="utf-8")

    found = errors_of(folder)

    assert [each for each in found if words in each and f"papers.yaml line {line}:" in each], found


def test_a_file_that_is_not_utf8_is_named(folder: Path) -> None:
    (folder / "papers.yaml").write_bytes("contract: 合同".encode("gb18030"))

    assert "papers.yaml line 1: the file is not UTF-8; save it as UTF-8." in errors_of(folder)


def test_a_missing_file_is_named(folder: Path) -> None:
    (folder / "clauses.yaml").unlink()

    (error,) = errors_of(folder)  # and not once more for each clause that something cites
    assert error.startswith("clauses.yaml is missing")


@pytest.mark.parametrize("file", ["scheme.yaml", "clauses.yaml", "parameters.yaml"])
@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "is empty"),
        ("# nothing yet\n", "is empty"),
        ("{}\n", "is empty"),
        ("- a: b\n", "keys with values are needed here"),
    ],
)
def test_a_file_that_says_nothing_or_has_another_form_is_the_only_thing_said(
    folder: Path, file: str, content: str, words: str
) -> None:
    (folder / file).write_text(content, encoding="utf-8")

    (error,) = errors_of(folder)

    assert error.startswith(file)
    assert words in error


def test_a_file_that_is_no_yaml_is_the_only_thing_said(folder: Path) -> None:
    (folder / "parameters.yaml").write_text("amount_max: {label: [", encoding="utf-8")

    (error,) = errors_of(folder)
    assert error.startswith("parameters.yaml line ")
    assert "this is not readable YAML here" in error


@pytest.mark.parametrize("sign", ["\\u202e", "\\e[31m", "\\0"])
def test_a_text_that_does_not_say_what_it_shows_is_refused(folder: Path, sign: str) -> None:
    with (folder / "papers.yaml").open("a", encoding="utf-8") as file:
        file.write(f'\n"a{sign}b": {{}}\n')

    assert any("holds a control character" in error for error in errors_of(folder))


def test_a_file_that_nothing_reads_is_named(folder: Path) -> None:
    (folder / "paramaters.yaml").write_text("{}", encoding="utf-8")

    assert any(error.startswith("paramaters.yaml is not a file") for error in errors_of(folder))


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    found = errors_of(tmp_path / "nowhere")

    assert any("There is no scheme folder" in error for error in found)


def test_a_shared_fact_is_not_declared_again(folder: Path) -> None:
    spoil(folder, "scheme.yaml", "extends_vocabulary: false", "extends_vocabulary: true")

    assert any("request.amount is one of the shared facts already" in one
               for one in errors_of(folder))  # fmt: skip


def test_all_errors_come_at_once_in_the_order_of_files_and_lines(folder: Path) -> None:
    spoil(folder, "rules.yaml", "parameter: term_max", "parameter: term_mix")
    spoil(folder, "clauses.yaml", "not_encoded", "skipped")
    spoil(folder, "parameters.yaml", "2021-01-01: 1000万元", "2021-01-01: 10000000")

    found = errors_of(folder)

    assert [error.split(":")[0] for error in found] == [
        "clauses.yaml line 9",
        "clauses.yaml line 10",
        "parameters.yaml line 9",
        "rules.yaml line 6",
    ]


def test_a_bad_value_brings_no_second_error_elsewhere(folder: Path) -> None:
    spoil(folder, "parameters.yaml", "{2020-01-01: 70%}", "{2020-01-01: 70}")

    assert len(errors_of(folder)) == 1


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("parameters.yaml", "2021-01-01: 1000万元", "2021-01-01: 999万元"),
        ("clauses.yaml", "Publicity", "Advertising"),
        ("routes/direct.yaml", "service_target: 5天", "service_target: 6天"),
        ("interpretations.yaml", "chosen: calendar", "chosen: rolling"),
    ],
)
def test_any_changed_value_changes_the_content_hash(
    folder: Path, file: str, old: str, new: str
) -> None:
    before = load_scheme(folder).content_hash

    spoil(folder, file, old, new)

    assert load_scheme(folder).content_hash != before


def test_line_ends_place_and_examples_do_not_change_the_content_hash(folder: Path) -> None:
    for path in folder.glob("*.yaml"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    spoil(folder, "examples/above.yaml", "One yuan above", "A yuan above")

    assert load_scheme(folder).content_hash == load_scheme(MINIMAL).content_hash


def test_a_changed_shared_vocabulary_changes_the_content_hash(folder: Path, tmp_path: Path) -> None:
    (folder / "facts.yaml").replace(tmp_path / "vocabulary.yaml")
    spoil(folder, "scheme.yaml", "extends_vocabulary: false", "extends_vocabulary: true")
    vocabulary = tmp_path / "vocabulary.yaml"
    before = load_scheme(folder, vocabulary=vocabulary).content_hash

    spoil(tmp_path, "vocabulary.yaml", "en: Amount}", "en: Amount asked for}")

    assert load_scheme(folder, vocabulary=vocabulary).content_hash != before


def test_every_shipped_scheme_loads_under_the_name_of_its_folder() -> None:
    assert "ganzhou-2020" in shipped_schemes()
    for scheme_id in shipped_schemes():
        assert shipped(scheme_id).id == scheme_id


def test_a_scheme_that_is_not_shipped_is_named_beside_those_that_are() -> None:
    with pytest.raises(BadInput) as refusal:
        shipped("atlantis-2020")

    assert sentences(refusal.value.reasons, "en") == [
        f"There is no scheme atlantis-2020; the ones shipped are {', '.join(shipped_schemes())}."
    ]


@pytest.fixture
def ganzhou(tmp_path: Path) -> Path:
    """A copy of the shipped scheme that a test may change."""
    with as_file(shipped_folder("ganzhou-2020")) as found:
        return Path(shutil.copytree(found, tmp_path / "scheme"))


@pytest.mark.parametrize(
    ("question", "carried_out", "chosen"),
    [
        ("breaker_and_approved_loans", "all_undrawn_stop", "signed_loans_continue"),
        ("interest_or_rate", "interest_paid", "rate"),
    ],
)
def test_a_reading_that_no_code_carries_out_is_refused_with_its_line(
    ganzhou: Path, question: str, carried_out: str, chosen: str
) -> None:
    file = "interpretations.yaml"
    spoil(ganzhou, file, f"  chosen: {carried_out}\n", f"  chosen: {chosen}\n")
    lines = (ganzhou / file).read_text(encoding="utf-8").splitlines()

    (error,) = errors_of(ganzhou)

    assert error.startswith(f"{file} line {lines.index(f'  chosen: {chosen}') + 1}: ")
    assert f"the reading {chosen} of {question}; it runs on: {carried_out}." in error


def test_a_reading_that_code_carries_out_may_be_chosen(ganzhou: Path) -> None:
    spoil(ganzhou, "interpretations.yaml", "  chosen: pro_rata\n", "  chosen: full_year\n")

    assert load_scheme(ganzhou).reading("fee_ceiling_short_term") == "full_year"


def test_a_question_that_changes_a_computation_is_not_informative(ganzhou: Path) -> None:
    spoil(
        ganzhou,
        "interpretations.yaml",
        "  chosen: pro_rata\n",
        "  chosen: pro_rata\n  informative: true\n",
    )

    (error,) = errors_of(ganzhou)

    assert "the answer to fee_ceiling_short_term changes what the platform does" in error


def test_lists_inside_lists_end_somewhere(folder: Path) -> None:
    (folder / "clauses.yaml").write_text("[" * 5000 + "]" * 5000, encoding="utf-8")
    (folder / "papers.yaml").write_text("a: " + "{a: " * 5000, encoding="utf-8")

    errors = errors_of(folder)

    assert sum("more than 40 deep" in error for error in errors) == 2


def test_a_file_of_more_than_a_megabyte_is_not_read(folder: Path) -> None:
    (folder / "papers.yaml").write_bytes(b"#" * (1024**2 + 1))

    assert errors_of(folder) == [
        "papers.yaml is larger than 1 MB; no file of a scheme is, so it was not read."
    ]


def test_a_folder_of_more_than_five_hundred_files_is_refused(folder: Path) -> None:
    (folder / "routes").mkdir(exist_ok=True)
    for number in range(501):
        (folder / "routes" / f"note{number}.txt").touch()

    assert "routes holds more than 500 files" in errors_of(folder)[0]


def test_links_in_circles_and_pipes_are_named_and_not_followed(folder: Path) -> None:
    for name in ("papers.yaml", "duties.yaml"):
        (folder / name).unlink(missing_ok=True)
    (folder / "papers.yaml").symlink_to("papers.yaml")
    os.mkfifo(folder / "duties.yaml")
    (folder / "around").symlink_to(folder, target_is_directory=True)

    errors = errors_of(folder)

    assert any(error.startswith("papers.yaml cannot be opened") for error in errors)
    assert any(error.startswith("duties.yaml cannot be opened") for error in errors)
    assert any(error.startswith("around/scheme.yaml is not a file of a scheme") for error in errors)


@pytest.mark.parametrize(
    "name", ["Sanctions.YAML", "sanctions.yml", "sanctions.json", "sanctions.yaml.txt", "r/a.YML"]
)
def test_a_file_whose_name_only_looks_like_one_that_is_read_is_refused_by_name(
    folder: Path, name: str
) -> None:
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text("[]\n", encoding="utf-8")

    assert errors_of(folder) == [
        (
            f"{name} is not a file of a scheme and would be ignored; rename it as "
            "docs/scheme-format.md says, or take it out."
        )
    ]


@pytest.mark.parametrize("name", ["sanctions.yaml", "Sanctions.Yaml"])
def test_a_folder_with_the_name_of_a_file_is_refused_by_name(folder: Path, name: str) -> None:
    (folder / name).mkdir()

    (told,) = errors_of(folder)

    assert told.startswith(name)
