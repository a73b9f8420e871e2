"""Logs: one JSON object a line, named fields only, and of an exception its types and lines, never a value of it.

What a program says about an exception (its message) and what it held (its locals) can be about a person, so neither
is written. Addresses are written as their route ("claims/<uuid:claim>"), not as they were asked.
"""

from __future__ import annotations

import logging
import logging.config
import sys
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import TextIO

import structlog
from structlog.typing import EventDict, WrappedLogger

_PACKAGE = Path(__file__).resolve().parents[1]
_ROUTED = ("django.request", "django.security", "django.server")


def set_up(level: str = "INFO", *, stream: TextIO | None = None) -> None:
    """Send every log of this process to `stream`, standard error by default, through the processors below."""
    before = (
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        types_and_lines,
        route_alone,
    )
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=before,
            processors=(
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.JSONRenderer(),
            ),
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    structlog.configure(
        processors=[*before, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )


def types_and_lines(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Put the chain of exception types and the lines they passed in the place of the exception itself."""
    found = event.pop("exc_info", None)
    record = event.get("_record")
    if not found and record is not None:
        found, record.exc_info, record.exc_text = record.exc_info, None, None
    if found is True:
        found = sys.exc_info()
    exception = found[1] if isinstance(found, tuple) else found
    if isinstance(exception, BaseException):
        event["exception"] = [
            {"type": type(one).__qualname__, "at": list(_lines(one.__traceback__))} for one in _chain(exception)
        ]
    return event


def route_alone(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Of Django's own request logs, which name the address, keep the status and the route."""
    record = event.get("_record")
    if record is None or not record.name.startswith(_ROUTED):
        return event
    request = getattr(record, "request", None)
    match = getattr(request, "resolver_match", None)
    event["event"] = "request failed"
    event["status"] = getattr(record, "status_code", None)
    event["route"] = getattr(match, "route", "")
    event.pop("positional_args", None)
    return event


def _chain(exception: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    current: BaseException | None = exception
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        yield current
        current = current.__cause__ or (None if current.__suppress_context__ else current.__context__)


def _lines(trace: TracebackType | None) -> Iterator[str]:
    while trace is not None:
        file = Path(trace.tb_frame.f_code.co_filename)
        shown = file.relative_to(_PACKAGE).as_posix() if file.is_relative_to(_PACKAGE) else file.name
        yield f"{shown}:{trace.tb_lineno} {trace.tb_frame.f_code.co_name}"
        trace = trace.tb_next
