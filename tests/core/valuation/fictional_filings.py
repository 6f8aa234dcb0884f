"""Fictional filings with planted twins and improvements, and with what only looks like them."""

import random
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from zhidai.core.registers.patent_numbers import check_digit_of, parse_patent_number
from zhidai.core.valuation.filings import Filing, class_symbol

FIELDS = {
    "H01M": ("锂电池极片", "电芯", "电池模组", "隔膜"),
    "B65G": ("物料输送带", "纸箱", "托盘", "料仓"),
    "A01G": ("温室大棚", "育苗盘", "果树", "食用菌棚"),
    "E21B": ("钻杆", "岩芯", "井口", "泥浆"),
    "G01N": ("水样", "土壤", "稀土溶液", "烟气"),
}
ACTS = ("涂布", "烘干", "切割", "清洗", "搬运", "检测", "压实", "分选", "冷却", "喷淋", "夹持",
        "翻转", "除尘", "计量", "定位", "焊接", "脱水", "筛分", "贴标", "缠绕")  # fmt: skip
TRAITS = ("", "便于维护的", "节能型", "双工位", "可调节", "防堵塞", "多功能", "自动")
THINGS = ("装置", "设备", "系统", "机构", "机")
WITH_METHOD = ("及方法", "及其使用方法", "及其控制方法", "及工艺")
SURNAMES, NAMES = "赵钱孙李周吴郑王冯陈褚卫", "伟芳娜敏静磊洋艳勇军杰娟涛明超霞"


@dataclass(slots=True)
class Planted:
    """The filings, the pairs that are twins (model, invention) and the improvements (old, new)."""

    filings: list[Filing] = field(default_factory=list)
    twins: set[tuple[str, str]] = field(default_factory=set)
    improvements: set[tuple[str, str]] = field(default_factory=set)


def planted(seed: int, *, owners: int = 60) -> Planted:
    """Owners of a few fields each, with batches of filings sent on the same day."""
    chance = random.Random(seed)  # noqa: S311 - the same filings each time
    made = Planted()
    for place in range(owners):
        _Owner(f"示例科技{place:03}有限公司(虚构)", chance, made).files()
    others = chance.sample(made.filings, len(made.filings) // 10)
    made.filings += [_by_another(filing, place) for place, filing in enumerate(others)]
    chance.shuffle(made.filings)
    return made


def _by_another(filing: Filing, place: int) -> Filing:
    """The same title, class, people and day under another owner's name and the other kind."""
    kind = "1" if filing.kind == "utility_model" else "2"
    body = f"{filing.filed_on.year}{kind}{place:07}"
    number = parse_patent_number(f"{body}.{check_digit_of(body)}")
    return replace(filing, number=number, owners=frozenset({f"他人示例{place}公司(虚构)"}))


class _Owner:
    def __init__(self, name: str, chance: random.Random, made: Planted) -> None:
        self.name, self.chance, self.made = name, chance, made
        self.subclass = chance.choice(list(FIELDS))
        self.team = [self._person() for _ in range(chance.randint(4, 8))]

    def files(self) -> None:
        day = date(2012, 1, 4) + timedelta(days=self.chance.randrange(3000))
        for _ in range(self.chance.randint(2, 5)):
            self._batch(day)
            day += timedelta(days=self.chance.randint(30, 400))

    def _batch(self, day: date) -> None:
        """Twins, and of the same day, owner, class and often team: models and inventions of others.

        Every title of the batch may be of one object: 一种锂电池极片涂布装置, …烘干装置, …切割方法.
        """
        chance = self.chance
        acts = chance.sample(ACTS, 6)
        serials = {kind: chance.randrange(100_000, 900_000) for kind in "12"}
        subject = chance.choice(FIELDS[self.subclass])
        for act in acts[: chance.randint(0, 2)]:
            self._twin(day, subject, act, serials)
        trait = chance.choice(TRAITS)
        for act in acts[2 : 2 + chance.randint(1, 2)]:
            self._single("2", day, f"一种{trait}{subject}{act}装置", serials)
        for act in acts[4 : 4 + chance.randint(1, 2)]:
            ending = chance.choice(("装置", "方法", "系统"))
            self._single("1", day, f"一种{trait}{subject}{act}{ending}", serials)
        if chance.random() < 0.4:  # the same done to something else
            other = chance.choice([one for one in FIELDS[self.subclass] if one != subject])
            self._single(chance.choice("12"), day, f"一种{other}{acts[0]}装置", serials)
            self._single("1", day, f"一种{trait}{other}{acts[2]}装置", serials)

    def _twin(self, day: date, subject: str, act: str, serials: dict[str, int]) -> None:
        chance = self.chance
        trait, thing = chance.choice(TRAITS), chance.choice(THINGS)
        title = f"一种{trait}{subject}{act}{thing}"
        other = title + (chance.choice(WITH_METHOD) if chance.random() < 0.4 else "")
        if chance.random() < 0.2:  # worded another way
            other = chance.choice((
                other.replace(trait, chance.choice(TRAITS)) if trait else other,
                other.replace(f"{subject}{act}", f"用于{subject}的{act}"),
                other.replace(f"{subject}{act}", f"{act}{subject}用"),
            ))  # fmt: skip
        group, people = self._group(), self._people()
        fewer = people[: max(1, len(people) - 1)] if chance.random() < 0.3 else people
        model = self._file("2", day, title, serials, group=group, people=people)
        again = group if chance.random() < 0.85 else self._group()
        invention = self._file("1", day, other, serials, group=again, people=fewer)
        self.made.twins.add((str(model.number), str(invention.number)))
        if chance.random() < 0.4:
            later = day + timedelta(days=chance.randint(200, 900))
            better = (
                f"一种{chance.choice(('带反馈的', '改进的', '低能耗'))}{trait}{subject}{act}{thing}"
            )
            fresh = {kind: chance.randrange(100_000, 900_000) for kind in "12"}
            new = self._file("2", later, better, fresh, group=group, people=people)
            self.made.improvements.add((str(model.number), str(new.number)))

    def _single(self, kind: str, day: date, title: str, serials: dict[str, int]) -> None:
        self._file(kind, day, title, serials, group=self._group(), people=self._people())

    def _file(
        self, kind: str, day: date, title: str, serials: dict[str, int],
        *, group: str, people: list[str],
    ) -> Filing:  # fmt: skip
        serials[kind] += self.chance.randint(1, 3)
        body = f"{day.year}{kind}{serials[kind]:07}"
        known = self.chance.random() > 0.05
        filing = Filing(
            number=parse_patent_number(f"{body}.{check_digit_of(body)}"),
            title=title,
            filed_on=day,
            owners=frozenset({self.name}),
            symbol=class_symbol(group) if known else None,
            inventors=frozenset(people) if self.chance.random() > 0.05 else frozenset(),
        )
        self.made.filings.append(filing)
        return filing

    def _group(self) -> str:
        return f"{self.subclass}{self.chance.choice((1, 4, 10))}/{self.chance.choice(('02', '04'))}"

    def _people(self) -> list[str]:
        return self.chance.sample(self.team, self.chance.randint(1, 4))

    def _person(self) -> str:
        return self.chance.choice(SURNAMES) + "".join(self.chance.sample(NAMES, 2))
