"""The prompts that are shipped, and what happens to a wrong one."""

from pathlib import Path

import pytest

from bot.core.errors import SettingsError
from bot.engines.prompts import GIVEN, load_prompt, load_prompts
from bot.settings import Settings

HEAD = '+++\nversion = "1"\ninputs = ["marker"]\ntemperature = 0\nmax_tokens = 9\n+++\n'
GOOD = HEAD + "# system\nقل.\n# user\n$marker\n"


@pytest.mark.parametrize("task", sorted(GIVEN))
def test_shipped_prompt_is_filled_in_completely(task: str) -> None:
    """Every variable of a shipped prompt gets its value, and a dollar sign in an article stays one."""
    prompt = load_prompts(Settings().prompts_dir)[task]

    filled = prompt.fill({name: f"<{name} costs $5>" for name in GIVEN[task]})

    assert all(f"<{name} costs $5>" in filled.system + filled.user for name in GIVEN[task])
    assert 0 <= filled.temperature <= 1


@pytest.mark.parametrize(
    ("text", "says"),
    [
        pytest.param(GOOD.replace("$marker", "$makrer"), "makrer", id="misspelt variable"),
        pytest.param(GOOD.replace('"marker"', '"marker", "sentences"'), "declares", id="unused input"),
        pytest.param(GOOD.replace("# user", "# reader"), "section", id="missing section"),
        pytest.param(GOOD.replace("$marker", "$marker costs 5$"), "lone", id="lone dollar"),
        pytest.param(GOOD.replace("version", "edition"), "version", id="missing version"),
        pytest.param(GOOD.replace("marker", "weather"), "nothing fills in", id="variable nobody fills"),
        pytest.param("just words", "wrong", id="no head"),
    ],
)
def test_wrong_prompt_is_refused_at_start(tmp_path: Path, text: str, says: str) -> None:
    """An operator's own prompt fails with the file's name and the reason, before any reader waits."""
    path = tmp_path / "digest.ar.md"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(SettingsError, match=says) as failure:
        load_prompt(path, GIVEN["digest"])

    assert "digest.ar.md" in str(failure.value)


def test_missing_prompt_is_named(tmp_path: Path) -> None:
    """A folder without prompts says which file it lacks."""
    with pytest.raises(SettingsError, match=r"digest\.ar\.md"):
        load_prompts(tmp_path)
