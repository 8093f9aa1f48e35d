"""Looks at a PDF as a person with a ruler and a reader of its inner structure would."""

import io
from typing import Any

import pikepdf
import pypdfium2

_POINT = 25.4 / 72


def text_of(pdf: bytes) -> str:
    """Return the text of all pages as a screen reader or search would find it."""
    return "\n".join(texts_of(pdf))


def words_of(pdf: bytes) -> str:
    """Return the text of all pages without regard to where its lines end."""
    return " ".join(text_of(pdf).split())


def texts_of(pdf: bytes) -> list[str]:
    """Return the text of each page."""
    with pypdfium2.PdfDocument(pdf) as document:
        texts = []
        for page in document:
            text = page.get_textpage().get_text_range()
            for typeset, plain in (("\r\n", "\n"), ("\u00a0", " "), ("\ufffe", ""), ("\u200b", "")):
                text = text.replace(typeset, plain)
            texts.append(text)
        return texts


def place_of(pdf: bytes, words: str, *, page_number: int = 0) -> tuple[float, float]:
    """Return where words stand highest: millimetres from the left and upper edge of the sheet."""
    with pypdfium2.PdfDocument(pdf) as document:
        page = document[page_number]
        text = page.get_textpage()
        search = text.search(words, match_case=True)
        places = []
        while found := search.get_next():
            left, _bottom, _right, top = text.get_charbox(found[0], loose=True)
            places.append((left * _POINT, (page.get_height() - top) * _POINT))
        assert places, f"{words!r} is not on page {page_number}"
        return min(places, key=lambda place: place[1])


def opened(pdf: bytes) -> pikepdf.Pdf:
    """Return the PDF's inner structure."""
    return pikepdf.open(io.BytesIO(pdf))


def tags_of(pdf: bytes) -> list[str]:
    """Return the structure elements in reading order."""

    def visit(item: Any) -> list[str]:
        if isinstance(item, pikepdf.Array):
            return [tag for each in item for tag in visit(each)]
        if isinstance(item, pikepdf.Dictionary) and "/S" in item:
            return [str(item.S), *visit(item.get("/K", pikepdf.Array()))]
        return []

    with opened(pdf) as document:
        return visit(document.Root.StructTreeRoot.K)


def attached_to(pdf: bytes) -> dict[str, bytes]:
    """Return the files inside the PDF that are its data."""
    with opened(pdf) as document:
        return {
            str(file.UF): file.EF.F.read_bytes()
            for file in document.Root.AF
            if file.AFRelationship == "/Data"
        }
