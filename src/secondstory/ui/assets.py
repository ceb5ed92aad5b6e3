"""Where the built styles and scripts are. Each build writes a manifest of hashed names."""

import json
from functools import lru_cache
from pathlib import Path

from django.templatetags.static import static

BUILT = Path(__file__).parent / "static" / "ui"
# The pages' own, and the engine that draws structures, which is built by itself.
MANIFESTS = (BUILT / "manifest.json", BUILT / "manifest-engine.json")


@lru_cache(maxsize=4)
def files(manifest: Path, written_at: float) -> dict[str, str]:
    """Source name → built file, read again only when the build has run since."""
    entries: dict[str, dict[str, str]] = json.loads(manifest.read_text())
    return {
        Path(source).name.replace(".ts", ".js"): entry["file"]
        for source, entry in entries.items()
        if not source.startswith("_")
    }


def _find(name: str) -> str | None:
    for manifest in MANIFESTS:
        try:
            built = files(manifest, manifest.stat().st_mtime).get(name)
        except FileNotFoundError:
            continue
        if built:
            return built
    return None


def built(name: str) -> Path | None:
    """The file of an asset on this machine, when it is built."""
    found = _find(name)
    return BUILT / found if found else None


def path(name: str) -> str:
    """
    The address of an asset such as `main.css`. Without a build the plain name is given: the page
    then comes without its looks, and still says everything.
    """
    return static(f"ui/{_find(name) or name}")
