"""Flow pictures: bands as wide as their amounts, words for every colour, nothing off the sheet."""

import re
from decimal import Decimal
from xml.etree import ElementTree

from zhidai.documents.flow_pictures import Ribbon, Station, flow_picture

SVG = "{http://www.w3.org/2000/svg}"


def station(name: str, column: int, size: int, *, row: int = 0) -> Station:
    return Station(
        id=name, column=column, row=row, name=name, amount=f"¥{size}", size=Decimal(size)
    )


def ribbon(origin: str, target: str, size: int) -> Ribbon:
    return Ribbon(origin=origin, target=target, size=Decimal(size), amount=f"¥{size}")


def drawn(stations: list[Station], ribbons: list[Ribbon]) -> ElementTree.Element:
    text = flow_picture(stations, ribbons, name="picture", title="Where it went")
    return ElementTree.fromstring(text)  # noqa: S314 - made by ourselves


def bars(picture: ElementTree.Element) -> list[tuple[int, int, int]]:
    """x, y and height of each station, in the order given."""
    return [
        (int(bar.attrib["x"]), int(bar.attrib["y"]), int(bar.attrib["height"]))
        for bar in picture.iter(f"{SVG}rect")
    ]


SPLIT = [station("all", 0, 300), station("much", 1, 200), station("less", 1, 100, row=1)]
PARTS = [ribbon("all", "much", 200), ribbon("all", "less", 100)]


def test_a_bar_is_as_high_as_its_amount_and_bars_of_a_column_do_not_touch() -> None:
    whole, much, less = bars(drawn(SPLIT, PARTS))

    assert whole[2] == much[2] + less[2]
    assert much[2] == 2 * less[2]
    assert less[1] > much[1] + much[2]


def test_every_station_and_ribbon_has_words() -> None:
    picture = drawn(SPLIT, PARTS)

    texts = [text.text for text in picture.iter(f"{SVG}text")]
    titles = [title.text for title in picture.iter(f"{SVG}title")]
    assert texts == ["all", "¥300", "much", "¥200", "less", "¥100"]
    assert titles == ["Where it went", "all → much: ¥200", "all → less: ¥100"]
    assert picture.attrib["aria-labelledby"] == "picture"


def test_a_ribbon_over_a_column_takes_room_between_its_bars() -> None:
    stations = [*SPLIT, station("end", 2, 100, row=1), station("right", 2, 200)]
    through = [
        ribbon("all", "much", 200),
        ribbon("all", "end", 100),
        ribbon("much", "right", 200),
    ]
    without_less = [one for one in stations if one.name != "less"]

    picture = drawn(without_less, through)

    (path,) = (
        one.attrib["d"]
        for one in picture.iter(f"{SVG}path")
        if "all → end" in "".join(one.itertext())
    )
    much = bars(picture)[1]
    points = [tuple(map(int, pair.split())) for pair in re.findall(r"\d+ \d+", path)]
    crossing = [y for x, y in points if x == much[0]]
    assert len(crossing) == 2  # the upper edge and the lower
    assert min(crossing) > much[1] + much[2]


def test_a_fen_beside_millions_is_still_seen() -> None:
    stations = [station("all", 0, 10_000_001), station("big", 1, 10_000_000),
                station("fen", 1, 1, row=1)]  # fmt: skip

    heights = [bar[2] for bar in bars(drawn(stations, [ribbon("all", "fen", 1)]))]

    assert heights[2] >= 2


def test_words_of_people_cannot_become_marks() -> None:
    text = flow_picture([station('<b>"', 0, 1)], [], name="x", title="<script>")

    assert "<b>" not in text
    assert "<script>" not in text


def test_everything_lies_on_the_sheet() -> None:
    picture = drawn(SPLIT, PARTS)

    height = int(picture.attrib["height"])
    assert all(y + high <= height for _, y, high in bars(picture))
    assert all(int(text.attrib["y"]) <= height for text in picture.iter(f"{SVG}text"))


def test_a_long_name_finds_room_beside_its_bar_and_before_the_next() -> None:
    long = "Risk compensation fund: loss that remains"
    picture = drawn(
        [station(long, 0, 300), station("风险补偿资金池：剩余损失（长名称）", 1, 300)],
        [ribbon(long, "风险补偿资金池：剩余损失（长名称）", 300)],
    )

    first, second = bars(picture)
    assert second[0] - first[0] > 7 * len(long)
    assert int(picture.attrib["width"]) - second[0] > 13 * 17
