"""The line icons of our own pages, drawn on a 24 × 24 grid; decoration, never the only sign."""

# ruff: noqa: E501 - path data does not wrap well

from typing import Final

PATHS: Final[dict[str, str]] = {
    # Life situations
    "family": (
        '<circle cx="8" cy="6.5" r="2.75"/><circle cx="17" cy="8.5" r="2.25"/>'
        '<path d="M2.75 20v-2.5A5.25 5.25 0 0 1 8 12.25c2.9 0 5.25 2.35 5.25 5.25V20"/>'
        '<path d="M14.5 13.9a4.5 4.5 0 0 1 6.75 3.9V20"/>'
    ),
    "housing": '<path d="M3.5 11 12 3.75 20.5 11"/><path d="M5.5 9.5V20h13V9.5"/><path d="M10 20v-5.5h4V20"/>',
    "vehicles": (
        '<path d="M3 16.5v-4l2.2-5.2A2 2 0 0 1 7.05 6h9.9a2 2 0 0 1 1.85 1.3L21 12.5v4Z"/>'
        '<path d="M3 12.5h18M4.75 16.5V19M19.25 16.5V19"/>'
        '<path d="M6.75 14.5h1.5M15.75 14.5h1.5"/>'
    ),
    "taxes": (
        '<path d="M5 3.5h14V21l-2.35-1.5L14.3 21 12 19.5 9.7 21l-2.35-1.5L5 21Z"/>'
        '<path d="M8.5 8.25h7M8.5 12h7M8.5 15.5h4"/>'
    ),
    "animals": (
        '<circle cx="6" cy="11" r="1.75"/><circle cx="10" cy="6.5" r="1.75"/>'
        '<circle cx="14.5" cy="6.5" r="1.75"/><circle cx="18.25" cy="11" r="1.75"/>'
        '<path d="M12.1 11.5c-2.6 0-5.35 3.4-5.35 5.75 0 1.6 1.15 2.5 2.5 2.5 1.1 0 1.75-.5 2.85-.5'
        's1.75.5 2.85.5c1.35 0 2.5-.9 2.5-2.5 0-2.35-2.75-5.75-5.35-5.75Z"/>'
    ),
    "business": (
        '<rect x="3" y="7.5" width="18" height="12.5" rx="1.5"/>'
        '<path d="M8.5 7.5V5.25c0-.7.55-1.25 1.25-1.25h4.5c.7 0 1.25.55 1.25 1.25V7.5"/>'
        '<path d="M3 12.75h18M12 11.5v2.5"/>'
    ),
    "environment": (
        '<path d="M12 21v-8.5"/><path d="M12 15.5c-4.2.4-7-2-7.25-6.75C9 8.5 11.75 11 12 15.5Z"/>'
        '<path d="M12 12.5c-.2-5 2.5-8.4 7.25-9 .4 5.1-2.4 8.7-7.25 9Z"/>'
    ),
    "documents": (
        '<rect x="3" y="5" width="18" height="14" rx="1.75"/><circle cx="8.5" cy="10.75" r="1.9"/>'
        '<path d="M5.5 16c.4-1.7 1.55-2.6 3-2.6s2.6.9 3 2.6M14.5 10h3.75M14.5 13.75h3.75"/>'
    ),
    "social": (
        '<path d="M12 20.25C6.6 16.5 3.5 13.3 3.5 9.4A4.4 4.4 0 0 1 8 5c1.75 0 3.15.9 4 2.4'
        'C12.85 5.9 14.25 5 16 5a4.4 4.4 0 0 1 4.5 4.4c0 3.9-3.1 7.1-8.5 10.85Z"/>'
    ),
    "engagement": (
        '<path d="M3.5 10v4.25h3.25L15.5 19V5.25L6.75 10Z"/><path d="M18.5 9.25a4 4 0 0 1 0 5.75"/>'
        '<path d="m7.5 14.5 1.25 5h2.5l-1-3.75"/>'
    ),
    "other": '<rect x="4" y="4" width="6.5" height="6.5" rx="1"/><rect x="13.5" y="4" width="6.5" '
    'height="6.5" rx="1"/><rect x="4" y="13.5" width="6.5" height="6.5" rx="1"/>'
    '<rect x="13.5" y="13.5" width="6.5" height="6.5" rx="1"/>',
    # Facts
    "cost": '<path d="M17.5 6.75A6.75 6.75 0 1 0 17.5 17.25"/><path d="M3.5 10.25h9.5M3.5 13.75h9"/>',
    "time": '<circle cx="12" cy="12" r="8.5"/><path d="M12 7v5.25l3.5 2"/>',
    "processing": (
        '<rect x="3.5" y="5" width="17" height="15.5" rx="1.75"/><path d="M3.5 10h17M8 3v4M16 3v4"/>'
        '<path d="m9 15 2.1 2 3.9-3.75"/>'
    ),
    "person": '<circle cx="12" cy="8" r="3.75"/><path d="M4.5 20.5c.4-4 3.4-6.5 7.5-6.5s7.1 2.5 7.5 6.5"/>',
    "language": (
        '<circle cx="12" cy="12" r="8.5"/><path d="M3.5 12h17M12 3.5c2.4 2.3 3.6 5.1 3.6 8.5'
        's-1.2 6.2-3.6 8.5c-2.4-2.3-3.6-5.1-3.6-8.5s1.2-6.2 3.6-8.5Z"/>'
    ),
    "office": (
        '<path d="M3.5 9.5 12 4l8.5 5.5Z"/><path d="M5 9.5V18M9.6 9.5V18M14.4 9.5V18M19 9.5V18"/>'
        '<path d="M3 20.5h18"/>'
    ),
    "phone": (
        '<path d="M6.2 3.75h2.9l1.6 4.3-2.1 1.6a11.5 11.5 0 0 0 5.75 5.75l1.6-2.1 4.3 1.6v2.9'
        'c0 1.2-1 2.2-2.2 2.1A15.7 15.7 0 0 1 4.1 5.95c-.1-1.2.9-2.2 2.1-2.2Z"/>'
    ),
    "mail": '<rect x="3" y="5.5" width="18" height="13.5" rx="1.75"/><path d="m3.5 7.5 8.5 6.25 8.5-6.25"/>',
    "place": (
        '<path d="M12 21c4.4-4.4 6.5-8 6.5-11a6.5 6.5 0 1 0-13 0c0 3 2.1 6.6 6.5 11Z"/>'
        '<circle cx="12" cy="9.75" r="2.25"/>'
    ),
    # Doing
    "search": '<circle cx="10.75" cy="10.75" r="6.25"/><path d="m15.5 15.5 5 5"/>',
    "check": '<path d="m5 12.75 4.5 4.5L19.25 7"/>',
    "arrow": '<path d="M4 12h15M13 5.75 19.25 12 13 18.25"/>',
    "file": '<path d="M6 3h8l4.5 4.5V21H6Z"/><path d="M13.75 3.25V8h4.5M9 12.5h6M9 16h6"/>',
    "download": '<path d="M12 4v11M7 10.5l5 5 5-5M4.5 20h15"/>',
    "lock": '<rect x="5" y="10.5" width="14" height="10" rx="1.5"/><path d="M8 10.5V8a4 4 0 0 1 8 0v2.5"/>',
}


def svg(name: str) -> str:
    """
    Return an icon as markup that takes the colour of the text around it.

    :raises KeyError: if nobody drew it.
    """
    return (
        '<svg class="icon" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.75"'
        ' stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">'
        f"{PATHS[name]}</svg>"
    )
