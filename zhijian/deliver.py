"""Sending what is to be sent: every channel on its own, tried again with pauses, written down before and after.

A crash between sending and writing down leaves a delivery as ``sending``: the next scan sends it once more, as ``resending``, so that
it arrives at least once and at most twice. Found as ``resending`` it is let be. What failed is tried again by the scans of three days.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from index.store_briefings import Briefings, Delivery, DeliveryState
from zhijian.briefing_message import message_of, test_message
from zhijian.delivery.channels import Channel
from zhijian.delivery.message import Message
from zhijian.delivery.problem import DeliveryDoubt, DeliveryProblem
from zhijian.office import Office
from zhijian.scan_config import ScanConfig

_PAUSES = (2.0, 8.0, 30.0)  # seconds before it is tried again
_STALE = timedelta(days=3)


@dataclass(slots=True)
class Deliveries:
    """Sends the briefings of an office that are still to be sent. ``office`` is its name, as printed on what is sent."""

    desk: Office
    config: ScanConfig
    shelf: Briefings
    on_delivery: Callable[[Delivery], None] = lambda delivery: None
    office: str | None = None
    pauses: Sequence[float] = _PAUSES

    def all(self) -> list[Delivery]:
        """Send them; how each fared."""
        after = (datetime.now(UTC) - _STALE).isoformat()
        done = []
        for delivery in self.shelf.open_deliveries(after=after):
            ended = self._one(delivery)
            self.on_delivery(ended)
            done.append(ended)
        return done

    def _one(self, delivery: Delivery) -> Delivery:
        channel = next((one for one in self.config.channels if one.name == delivery.channel), None)
        if channel is None:
            return self.shelf.note_delivery(delivery, "unknown", "scan.yml 中已没有这个渠道，没有再发")
        if delivery.state == "resending":
            return self.shelf.note_delivery(delivery, "unknown", "两次发送都中途被打断，可能已送达；没有再发")
        briefing = self.shelf.get(delivery.briefing)
        assert briefing is not None  # the table says so
        repeated = delivery.state == "sending"
        message = message_of(briefing, link=self.config.link, office=self.office)
        delivery = self.shelf.note_delivery(delivery, "resending" if repeated else "sending")
        state, said = send(channel, message, self.desk, self.pauses)
        return self.shelf.note_delivery(
            delivery, state, f"{said}（上次发送中途被打断，可能重复一次）" if repeated and state == "sent" else said
        )


def send(channel: Channel, message: Message, desk: Office, pauses: Sequence[float] = _PAUSES) -> tuple[DeliveryState, str]:
    """Send to one channel, again after each pause where that may help; how it ended, and what to tell of it in Chinese."""
    said = ""
    for pause in (0.0, *pauses):
        time.sleep(pause)
        try:
            return "sent", channel.send(message, desk.settings.home)
        except DeliveryDoubt as doubt:
            return "unknown", str(doubt)
        except DeliveryProblem as problem:
            said = str(problem)
            if not problem.again:
                return "failed", said
        except Exception as error:  # a channel that fails in a way nobody foresaw costs that channel only; no text: it may hold a secret
            return "failed", f"发送时程序出错（{type(error).__name__}）。请把这条信息交给维护人员"
    return "failed", f"{said}（试了 {len(pauses) + 1} 次）"


def send_test(desk: Office, config: ScanConfig, office: str | None) -> list[tuple[Channel, DeliveryState, str]]:
    """Send a test to every channel, once."""
    message = test_message(link=config.link, office=office)
    return [(channel, *send(channel, message, desk, ())) for channel in config.channels]
