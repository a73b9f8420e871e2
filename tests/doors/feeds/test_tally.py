"""What a load tells at its end."""

import json

from wellkept.doors.feeds.tally import Tally
from wellkept.features.taking_in import Outcome, Took

LOADED, UNCHANGED = Took(Outcome.LOADED), Took(Outcome.UNCHANGED)


def quarantined(reason="It is odd.", **more):
    return Took(Outcome.QUARANTINED, reason, **more)


def counted(*took):
    tally = Tally()
    tally.add(took, [f"line {number}" for number, _ in enumerate(took, start=1)])
    return tally


def test_the_last_line_counts_every_record_once():
    tally = counted(LOADED, LOADED, UNCHANGED, quarantined())
    assert list(tally.report())[-1] == "read 4, loaded 2, unchanged 1, quarantined 1"


def test_reasons_come_the_most_frequent_first_with_twenty_places_each():
    tally = counted(quarantined("Rare."), *[quarantined("Often.")] * 23)
    lines = list(tally.report())
    assert lines[0] == "quarantined 23: Often."
    assert lines[1:21] == [f"  line {number}" for number in range(2, 22)]
    assert lines[21:24] == ["  and 3 more", "quarantined 1: Rare.", "  line 1"]


def test_remarks_stand_apart_from_quarantine():
    tally = counted(LOADED)
    tally.remark("A number was not kept.", "member 1")
    assert list(tally.report())[:2] == ["noted 1: A number was not kept.", "  member 1"]


def test_what_is_freed_was_loaded_wherever_it_stands_in_the_file():
    tally = counted(quarantined("Waits.", waits_as="a"), quarantined("Waits.", waits_as="b"))
    tally.add([Took(Outcome.LOADED, freed=("a", "unknown"))], ["line 3"])
    assert tally.line == "read 3, loaded 2, unchanged 0, quarantined 1"
    assert tally.explained()["Waits."].places == ["line 2"]


def test_the_same_record_twice_in_a_file_waits_once_and_counts_twice():
    tally = counted(quarantined("Waits.", waits_as="a"), quarantined("Waits.", waits_as="a"))
    tally.add([Took(Outcome.LOADED, freed=("a",))], ["line 3"])
    assert tally.line == "read 3, loaded 3, unchanged 0, quarantined 0"


def test_going_on_after_a_stop_adds_what_was_counted():
    before = counted(LOADED, quarantined("Odd."), quarantined("Waits.", waits_as="a"))
    before.remark("Borne with.", "line 1")
    after = counted(UNCHANGED)
    after.go_on_from(json.loads(json.dumps(before.as_json())))
    after.add([Took(Outcome.LOADED, freed=("a",))], ["line 5"])
    assert after.line == "read 5, loaded 3, unchanged 1, quarantined 1"
    assert list(after.explained()) == ["Odd."]
    assert after.remarks["Borne with."].number == 1


def test_whoever_watches_is_told_after_every_batch():
    seen = []
    tally = Tally(tell=lambda one: seen.append(one.read))
    tally.add([LOADED], ["1"])
    tally.add([LOADED, LOADED], ["2", "3"])
    assert seen == [1, 3]
