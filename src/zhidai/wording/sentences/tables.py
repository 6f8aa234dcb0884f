"""Sentences about tables read from files."""

SENTENCES = {
    "table_file_missing": "There is no file {file}; check the name and the folder.",
    "table_file_unreadable": (
        "The file {file} cannot be opened for reading; check that it is a file you may read."
    ),
    "table_too_large": "{file} is larger than {megabytes} MB; split it into several files.",
    "table_too_many_cells": (
        "{file} has more than {rows:,} rows, {columns} columns or {cells:,} cells; split it, or "
        "delete the empty rows and columns at its ends."
    ),
    "table_ending_unknown": (
        "{file} is not a table; give a file that ends in .csv, .xlsx, .xls or .parquet."
    ),
    "table_empty": "{file} has no column names in its first row; put them there.",
    "table_without_rows": "{file} has column names and no row below them; fill in the rows.",
    "table_column_twice": "{file} has two columns named {column}; rename or remove one.",
    "table_row_too_long": (
        "Row {row} of {file} has more cells than there are columns; check its commas and "
        "quotation marks."
    ),
    "table_file_damaged": (
        "{file} cannot be read as what its ending says; save it again from the program "
        "that made it."
    ),
    "table_with_password": (
        "{file} is protected by a password and cannot be read; open it, take the password away "
        "and save it again."
    ),
    "table_not_text": "{file} is neither UTF-8 nor GB 18030 text; save it as CSV UTF-8.",
    "patent_list_without_numbers": (
        "{file} has no column with patent numbers; name it application_number, "
        "patent_number, 申请号 or 专利号."
    ),
    "patent_amount_without_unit": (
        "{text} under {heading} does not say its unit; write 元 or 万元 behind the number, in the"
        " heading, or above the table (单位：万元)."
    ),
    "patent_list_without_filing": (
        "{file} has no column with the filing dates; name it filing_date, 申请日 or 申请日期."
    ),
    "patent_list_column_twice": (
        "In {file} the columns {first} and {second} mean the same; keep one of them."
    ),
}
