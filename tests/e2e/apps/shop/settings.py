"""Settings of the shop: django-oscar's apps and defaults, with a small database and one fixed host."""

import os
from pathlib import Path

from oscar.defaults import *  # noqa: F403

BASE_DIR = Path(os.environ["PINFOLD_SITE"])
SECRET_KEY = "only for tests on loopback"
DEBUG = True
ALLOWED_HOSTS = ["shop.oscar.example", "127.0.0.1"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CSRF_TRUSTED_ORIGINS = ["https://shop.oscar.example"]
SITE_ID = 1
ROOT_URLCONF = "urls"
USE_TZ = True
LANGUAGE_CODE = "en-gb"
TIME_ZONE = "UTC"
DEFAULT_AUTO_FIELD = "django.db.models.AutoField"
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": BASE_DIR / "shop.sqlite3"}}
HAYSTACK_CONNECTIONS = {"default": {"ENGINE": "haystack.backends.simple_backend.SimpleEngine"}}
MEDIA_ROOT = str(BASE_DIR / "media")
MEDIA_URL = "/media/"
STATIC_ROOT = str(BASE_DIR / "static")
STATIC_URL = "/static/"
OSCAR_ALLOW_ANON_REVIEWS = True
OSCAR_MODERATE_REVIEWS = False
OSCAR_DEFAULT_CURRENCY = "EUR"

_DJANGO = "admin auth contenttypes sessions messages staticfiles sites flatpages".split()
_OSCAR = {
    "": "analytics checkout address shipping catalogue catalogue.reviews communication partner basket payment offer order "
    "customer search voucher wishlists dashboard",
    "dashboard.": "reports users orders catalogue offers partners pages ranges reviews vouchers communications shipping",
}


def _config(prefix, name):
    """`oscar.apps.dashboard.users.apps.UsersDashboardConfig` and the like."""
    words = name.split(".")
    title = "".join(word.title() for word in words) + ("Dashboard" if prefix else "")
    return f"oscar.apps.{prefix}{name}.apps.{title}Config"


INSTALLED_APPS = [
    *(f"django.contrib.{name}" for name in _DJANGO),
    "oscar.config.Shop",
    *(_config(prefix, name) for prefix, names in _OSCAR.items() for name in names.split()),
    "widget_tweaks",
    "haystack",
    "treebeard",
    "sorl.thumbnail",
    "django_tables2",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "oscar.apps.basket.middleware.BasketMiddleware",
    "django.contrib.flatpages.middleware.FlatpageFallbackMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "oscar.apps.search.context_processors.search_form",
                "oscar.apps.checkout.context_processors.checkout",
                "oscar.apps.communication.notifications.context_processors.notifications",
                "oscar.core.context_processors.metadata",
            ]
        },
    }
]
