"""One file on a disk that may fail: written whole, locked, copied, recognised."""
