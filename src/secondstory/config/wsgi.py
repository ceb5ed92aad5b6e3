"""The WSGI handler, run on lasting threads by the server (see asgi.py)."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "secondstory.config.settings")
application = get_wsgi_application()
