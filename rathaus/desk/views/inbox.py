"""The list of cases that a clerk's departments have in hand."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from rathaus.cases import queries
from rathaus.desk.filters import MARK, filters_from, query_of, saved_views, selects
from rathaus.desk.here import clerk_of
from rathaus.desk.rows import row_of, sort_links
from rathaus.people.permissions import departments_of
from rathaus.people.queries import colleagues_of
from rathaus.web.parts import page_or_part
from rathaus.web.staff import clerk_required


@require_safe
@clerk_required
def inbox(request: HttpRequest) -> HttpResponse:
    """Show the cases that fit the filters of the address, page by page."""
    clerk, today = clerk_of(request), timezone.localdate()
    departments = departments_of(clerk)
    filters = filters_from(request.GET, departments=departments)
    mark = request.GET.get(MARK, "")
    page = queries.inbox(departments, person=clerk, filters=filters, today=today, mark=mark)
    context = {
        "rows": [row_of(case, person=clerk, today=today) for case in page.cases],
        "before": query_of(filters, **{MARK: page.before}) if page.before else "",
        "after": query_of(filters, **{MARK: page.after}) if page.after else "",
        "filters": filters,
        "is_filtered": filters != queries.Filters(order=filters.order),
        "sort_links": sort_links(filters),
        "selects": selects(
            filters,
            departments=departments,
            processes=list(queries.processes_of(departments)),
            colleagues=colleagues_of(departments),
            person=clerk,
        ),
        "views": saved_views(filters, departments=departments, person=clerk, today=today),
        "departments": departments,
    }
    return page_or_part(request, "desk/inbox.html", context, part="desk/pieces/list.html")
