"""The WSGI application that granian serves."""

import os
from threading import Thread

from django.core.wsgi import get_wsgi_application

from zhidai.documents.charts import make_ready

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhidai.config.settings")
application = get_wsgi_application()
Thread(target=make_ready, daemon=True).start()
