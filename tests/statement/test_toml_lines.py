"""The line index agrees with tomllib on which values there are, and knows where they stand."""

import tomllib

from hypothesis import given
from hypothesis import strategies as st

from wellkept.statement.toml_lines import lines_of

TEXT = '''# a comment with "quotes" and [[brackets]]
title = "a # b"

[statement]
plan = "x"   # [not.a.table]
"odd key" = 'it'

[[clause]]
id = "one"
[[clause.allow]]
data = [
  "first",  # one
  # between
  "second",
]
[[clause.allow]]
data = ["third"]

[[clause]]
id = "two"
[[clause.allow]]
inline = { a = 1, b = [2, 3] }
long = """
[[clause]]
id = "no"
"""
after = 1979-05-27
[settings]
session.idle = "20 minutes"
'''


def line(text, *path):
    return lines_of(text)[path]


def test_tables_keys_and_elements_have_the_line_they_are_written_on():
    wanted = {
        ("title",): 2,
        ("statement",): 4,
        ("statement", "plan"): 5,
        ("statement", "odd key"): 6,
        ("clause", 0): 8,
        ("clause", 0, "allow", 0, "data"): 11,
        ("clause", 0, "allow", 0, "data", 0): 12,
        ("clause", 0, "allow", 0, "data", 1): 14,
        ("clause", 0, "allow", 1, "data", 0): 17,
        ("clause", 1, "id"): 20,
        ("clause", 1, "allow", 0, "inline", "b", 1): 22,
        ("clause", 1, "allow", 0, "after"): 27,
        ("settings", "session", "idle"): 29,
    }
    found = lines_of(TEXT)
    assert {path: found.get(path) for path in wanted} == wanted


def paths(value, path=()):
    """Every path of a parsed document."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        yield (*path, key)
        yield from paths(inner, (*path, key))


def test_every_path_that_tomllib_reads_is_found():
    found = lines_of(TEXT)
    missing = [path for path in paths(tomllib.loads(TEXT)) if path not in found and path != ("clause",)]
    assert [path for path in missing if path[-1] != "allow"] == []


words = st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=12)
values = st.recursive(words | st.integers() | st.booleans(), lambda inner: st.lists(inner, max_size=3), max_leaves=6)


def written(value):
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return "[\n" + "".join(f'{written(each)},  # ] , "\n' for each in value) + "]"
    return str(value)


@given(st.dictionaries(st.from_regex(r"[a-z]{1,6}", fullmatch=True), values, max_size=5))
def test_any_document_written_line_by_line_is_found_where_it_was_written(table):
    text, wanted, at = "", {}, 1
    for key, value in table.items():
        pair = f"{key} = {written(value)}\n\n"
        wanted[key] = at
        text += pair
        at += pair.count("\n")
    assert tomllib.loads(text) == table
    found = lines_of(text)
    assert {key: found[key,] for key in table} == wanted
    assert set(paths(table)) <= set(found)
