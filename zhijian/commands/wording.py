"""The command line speaks Chinese: what typer itself says, in help and in errors."""

from __future__ import annotations

from typing import Any

import typer
from typer import rich_utils
from typer.core import TyperCommand, TyperGroup

rich_utils.ARGUMENTS_PANEL_TITLE = "参数"
rich_utils.OPTIONS_PANEL_TITLE = "选项"
rich_utils.COMMANDS_PANEL_TITLE = "命令"
rich_utils.RANGE_STRING = ""  # the help texts say it
rich_utils.DEFAULT_STRING = "[默认 {}]"
rich_utils.REQUIRED_LONG_STRING = "[必填]"

UsageProblem: Any = typer.BadParameter.__base__  # what typer raises for wrong usage; it exports only this one kind of it

_SAID = {
    "MissingParameter": "缺少参数：{name}",
    "NoSuchOption": "没有选项 {option}",
    "NoSuchCommand": "没有这个命令",
    "BadOptionUsage": "选项 {option} 用法有误",
    "BadArgumentUsage": "参数用法有误",
}


class _Chinese:
    """Help in Chinese throughout, without names of Python types."""

    def get_usage(self, ctx: Any) -> str:
        """The first line of the help."""
        usage: str = super().get_usage(ctx)  # type: ignore[misc]
        return usage.replace("Usage: ", "用法：", 1)

    def get_params(self, ctx: Any) -> list[Any]:
        """The parameters as the help shows them."""
        parameters: list[Any] = super().get_params(ctx)  # type: ignore[misc]
        for parameter in parameters:
            if parameter.param_type_name == "argument":
                parameter.display_type_rich = lambda ctx: None
            elif parameter.metavar is None:
                parameter.metavar = ""
            if parameter.opts == ["--help"]:
                parameter.help = "显示本说明。"
        return parameters


class Command(_Chinese, TyperCommand):
    """One command."""


class Group(_Chinese, TyperGroup):
    """The program as a whole."""


def only_helped(problem: Any) -> bool:
    """Whether the help was shown for want of a command, so that there is nothing more to say."""
    return type(problem).__name__ == "NoArgsIsHelpError"


def told(problem: Any) -> str:
    """A usage problem in the user's language, with where to look for help."""
    kind, parameter = type(problem).__name__, getattr(problem, "param", None)
    message = str(problem.message)
    if kind in _SAID:
        name = (parameter.metavar or "、".join(parameter.opts)) if parameter is not None else ""
        message = _SAID[kind].format(name=name, option=getattr(problem, "option_name", ""))
    elif message.startswith("No such command"):
        message = f"没有命令{message.removeprefix('No such command').partition('. ')[0].rstrip('.')}"
    elif message.startswith("Got unexpected extra argument"):
        message = f"多余的参数：{message.rpartition('(')[2].rstrip(').')}"
    elif parameter is not None:
        message = f"{'、'.join(parameter.opts)} 的值无效：{_wanted(parameter)}"
    command = problem.ctx.command_path if problem.ctx else "zhijian"
    return f"{message.rstrip('。')}。用法请看：{command} --help"


def _wanted(parameter: Any) -> str:
    least, most = getattr(parameter, "min", None), getattr(parameter, "max", None)
    if least is None:
        return "应为整数"
    return f"应为不小于 {least} 的整数" if most is None else f"应为 {least} 至 {most} 的整数"
