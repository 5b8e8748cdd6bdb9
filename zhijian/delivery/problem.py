"""What goes wrong in sending. Messages are Chinese, name the remedy, and never hold an address with its key or a secret."""

from __future__ import annotations


class DeliveryProblem(Exception):
    """It did not arrive. ``again``: trying once more may help."""

    def __init__(self, message: str, *, again: bool = False) -> None:
        super().__init__(message)
        self.again = again


class DeliveryDoubt(Exception):
    """It was handed over and nobody said whether it arrived: it is not sent again, because it could arrive twice."""
