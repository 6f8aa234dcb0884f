"""Sentences about registers that are screened, and about tables that are written."""

SENTENCES = {
    "register_fact_twice": (
        "The columns {first} and {second} both give {fact}; keep one of the two."
    ),
    "register_without_code": (
        "No column gives the unified social credit code; name one 统一社会信用代码 or "
        "enterprise.credit_code. There are: {known}."
    ),
    "register_enterprise_twice": "The enterprise {code} stands in row {row} already.",
    "output_ending_unknown": "{file} has an ending that is not written here; use one of {known}.",
    "output_is_input": ("{file} is read for this and would be lost; give -o another name."),
    "output_too_long": (
        "An XLSX workbook holds at most {most} rows below its headings and there are more; give the"
        " output the ending .csv or .parquet. What was there before is untouched."
    ),
    "disk_full": (
        "The disk is full: what was to be printed or laid aside could not be written. Make room and"
        " run it again."
    ),
    "output_disk_full": (
        "The file {file} cannot be written: the disk is full. Make room or name another place. "
        "What was there before is untouched."
    ),
    "output_not_allowed": (
        "The file {file} cannot be written: you have no right to write there. Name another place. "
        "What was there before is untouched."
    ),
    "output_without_folder": (
        "The file {file} cannot be written: its folder does not exist, or a folder has this name. "
        "Name another place. What was there before is untouched."
    ),
    "output_not_written": (
        "The file {file} cannot be written: {problem}. What was there before is untouched."
    ),
}
