"""Run the README's examples on the seed reports and write down what they print.

    python tools/fill_readme.py

The commands of all ``console`` blocks run in order, in one new folder that holds ``seeds/``.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
BLOCK = re.compile(r"^```console\n(.*?)^```", flags=re.MULTILINE | re.DOTALL)
PROMPT = "$ "


def commands(markdown: str) -> list[str]:
    """The commands of all ``console`` blocks, in order: the lines that start with a prompt."""
    lines = (line for block in BLOCK.findall(markdown) for line in block.splitlines())
    return [line.removeprefix(PROMPT) for line in lines if line.startswith(PROMPT)]


def filled(markdown: str) -> str:
    """The text with each command of its ``console`` blocks followed by what it prints now."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(ROOT / "seeds", folder / "seeds")
        return BLOCK.sub(lambda block: _run_block(block[1], folder), markdown)


def _run_block(block: str, folder: Path) -> str:
    asked = commands(f"```console\n{block}```")
    shown = "".join(f"{PROMPT}{command}\n{_printed(command, folder)}" for command in asked)
    return f"```console\n{shown}```"


def _printed(command: str, folder: Path) -> str:
    """What a plain terminal, 110 columns wide, shows; ``ledger`` is this tree's program."""
    inherited = {key: value for key, value in os.environ.items() if key not in {"FORCE_COLOR", "LEDGER_DB"}}
    env = inherited | {"COLUMNS": "110", "PYTHONPATH": str(ROOT), "PYTHON": sys.executable}
    script = f'ledger() {{ "$PYTHON" -m ledger "$@"; }}\n{command}'
    shell = ["bash", "-c", script]
    done = subprocess.run(  # noqa: S603  # the README's own commands
        shell, cwd=folder, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", check=False
    )
    return "".join(f"{line.rstrip()}\n" for line in done.stdout.splitlines())


def main() -> None:
    """Rewrite README.md in place."""
    readme = ROOT / "README.md"
    readme.write_text(filled(readme.read_text("utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
