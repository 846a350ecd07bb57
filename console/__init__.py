"""The Qt desktop application of a command centre: queue, map, units, dispatch, wall, replay."""
