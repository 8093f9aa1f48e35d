"""A new address fails here until somebody has said who may open it."""

from django.urls import URLPattern, get_resolver

from tests.house.every_address import ACCOUNT, PUBLIC, SWEEP, WAY_TO_DESK


def names_in(patterns, namespace=""):
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name}"
        else:
            inner = f"{pattern.namespace}:" if pattern.namespace else namespace
            yield from names_in(pattern.url_patterns, inner)


def test_every_address_is_swept_and_none_that_is_gone():
    names = list(names_in(get_resolver().url_patterns))

    assert sorted(set(names)) == sorted(SWEEP)
    assert not [name for name in names if name.endswith("None")]


def parameters_of(patterns, namespace=""):
    """Yield each address's name with the parameters in its path."""
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield (
                f"{namespace}{pattern.name}",
                set(pattern.pattern.converters) | set(pattern.pattern.regex.groupindex),
            )
        else:
            inner = f"{pattern.namespace}:" if pattern.namespace else namespace
            yield from parameters_of(pattern.url_patterns, inner)


def test_every_id_in_an_address_is_swept_as_one():
    """An address with a new parameter, or with an id among those that know none, fails here."""
    found = dict(parameters_of(get_resolver().url_patterns))

    assert {name: set(needs) for name, needs in SWEEP.items()} == found
    for name in PUBLIC | WAY_TO_DESK | ACCOUNT:
        assert not [needed for needed in SWEEP[name] if needed.endswith("_id")]
