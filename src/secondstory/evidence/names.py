"""The name under which a file is kept and saved again. It never decides what the file is; it only may not lie."""

from __future__ import annotations

from pathlib import PurePosixPath

from secondstory.evidence import sniff
from secondstory.ui.text import SURROGATES, shorten, tidy_line

LONGEST_STEM, LONGEST_ENDING = 120, 12
# Endings that say what the content is. Another one gets a true one behind it, so that a double click runs nothing.
ENDINGS: dict[str, tuple[str, ...]] = {
    sniff.PNG: (".png",),
    sniff.JPEG: (".jpg", ".jpeg"),
    sniff.GIF: (".gif",),
    sniff.WEBP: (".webp",),
    sniff.PDF: (".pdf",),
    sniff.ZIP: (".zip", ".xlsx", ".docx", ".pptx", ".ods", ".odt"),
    sniff.TEXT: (
        ".txt", ".log", ".csv", ".tsv", ".json", ".jsonl", ".yaml", ".yml", ".md", ".markdown", ".toml", ".ini",
        ".conf", ".cfg", ".sql", ".diff", ".patch", ".out", ".err",
    ),
    sniff.UNKNOWN: (".bin", ".gz", ".tgz", ".xz", ".zst", ".bz2", ".tar", ".pcap", ".pcapng", ".parquet", ".mp4",
                    ".webm", ".mp3", ".wav", ".heic", ".db", ".log"),
}  # fmt: skip


def clean_name(given: str, media_type: str) -> str:
    """The last part of ``given`` as one line that can be shown and saved, with an ending that is true."""
    path = PurePosixPath(tidy_line(SURROGATES.sub("", given)).replace("\\", "/"))
    name = path.name.lstrip(". ")
    ending = PurePosixPath(name).suffix
    stem = name.removesuffix(ending) if ending else name
    if len(ending) > LONGEST_ENDING:
        stem, ending = name, ""
    true = ENDINGS.get(media_type, ENDINGS[sniff.UNKNOWN])
    stem = shorten(stem, LONGEST_STEM) or "file"
    return f"{stem}{ending}" if ending.lower() in true else f"{stem}{ending}{true[0]}"
