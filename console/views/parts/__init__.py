"""Small widgets and strokes of the pen that several views share."""
