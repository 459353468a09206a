"""The shape of the project: what may import what, how long things may grow, and what may not stand in a file."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MODULES = sorted((ROOT / "ledger").rglob("*.py"))
LONGEST_MODULE = 400
LONGEST_FUNCTION = 60


def functions(module: Path) -> Iterator[tuple[str, int]]:
    """The name and length in lines of each function in a module."""
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, (node.end_lineno or node.lineno) - node.lineno + 1


def texts() -> Iterator[Path]:
    """Every text file that the project writes itself."""
    rooms = ("ledger", "migrations", "seeds", "tests", "tools")
    suffixes = {".cfg", ".ini", ".json", ".md", ".mako", ".py", ".sql", ".toml", ".tsv", ".txt"}
    yield from (path for path in ROOT.iterdir() if path.suffix in suffixes)
    yield from (ROOT / name for name in ("Makefile", "NOTICE", ".ci/run", "requirements.lock"))
    for room in rooms:
        yield from (path for path in (ROOT / room).rglob("*") if path.suffix in suffixes)


def run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)


def test_the_model_loads_the_standard_library_only() -> None:
    heavy = ("sqlalchemy", "alembic", "spacy", "pint", "quantulum3", "click", "rich", "httpx")
    code = f"import sys, ledger.model; print(*sorted(set({heavy!r}) & set(sys.modules)))"
    done = run(sys.executable, "-c", code)
    assert (done.returncode, done.stdout.strip()) == (0, ""), done.stderr


def test_import_contracts_hold() -> None:
    done = run(sys.executable, "-c", "from importlinter.cli import lint_imports_command as lint; lint(['--no-cache'])")
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_modules_and_functions_stay_short(module: Path) -> None:
    lines = len(module.read_text("utf-8").splitlines())
    assert lines <= LONGEST_MODULE, f"{lines} lines: split the module where it does two things"
    long = {name: length for name, length in functions(module) if length > LONGEST_FUNCTION}
    assert not long, f"too long: {long}; name the steps"


def test_no_module_is_a_drawer() -> None:
    drawers = {"common", "helper", "helpers", "misc", "util", "utils"}
    assert [path for path in MODULES if path.stem in drawers] == []


@pytest.mark.parametrize(
    ("forbidden", "why"),
    [
        (r"/(?:home|Users)/\w+|/ro{2}t/", "a path of one machine"),
        (r"\b(?:TODO|FIXME|XX[X])\b", "unfinished work belongs in an issue"),
        (r"--(?:extra-)?index-ur[l]|--find-link[s]", "where packages come from is each user's own setting"),
    ],
    ids=["machine paths", "leftovers", "package indexes"],
)
def test_nothing_stands_in_a_file_that_should_not(forbidden: str, why: str) -> None:
    pattern = re.compile(forbidden)
    found = [
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path in texts()
        if path.name != Path(__file__).name
        for match in pattern.finditer(path.read_text("utf-8", errors="replace"))
    ]
    assert found == [], why


def test_the_lock_has_exact_versions_hashes_and_no_addresses() -> None:
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    requirements = re.findall(r"^[A-Za-z0-9][^\n]*", lock, flags=re.MULTILINE)
    assert requirements, "the lock is empty"
    assert [line for line in requirements if "==" not in line] == []
    assert lock.count("--hash=sha256:") >= len(requirements)
    assert "://" not in lock


@pytest.mark.parametrize("target", ["demo", "test", "check", "wheel"])
def test_make_targets_exist(target: str) -> None:
    done = run("make", "--dry-run", target)
    assert done.returncode == 0, done.stderr
