"""Who may come in, and what a post may do: operators, sessions, rights, the network."""
