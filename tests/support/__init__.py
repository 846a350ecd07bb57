"""What several tests need: a small city, and ports that a test holds in its hand."""
