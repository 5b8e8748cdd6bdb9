"""Secrets of ``scan.yml``: not written there, but in an environment variable or a file of its own. Never logged, never printed."""

from __future__ import annotations

import os
from pathlib import Path

from pydantic import BaseModel, ConfigDict, model_validator

from zhijian.delivery.problem import DeliveryProblem


class Strict(BaseModel):
    """A part of ``scan.yml``: unknown keys are errors."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class Secret(Strict):
    """Where a secret is: ``env`` names an environment variable, ``file`` a file (beside ``scan.yml`` where it is relative)."""

    env: str | None = None
    file: Path | None = None

    @model_validator(mode="after")
    def _one_place(self) -> Secret:
        if (self.env is None) == (self.file is None):
            raise ValueError("env 与 file 应写且只写一个，例如 {env: ZHIJIAN_MAIL_PASSWORD}")
        return self

    def read(self, home: Path) -> str:
        """The secret itself. DeliveryProblem where it is not there."""
        if self.env is not None:
            if found := os.environ.get(self.env, "").strip():
                return found
            raise DeliveryProblem(f"环境变量 {self.env} 没有设置。请在运行 zhijian 的账户或服务（systemd 的 EnvironmentFile）中设置")
        assert self.file is not None
        place = home / self.file
        try:
            found = place.read_text(encoding="utf-8-sig").strip()
        except (OSError, UnicodeDecodeError) as error:
            why = getattr(error, "strerror", None) or "不是 UTF-8 文本"
            raise DeliveryProblem(f"密钥文件 {place} 不能读取（{why}）。请检查路径和权限") from error
        if not found:
            raise DeliveryProblem(f"密钥文件 {place} 是空的。请写入密钥，只写一行")
        if len(found.splitlines()) > 1:
            raise DeliveryProblem(f"密钥文件 {place} 有多行。请只写密钥，只写一行")
        return found
