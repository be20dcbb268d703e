"""Courses of exercises, sheets of answers, and the learning plan."""
