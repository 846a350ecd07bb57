"""Makes `resources/sounds/alert.wav`: two soft tones, so that nobody's recording is needed.

``python -m tools.build_sounds [FILE]``. The same bytes every time; a test compares.
"""

from __future__ import annotations

import math
import struct
import sys
import wave
from pathlib import Path

FILE = Path(__file__).resolve().parent.parent / "resources" / "sounds" / "alert.wav"
RATE = 22_050
#: (Hz, seconds): a rising fourth, well within what small loudspeakers and older ears can do.
TONES = ((784.0, 0.16), (1_046.5, 0.28))
LOUDNESS = 0.5
_EDGE_S = 0.012  # without a soft edge a tone clicks


def samples() -> list[int]:
    """16-bit samples of both tones, one after the other."""
    found: list[int] = []
    for pitch, length in TONES:
        count = int(RATE * length)
        for at in range(count):
            second = at / RATE
            edge = min(1.0, second / _EDGE_S, (count - at) / RATE / _EDGE_S)
            fade = math.exp(-4.0 * second)
            value = LOUDNESS * edge * fade * math.sin(2 * math.pi * pitch * second)
            found.append(round(32_767 * value))
    return found


def write(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    made = samples()
    with wave.open(str(path), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(RATE)
        out.writeframes(struct.pack(f"<{len(made)}h", *made))


if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else FILE)
