"""Reads the newsroom's glossary (a TOML file) and tells a model its terms. What they change: core/house_style."""

import tomllib
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.core.errors import SettingsError
from bot.core.house_style import HouseStyle, Term


class TermForm(BaseModel):
    """One term as it stands in the file."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    write: str = Field(min_length=2)
    instead_of: list[str] = Field(min_length=1)


class GlossaryForm(BaseModel):
    """The whole file."""

    model_config = ConfigDict(extra="forbid")

    term: list[TermForm]


def read_glossary(path: Path | None) -> HouseStyle:
    """Return the style that a file asks for; no file, no style. Raises SettingsError naming what is wrong in it."""
    if path is None:
        return HouseStyle()
    try:
        form = GlossaryForm.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise SettingsError(f"the glossary {path} is wrong at {where}: {first['msg']}") from error
    except (OSError, ValueError) as error:
        raise SettingsError(f"the glossary {path} cannot be read: {error}") from error
    style = HouseStyle(
        terms=tuple(Term(write=one.write, instead_of=tuple(one.instead_of)) for one in form.term)
    )
    _refuse_circles(style, path)
    return style


def told_to_model(terms: tuple[Term, ...]) -> str:
    """Return the terms as lines for a prompt."""
    return "\n".join(
        f"- «{term.write}», not " + ", ".join(f"«{one}»" for one in term.instead_of) for term in terms
    )


def _refuse_circles(style: HouseStyle, path: Path) -> None:
    """A term that holds what it replaces would grow each time the style is applied."""
    for term in style.terms:
        if style.applied_to(term.write) != term.write:
            raise SettingsError(
                f"the glossary {path} replaces its own term «{term.write}»; leave that spelling out"
            )
