"""The parts of the tool that builds the demo city; nothing of the product imports them."""
