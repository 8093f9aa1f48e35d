"""`manage.py import_form`: what it says, what it stores, and how it refuses."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from rathaus.processes.models import Process

SCHEMA = {
    "title": "Parkausweis für Müßiggänger",
    "type": "object",
    "properties": {"name": {"type": "string", "title": "Name"}, "matrix": {"type": "array"}},
}


@pytest.fixture
def form(tmp_path):
    path = tmp_path / "schema.json"
    path.write_text(json.dumps(SCHEMA))
    return path


def run(*words, **options):
    out = io.StringIO()
    try:
        call_command("import_form", *map(str, words), stdout=out, no_color=True, **options)
    except SystemExit as ended:
        return out.getvalue(), ended.code
    return out.getvalue(), 0


def test_it_says_what_it_took_over_and_what_it_could_not_express(form):
    said, code = run(form, verbosity=2)

    assert code == 0
    assert "schema.json: “Parkausweis für Müßiggänger” (json-schema), pages: 1" in said
    assert "    - /properties/name: “Name” is asked as text." in said
    assert "Not expressed: 1\n    - /properties/matrix: A page has no question for “Matrix”" in said


def test_without_a_city_nothing_is_stored(form, in_frankfurt):
    run(form)

    assert not Process.objects.exists()


def test_with_a_city_it_becomes_a_working_copy_that_nobody_sees(form, in_frankfurt):
    said, _code = run(form, city="frankfurt")

    process = Process.objects.get()
    assert process.slug == "parkausweis-fuer-muessiggaenger"
    assert process.working["title"] == SCHEMA["title"]
    assert not process.is_online
    assert "Stored as parkausweis-fuer-muessiggaenger of frankfurt" in said


def test_the_same_form_twice_is_two_processes(form, in_frankfurt):
    run(form, city="frankfurt")
    run(form, city="frankfurt")

    assert Process.objects.values("slug").distinct().count() == 2


def test_a_dry_run_stores_nothing(form, in_frankfurt):
    run(form, city="frankfurt", dry_run=True)

    assert not Process.objects.exists()


def test_the_report_as_json_holds_the_definition_and_every_remark(form):
    said, _code = run(form, json=True)

    [report] = json.loads(said)
    assert report["definition"]["title"] == SCHEMA["title"]
    assert [remark["at"] for remark in report["not_expressed"]] == ["/properties/matrix"]
    assert report["refused"] == report["stored_as"] == ""


def test_one_bad_file_does_not_keep_the_others_out(form, tmp_path, in_frankfurt):
    bad = tmp_path / "bad.json"
    bad.write_text("{")

    said, code = run(bad, form, tmp_path / "missing.json", city="frankfurt")

    assert code == 1
    assert "bad.json: not imported. It is not JSON" in said
    assert "missing.json: not imported. It cannot be opened: No such file or directory." in said
    assert Process.objects.count() == 1


def test_a_folder_stands_for_its_files(form):
    said, code = run(form.parent)

    assert code == 0
    assert "schema.json" in said


def test_an_unknown_city_is_named(form, db):
    with pytest.raises(CommandError, match="There is no city 'nirgends'"):
        run(form, city="nirgends")
