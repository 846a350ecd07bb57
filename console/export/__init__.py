"""The situation as a file: taken in the console, written by a process of its own."""
