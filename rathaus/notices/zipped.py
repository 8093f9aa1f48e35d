"""Writes a zip archive piece by piece, so that one of any size needs neither disk nor memory."""

import hashlib
import io
import zipfile
from collections.abc import Iterable, Iterator
from typing import Final

_PIECE: Final = 256 * 1024


class _Outbound(io.RawIOBase):
    """Takes what the archive writes until somebody collects it; there is no way back in it."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []
        self.size = 0

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]
        self._pieces.append(bytes(data))
        self.size += len(data)
        return len(data)

    def collect(self) -> bytes:
        pieces, self._pieces, self.size = self._pieces, [], 0
        return b"".join(pieces)


# A file in the archive: its path, and its content in pieces.
Entry = tuple[str, Iterable[bytes]]


def zipped(entries: Iterable[Entry], *, checksums: str) -> Iterator[bytes]:
    """
    Yield the bytes of an archive of these files.

    :param checksums: the name of a last file, by which `sha256sum --check` proves all others.
    """
    outbound = _Outbound()
    sums: list[str] = []
    with zipfile.ZipFile(outbound, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries:
            digest = hashlib.sha256()
            # Nobody knows beforehand whether it will be larger than 2 GB.
            with archive.open(name, "w", force_zip64=True) as file:
                for piece in content:
                    digest.update(piece)
                    file.write(piece)
                    if outbound.size >= _PIECE:
                        yield outbound.collect()
            sums.append(f"{digest.hexdigest()}  {name}\n")
        archive.writestr(checksums, "".join(sums))
    yield outbound.collect()
