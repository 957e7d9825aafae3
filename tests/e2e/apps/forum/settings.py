"""Settings of the forum: those of Spirit's own project template, with a small database and one fixed host."""

import os
from pathlib import Path

from spirit.extra.project_template.project_name.settings.base import *  # noqa: F403

BASE_DIR = Path(os.environ["PINFOLD_SITE"])
SECRET_KEY = "only for tests on loopback"
DEBUG = True
ALLOWED_HOSTS = ["forum.spirit.example", "127.0.0.1"]
ST_SITE_URL = "https://forum.spirit.example/"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CSRF_TRUSTED_ORIGINS = ["https://forum.spirit.example"]
ROOT_URLCONF = "urls"
del WSGI_APPLICATION  # noqa: F821 - the template's names a project that is not there
STATIC_ROOT = str(BASE_DIR / "static")
MEDIA_ROOT = str(BASE_DIR / "media")
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": BASE_DIR / "forum.sqlite3"}}
HAYSTACK_CONNECTIONS = {"default": {"ENGINE": "haystack.backends.simple_backend.SimpleEngine"}}
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "st_rate_limit": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "st_rl_cache"},
}
# Signing up costs nothing here.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
LANGUAGE_CODE = "en"
TIME_ZONE = "UTC"
