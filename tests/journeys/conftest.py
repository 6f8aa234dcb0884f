"""A served demonstration city for each journey, and people at browsers in front of it."""

import json
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, expect, sync_playwright
from tests.conftest import CHROMIUM, ROOT, city_environment
from tests.journeys.accessibility import Accessibility
from tests.journeys.people import Someone

ZHIDAI = [sys.executable, "-c", "from zhidai.cli import main; main()"]
SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--in-process-gpu",
    "--renderer-process-limit=1",  # people share one: each takes a while to start
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
READY_WITHIN = 60  # seconds
LIGHT = "/zh-hans/sign-in/"  # a page to ask for: the first screen measures the machine
PATIENCE = 30_000  # milliseconds: a busy machine is slow, not wrong
Meet = Callable[[str], Someone]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "journeys" in item.path.parts:
            item.add_marker(pytest.mark.journey)


@dataclass(frozen=True, slots=True, kw_only=True)
class City:
    """A city's data folder, and the sessions of its people, who are signed in already."""

    folder: Path
    sessions: Mapping[str, str]  # by user name

    def given(self, what: str, *arguments: str) -> str:
        """Have something done before the journey starts, see `given`."""
        command = [sys.executable, "-m", "tests.journeys.given", what, *arguments]
        return str(json.loads(_run(command, self.folder)))


@pytest.fixture(scope="session")
def settled_city(untouched_city: Path, tmp_path_factory: pytest.TempPathFactory) -> City:
    """A city whose people are signed in; each journey gets a copy."""
    folder = tmp_path_factory.mktemp("signed-in") / "city"
    shutil.copytree(untouched_city, folder)
    sessions = json.loads(_run([sys.executable, "-m", "tests.journeys.given", "people"], folder))
    return City(folder=folder, sessions=sessions)


@pytest.fixture(scope="module")
def city(settled_city: City, tmp_path_factory: pytest.TempPathFactory) -> City:
    """The city of one file of journeys, before it is served."""
    return _copy_of(settled_city, tmp_path_factory)


@pytest.fixture(scope="session")
def quiet_server(settled_city: City, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """One city for all files that change nothing in it: a server takes seconds to start."""
    with _served(_copy_of(settled_city, tmp_path_factory)) as address:
        yield address


@pytest.fixture(scope="module")
def server(request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of the city, served as `zhidai demo` serves it."""
    if getattr(request.module, "CHANGES_NOTHING", False):
        yield request.getfixturevalue("quiet_server")
        return
    with _served(request.getfixturevalue("city")) as address:
        yield address


def _copy_of(settled: City, tmp_path_factory: pytest.TempPathFactory) -> City:
    folder = tmp_path_factory.mktemp("served") / "city"
    shutil.copytree(settled.folder, folder)
    return City(folder=folder, sessions=settled.sessions)


@contextmanager
def _served(city: City) -> Iterator[str]:
    port = _free_port()
    log = city.folder / "server.log"
    with log.open("w") as output:
        process = subprocess.Popen(  # noqa: S603 - our own interpreter and arguments
            [*ZHIDAI, "demo", "--port", str(port)],
            env=city_environment(city.folder),
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_until_ready(address, process, log)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for all journeys."""
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def accessibility(untouched_city: Path) -> Accessibility:
    """Looks at each kind of page once, whichever worker comes to it first."""
    seen = untouched_city.with_suffix(".pages-seen")
    seen.mkdir(exist_ok=True)
    return Accessibility(seen)


@pytest.fixture(scope="module")
def has_javascript() -> bool:
    """Whether browsers run scripts; only axe needs it, a page has none (tests/architecture)."""
    return True


@pytest.fixture
def meet(
    chromium: Browser,
    server: str,
    settled_city: City,
    has_javascript: bool,
    accessibility: Accessibility,
) -> Iterator[Meet]:
    """People by user name, signed in, each at a browser of their own; "" is anybody else."""
    rooms: list[BrowserContext] = []
    met: dict[str, Someone] = {}

    def someone(username: str) -> Someone:
        if username not in met:
            room = chromium.new_context(
                base_url=server, java_script_enabled=has_javascript, locale="zh-CN"
            )
            room.set_default_timeout(PATIENCE)
            rooms.append(room)
            met[username] = Someone(room.new_page(), accessibility if has_javascript else None)
            if username:
                session = {
                    "name": "sessionid",
                    "value": settled_city.sessions[username],
                    "url": server,
                }
                room.add_cookies([session])
        return met[username]

    yield someone
    for room in rooms:
        room.close()


def _run(command: list[str], folder: Path) -> str:
    """Run to the end in a city's folder; gives what was printed."""
    done = subprocess.run(  # noqa: S603 - our own interpreter and arguments
        command,
        env=city_environment(folder),
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return done.stdout


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_ready(address: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    deadline = time.monotonic() + READY_WITHIN
    while time.monotonic() < deadline:
        if process.poll() is not None:
            pytest.fail(f"the server stopped:\n{log.read_text()}")
        try:
            urllib.request.urlopen(f"{address}{LIGHT}", timeout=5).close()  # noqa: S310 - ours
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
        else:
            return
    pytest.fail(f"the server was not ready in {READY_WITHIN} s:\n{log.read_text()}")
