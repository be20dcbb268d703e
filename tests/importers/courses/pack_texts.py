"""A good pack as a tutor writes it, to be spoilt in tests."""

MANIFEST = """id = "north-shore"
version = "1"
title = "Finding my feet"
author = "North Shore College"
licence = "CC BY 4.0"
language = "en-GB"
"""

GOOD = """Title: Getting ready for a conversation
Minutes: 10
Why: Two minutes are enough when you know what you want to say.
Goes to: to say

# What is on your mind?
Write whatever comes. One thing on each line.
Answer: lines
Why: What is written down does not have to be held in your head.
Example: The new tablets make mornings foggy

# Which one matters most?
Answer: pick
From: this exercise

# How ready do you feel?
Answer: 0-10
From 0: not at all
To 10: ready
Goes to: nowhere

# How will you get there?
Answer: choice
- By bus
- On foot
"""

WEEK = """Title: How the week was
Minutes: 3
Kind: questionnaire
Score: sum
Skip: 1
Choices: 0 never, 1 sometimes, 2 often
A score is not: The number is no test of how well you are.

# I slept
Part: Sleep

# I worried
Part: Mind
Reversed: yes

# I laughed
Part: Mind
"""
