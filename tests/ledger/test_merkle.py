"""The tree against RFC 9162 and against the definition, written out naively."""

from hashlib import sha256

from hypothesis import given
from hypothesis import strategies as st

from wellkept.ledger import merkle

LEAVES = [merkle.leaf_hash(bytes([place])) for place in range(130)]

# The test data of Certificate Transparency's reference implementation: eight inputs, and the root over the first n.
INPUTS = [
    bytes.fromhex(text)
    for text in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = {
    1: "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    2: "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    3: "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    4: "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    5: "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    6: "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    7: "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    8: "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
}


def naive_root(leaves):
    """RFC 9162, 2.1.1, word for word."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    return sha256(b"\x01" + naive_root(leaves[:k]) + naive_root(leaves[k:])).digest()


def complete(start, width):
    return naive_root(LEAVES[start : start + width])


def grown(count):
    peaks = merkle.Peaks()
    for leaf in LEAVES[:count]:
        peaks.append(leaf)
    return peaks


def test_roots_are_those_of_the_reference_implementation():
    peaks = merkle.Peaks()
    for size, data in enumerate(INPUTS, 1):
        peaks.append(merkle.leaf_hash(data))
        assert peaks.root().hex() == ROOTS[size]


def test_the_empty_tree_has_the_hash_of_nothing():
    assert merkle.Peaks().root() == sha256(b"").digest()


@given(st.integers(0, 130))
def test_a_tree_grown_leaf_by_leaf_has_the_defined_root(size):
    assert grown(size).root() == naive_root(LEAVES[:size])


@given(st.integers(0, 60), st.integers(0, 60))
def test_a_tree_taken_up_from_its_peaks_grows_as_if_never_left(size, more):
    peaks = merkle.Peaks(size, grown(size).hashes)
    for leaf in LEAVES[size : size + more]:
        peaks.append(leaf)
    assert peaks.root() == naive_root(LEAVES[: size + more])


@given(st.integers(1, 130))
def test_each_append_gives_the_subtrees_it_completes(size):
    peaks = grown(size - 1)
    given_back = list(peaks.append(LEAVES[size - 1]))
    assert [value for *_, value in given_back] == [complete(start, width) for start, width, _ in given_back]
    assert all(start + width == size for start, width, _ in given_back)


@given(st.data())
def test_every_leaf_is_shown_by_its_path(data):
    size = data.draw(st.integers(1, 130))
    position = data.draw(st.integers(0, size - 1))
    path = merkle.inclusion(position, size, complete)
    assert merkle.included(position, size, LEAVES[position], path) == naive_root(LEAVES[:size])


@given(st.data())
def test_a_path_shows_no_other_leaf_place_or_size(data):
    size = data.draw(st.integers(2, 130))
    position = data.draw(st.integers(0, size - 1))
    root = naive_root(LEAVES[:size])
    path = merkle.inclusion(position, size, complete)
    other = data.draw(st.integers(0, size - 1).filter(lambda place: place != position))
    assert merkle.included(position, size, LEAVES[other], path) != root
    assert merkle.included(other, size, LEAVES[position], path) != root
    assert merkle.included(position, size, LEAVES[position], path[:-1]) != root
    assert merkle.included(position, size, LEAVES[position], [*path, root]) is None
    assert merkle.included(size, size, LEAVES[position], path) is None


@given(st.data())
def test_a_tree_is_shown_to_begin_a_later_one(data):
    new = data.draw(st.integers(1, 130))
    old = data.draw(st.integers(1, new))
    path = merkle.consistency(old, new, complete)
    roots = naive_root(LEAVES[:old]), naive_root(LEAVES[:new])
    assert merkle.consistent(old, new, *roots, path)
    if old < new:
        assert not merkle.consistent(old, new, LEAVES[-1], roots[1], path)
        assert not merkle.consistent(old, new, roots[0], LEAVES[-1], path)
        assert not merkle.consistent(old, new, *roots, path[:-1])
        assert not merkle.consistent(old, new, *roots, [*path, LEAVES[0]])


@given(st.integers(1, 2**40))
def test_a_path_is_never_longer_than_the_tree_is_high(size):
    path = merkle.inclusion(size // 2, size, lambda *_: b"")
    assert len(path) <= (size - 1).bit_length()
