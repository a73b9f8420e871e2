"""The book of decisions: append-only, one Merkle tree with signed heads, and what was in force when.

`book` writes and only the gate imports it; `reading` reads; `seals`, `proofs` and `volumes` keep the tree.
"""
