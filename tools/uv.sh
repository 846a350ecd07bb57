#!/bin/sh
# Finds uv, or brings it into .tools/ with whatever Python offers: a fresh Debian has neither.
# `--where` prints the path that will be used without installing anything.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
local_uv="$here/.tools/bin/uv"
found=$(command -v uv 2>/dev/null || true)
# A shim of a version manager can stand on PATH without a uv behind it.
if [ -n "$found" ] && ! "$found" --version >/dev/null 2>&1; then found=""; fi

if [ "${1:-}" = "--where" ]; then
    if [ -n "$found" ]; then echo uv; else echo "$local_uv"; fi
    exit 0
fi
if [ -n "$found" ] || [ -x "$local_uv" ]; then exit 0; fi

python=$(command -v python3 || true)
if [ -z "$python" ]; then
    echo "Neither uv nor python3 was found. Install one of them (Debian: apt install python3-venv)." >&2
    exit 1
fi
echo "Setting up uv in .tools/ (once) ..." >&2
if "$python" -m venv "$here/.tools" >/dev/null 2>&1 \
    && "$here/.tools/bin/python" -m pip install --quiet 'uv>=0.8' >&2; then
    exit 0
fi
rm -rf "$here/.tools"
if "$python" -m pip install --quiet --target "$here/.tools/lib" 'uv>=0.8' >&2; then
    mkdir -p "$here/.tools/bin"
    ln -sf "../lib/bin/uv" "$local_uv"
    exit 0
fi
rm -rf "$here/.tools"
echo "uv could not be set up: this Python has neither venv nor pip." >&2
echo "Install one of them (Debian: apt install python3-venv), or uv itself, and run make again." >&2
exit 1
