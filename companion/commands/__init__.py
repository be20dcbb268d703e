"""The command line's commands. Content goes to standard output, messages to standard error."""
