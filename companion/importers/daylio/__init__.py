"""Daylio's spreadsheet of moods and notes."""
