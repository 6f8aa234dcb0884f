"""Schemes beside each other: what a phone repeats at each row is short, what is shared left out."""

from dataclasses import replace
from datetime import date

from django.utils import translation

from zhidai.schemes.reader import shipped
from zhidai.web.enterprise.schemes_beside import beside

DAY = date(2021, 3, 1)
GANZHOU, QINGLAN = shipped("ganzhou-2020"), shipped("qinglan-2021")


def heads(*schemes: object) -> list[str]:
    with translation.override("en"):
        made = beside(schemes, DAY, "en")  # type: ignore[arg-type]
    return [str(column.label) for column in made.columns]


def test_schemes_of_two_places_are_headed_by_their_places() -> None:
    assert heads(GANZHOU, QINGLAN) == ["What", "Ganzhou", "Qinglan"]


def test_two_schemes_of_one_place_are_headed_by_their_titles() -> None:
    neighbour = replace(QINGLAN, place=GANZHOU.place)

    assert heads(GANZHOU, neighbour)[1:] == [GANZHOU.title.en, QINGLAN.title.en]
