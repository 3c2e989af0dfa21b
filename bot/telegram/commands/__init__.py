"""What a reader can ask for: one file per command."""

from bot.telegram.commands.add_source import AddSource
from bot.telegram.commands.command import Command, Services
from bot.telegram.commands.help import HelpCommand, UnknownInput
from bot.telegram.commands.membership import MembershipChange
from bot.telegram.commands.schedule import ScheduleButtons
from bot.telegram.commands.settings import SettingsCommand
from bot.telegram.commands.sources import SourcesCommand
from bot.telegram.commands.start import StartCommand
from bot.telegram.commands.status import StatusCommand
from bot.telegram.commands.subscribe import SubscribeCommand
from bot.telegram.commands.summary import SummaryCommand
from bot.telegram.commands.unsubscribe import UnsubscribeCommand

__all__ = ["Command", "Services", "all_commands"]


def all_commands(services: Services) -> tuple[Command, ...]:
    """Return all commands; a message goes to the first that takes it, so the order matters."""
    return (
        StartCommand(services),
        HelpCommand(services),
        SubscribeCommand(services),
        UnsubscribeCommand(services),
        SettingsCommand(services),
        ScheduleButtons(services),
        AddSource(services),
        SourcesCommand(services),
        MembershipChange(services),
        StatusCommand(services),
        SummaryCommand(services),
        UnknownInput(services),
    )
