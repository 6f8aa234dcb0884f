#!/usr/bin/env python3
"""Everything a newcomer types: setup, demo, test, postgres, explore, check, bench.

Only the standard library, so that it runs before anything is installed.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
# In the order of tests/conftest.py, which begins with the long files.
WORKERS = ["-n", "auto", "--dist", "loadfile", "--no-loadscope-reorder"]
SOURCES = ["src", "tests", "benchmarks", "run.py"]


def run(*command: object, **environment: str) -> None:
    """Run a command in the project folder; stop with its exit code if it fails."""
    code = subprocess.call(
        [str(part) for part in command], cwd=ROOT, env={**os.environ, **environment}
    )
    if code:
        sys.exit(code)


def install(lock: str) -> None:
    """Make .venv hold exactly what the hashed lock names, and the project itself."""
    stamp = VENV / f"{lock}.installed"
    wanted = hashlib.sha256(
        (ROOT / lock).read_bytes() + (ROOT / "pyproject.toml").read_bytes()
    ).hexdigest()
    if stamp.exists() and stamp.read_text() == wanted:
        return
    print(f"Installing from {lock} into .venv (once) ...", flush=True)
    if not (BIN / "python").exists():
        venv.create(VENV, with_pip=shutil.which("uv") is None)
    if shutil.which("uv"):
        pip = ["uv", "pip", "install", "--quiet", "--python", BIN / "python"]
    else:
        if not (BIN / "pip").exists():
            run(BIN / "python", "-m", "ensurepip", "--upgrade")
        pip = [BIN / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    settings = {"UV_PYTHON_DOWNLOADS": "never"}
    run(*pip, "--require-hashes", "-r", lock, **settings)
    run(*pip, "--no-deps", "--no-build-isolation", "-e", ".", **settings)
    run(BIN / "python", "-m", "zhidai.wording.compilation")
    stamp.write_text(wanted)


def setup(*_: str) -> None:
    """Install what the tests and checks need."""
    install("requirements-dev.lock")


def demo(*arguments: str) -> None:
    """Prepare and serve the demonstration city; `--fresh` starts it over."""
    install("requirements.lock")
    if os.name == "nt":  # there a process cannot become another
        run(BIN / "zhidai", "demo", *arguments)
        return
    command = BIN / "zhidai"
    sys.stdout.flush()
    os.execv(command, [str(command), "demo", *arguments])  # noqa: S606 - stopping it stops all


def test(*arguments: str) -> None:
    """Run the test suite on all cores; browser journeys only where there is a chromium."""
    setup()
    run(BIN / "python", "-m", "pytest", *WORKERS, *arguments)


def postgres(*arguments: str) -> None:
    """Run the tests that touch the database once more, on a real PostgreSQL (from a package)."""
    setup()
    run(BIN / "python", "-m", "tests.postgres", *WORKERS, *arguments)


def explore(*arguments: str) -> None:
    """Run the properties alone, on examples that no run had before; `test` repeats its own."""
    setup()
    properties = ["-m", "hypothesis", "--hypothesis-profile", "explore"]
    run(BIN / "python", "-m", "pytest", *WORKERS, *properties, *arguments)


def check(*_: str) -> None:
    """Format, lint, types, security lint, imports and the architecture tests."""
    setup()
    sources = [name for name in SOURCES if (ROOT / name).exists()]
    run(BIN / "ruff", "format", "--check", *sources)
    run(BIN / "ruff", "check", *sources)
    run(BIN / "lint-imports")
    run(BIN / "mypy")
    run(BIN / "bandit", "-q", "-r", "src", "-ll")
    run(BIN / "python", "-m", "pytest", "tests/architecture")


def bench(*arguments: str) -> None:
    """Print the benchmarks, each as a ratio against a baseline of the same run."""
    setup()
    run(BIN / "python", "-m", "benchmarks", *arguments)


COMMANDS = {
    "setup": setup,
    "demo": demo,
    "test": test,
    "postgres": postgres,
    "explore": explore,
    "check": check,
    "bench": bench,
}


def main() -> None:
    # Every process we start would compile the whole house anew, where the reader has this set.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    name, *arguments = sys.argv[1:] or ["help"]
    if name not in COMMANDS:
        print("usage: python3 run.py COMMAND")
        for key, command in COMMANDS.items():
            print(f"  {key:8} {(command.__doc__ or '').splitlines()[0]}")
        sys.exit(0 if name in {"help", "-h", "--help"} else 2)
    if sys.version_info < (3, 11):
        sys.exit("Zhidai needs Python 3.11 or newer.")
    try:
        COMMANDS[name](*arguments)
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
