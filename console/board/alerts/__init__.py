"""What wants a dispatcher's eye now: told apart, put into classes, each until it is over."""
