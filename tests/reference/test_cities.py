"""Every unit of prefecture level is known by its name, and a place in it is read as it."""

from collections import Counter

import pytest

from zhidai.core.screening.places import city_of
from zhidai.reference.cities import cities

MUNICIPALITIES = {"北京市", "天津市", "上海市", "重庆市"}
KINDS = ("自治州", "地区", "盟", "市")


def test_there_are_333_units_of_prefecture_level() -> None:
    units = cities() - MUNICIPALITIES

    kinds = Counter(next(kind for kind in KINDS if one.endswith(kind)) for one in units)

    assert len(cities()) == 337
    assert kinds == {"市": 293, "自治州": 30, "地区": 7, "盟": 3}


@pytest.mark.parametrize(
    ("written", "city"),
    [
        ("湖北省恩施土家族苗族自治州利川市", "恩施土家族苗族自治州"),
        ("新疆维吾尔自治区喀什地区", "喀什地区"),
        ("内蒙古自治区锡林郭勒盟锡林浩特市", "锡林郭勒盟"),
        ("青海省海南藏族自治州", "海南藏族自治州"),
        ("海南省海口市", "海口市"),
        ("恩施州", "恩施土家族苗族自治州"),
        ("四川省凉山州西昌市", "凉山彝族自治州"),
        ("黔东南州凯里市", "黔东南苗族侗族自治州"),
        ("湖北省恩施市", None),  # a county-level city alone
        ("喀什", None),  # a district, a city of a county's rank and a prefecture have the name
    ],
)
def test_a_place_is_read_as_the_unit_that_it_names(written: str, city: str | None) -> None:
    assert city_of(written, cities()) == city
