"""Exercises, sheets and the learning plan, line by line."""
