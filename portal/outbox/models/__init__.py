"""Messages, their counts, ways that are shut, and what came in."""

from portal.outbox.models.inbound import InboundText
from portal.outbox.models.messages import Message
from portal.outbox.models.ways import OutboxCount, ShutWay

__all__ = ["InboundText", "Message", "OutboxCount", "ShutWay"]
