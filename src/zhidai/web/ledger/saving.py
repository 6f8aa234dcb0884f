"""The workbooks of a report as addresses inside the page: saved from it, kept nowhere else."""

import re
from base64 import b64encode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhidai.documents.ledger_files import COLUMNS, PAGE
from zhidai.documents.ledger_workbooks import archive_of
from zhidai.documents.pledge_register_files import COLUMNS as REGISTER_COLUMNS
from zhidai.web.shared.downloads import XLSX

MOST_BYTES_SINGLY = 2 * 1024**2  # beyond it only the archive is offered: it would be in it twice
_MEDIA = {
    ".pdf": "application/pdf",
    ".xlsx": XLSX,
    ".json": "application/json",
}
_NAMES: Mapping[str, Promise] = {
    "filing": gettext_lazy("Monthly filing (Excel)"),
    "ratio": gettext_lazy("Ratio and breaker (Excel)"),
    "subsidies": gettext_lazy("Subsidies (Excel)"),
    "clocks": gettext_lazy("Claims, maturities and fees (Excel)"),
    "warnings": gettext_lazy("Warnings (Excel)"),
    "loans": gettext_lazy("Loans as read (Excel)"),
    "rejects": gettext_lazy("What could not be read (Excel)"),
    COLUMNS: gettext_lazy("Column file, for the next time"),
}
_REGISTER_NAMES: Mapping[str, Promise] = {
    "zh.pdf": gettext_lazy("The bulletin in Chinese (PDF)"),
    "zh.xlsx": gettext_lazy("The bulletin in Chinese (Excel)"),
    "en.pdf": gettext_lazy("The bulletin in English (PDF)"),
    "en.xlsx": gettext_lazy("The bulletin in English (Excel)"),
    "statistics.xlsx": gettext_lazy("Statistics (Excel)"),
    "rankings.xlsx": gettext_lazy("Rankings (Excel)"),
    "registrations.xlsx": gettext_lazy("Registrations as read (Excel)"),
    "rejects.xlsx": gettext_lazy("What could not be read (Excel)"),
    REGISTER_COLUMNS: gettext_lazy("Column file, for the next time"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """A file inside the page: its name when saved, its words, its address."""

    name: str
    label: str
    address: SafeString
    is_first: bool = False


def downloads(files: Mapping[str, bytes], language: str) -> tuple[Download, ...]:
    """A ledger's files: everything as one archive, then one by one."""
    kept = {name: content for name, content in files.items() if name != PAGE}
    labels = {name: _NAMES.get(name) or _NAMES[re.split(r"[.-]", name)[0]] for name in kept}
    return _archive("ledger", files, language), *_singly(files, labels)


def register_downloads(files: Mapping[str, bytes], language: str) -> tuple[Download, ...]:
    """The same of a list of registrations: bulletin-2021Q1.zh.pdf is known by its ending."""
    labels = {
        name: next(label for end, label in _REGISTER_NAMES.items() if name.endswith(end))
        for name in files
    }
    return _archive("registrations", files, language), *_singly(files, labels)


def _archive(of: str, files: Mapping[str, bytes], language: str) -> Download:
    spoken = "en" if language.startswith("en") else "zh"
    return Download(
        name=f"zhidai-{of}-{spoken}.zip",
        label=_("All files (ZIP)"),
        address=_address(archive_of(files), "application/zip"),
        is_first=True,
    )


def single(name: str, content: bytes) -> Download:
    """One workbook alone."""
    return Download(name=name, label=_("Save as Excel"), address=_address(content, XLSX))


def _singly(files: Mapping[str, bytes], labels: Mapping[str, Promise]) -> Iterator[Download]:
    if sum(map(len, files.values())) > MOST_BYTES_SINGLY:
        return
    for name, label in labels.items():
        media = _MEDIA[f".{name.rpartition('.')[2]}"]
        yield Download(name=name, label=str(label), address=_address(files[name], media))


def _address(content: bytes, media: str) -> SafeString:
    """A data address; made of a fixed media type and base64 alone, so nothing in it can be code."""
    return format_html("data:{};base64,{}", media, b64encode(content).decode())
