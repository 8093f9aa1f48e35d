"""What a visitor reads when something went wrong; also works where database or session do not."""

from django.http import HttpRequest, HttpResponseServerError
from django.template.loader import render_to_string
from django.views.decorators.csrf import requires_csrf_token


@requires_csrf_token
def server_error(request: HttpRequest) -> HttpResponseServerError:
    """Apologise without asking anything that may be broken: no user, no session, no query."""
    context = {"city": getattr(request, "city", None), "hall": ""}
    return HttpResponseServerError(render_to_string("500.html", context))
