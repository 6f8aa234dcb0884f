"""Somebody at a browser: what people do with the pages, by the words that stand on them."""

import re
from collections.abc import Mapping, Sequence

from playwright.sync_api import Locator, Page, expect
from tests.journeys.accessibility import Accessibility
from tests.journeys.papers import pdf

PASSWORD = "zhidai-demo"
Answers = Mapping[str, str]


class Someone:
    """A person in front of a page; everything they do is by label, button and link."""

    def __init__(self, page: Page, accessibility: Accessibility | None) -> None:
        self.page = page
        self._accessibility = accessibility

    # going about

    def goes_to(self, path: str) -> None:
        """Type an address."""
        self.page.goto(path)
        self._look()

    def follows(self, link: str) -> None:
        """Follow the first link of the page's main part with this text."""
        self._main.get_by_role("link", name=link).first.click()
        self.page.wait_for_load_state()
        self._look()

    def follows_in_row(self, text: str) -> None:
        """Follow the first link of the table's row in which this text stands."""
        row = self._main.get_by_role("row").filter(has_text=text).first
        row.get_by_role("link").first.click()
        self.page.wait_for_load_state()
        self._look()

    def presses(self, button: str) -> None:
        """Press a button of the page's main part, and wait for the next page."""
        self._main.get_by_role("button", name=button, exact=True).first.click()
        self.page.wait_for_load_state()
        self._look()

    def signs_in(self, username: str, password: str = PASSWORD) -> None:
        self.goes_to("/zh-hans/sign-in/")
        self.fills({"用户名": username, "密码": password})
        self.presses("登录")

    def signs_out(self) -> None:
        self.page.get_by_role("banner").get_by_role("button", name="退出登录").click()
        self.page.wait_for_load_state()

    def moves_the_date(self, step: str) -> None:
        """Press a step of the banner: 1 天, 1 个月, 60 天."""
        self.page.get_by_label("演示").get_by_role("button", name=step).click()
        self.page.wait_for_load_state()
        self._look()

    # forms

    def fills(self, answers: Answers) -> None:
        """Answer fields by their labels: text, a choice by its words, a box by 是."""
        for label, answer in answers.items():
            self._answer(label, answer)

    def attaches(self, papers: Sequence[str]) -> None:
        """Attach a small PDF to each of these papers."""
        for paper in papers:
            self.attaches_file(paper, f"{paper}.pdf", pdf(paper))

    def attaches_file(self, paper: str, name: str, content: bytes) -> None:
        upload = {"name": name, "mimeType": "application/octet-stream", "buffer": content}
        self._main.get_by_label(paper, exact=True).first.set_input_files(upload)

    def chooses(self, *labels: str) -> None:
        """Tick boxes or radios whose label begins so."""
        for label in labels:
            self._main.get_by_label(label).first.check()

    # what they see

    def sees(self, *texts: str) -> None:
        for text in texts:
            expect(self._main).to_contain_text(text)

    def sees_no(self, text: str) -> None:
        expect(self._main).not_to_contain_text(text)

    @property
    def day(self) -> str:
        """The business date as the page shows it."""
        shown = self.page.get_by_label("演示").inner_text()
        found = re.search(r"\d{4}-\d{2}-\d{2}", shown)
        assert found is not None, shown
        return found[0]

    @property
    def text(self) -> str:
        return self._main.inner_text()

    def value_of(self, label: str) -> str:
        """What stands in a text field."""
        return self._main.get_by_label(label, exact=True).first.input_value()

    def has_chosen(self, label: str, answer: str) -> bool:
        """Whether a choice is the one made."""
        group = self._main.get_by_role("group", name=label, exact=True).first
        return group.get_by_label(answer, exact=True).is_checked()

    def downloads(self, link: str) -> bytes:
        """What the first link with this text leads to."""
        address = self._main.get_by_role("link", name=link).first.get_attribute("href")
        assert address is not None
        return self.page.request.get(address).body()

    def saves(self, link: str) -> tuple[str, bytes]:
        """Name and content of the file that a link hands to the browser to save."""
        with self.page.expect_download() as saved:
            self._main.get_by_role("link", name=link).first.click()
        return saved.value.suggested_filename, saved.value.path().read_bytes()

    # the trade

    def opens_a_case(self, *, route: str, amount: str, patents: Sequence[str]) -> str:
        """Apply on the first page of an application; gives the case's number."""
        self.asks_for(route=route, amount=amount, patents=patents)
        self.sees("已受理")
        return self.page.url.rstrip("/").rsplit("/", 1)[-1]

    def asks_for(self, *, route: str, amount: str, patents: Sequence[str]) -> None:
        """Send the first page of an application."""
        self.goes_to("/zh-hans/enterprise/apply/")
        self.chooses(route, *patents)
        self.fills({"申请金额": amount})
        self.presses("提交申请")

    def repays(self, loan: str, amount: str) -> None:
        """Record money received for a loan, in two steps: type it, confirm it."""
        self.goes_to("/zh-hans/loans/")
        self.follows(loan)
        self.follows("登记还款")
        self.fills({"收到金额": amount})
        self.presses("继续")
        self.presses("登记这笔还款")
        self.sees("已完成。")

    def does(
        self, case: str, task: str, answers: Answers | None = None, papers: Sequence[str] = ()
    ) -> None:
        """Do a task from one's workbench: find it, answer, attach, send; it must be accepted."""
        self.tries(case, task, answers, papers)
        self.sees("已完成。")

    def tries(
        self, case: str, task: str, answers: Answers | None = None, papers: Sequence[str] = ()
    ) -> None:
        """The same, whatever comes of it."""
        self.goes_to(f"/zh-hans/cases/{case}/")
        self.follows(task)
        self.fills(answers or {})
        self.attaches(papers)
        self.presses(task)

    # how

    @property
    def _main(self) -> Locator:
        return self.page.locator("main")

    def _answer(self, label: str, answer: str) -> None:
        group = self._main.get_by_role("group", name=label, exact=True)
        if group.count():
            group.first.get_by_label(answer, exact=True).check()
            return
        field = self._main.get_by_label(label, exact=True).first
        if field.evaluate("element => element.tagName") == "SELECT":
            field.select_option(label=answer)
        else:
            field.fill(answer)

    def _look(self) -> None:
        if self._accessibility is not None:
            self._accessibility.look(self.page)
