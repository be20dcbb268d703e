"""Courses of exercises as tutors write them, read from a folder or a zip file."""
