"""Points, lines and areas of a file: read, mended, simplified. No Qt; runs in a process of its own."""
