"""The forum at the root of its host, with what people uploaded."""

from django.conf import settings
from django.conf.urls.static import static
from django.urls import include, path

import spirit.urls

urlpatterns = [path("", include(spirit.urls))] + static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT)
