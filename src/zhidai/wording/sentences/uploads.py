"""Sentences about files that are handed in."""

SENTENCES = {
    "upload_empty": "The file {name} is empty; choose the file again.",
    "upload_too_large": (
        "The file {name} has {size:,} bytes, allowed are at most {limit:,}; "
        "scan at a lower resolution or split it."
    ),
    "upload_type_refused": "The file {name} is a {found} file; allowed are {allowed}.",
    "upload_content_unknown": (
        "The content of the file {name} is not of a known kind; allowed are {allowed}."
    ),
    "upload_ending_disagrees": (
        "The file {name} contains {found}, so its name must end in {expected}; "
        "rename it or choose the right file."
    ),
    "upload_has_macros": "The file {name} contains macros; save it without macros or as PDF.",
}
