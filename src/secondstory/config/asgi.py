"""One process: pages run on a few lasting threads through the WSGI handler, so that database connections
last and a page costs a quarter of what Django's plain ASGI handler takes (docs/decisions/0002-stack.md).
Websockets, when live co-editing arrives, get their own branch here.
"""

import gc
import os
from typing import Any, cast

from a2wsgi import WSGIMiddleware
from a2wsgi.wsgi_typing import WSGIApp

from secondstory.config.wsgi import application as pages

_http = WSGIMiddleware(cast(WSGIApp, pages), workers=int(os.environ.get("SECONDSTORY_THREADS", "4")))
gc.freeze()  # as in cli/start.py: the pages, too, stay until the end


async def application(scope: Any, receive: Any, send: Any) -> None:
    """Dispatch by kind of connection; refuse websockets politely until something listens on them."""
    if scope["type"] == "http":
        await _http(scope, receive, send)
    elif scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.close", "code": 1000})
