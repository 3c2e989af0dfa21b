"""Reads prompts/: a head in TOML, then `# system` and `# user` with $name variables. Knows no model."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from string import Template

from bot.core.errors import SettingsError

HEAD_MARK = "+++"
BOUNDS = frozenset(
    f"{bound}_{what}" for bound in ("fewest", "most") for what in ("sentences", "words", "points")
)
BRIEF = BOUNDS | {"marker", "sentences", "language_note", "must_mention", "glossary"}
GIVEN = {
    "digest": BRIEF,
    "repair": BRIEF - {"must_mention"} | {"digest", "problems"},
    "judge": frozenset({"marker", "claims"}),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """What we say to a model for one task in one language."""

    name: str
    version: str
    temperature: float
    max_tokens: int
    system: Template
    user: Template

    def fill(self, values: dict[str, str]) -> "FilledPrompt":
        """Return the prompt with its variables filled in; text put in is not searched for variables again."""
        return FilledPrompt(
            system=self.system.substitute(values),
            user=self.user.substitute(values),
            temperature=self.temperature,
            max_tokens=self.max_tokens,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledPrompt:
    """A prompt that is ready to be sent."""

    system: str
    user: str
    temperature: float
    max_tokens: int


def load_prompts(folder: Path, language: str = "ar") -> dict[str, Prompt]:
    """Return the prompts of all tasks. Raises SettingsError naming the file and what is wrong in it."""
    return {task: load_prompt(folder / f"{task}.{language}.md", given) for task, given in GIVEN.items()}


def load_prompt(path: Path, given: frozenset[str]) -> Prompt:
    """Return one prompt whose variables are all given. Raises SettingsError."""
    try:
        return _parse(path.name.removesuffix(".md"), path.read_text(encoding="utf-8"), given)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise SettingsError(f"the prompt {path} is wrong: {_explain(error)}") from error


def _parse(name: str, text: str, given: frozenset[str]) -> Prompt:
    _, head, body = text.split(HEAD_MARK, 2)
    settings = tomllib.loads(head)
    system, user = _sections(body)
    inputs = frozenset(settings["inputs"])
    used = frozenset(system.get_identifiers()) | frozenset(user.get_identifiers())
    if used != inputs:
        raise ValueError(f"its text uses {sorted(used)} but its head declares {sorted(inputs)}")
    if not inputs <= given:
        raise ValueError(f"nothing fills in {sorted(inputs - given)}; there are {sorted(given)}")
    return Prompt(
        name=name,
        version=str(settings["version"]),
        temperature=float(settings["temperature"]),
        max_tokens=int(settings["max_tokens"]),
        system=system,
        user=user,
    )


def _sections(body: str) -> tuple[Template, Template]:
    before, found, rest = body.partition("# system\n")
    system, also_found, user = rest.partition("\n# user\n")
    if before.strip() or not found or not also_found:
        raise ValueError("after the head it needs a «# system» and a «# user» section")
    templates = Template(system.strip()), Template(user.strip())
    if not all(template.is_valid() for template in templates):
        raise ValueError("a lone $; write $$ for a dollar sign")
    return templates


def _explain(error: Exception) -> str:
    return f"{error} is missing in its head" if isinstance(error, KeyError) else str(error)
