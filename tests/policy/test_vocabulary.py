"""The closed lists: settings with their safer direction, services, and labels in both languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellkept.policy.vocabulary import CHOICES, CONDITIONS, DATA, OBLIGATIONS, PARTIES, PURPOSES, SUBJECTS, UnknownName
from wellkept.policy.vocabulary.services import SERVICES, label
from wellkept.policy.vocabulary.settings import SECTIONS, SETTINGS, Kind, Safer

TREES = (DATA, PURPOSES, PARTIES)


@pytest.mark.parametrize("tree", TREES, ids=lambda tree: tree.kind)
def test_every_node_reads_in_both_languages(tree):
    for name in tree:
        assert tree[name].label("en")
        assert tree[name].label("es")


@pytest.mark.parametrize("tree", TREES, ids=lambda tree: tree.kind)
def test_siblings_have_labels_of_their_own(tree):
    for language in ("en", "es"):
        labels = [tree[name].label(language) for name in tree if "." not in name]
        assert len(labels) == len(set(labels))


@pytest.mark.parametrize("tree", TREES, ids=lambda tree: tree.kind)
def test_a_node_holds_exactly_the_leaves_below_it(tree):
    for name in tree:
        children = [each for each in tree if each.rpartition(".")[0] == name]
        below = {leaf for child in children for leaf in tree.under(child)} if children else {name}
        assert set(tree.under(name)) == below


@pytest.mark.parametrize("tree", TREES, ids=lambda tree: tree.kind)
def test_an_unknown_name_is_told_with_its_kind(tree):
    with pytest.raises(UnknownName, match=tree.kind):
        tree.under("no.such.name")


@pytest.mark.parametrize("closed", [CHOICES, CONDITIONS, OBLIGATIONS, SUBJECTS, SERVICES])
def test_every_closed_list_reads_in_both_languages(closed):
    assert all(len(pair) == 2 and all(pair) for pair in closed.values())


def test_services_have_distinct_labels():
    for language in ("en", "es"):
        assert len({label(service, language) for service in SERVICES}) == len(SERVICES)


def test_settings_read_in_both_languages_and_have_distinct_labels():
    for language in ("en", "es"):
        labels = [setting.label(language) for setting in SETTINGS.values()]
        assert all(labels)
        assert len(labels) == len(set(labels))


def test_settings_stand_in_sections_and_no_tree_has_a_section_as_clause_slot():
    assert all(name.count(".") == 1 for name in SETTINGS)
    assert {name.partition(".")[0] for name in SETTINGS} == SECTIONS


def test_choices_and_lists_have_values_and_no_other_kind_has():
    for setting in SETTINGS.values():
        assert bool(setting.values) == (setting.kind in (Kind.CHOICE, Kind.LIST)), setting.name


def test_a_safer_direction_fits_its_kind():
    fits = {
        Kind.MINUTES: {Safer.LESS, Safer.MORE},
        Kind.DAYS: {Safer.LESS, Safer.MORE},
        Kind.INT: {Safer.LESS, Safer.MORE},
        Kind.BOOL: {Safer.LESS, Safer.MORE, Safer.NONE},
        Kind.CHOICE: {Safer.ORDER},
        Kind.LIST: {Safer.MORE, Safer.FEWER},
        Kind.TEXT: {Safer.NONE},
    }
    for setting in SETTINGS.values():
        assert setting.safer in fits[setting.kind], setting.name


@pytest.mark.parametrize(
    ("name", "old", "new", "worse"),
    [
        ("session.idle_sign_off", 20, 30, True),
        ("session.idle_sign_off", 20, 10, False),
        ("children.under", 18, 13, True),
        ("children.under", 13, 18, False),
        ("revision.notice_on", ("web", "app"), ("web",), True),
        ("revision.notice_on", ("web",), ("app", "web"), False),
        ("children.through", ("parent",), ("parent", "guardian"), True),
        ("children.through", ("parent", "guardian"), ("parent",), False),
        ("signals.global_privacy_control", "honoured", "ignored", True),
        ("signals.global_privacy_control", "ignored", "honoured", False),
        ("session.may_stay", False, True, True),
        ("rights.denial_in_writing", True, False, True),
        ("links.new_window", True, False, False),
    ],
)
def test_a_setting_that_moves_from_its_safer_direction_is_less_safe(name, old, new, worse):
    assert SETTINGS[name].less_safe(old, new) is worse


def values_of(setting):
    names = [value for value, _ in setting.values]
    return {
        Kind.BOOL: st.booleans(),
        Kind.CHOICE: st.sampled_from(names or [""]),
        Kind.LIST: st.lists(st.sampled_from(names or [""]), unique=True).map(tuple),
        Kind.TEXT: st.text(),
    }.get(setting.kind, st.integers(0, 10_000))


@given(st.data())
def test_nothing_is_less_safe_than_itself_and_numbers_only_in_one_direction(data):
    setting = SETTINGS[data.draw(st.sampled_from(sorted(SETTINGS)))]
    old, new = data.draw(values_of(setting)), data.draw(values_of(setting))
    assert not setting.less_safe(old, old)
    if setting.kind is not Kind.LIST:
        assert not (setting.less_safe(old, new) and setting.less_safe(new, old))
