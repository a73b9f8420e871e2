"""The words of registration: numbers, ways for a code, languages, questions, and what a form says is missing."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from wellkept.features.registration import Kind, NumberKind

NUMBERS = {
    NumberKind.MEMBER_ID: (_("Member ID"), _("It is on your member card. Dashes and spaces do not matter.")),
    NumberKind.CIN: (_("Medi-Cal number (CIN)"), _("The first nine signs of the number on your Benefits card (BIC).")),
    NumberKind.MBI: (_("Medicare number (MBI)"), _("Eleven letters and digits on your red, white and blue card.")),
}
WRONG_NUMBER = {
    NumberKind.MEMBER_ID: _("A member ID has 4 to 20 letters and digits. Type it as it is on your card."),
    NumberKind.CIN: _(
        "A Medi-Cal number is a 9, seven digits and a letter, as in 91234567A. Leave out what follows on the card."
    ),
    NumberKind.MBI: _(
        "A Medicare number has eleven letters and digits, as in 1EG4-TE5-MK73. It never has S, L, O, I, B or Z."
    ),
}
WAYS = {
    Kind.EMAIL: (_("By email"), _("To the address we have on file. The code works for 10 minutes.")),
    Kind.TEXT: (_("By text message"), _("To the mobile number we have on file. The code works for 10 minutes.")),
    Kind.POST: (_("By letter"), _("To the postal address we have on file. The code works for 21 days.")),
}
LANGUAGES = (
    ("", _("Choose a language, if you like")),
    *(("eng", _("English")), ("spa", _("Spanish")), ("ara", _("Arabic")), ("hye", _("Armenian"))),
    *(("zho", _("Chinese")), ("fas", _("Farsi")), ("hin", _("Hindi")), ("hmn", _("Hmong")), ("jpn", _("Japanese"))),
    *(("khm", _("Khmer")), ("kor", _("Korean")), ("pan", _("Punjabi")), ("rus", _("Russian"))),
    *(("tgl", _("Tagalog")), ("tha", _("Thai")), ("vie", _("Vietnamese")), ("und", _("Another language"))),
)
LANGUAGES_OF_THE_SITE = (("en", _("English")), ("es", _("Spanish")))
QUESTIONS = (
    ("first_job", _("In what town was your first job?")),
    ("childhood_friend", _("What was the first name of your best friend as a child?")),
    ("first_teacher", _("What was the last name of your first teacher?")),
    ("oldest_cousin", _("What is the first name of your oldest cousin?")),
    ("first_concert", _("Whom did you hear at your first concert?")),
)
REQUIRED: dict[str, Any] = {
    "first": _("Type your first name."),
    "last": _("Type your last name."),
    "kind": _("Choose which number you have."),
    "number": _("Type the number."),
    "month": _("Choose the month."),
    "day": _("Type the day."),
    "year": _("Type the year, with four digits."),
    "zip_code": _("Type your ZIP code."),
    "way": _("Choose one of the ways."),
    "code": _("Type the code."),
    "user_name": _("Choose a user name."),
    "password": _("Choose a password."),
    "email": _("Type an email address."),
    "language": _("Choose a language."),
    "agrees": _("Read the privacy statement. Check the box if you agree."),
}
MONTHS = (
    ("", _("Month")),
    *((1, _("January")), (2, _("February")), (3, _("March")), (4, _("April")), (5, _("May")), (6, _("June"))),
    *((7, _("July")), (8, _("August")), (9, _("September")), (10, _("October")), (11, _("November"))),
    (12, _("December")),
)
