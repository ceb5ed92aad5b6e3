"""Where the built styles and scripts are. The build writes a manifest of hashed names."""

import json
from functools import lru_cache
from pathlib import Path

from django.templatetags.static import static

BUILT = Path(__file__).parent / "static" / "ui"
MANIFEST = BUILT / "manifest.json"


@lru_cache(maxsize=2)
def files(written_at: float) -> dict[str, str]:
    """Source name → built file, read again only when the build has run since."""
    entries: dict[str, dict[str, str]] = json.loads(MANIFEST.read_text())
    return {
        Path(source).name.replace(".ts", ".js"): entry["file"]
        for source, entry in entries.items()
        if not source.startswith("_")
    }


def path(name: str) -> str:
    """
    The address of an asset such as `main.css`. Without a build the plain name is given: the page
    then comes without its looks, and still says everything.
    """
    try:
        built = files(MANIFEST.stat().st_mtime).get(name, name)
    except FileNotFoundError:
        built = name
    return static(f"ui/{built}")
