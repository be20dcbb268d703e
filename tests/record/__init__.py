"""A recorder of everything the installed program shows, for comparing a commit with a later one."""
