"""A password is long enough, not known and not guessable; nothing else is asked of it."""

import pytest

from wellkept.identity.passwords import Fault, fault, least, normal

NAMES = ("rosa.delgado", "Larkspur Health Plan")


@pytest.mark.promise("I6")
@pytest.mark.parametrize(
    ("setting", "second_step", "length"),
    [(12, False, 15), (12, True, 12), (0, False, 15), (0, True, 8), (20, True, 20)],
)
def test_it_is_as_long_as_the_plan_says_and_no_shorter_than_nist(setting, second_step, length):
    assert least(setting, second_step=second_step) == length


@pytest.mark.parametrize(
    ("password", "wrong"),
    [
        ("four words in a row", None),
        ("all small letters are fine", None),
        ("пароль из нескольких слов", None),
        ("     five spaces count too", None),
        ("x" * 7 + "yzq", Fault.SHORT),
        ("a" * 30, Fault.COMMON),
        ("abababababababab", Fault.COMMON),
        ("abcdefghijklmnop", Fault.COMMON),
        ("9876543210987654", Fault.COMMON),
        ("larkspurlarkspur", Fault.NAMED),
        ("Rosa.Delgado2026", Fault.NAMED),
        ("q" * 3 + "word " * 50, Fault.LONG),
    ],
)
def test_what_is_wrong_with_a_password(password, wrong):
    assert fault(password, at_least=15, names=NAMES) is wrong


def test_a_common_one_is_refused_where_eight_are_enough():
    assert fault("password1", at_least=8, names=NAMES) is Fault.COMMON
    assert fault("Iloveyou", at_least=8, names=NAMES) is Fault.COMMON


def test_sixty_four_and_more_are_welcome():
    assert fault("many words " * 10, at_least=15, names=NAMES) is None


def test_the_same_password_is_the_same_from_every_keyboard():
    assert normal("ﬁne cafe\u0301") == normal("fine caf\u00e9")
