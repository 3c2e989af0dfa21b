"""Writes schema.json: every Bot API method and what it takes.

Its source is `.butcher/schema/schema.json` in the source distribution of aiogram (MIT), read from
https://core.telegram.org/bots/api. Fetch it with: pip download --no-deps --no-binary=:all: aiogram==3.31.0
Run it as: python -m bot.simulator.make_schema PATH
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from bot.simulator.wire import Json

TARGET = Path(__file__).with_name("schema.json")


def methods_of(source: Json) -> Json:
    """Method -> parameter -> its type and whether it is required."""
    entities = [entity for section in source["items"] for entity in section["children"]]
    methods = [entity for entity in entities if entity["name"][0].islower()]
    return {method["name"]: _parameters(method) for method in sorted(methods, key=lambda it: it["name"])}


def _parameters(method: Json) -> Json:
    return {
        parameter["name"]: {"type": parameter["type"], "required": parameter["required"]}
        for parameter in method["annotations"]
    }


def main() -> None:
    """Read the schema at the path given on the command line and write ours."""
    source = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    methods = methods_of(source).items()
    lines = ",\n".join(
        f"{json.dumps(name)}:{json.dumps(taken, separators=(',', ':'))}" for name, taken in methods
    )
    version = json.dumps(source["api"]["version"])
    TARGET.write_text(f'{{"version":{version},"methods":{{\n{lines}\n}}}}\n', "utf-8")


if __name__ == "__main__":
    main()
