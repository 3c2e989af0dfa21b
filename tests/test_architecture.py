"""The shape of the code: layers, sizes, names. What docs/design.md promises, checked by a machine."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
BOT = ROOT / "bot"
GENERATED = BOT / "storage" / "migrations" / "versions"
LONGEST_FILE = 300
LONGEST_FUNCTION = 40
DEEPEST = 3
NO_NAMES = {"utils", "util", "helpers", "helper", "common", "misc", "base", "manager"}
SOURCES = sorted(path for path in BOT.rglob("*.py") if GENERATED not in path.parents)


def test_layers_are_kept() -> None:
    """Imports go downwards only, siblings do not know each other, libraries stay with their adapters."""
    program = Path(sys.executable).with_name("lint-imports")

    result = subprocess.run([program, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)

    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_file_is_short_findable_and_explained(path: Path) -> None:
    """A newcomer reads a file in one go, finds it by its name, and is told what it is for."""
    source = path.read_text(encoding="utf-8")
    tree = ast.parse(source)
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    too_long = [node.name for node in functions if (node.end_lineno or 0) - node.lineno >= LONGEST_FUNCTION]

    assert source.count("\n") <= LONGEST_FILE
    assert too_long == []
    assert path.stem not in NO_NAMES
    assert len(path.relative_to(ROOT).parents) - 1 <= DEEPEST
    assert ast.get_docstring(tree)


def test_importing_the_program_does_nothing() -> None:
    """An import opens no file, starts no loop and reads no setting."""
    code = "import sys, bot.app, bot.cli; sys.exit(bool(sys.modules.get('tdjson')))"
    environment = {"PATH": "", "BOT_TOKEN": "x", "DEFAULT_ZONE": "nowhere"}

    result = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )

    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")
