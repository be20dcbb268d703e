"""What every page of plain mode stands on: input, output, prompts, menus, lists."""
