"""Points, lines and areas of a file: read, mended, thinned. No Qt; in a process of its own."""
