"""Units for many cases at once: the plan is shown, changed line by line, and sent."""
