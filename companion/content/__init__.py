"""The words that are shipped, as data: headings, examples, scales, national lines, the made-up person."""
