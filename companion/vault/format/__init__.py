"""The bytes of FORMAT.md: header, frames, snapshot, replay, merging."""
