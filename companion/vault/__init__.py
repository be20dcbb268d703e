"""How the words are kept: TinyDB documents inside one encrypted file. ``FORMAT.md`` says every byte."""
