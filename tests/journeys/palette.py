"""A picture of a page with at most 256 colors: a quarter of the bytes, and the same to the eye."""

from __future__ import annotations

import base64
import struct
import zlib

from playwright.sync_api import Page

LOOK = """async url => {
  const picture = await createImageBitmap(await (await fetch(url)).blob())
  const { width, height } = picture
  const canvas = new OffscreenCanvas(width, height).getContext("2d")
  canvas.drawImage(picture, 0, 0)
  const { data } = canvas.getImageData(0, 0, width, height)
  const counts = new Map()
  const at = i => data[i] << 16 | data[i + 1] << 8 | data[i + 2]
  for (let i = 0; i < data.length; i += 4) counts.set(at(i), (counts.get(at(i)) ?? 0) + 1)
  const palette = [...counts].sort((a, b) => b[1] - a[1]).slice(0, 256).map(([color]) => color)
  const near = color => {
    let best = 0, least = Infinity
    palette.forEach((other, index) => {
      const r = (color >> 16) - (other >> 16), g = (color >> 8 & 255) - (other >> 8 & 255), b = (color & 255) - (other & 255)
      const away = r * r + g * g + b * b
      if (away < least) [best, least] = [index, away]
    })
    return best
  }
  const index = new Map()
  for (const color of counts.keys()) index.set(color, near(color))
  const rows = new Uint8Array(width * height)
  for (let i = 0; i < rows.length; i++) rows[i] = index.get(at(i * 4))
  let text = ""
  for (let i = 0; i < rows.length; i += 32768) text += String.fromCharCode(...rows.subarray(i, i + 32768))
  return { width, height, palette, rows: btoa(text), colors: counts.size, most: Math.max(...counts.values()) / rows.length }
}"""


def is_drawn(seen: dict[str, float]) -> bool:
    """More than a few colors, and no single one that covers nearly everything."""
    return seen["colors"] > 20 and seen["most"] < 0.985


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def with_few_colors(blank: Page, png: bytes) -> bytes:
    """The same picture with a palette of its most frequent colors. ``blank`` is any page, to decode it in."""
    seen = blank.evaluate(LOOK, "data:image/png;base64," + base64.b64encode(png).decode())
    assert is_drawn(seen), "The picture shows next to nothing."
    width, height, rows = seen["width"], seen["height"], base64.b64decode(seen["rows"])
    lines = b"".join(b"\0" + rows[y * width : (y + 1) * width] for y in range(height))
    palette = b"".join(color.to_bytes(3, "big") for color in seen["palette"])
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0))
        + _chunk(b"PLTE", palette)
        + _chunk(b"IDAT", zlib.compress(lines, 9))
        + _chunk(b"IEND", b"")
    )
