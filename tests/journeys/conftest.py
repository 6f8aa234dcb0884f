"""A served demonstration city for each journey, and people at browsers in front of it."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright
from tests.conftest import CHROMIUM
from tests.journeys.accessibility import Accessibility
from tests.journeys.people import Someone

ZHIDAI = [sys.executable, "-c", "from zhidai.cli import main; main()"]
SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
READY_WITHIN = 60  # seconds
Meet = Callable[[str], Someone]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "journeys" in item.path.parts:
            item.add_marker(pytest.mark.journey)


@pytest.fixture(scope="session")
def settled_city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of a city that nobody has visited yet; each journey gets a copy."""
    folder = tmp_path_factory.mktemp("city")
    _zhidai(folder, "demo", "--no-serve")
    return folder


@pytest.fixture
def city(settled_city: Path, tmp_path: Path) -> Path:
    """The data folder of this journey's own city, before it is served."""
    folder = tmp_path / "city"
    shutil.copytree(settled_city, folder)
    return folder


@pytest.fixture
def server(city: Path) -> Iterator[str]:
    """The address of the city, served as `zhidai demo` serves it."""
    port = _free_port()
    log = (city / "server.log").open("w")
    process = subprocess.Popen(  # noqa: S603 - our own interpreter and arguments
        [*ZHIDAI, "demo", "--port", str(port)],
        env=_environment(city),
        stdout=log,
        stderr=subprocess.STDOUT,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_until_ready(address, process, city / "server.log")
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)
        log.close()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for all journeys."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def accessibility() -> Accessibility:
    """Looks at each kind of page once."""
    return Accessibility()


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def has_javascript(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


@pytest.fixture
def meet(
    chromium: Browser, server: str, has_javascript: bool, accessibility: Accessibility
) -> Iterator[Meet]:
    """People by user name, each at a browser of their own; "" is a visitor who never signs in."""
    rooms: list[BrowserContext] = []
    met: dict[str, Someone] = {}

    def someone(username: str) -> Someone:
        if username not in met:
            room = chromium.new_context(
                base_url=server, java_script_enabled=has_javascript, locale="zh-CN"
            )
            room.set_default_timeout(15_000)
            rooms.append(room)
            met[username] = Someone(room.new_page(), accessibility if has_javascript else None)
            if username:
                met[username].signs_in(username)
        return met[username]

    yield someone
    for room in rooms:
        room.close()


def _zhidai(folder: Path, *arguments: str) -> None:
    subprocess.run(  # noqa: S603 - our own interpreter and arguments
        [*ZHIDAI, *arguments], env=_environment(folder), check=True, stdout=subprocess.DEVNULL
    )


def _environment(folder: Path) -> dict[str, str]:
    kept = {name: text for name, text in os.environ.items() if name != "DATABASE_URL"}
    return {**kept, "ZHIDAI_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "zhidai.config.settings"}


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
            urllib.request.urlopen(address, timeout=5).close()  # noqa: S310 - our own address
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
        else:
            return
    pytest.fail(f"the server was not ready in {READY_WITHIN} s:\n{log.read_text()}")
