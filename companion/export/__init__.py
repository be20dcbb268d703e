"""A summary -> bytes, one module a format. Nothing here opens a file of the person's, prints, or connects."""
