"""Reads the text back out of the PDFs that we make: enough of the format for them, no more."""

import re
import zlib

_OBJECT = re.compile(rb"(\d+) 0 obj\s(.*?)\sendobj", re.DOTALL)
_STREAM = re.compile(rb"stream\r?\n(.*)\r?\nendstream", re.DOTALL)
_FONT_CHOICE_OR_STRING = re.compile(
    rb"/(f\d+) [\d.]+ Tf|\(((?:\\.|[^\\()]|\((?:\\.|[^\\()])*\))*)\)|<([0-9A-F]+)>", re.DOTALL
)
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
_LETTERS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def text_of(made: bytes) -> str:
    """All text in the order it is set, without spaces and line breaks."""
    objects = {int(found[1]): found[2] for found in _OBJECT.finditer(made)}
    pages = [body for body in objects.values() if re.search(rb"/Type/Page\b", body)]
    text = "".join(_page_text(page, objects) for page in pages)
    return re.sub(r"\s", "", text)


def _page_text(page: bytes, objects: dict[int, bytes]) -> str:
    resources = _referred(page, rb"Resources", objects)
    fonts = {
        found[1]: _characters(_stream(_referred(objects[int(found[2])], rb"ToUnicode", objects)))
        for found in re.finditer(rb"/(f\d+) (\d+) 0 R", resources)
    }
    written, font = [], b""
    for found in _FONT_CHOICE_OR_STRING.finditer(_stream(_referred(page, rb"Contents", objects))):
        if found[1]:
            font = found[1]
        elif font:
            codes = _codes(found)
            written += [fonts[font].get(codes[at : at + 2], "") for at in range(0, len(codes), 2)]
    return "".join(written)


def _codes(string: re.Match[bytes]) -> bytes:
    if string[3]:
        return bytes.fromhex(string[3].decode())
    return _ESCAPE.sub(_unescaped, string[2])


def _referred(body: bytes, key: bytes, objects: dict[int, bytes]) -> bytes:
    found = re.search(rb"/" + key + rb" (\d+) 0 R", body)
    assert found is not None, key
    return objects[int(found[1])]


def _stream(body: bytes) -> bytes:
    found = _STREAM.search(body)
    assert found is not None
    return zlib.decompress(found[1]) if b"/FlateDecode" in body else found[1]


def _characters(mapping: bytes) -> dict[bytes, str]:
    return {
        bytes.fromhex(found[1].decode()): bytes.fromhex(found[2].decode()).decode("utf-16-be")
        for found in re.finditer(rb"<([0-9A-F]{4})> <([0-9A-F]+)>", mapping)
    }


def _unescaped(found: re.Match[bytes]) -> bytes:
    if found[1].isdigit():
        return bytes([int(found[1], 8)])
    return _LETTERS.get(found[1], found[1])
