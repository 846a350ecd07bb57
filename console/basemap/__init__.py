"""Raster base maps: where tiles come from, how they are kept, and made into pictures. No Qt."""
