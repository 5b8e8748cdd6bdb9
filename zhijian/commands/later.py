"""A command whose module is imported when it is asked for: all of them would cost every start of the program a second and more."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import typer

from zhijian.commands.wording import Command


class Later(Command):
    """Stands for a command in the table of jobs until it is used. ``place``: ``module:name`` of a function, or of a group of commands."""

    def __init__(self, name: str, place: str, help: str) -> None:
        super().__init__(name, help=help)
        self._place = place

    def make_context(self, info_name: str | None, args: list[str], parent: Any = None, **extra: Any) -> Any:
        """Where a command begins: from here on it is the one that ``place`` names."""
        return self._made().make_context(info_name, args, parent, **extra)

    def _made(self) -> Any:
        module, _, name = self._place.partition(":")
        work = getattr(import_module(f"zhijian.commands.{module}"), name)
        program = typer.Typer(add_completion=False, pretty_exceptions_enable=False, rich_markup_mode="rich")
        if isinstance(work, typer.Typer):
            program.add_typer(work, name=self.name, help=self.help, options_metavar="[选项]")
            return typer.main.get_group(program).commands[str(self.name)]
        program.command(self.name, cls=Command, help=self.help, options_metavar="[选项]")(work)
        return typer.main.get_command(program)
