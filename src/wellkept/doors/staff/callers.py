"""Asking a caller for the passcode, while the member's file is open."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from wellkept.doors.shared.templatetags.words import purpose_label
from wellkept.doors.shared.visitors import Asked
from wellkept.doors.staff import tasks
from wellkept.features.callers import Answer, check_passcode
from wellkept.features.member_file import SUPPORT, find_member

_TYPED = 40


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def caller(request: Asked) -> HttpResponse:
    """The form, and whether what the caller said is right; the passcode itself is shown nowhere."""
    task = tasks.current(request)
    if task is None or task.purpose == SUPPORT:
        if request.visitor.account is None:
            find_member(request.visitor, "", purpose="operations.service")
        return redirect("staff-people")
    answer = None
    if request.method == "POST":
        said = request.POST.get("said", "")[:_TYPED].replace("\x00", "").encode("utf-8", "replace").decode()
        answer = check_passcode(request.visitor, task.person, said)
    shown = {"task": task, "purpose": purpose_label(task.purpose), "answer": str(answer or "")}
    return render(request, "staff/file_caller.html", shown, status=200 if answer in (None, Answer.RIGHT) else 422)
