"""
Sets the environment of a test run; importing it, before anything reads the settings, is enough.

The settings are named here and not in pyproject.toml, because pytest-django would read them before
any conftest could set what they need.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

import django
from django.conf import settings

_DIR = tempfile.mkdtemp(prefix="rathaus-tests-")
# WhiteNoise warns where nothing was ever collected.
(Path(_DIR) / "static").mkdir()
atexit.register(shutil.rmtree, _DIR, ignore_errors=True)

# Every test run has its own files, and never those of an installation.
os.environ["DATA_DIR"] = _DIR
# Nobody's .env either.
os.environ["ENV_FILE"] = os.devnull
os.environ["SECRET_KEY"] = "only-for-tests-" + "x" * 50
os.environ["DATA_KEY"] = "00" * 32
os.environ["BASE_URL"] = "http://testserver"
os.environ["ALLOWED_HOSTS"] = "testserver,localhost,127.0.0.1"
os.environ["EMAIL_BACKEND"] = "django.core.mail.backends.locmem.EmailBackend"
os.environ["LOG_LEVEL"] = "WARNING"
# Plain static names; pytest-django switches DEBUG itself off again.
os.environ["DEBUG"] = "1"
os.environ["REDIS_URL"] = ""
# A database of one's own choice may be given; otherwise SQLite in memory.
os.environ["DATABASE_URL"] = os.environ.get("TEST_DATABASE_URL", "sqlite:///:memory:")
os.environ["DJANGO_SETTINGS_MODULE"] = "rathaus.settings"
django.setup()

# A password is hashed in every other test; production's hasher takes a fifth of a second for each.
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
