"""Ids of the made-up person's records: the same each time."""

import uuid

_IDS = uuid.UUID("5a6d1f0e-3c1b-5d1e-9a53-0b4a7c1d2e34")
"""Names of Sam's records are hashed under this."""


def sam_id(*names: str) -> str:
    """Return the id of the record with these names."""
    return uuid.uuid5(_IDS, "/".join(names)).hex
