"""Settings of the test suite: cheap password hashes, a throw-away secret."""

import os
import tempfile

os.environ.setdefault("ZHIDAI_DATA", tempfile.mkdtemp(prefix="zhidai-test-"))
os.environ.setdefault("ZHIDAI_SECRET_KEY", "for tests only")

from zhidai.config.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ALLOWED_HOSTS = ["*"]
IS_DEMONSTRATION = True
