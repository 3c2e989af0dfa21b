"""Dockerfile and compose.yaml name only what exists: no Docker is needed to see that they have grown old."""

import re
from typing import Any

import pytest
import typer
import yaml

from bot.cli import program
from bot.settings import PROJECT, Settings

DOCKERFILE = (PROJECT / "Dockerfile").read_text(encoding="utf-8")
COMPOSE: dict[str, Any] = yaml.safe_load((PROJECT / "compose.yaml").read_text(encoding="utf-8"))
OF_OTHERS = {"PATH", "PYTHONUNBUFFERED", "POSTGRES_USER", "POSTGRES_DB", "POSTGRES_PASSWORD"}
KNOWN = {name.upper() for name in Settings.model_fields} | OF_OTHERS


@pytest.mark.parametrize("service", ["bot", "worker"])
def test_service_starts_a_command_that_exists(service: str) -> None:
    """`docker compose up` starts the program, not an error."""
    commands = typer.main.get_command(program)
    [command] = COMPOSE["services"][service]["command"]

    assert isinstance(commands, typer.core.TyperGroup)
    assert command in commands.commands


def test_containers_set_only_settings_that_exist() -> None:
    """A setting that was renamed is renamed here, too."""
    in_compose = {name for one in COMPOSE["services"].values() for name in one.get("environment", {})}
    block = re.search(r"^ENV (?:.*\\\n)*.*$", DOCKERFILE, re.MULTILINE)
    assert block is not None
    in_image = set(re.findall(r"([A-Z_]+)=", block.group()))

    assert in_compose | in_image <= KNOWN
    assert {"DATABASE_URL", "WEB_PORT"} <= in_compose & in_image


def test_image_runs_as_nobody_special_and_says_whether_it_lives() -> None:
    """What a stranger's document does to the program, it does without root."""
    final = DOCKERFILE.rpartition("\nFROM ")[2]

    assert re.search(r"^USER (?!root)\w+$", final, re.MULTILINE)
    assert "HEALTHCHECK" in final
    assert "/healthz" in final


@pytest.mark.parametrize("path", re.findall(r"^COPY (?!--)(.+) \S+$", DOCKERFILE, re.MULTILINE))
def test_what_the_image_is_made_of_is_let_in(path: str) -> None:
    """.dockerignore keeps everything else out: no .env, no data, no history in an image."""
    let_in = set(
        re.findall(r"^!(\S+)$", (PROJECT / ".dockerignore").read_text(encoding="utf-8"), re.MULTILINE)
    )

    assert set(path.split()) <= let_in
    assert all((PROJECT / name).exists() for name in path.split())


def test_database_is_not_open_to_the_world() -> None:
    """Only the bot and its workers reach it."""
    assert "ports" not in COMPOSE["services"]["database"]
