"""One script per performance goal, each beside a peer measured in the same run."""
