"""How people meet the bot: commands, buttons, messages and words. Decides nothing about news."""
