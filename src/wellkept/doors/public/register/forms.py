"""The forms of registration: strict in what they take, plain in what they say."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wellkept.doors.public.register.words import (
    LANGUAGES,
    LANGUAGES_OF_THE_SITE,
    MONTHS,
    NUMBERS,
    QUESTIONS,
    REQUIRED,
    WAYS,
    WRONG_NUMBER,
)
from wellkept.features.registration import Claim, Extra, Kind, Number, NumberKind, extras, number_kinds
from wellkept.gate import today

_ZIP = re.compile(r"\d{5}(?:[- ]?\d{4})?")
_USER_NAME = re.compile(r"[^\s\x00-\x1f\x7f]{4,60}")
_OLDEST = 125

Typed = Mapping[str, Any]


class Plain(forms.Form):
    """Fields with the classes and words of the design system; the first fault of a field is the one to tell."""

    def __init__(self, typed: Typed | None) -> None:
        super().__init__(typed)
        for name, field in self.fields.items():
            missing = REQUIRED.get(name, _("Fill this in."))
            field.error_messages |= {"required": missing, "invalid_choice": missing}
            if not isinstance(field.widget, forms.RadioSelect):
                kind = "usa-select" if isinstance(field.widget, forms.Select) else "usa-input"
                field.widget.attrs["class"] = kind


def _auto(complete: str, **more: str) -> forms.TextInput:
    return forms.TextInput(attrs={"autocomplete": complete, **more})


class Named(Plain):
    """A name and a birth date."""

    first = forms.CharField(label=_("First name"), max_length=60, widget=_auto("given-name"))
    last = forms.CharField(label=_("Last name"), max_length=60, widget=_auto("family-name"))
    month = forms.TypedChoiceField(
        label=_("Month"), choices=MONTHS, coerce=int, widget=forms.Select(attrs={"autocomplete": "bday-month"})
    )
    day = forms.IntegerField(
        label=_("Day"),
        min_value=1,
        max_value=31,
        widget=_auto("bday-day", inputmode="numeric", maxlength="2"),
        error_messages={name: _("The day is a number from 1 to 31.") for name in ("invalid", "min_value", "max_value")},
    )
    year = forms.IntegerField(
        label=_("Year"),
        min_value=1900,
        max_value=2999,
        widget=_auto("bday-year", inputmode="numeric", maxlength="4"),
        error_messages={name: _("The year has four digits.") for name in ("invalid", "min_value", "max_value")},
    )

    def clean(self) -> dict[str, Any]:
        """The date, which takes three answers."""
        said = super().clean() or self.cleaned_data
        if {"month", "day", "year"} <= said.keys():
            said["born"] = self._born(said)
        return said

    def _born(self, said: dict[str, Any]) -> date | None:
        on = today()
        try:
            born = date(said["year"], said["month"], said["day"])
        except ValueError:
            self.add_error("day", _("There is no such day. Check the day and the month."))
            return None
        if not on.year - _OLDEST <= born.year or born > on:
            self.add_error("year", _("Check the year."))
        return born


class Who(Named):
    """Who somebody says to be."""

    kind = forms.ChoiceField(label=_("Which number do you have?"), widget=forms.RadioSelect)
    number = forms.CharField(
        label=_("Number"),
        max_length=40,
        widget=_auto("off", autocapitalize="characters", spellcheck="false"),
        help_text=_("Dashes and spaces do not matter."),
    )
    zip_code = forms.CharField(
        label=_("ZIP code"),
        max_length=10,
        widget=_auto("postal-code", inputmode="numeric"),
        help_text=_("Of your home."),
    )
    field_order = ("first", "last", "kind", "number", "month", "day", "year", "zip_code")

    def __init__(self, typed: Typed | None) -> None:
        super().__init__(typed)
        self.kinds = number_kinds()
        self.fields["last"].help_text = _("As the plan knows it: look at your card.")
        if len(self.kinds) == 1:
            del self.fields["kind"]
            self.fields["number"].label, self.fields["number"].help_text = NUMBERS[self.kinds[0]]
        else:
            chosen = self.fields["kind"]
            chosen.choices = [(str(kind), NUMBERS[kind][0]) for kind in self.kinds]  # type: ignore[attr-defined]

    def clean_zip_code(self) -> str:
        """Five digits; four more are taken and left out."""
        typed = str(self.cleaned_data["zip_code"])
        if not _ZIP.fullmatch(typed) or not typed.isascii():
            raise forms.ValidationError(_("A ZIP code has five digits, as in 90001."))
        return typed[:5]

    def clean(self) -> dict[str, Any]:
        """The number, which takes two answers."""
        said = super().clean()
        kind = NumberKind(said.get("kind") or self.kinds[0])
        if "number" in said and not kind.takes(said["number"]):
            self.add_error("number", WRONG_NUMBER[kind])
        return said

    def claim(self) -> Claim:
        """What was said, once it is valid."""
        said = self.cleaned_data
        number = Number(said.get("kind") or str(self.kinds[0]), said["number"])
        return Claim(
            first=said["first"], last=said["last"], born=said["born"], zip_code=said["zip_code"], number=number
        )


class Way(Plain):
    """How the code shall come."""

    way = forms.ChoiceField(label=_("How shall we send you a code?"), widget=forms.RadioSelect)

    def __init__(self, typed: Typed | None, *, ways: tuple[Kind, ...]) -> None:
        super().__init__(typed)
        self.fields["way"].choices = [(str(kind), WAYS[kind][0]) for kind in ways]  # type: ignore[attr-defined]


class Code(Plain):
    """The code."""

    code = forms.CharField(
        label=_("Code"),
        max_length=20,
        widget=_auto("one-time-code", inputmode="numeric"),
        help_text=_("Six digits, or eight from a letter."),
    )


class SignOn(Plain):
    """How somebody will sign in."""

    user_name = forms.CharField(
        label=_("User name"),
        max_length=60,
        widget=_auto("username", autocapitalize="none", spellcheck="false"),
        help_text=_("4 to 60 letters, digits or signs, without spaces. It may be your email address."),
    )
    password = forms.CharField(max_length=200, strip=False, widget=forms.PasswordInput)

    def clean_user_name(self) -> str:
        """Without spaces, so that it can be told and typed."""
        typed = str(self.cleaned_data["user_name"])
        if not _USER_NAME.fullmatch(typed):
            raise forms.ValidationError(_("A user name has 4 to 60 letters, digits or signs, and no spaces."))
        return typed


class Account(SignOn):
    """The account, and what else the statement asks."""

    email = forms.EmailField(
        label=_("Email address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"invalid": _("Type a whole address, as in name@example.org.")},
    )
    phone = forms.CharField(
        label=_("Telephone (optional)"), max_length=24, required=False, widget=_auto("tel", inputmode="tel")
    )
    spoken = forms.ChoiceField(label=_("Language you speak (optional)"), choices=LANGUAGES, required=False)
    written = forms.ChoiceField(label=_("Language you read (optional)"), choices=LANGUAGES, required=False)
    network = forms.CharField(label=_("Your health network (optional)"), max_length=100, required=False)
    pcp = forms.CharField(label=_("Your primary care doctor (optional)"), max_length=100, required=False)
    question_1 = forms.ChoiceField(label=_("First security question"), choices=QUESTIONS, initial=QUESTIONS[0][0])
    answer_1 = forms.CharField(label=_("Your answer"), max_length=100, min_length=2, widget=_auto("off"))
    question_2 = forms.ChoiceField(label=_("Second security question"), choices=QUESTIONS, initial=QUESTIONS[1][0])
    answer_2 = forms.CharField(label=_("Your answer"), max_length=100, min_length=2, widget=_auto("off"))

    def __init__(self, typed: Typed | None) -> None:
        super().__init__(typed)
        asked = extras()
        for extra, names in _EXTRAS.items():
            if extra not in asked:
                for name in names:
                    del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """Two questions are two."""
        said = super().clean() or self.cleaned_data
        if said.get("question_1") and said.get("question_1") == said.get("question_2"):
            self.add_error("question_2", _("Choose another question than the first."))
        return said

    def answers(self) -> dict[str, str]:
        """The answers by question; none where the statement asks none."""
        said = self.cleaned_data
        return {said[f"question_{n}"]: said[f"answer_{n}"] for n in (1, 2) if f"answer_{n}" in said}


_EXTRAS = {
    Extra.NETWORK: ("network",),
    Extra.PCP: ("pcp",),
    Extra.ANSWERS: ("question_1", "answer_1", "question_2", "answer_2"),
}


class Newcomer(Named, SignOn):
    """Who was invited and has no account: who she is, how she signs in, and that she agrees."""

    language = forms.ChoiceField(
        label=_("Language of our messages to you"), choices=LANGUAGES_OF_THE_SITE, widget=forms.RadioSelect
    )
    agrees = forms.BooleanField()
    version = forms.CharField(max_length=100, widget=forms.HiddenInput)
    field_order = ("first", "last", "month", "day", "year", "user_name", "password", "language", "agrees", "version")
