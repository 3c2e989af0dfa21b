"""python -m bot: the same as the command mujaz."""

from bot.cli import main

main()
