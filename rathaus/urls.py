"""All addresses. The city stands before them as script prefix, see cities/middleware.py."""

from django.urls import include, path

urlpatterns = [
    # A city's own entrance stands at the same address as the list of cities, and goes before it.
    path("", include("rathaus.portal.urls")),
    path("", include("rathaus.web.urls")),
    path("schreibtisch/", include("rathaus.desk.urls")),
    path("baukasten/", include("rathaus.studio.urls")),
    path("betrieb/", include("rathaus.operating.urls")),
    path("katalog/", include("rathaus.catalogue.urls")),
    path("konto/", include("rathaus.people.urls")),
    path("demo/", include("rathaus.demo.urls")),
]

handler500 = "rathaus.web.views.errors.server_error"
