"""The plan's accent colour as a style sheet, since the page itself may carry no style."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from wellkept.doors.shared.theme import style_sheet
from wellkept.gate import promised

_DAY = 86_400


@require_safe
def theme(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django gives it
    """The style sheet; its address changes with the accent, so a browser may keep it."""
    response = HttpResponse(style_sheet(promised().in_force.plan.accent), content_type="text/css; charset=utf-8")
    response["Cache-Control"] = f"public, max-age={_DAY}"
    return response
