"""Secrets of the office's YAML files: not written there, but in an environment variable or a file of its own. Never logged or printed."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, model_validator

from crawlers.source_errors import explained
from ingest.errors import SettingsError


class Secret(BaseModel):
    """Where a secret is: ``env`` names an environment variable, ``file`` a file (in the data folder where it is relative)."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    env: str | None = None
    file: Path | None = None

    @model_validator(mode="after")
    def _one_place(self) -> Secret:
        if (self.env is None) == (self.file is None):
            raise ValueError("env 与 file 应写且只写一个，例如 {env: ZHIJIAN_MAIL_PASSWORD}")
        return self

    def read(self, home: Path) -> str:
        """The secret itself. SettingsError where it is not there."""
        if self.env is not None:
            if found := os.environ.get(self.env, "").strip():
                return found
            raise SettingsError(f"环境变量 {self.env} 没有设置。请在运行 zhijian 的账户或服务（systemd 的 EnvironmentFile）中设置")
        assert self.file is not None
        place = home / self.file
        try:
            found = place.read_text(encoding="utf-8-sig").strip()
        except (OSError, UnicodeDecodeError) as error:
            why = getattr(error, "strerror", None) or "不是 UTF-8 文本"
            raise SettingsError(f"密钥文件 {place} 不能读取（{why}）。请检查路径和权限") from error
        if not found:
            raise SettingsError(f"密钥文件 {place} 是空的。请写入密钥，只写一行")
        if len(found.splitlines()) > 1:
            raise SettingsError(f"密钥文件 {place} 有多行。请只写密钥，只写一行")
        return found


def told(path: Path, tree: Any, problem: Mapping[str, Any], model: type[BaseModel], secrets: Collection[str]) -> str:
    """One mistake in a YAML file; what was written under a key of ``secrets`` is not repeated."""
    name = next((step for step in problem["loc"] if step in secrets), None)
    if name is None or problem["type"] in ("extra_forbidden", "missing", "value_error"):
        return explained(path, tree, problem, model)
    remedy = f"不直接写在这里，应写成 {{env: 环境变量名}} 或 {{file: 文件名}}，例如 {name}: {{env: ZHIJIAN_{name.upper()}}}"
    return explained(path, tree, {**problem, "type": "value_error", "ctx": {"error": remedy}}, model)
