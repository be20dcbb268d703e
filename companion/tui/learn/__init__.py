"""Courses, exercises, sheets and the learning plan."""
