"""Settings of the test suite: cheap password hashes, a throw-away secret."""

import os
import tempfile

os.environ.setdefault("ZHIDAI_DATA", tempfile.mkdtemp(prefix="zhidai-test-"))
os.environ.setdefault("ZHIDAI_SECRET_KEY", "for tests only")
# Playwright's loop runs in the thread of its worker; the tests after it use the database there.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

from zhidai.config.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ALLOWED_HOSTS = ["*"]
IS_DEMONSTRATION = True
# Tables are made from the models, as those of any new database: that the migrations lead to the
# same ones is a test of its own. On PostgreSQL the tests run on migrated tables.
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):  # noqa: F405
    DATABASES["default"]["TEST"] = {"MIGRATE": False}  # noqa: F405
