"""Tells what a file really is by its first bytes; what a device says about it is not believed."""

import io
import zipfile
from typing import Final

_SIGNATURES: Final = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"BM", "image/bmp"),
)
_BRANDS: Final = {
    b"heic": "image/heic",
    b"heix": "image/heic",
    b"mif1": "image/heif",
    b"avif": "image/avif",
    b"isom": "video/mp4",
    b"mp42": "video/mp4",
    b"M4A ": "audio/mp4",
    b"qt  ": "video/quicktime",
}
_OFFICE: Final = {
    "word/": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xl/": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ppt/": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}
# What a ZIP may say of itself in its first entry; anything else it says is not believed.
_SAID_BY_ZIPS: Final = frozenset(
    {
        *(
            f"application/vnd.oasis.opendocument.{kind}"
            for kind in ("text", "spreadsheet", "presentation", "graphics")
        ),
        "application/epub+zip",
    }
)
# What people call the types, for sentences.
NAMES: Final = {
    "application/pdf": "PDF",
    "image/png": "PNG",
    "image/jpeg": "JPEG",
    "image/gif": "GIF",
    "image/tiff": "TIFF",
    "image/heic": "HEIC",
    "image/webp": "WebP",
    "text/plain": "TXT",
    "text/csv": "CSV",
    _OFFICE["word/"]: "Word (DOCX)",
    _OFFICE["xl/"]: "Excel (XLSX)",
    "application/vnd.oasis.opendocument.text": "OpenDocument (ODT)",
}
_MOST_ENTRIES = 10_000


def media_type(content: bytes) -> str:
    """Return the media type of a file's content; `application/octet-stream` if it is unknown."""
    for signature, name in _SIGNATURES:
        if content.startswith(signature):
            return name
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    if content[4:8] == b"ftyp":
        return _BRANDS.get(content[8:12], "application/octet-stream")
    if content.startswith(b"PK\x03\x04"):
        return _zip_type(content)
    if b"%PDF-" in content[:1024]:
        return "application/pdf"
    return _text_type(content)


def _zip_type(content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()[:_MOST_ENTRIES]
            if names and names[0] == "mimetype" and archive.getinfo("mimetype").file_size < 200:  # noqa: PLR2004
                said = archive.read("mimetype").decode("ascii").strip()
                return said if said in _SAID_BY_ZIPS else "application/zip"
    except (zipfile.BadZipFile, ValueError, RuntimeError, NotImplementedError, EOFError, OSError):
        return "application/zip"
    if "[Content_Types].xml" in names:
        for folder, name in _OFFICE.items():
            if any(each.startswith(folder) for each in names):
                return name
    return "application/zip"


def _text_type(content: bytes) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return "application/octet-stream"
    if "\x00" in text:
        return "application/octet-stream"
    beginning = text.lstrip()[:200].lower()
    if beginning.startswith("<?xml"):
        return "application/xml"
    if beginning.startswith(("<!doctype html", "<html", "<svg", "<script")):
        return "text/html"
    return "text/plain"


def is_accepted(found: str, accepted: list[str]) -> bool:
    """Say whether a type is among those that a field takes; an empty list takes all known ones."""
    if not accepted:
        return found not in {"application/octet-stream", "text/html"}
    families = {each.removesuffix("*") for each in accepted if each.endswith("/*")}
    # A table as plain text cannot be told from other text.
    same = {found} | ({"text/csv", "text/markdown"} if found == "text/plain" else set())
    return bool(same & set(accepted)) or any(found.startswith(family) for family in families)


def names_of(accepted: list[str]) -> str:
    """Return the types that a field takes as people call them."""
    return ", ".join(NAMES.get(each, each.rpartition("/")[2].upper()) for each in accepted)
