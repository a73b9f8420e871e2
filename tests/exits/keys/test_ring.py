"""The key ring: what it wraps opens with the same ring and context alone, and a wrong ring says so."""

import stat

import orjson
import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from wellkept.exits.keys import FILE, KeyMissing, Ring, files, make_ring_if_new, ring


@pytest.fixture
def made(tmp_path):
    return Ring.make(tmp_path / "keys")


def test_what_is_wrapped_opens_with_the_same_context_alone(made):
    wrapped = made.wrap(b"k" * 32, b"person one")
    assert made.unwrap(wrapped, b"person one") == b"k" * 32
    assert b"k" * 8 not in wrapped
    with pytest.raises(KeyMissing):
        made.unwrap(wrapped, b"person two")


def test_the_ring_is_its_owners_alone(made):
    assert stat.S_IMODE(made.file.stat().st_mode) == 0o600
    assert stat.S_IMODE(made.file.parent.stat().st_mode) == 0o700


def test_a_ring_is_never_written_over(made):
    before = made.file.read_bytes()
    with pytest.raises(FileExistsError):
        Ring.make(made.file.parent)
    assert made.file.read_bytes() == before


def test_a_missing_ring_names_the_file_and_makes_none(tmp_path, settings):
    settings.WELLKEPT_HOME = str(tmp_path)
    with pytest.raises(KeyMissing, match=str(tmp_path / "keys" / FILE)):
        ring()
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "content", [b"", b"{}", b"[1]", b"\xff", b'{"format": 2}', b'{"format": 1, "keys": {"zz": 1}}']
)
def test_a_broken_ring_is_refused(tmp_path, content):
    (tmp_path / FILE).write_bytes(content)
    with pytest.raises(KeyMissing, match="no key ring"):
        Ring(tmp_path / FILE)


def test_a_ring_with_a_short_key_is_refused(made):
    content = orjson.loads(made.file.read_bytes())
    made.file.write_bytes(orjson.dumps(content | {"index": "c2hvcnQ="}))
    with pytest.raises(KeyMissing, match="no key ring"):
        Ring(made.file)


def test_another_homes_ring_opens_nothing_and_says_so(made, tmp_path):
    other = Ring.make(tmp_path / "other")
    with pytest.raises(KeyMissing, match="another home"):
        other.unwrap(made.wrap(b"k" * 32, b"p"), b"p")
    assert other.mark != made.mark


def test_an_altered_wrap_does_not_open(made):
    wrapped = bytearray(made.wrap(b"k" * 32, b"p"))
    wrapped[-1] ^= 1
    with pytest.raises(KeyMissing, match="does not open"):
        made.unwrap(bytes(wrapped), b"p")


def test_an_index_tells_domains_and_values_apart(made):
    assert made.index("mbi", "1EG4") == made.index("mbi", "1EG4")
    assert len({made.index("mbi", "1EG4"), made.index("cin", "1EG4"), made.index("mbi", "1EG5")}) == 3
    assert len(made.index("mbi", "1EG4")) == 16
    assert made.digest(b"x") != made.digest(b"y")


def test_a_signature_verifies_with_the_public_key(made):
    public = Ed25519PublicKey.from_public_bytes(made.public_key())
    signature = made.sign(b"head")
    public.verify(signature, b"head")
    with pytest.raises(InvalidSignature):
        public.verify(signature, b"another head")


def test_after_a_rotation_the_old_still_opens_until_it_is_dropped(made):
    old = made.wrap(b"k" * 32, b"p")
    mark = made.mark
    made.add_key()
    assert made.unwrap(old, b"p") == b"k" * 32
    assert not made.is_current(old)
    assert made.is_current(made.wrap(b"k" * 32, b"p"))
    made.drop_old_keys()
    with pytest.raises(KeyMissing, match="has no key"):
        made.unwrap(old, b"p")
    assert made.mark == mark


def test_a_running_process_takes_up_a_rotation(made):
    elsewhere = Ring(made.file)
    elsewhere.add_key()
    assert made.unwrap(elsewhere.wrap(b"k" * 32, b"p"), b"p") == b"k" * 32


def test_two_generations_of_the_ring_stay_beside_it(made):
    first = made.file.read_bytes()
    made.add_key()
    assert files.generation(made.file, 1).read_bytes() == first
    made.drop_old_keys()
    assert files.generation(made.file, 2).read_bytes() == first
    made.add_key()
    assert files.generation(made.file, 2).read_bytes() != first
    assert not files.generation(made.file, 3).exists()
    assert stat.S_IMODE(files.generation(made.file, 1).stat().st_mode) == 0o600


def test_a_crash_while_writing_leaves_the_former_file(made, monkeypatch):
    before = made.file.read_bytes()

    def crash(_):
        raise OSError

    monkeypatch.setattr(files.os, "fsync", crash)
    with pytest.raises(OSError):  # noqa: PT011
        files.write(made.file, b"new")
    assert made.file.read_bytes() == before
    assert [file.name for file in made.file.parent.iterdir()] == [FILE]


def test_a_new_home_gets_a_ring_and_an_old_one_never_a_second(tmp_path):
    make_ring_if_new(tmp_path)
    first = (tmp_path / "keys" / FILE).read_bytes()
    make_ring_if_new(tmp_path)
    assert (tmp_path / "keys" / FILE).read_bytes() == first
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "wellkept.sqlite3").write_bytes(b"rows")
    (tmp_path / "keys" / FILE).unlink()
    with pytest.raises(KeyMissing, match="no key file"):
        make_ring_if_new(tmp_path)
    assert not (tmp_path / "keys" / FILE).exists()
