"""
Narrows the fonts to what the pages use: Latin-1 letters, and kerning only between unaccented letters
and the commonest marks. Kerning of rare pairs was half of the bytes.

    python narrow.py <folder with the four woff2 files> <folder to write to>   (needs fonttools and brotli)
"""

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

LETTERS = {*range(0x20, 0x7F), *range(0xBF, 0x100), *map(ord, "\xa0§©«°±·»½–—‐‑‒‘’‚“”„•…\u202f€←↑→↓−×")}
KERNED = {*map(ord, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz .,’-")}


def narrowed(source: Path, unicodes: set[int]) -> TTFont:
    options = Options(hinting=False, layout_features=["kern", "liga", "tnum", "pnum"], name_IDs=[1, 2, 13, 14])
    options.drop_tables += ["STAT", "MVAR"]
    font = TTFont(source)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=unicodes)
    subsetter.subset(font)
    return font


def main(source: Path, target: Path) -> None:
    for path in sorted(source.glob("*.woff2")):
        font, kerned = narrowed(path, LETTERS), narrowed(path, KERNED)
        # Tables name their glyphs, so the ones of the smaller font fit into the larger one. GDEF goes along:
        # it holds the variations of the kerning.
        for table in ("GPOS", "GDEF"):
            if table in kerned:
                kerned[table].ensureDecompiled(recurse=True)
                font[table] = kerned[table]
        font.flavor = "woff2"
        font.save(target / path.name)
        print(path.name, path.stat().st_size, "→", (target / path.name).stat().st_size)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
