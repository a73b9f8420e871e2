"""The forms of the profile, each a page of its own, and putting back what was just changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy

from wellkept.doors.member.page import Sheet, page
from wellkept.doors.member.profile import languages
from wellkept.doors.shared import drafts
from wellkept.doors.shared.templatetags.words import capital
from wellkept.doors.shared.visitors import HELPING, Asked
from wellkept.features import profile as verbs
from wellkept.features.names import read_name
from wellkept.features.profile import CalledBy, Channel, Language, Needs, Preferences
from wellkept.policy.vocabulary import PURPOSES

_BEFORE = "profile_before"  # session key: what was said before the last change, of whom
_BY_CHANNEL: dict[Channel, str | Promise] = {
    Channel.EMAIL: gettext_lazy("What may we send you by e-mail?"),
    Channel.TEXT: gettext_lazy("What may we send you by text message?"),
    Channel.VOICE: gettext_lazy("What may we call you about?"),
}


class Name(forms.Form):
    """What somebody is called, and how that is said."""

    first = forms.CharField(
        label=gettext_lazy("First name that you want to hear"),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"class": "usa-input", "autocomplete": "given-name"}),
        error_messages={"max_length": gettext_lazy("Give a name of at most 60 letters.")},
    )
    said = forms.CharField(
        label=gettext_lazy("How it is said, such as “mah-REE-ah” (you may leave this empty)"),
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"class": "usa-input", "autocomplete": "off"}),
        error_messages={"max_length": gettext_lazy("Say it in at most 80 letters.")},
    )


class Languages(forms.Form):
    """The language that somebody reads, and the one that she speaks."""

    written = forms.ChoiceField(label=gettext_lazy("Language of letters and of this site"), required=False)
    spoken = forms.ChoiceField(label=gettext_lazy("Language in which we speak with you"), required=False)

    def __init__(self, said: QueryDict | None = None, *, initial: Mapping[str, Any]) -> None:
        """Offer each language by its own name, and one that only the enrolment names."""
        super().__init__(said, initial=dict(initial))
        for name in ("written", "spoken"):
            known = initial.get(name, "")
            other = [] if not known or known in languages.NAMES else [(known, known)]
            chosen = self.fields[name]
            chosen.widget = forms.Select(attrs={"class": "usa-select"})
            if isinstance(chosen, forms.ChoiceField):
                chosen.choices = [("", gettext_lazy("As in my enrollment")), *languages.NAMES.items(), *other]


class Use(forms.Form):
    """What makes letters and calls usable."""

    needs = forms.MultipleChoiceField(
        label=gettext_lazy("What do you need?"),
        required=False,
        choices=(
            ("large_print", gettext_lazy("Letters in large print")),
            ("interpreter", gettext_lazy("An interpreter when we speak with you (free for you)")),
        ),
    )


class Messages(forms.Form):
    """The kinds of message that somebody wants, by channel: as many fields as the statement has channels for."""

    def __init__(self, said: QueryDict | None = None, *, initial: Mapping[str, Any]) -> None:
        """Offer what the statement in force lets one choose."""
        super().__init__(said, initial=dict(initial))
        for channel, kinds in verbs.kinds_of_message().items():
            words = [(kind, capital(PURPOSES[kind].label(get_language() or "en"))) for kind in kinds]
            self.fields[str(channel)] = forms.MultipleChoiceField(
                label=str(_BY_CHANNEL[channel]), choices=words, required=False
            )


Initial = Callable[[Preferences], dict[str, Any]]
Tell = Callable[[Asked, UUID, dict[str, Any]], Any]


def _told_name(request: Asked, person: UUID, said: dict[str, Any]) -> Any:  # noqa: ANN401 - JSON of what was before
    return asdict(verbs.tell_name(request.visitor, person, CalledBy(first=said["first"], said=said["said"])))


def _told_languages(request: Asked, person: UUID, said: dict[str, Any]) -> Any:  # noqa: ANN401
    chosen = languages.said(*(said[name] if said[name] in languages.NAMES else "" for name in ("written", "spoken")))
    return _keep_languages(request, person, chosen)


def _keep_languages(request: Asked, person: UUID, chosen: list[Language]) -> list[dict[str, Any]]:
    site = languages.SITE.get(languages.written(chosen), "")
    return [asdict(one) for one in verbs.tell_languages(request.visitor, person, chosen, site=site)]


def _told_needs(request: Asked, person: UUID, said: dict[str, Any]) -> Any:  # noqa: ANN401
    return asdict(verbs.tell_needs(request.visitor, person, Needs(**dict.fromkeys(said["needs"], True))))


def _told_messages(request: Asked, person: UUID, said: dict[str, Any]) -> Any:  # noqa: ANN401
    return verbs.tell_messages(request.visitor, person, said)


def _messages(known: Preferences) -> dict[str, Any]:
    starts = {str(channel): kinds for channel, kinds in verbs.starts_wanted().items()}
    return starts if known.messages is None else dict(known.messages)


def _form(
    verb: str, made: Callable[..., forms.Form], initial: Initial, tell: Tell, *, template: str
) -> Callable[..., HttpResponse]:
    """The page of one form: the verb that it does, what it starts with, and how it is done."""

    @page(posts=True)
    def view(request: Asked, person: UUID | None) -> Sheet | HttpResponse:
        found = verbs.read_profile(request.visitor, person)
        if person is None or verb not in verbs.may_tell(request.visitor, person):
            asked = {"whose": read_name(request.visitor, person) if HELPING in request.session else ""}
            return Sheet("member/profile/not_asked.html", asked, found, status=403 if asked["whose"] else 404)
        draft = drafts.opened(request, template)
        if draft.answer:
            return draft.answer
        form = made(request.POST if draft.is_sent else None, initial=initial(found.found) | draft.said)
        if not draft.is_sent or not form.is_valid():
            said = {"form": form, "draft": draft}
            return Sheet(f"member/profile/{template}.html", said, found, status=422 if form.is_bound else draft.status)
        before = tell(request, person, form.cleaned_data)
        draft.end()
        request.session[_BEFORE] = {"what": verb, "of": str(person), "value": before}
        return redirect("/profile?saved=1")

    return view


name = _form("profile.tell_name", Name, lambda known: asdict(known.name), _told_name, template="name")
languages_page = _form(
    "profile.tell_languages",
    Languages,
    lambda known: {"written": languages.written(known.languages), "spoken": languages.spoken(known.languages)},
    _told_languages,
    template="languages",
)
needs = _form(
    "profile.tell_needs",
    lambda said=None, *, initial: Use(said, initial={"needs": [need for need, is_so in initial.items() if is_so]}),
    lambda known: asdict(known.needs),
    _told_needs,
    template="needs",
)
messages = _form("profile.tell_messages", Messages, _messages, _told_messages, template="messages")


def can_undo(request: Asked, person: UUID | None) -> bool:
    """Whether the last change of this session was of this person's profile."""
    return bool(request.session.get(_BEFORE, {}).get("of") == str(person))


def undo(request: Asked, person: UUID) -> bool:
    """Put back what was said before the last change of this person's profile; whether there was one."""
    before = request.session.pop(_BEFORE, None)
    if not before or before["of"] != str(person):
        return False
    value = before["value"]
    if before["what"] == "profile.tell_name":
        verbs.tell_name(request.visitor, person, CalledBy(**value))
    elif before["what"] == "profile.tell_needs":
        verbs.tell_needs(request.visitor, person, Needs(**value))
    elif before["what"] == "profile.tell_messages":
        verbs.tell_messages(request.visitor, person, value)
    else:
        _keep_languages(request, person, [Language(**one) for one in value])
    return True
