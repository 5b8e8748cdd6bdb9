"""Passwords: the rules a new one must keep, and how they are hashed (argon2id)."""

from __future__ import annotations

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

LEAST = 10
MOST = 128
_COMMON = frozenset(
    (
        *("1234567890", "12345678910", "0123456789", "qwertyuiop", "password123", "password1234"),
        *("admin12345", "administrator", "a123456789", "1qaz2wsx3edc", "abc1234567", "zhijian123"),
    )
)
_HASHER = PasswordHasher()
_NOBODY = _HASHER.hash("no such user")


def problems(password: str, *, name: str) -> list[str]:
    """What is wrong with a new password, in Chinese; empty where it will do."""
    found = []
    if len(password) < LEAST:
        found.append(f"密码至少 {LEAST} 个字符")
    if len(password) > MOST:
        found.append(f"密码最多 {MOST} 个字符")
    kinds = (any(c.isalpha() for c in password), any(c.isdigit() for c in password), any(not c.isalnum() for c in password))
    if sum(kinds) < 2:
        found.append("密码须包含字母、数字、符号中的至少两类")
    if name and name.lower() in password.lower():
        found.append("密码不能包含用户名")
    if password.lower() in _COMMON or (password and len(set(password)) < 4):
        found.append("这个密码太容易猜到，请换一个")
    return found


def hashed(password: str) -> str:
    """The argon2id hash with its parameters and salt."""
    return _HASHER.hash(password)


def matches(stored: str | None, password: str) -> bool:
    """Whether the password is the one hashed. ``None`` (no such user) takes the same time and is never right."""
    try:
        return _HASHER.verify(stored or _NOBODY, password) and stored is not None
    except (VerificationError, InvalidHashError):
        return False
