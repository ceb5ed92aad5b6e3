"""Pictures that the server draws with the page's own code: one layout and one way to draw, in two places.

``draw`` takes plain values and gives SVG text. It waits for nobody for long: where the engine is busy, gives no answer
in time or is not there, the picture says so in a sentence, and what the page says beside it stays.
"""

from secondstory.ui.drawing.pictures import Picture, draw

__all__ = ["Picture", "draw"]
