"""What is wrong with a vector layer, in words: the reason and the way out, by code."""

from __future__ import annotations

from console.words.language import QT_TRANSLATE_NOOP

VECTOR_SAID: dict[str, tuple[str, str]] = {
    "vector-not": (
        QT_TRANSLATE_NOOP("Words", "the file is of another kind than declared"),
        QT_TRANSLATE_NOOP("Words", "Check kind and file; a zipped file must be unpacked."),
    ),
    "vector-cut": (
        QT_TRANSLATE_NOOP("Words", "the file is damaged, cut off, or wrongly written"),
        QT_TRANSLATE_NOOP("Words", "Ask for another copy, or open and save it in QGIS."),
    ),
    "vector-layers": (
        QT_TRANSLATE_NOOP("Words", "the file has several layers"),
        QT_TRANSLATE_NOOP("Words", "Name the one to be drawn: layer = one of those in brackets."),
    ),
    "vector-layer": (
        QT_TRANSLATE_NOOP("Words", "the file has no such layer"),
        QT_TRANSLATE_NOOP("Words", "Use one of those in brackets."),
    ),
    "vector-empty": (
        QT_TRANSLATE_NOOP("Words", "there is nothing in it that could be drawn"),
        QT_TRANSLATE_NOOP("Words", "Check the file in QGIS, or take the layer out of the list."),
    ),
    "vector-crs": (
        QT_TRANSLATE_NOOP("Words", "the file is not in degrees of longitude and latitude"),
        QT_TRANSLATE_NOOP(
            "Words",
            "Bring it to EPSG:4326 (QGIS: Export > Save Features As).",
        ),
    ),
    "vector-mixed": (
        QT_TRANSLATE_NOOP("Words", "the file names another datum than the list"),
        QT_TRANSLATE_NOOP("Words", "Correct the wrong one of the two."),
    ),
    "vector-field": (
        QT_TRANSLATE_NOOP("Words", "the file has no such field"),
        QT_TRANSLATE_NOOP("Words", "Use one of those in brackets, or leave label away."),
    ),
    "vector-encoding": (
        QT_TRANSLATE_NOOP("Words", "there is no .cpg file to say how its letters are encoded"),
        QT_TRANSLATE_NOOP("Words", "Add encoding = UTF-8 or GBK, in quotes."),
    ),
    "vector-error": (
        QT_TRANSLATE_NOOP("Words", "the file could not be drawn"),
        QT_TRANSLATE_NOOP("Words", "Ask for another copy, and report this line."),
    ),
    "shape-none": (
        QT_TRANSLATE_NOOP("Words", "a feature has no shape that could be read; it is left out"),
        QT_TRANSLATE_NOOP("Words", "Mend it in the file, then read the files again."),
    ),
    "shape-kind": (
        QT_TRANSLATE_NOOP("Words", "a feature mixes points, lines and areas; it is left out"),
        QT_TRANSLATE_NOOP("Words", "Divide it in the file, then read the files again."),
    ),
    "shape-nan": (
        QT_TRANSLATE_NOOP("Words", "a feature has a point that is no number; it is left out"),
        QT_TRANSLATE_NOOP("Words", "Mend it in the file, then read the files again."),
    ),
    "shape-null": (
        QT_TRANSLATE_NOOP(
            "Words", "a feature has a point at (0, 0), which is no place; it is left out"
        ),
        QT_TRANSLATE_NOOP("Words", "Mend it in the file, then read the files again."),
    ),
    "shape-off-globe": (
        QT_TRANSLATE_NOOP("Words", "a feature lies off the globe; it is left out"),
        QT_TRANSLATE_NOOP("Words", "The file may be in metres: bring it to EPSG:4326 in QGIS."),
    ),
    "shape-open": (
        QT_TRANSLATE_NOOP("Words", "a ring was not closed; it is drawn closed"),
        QT_TRANSLATE_NOOP("Words", "Mend it in the file, then read the files again."),
    ),
    "shape-crossing": (
        QT_TRANSLATE_NOOP("Words", "a boundary crosses itself; it is drawn repaired"),
        QT_TRANSLATE_NOOP("Words", "Mend it in the file, then read the files again."),
    ),
    "shape-flat": (
        QT_TRANSLATE_NOOP("Words", "an area has no inside; it is left out"),
        QT_TRANSLATE_NOOP("Words", "Mend it in the file, then read the files again."),
    ),
    "shape-large": (
        QT_TRANSLATE_NOOP("Words", "a feature has too many points to look for crossing sides"),
        QT_TRANSLATE_NOOP("Words", "It is drawn as it is; dividing it makes the map faster."),
    ),
    "shape-pole": (
        QT_TRANSLATE_NOOP(
            "Words", "a feature reaches beyond 85°, where the map ends; it is cut off"
        ),
        QT_TRANSLATE_NOOP("Words", "Nothing needs to be done."),
    ),
    "shape-round-pole": (
        QT_TRANSLATE_NOOP("Words", "an area goes round a pole; it is left out"),
        QT_TRANSLATE_NOOP("Words", "Divide it in the file, then read the files again."),
    ),
    "reader-died": (
        QT_TRANSLATE_NOOP("Words", "reading broke down over this file; it is left out"),
        QT_TRANSLATE_NOOP("Words", "Ask for another copy; then read the files again."),
    ),
    "reader-gone": (
        QT_TRANSLATE_NOOP("Words", "the process that draws added layers broke down several times"),
        QT_TRANSLATE_NOOP("Words", "Read the files again, or start the console again."),
    ),
}
