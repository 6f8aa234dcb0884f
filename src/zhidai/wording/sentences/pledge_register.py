"""Sentences about a bureau's own list of pledge registrations."""

SENTENCES = {
    "register_file_not_given": "Choose the file with the quarter's registrations.",
    "register_too_many_for_a_page": (
        "The list has more than {registrations:,} registrations; the page reads no more. Use"
        " `zhidai ledger registrations`."
    ),
    "register_without_table": (
        "No sheet of {file} looks like a list of registrations: none of the first 30 rows names"
        " the pledgor (出质人) or the day of registration (登记日期) beside another known column."
        " Say what the columns mean: below on the page, or with --map on the command line, in the"
        " file that `zhidai ledger columns --registrations` begins."
    ),
    "register_without_headings": (
        "{file} holds no list of registrations: none of the first 30 rows has three headings."
        " Choose a file with a registration a row and, above them, headings such as 出质人 and"
        " 登记日期."
    ),
    "register_column_pledgor_missing": (
        "Sheet {sheet} has no column for the pledgor in its heading (row {row}); name it 出质人 or"
        " 企业名称, or map it in the column file. Not used: {passed_over}."
    ),
    "register_column_registered_on_missing": (
        "Sheet {sheet} has no column for the day of registration in its heading (row {row}); name"
        " it 登记日期 or 质押登记日, or map it in the column file. Not used: {passed_over}."
    ),
    "column_file_unreadable": (
        "The column file is not one of this program (format {format}); take it from an earlier"
        " report and change it."
    ),
    "column_file_unknown": (
        "The column file maps {heading} to the field {field} with the unit {unit}, which is none;"
        " choose one of {known}."
    ),
    "register_quarter_empty": (
        "The list has no registration in {quarter}; it goes from {first} to {last}. Give another"
        " quarter or list."
    ),
    "register_nothing_read": (
        "No registration of {file} could be read; this is what stands in the way of the first ones."
    ),
    "register_cell_empty": (
        "Cell {cell} ({heading}) is empty; no registration can do without it. Fill it in."
    ),
    "register_released_before": (
        "Cell {cell} ({heading}) holds {found}, a day before the registration; one of the two is"
        " wrong."
    ),
    "register_number_twice": (
        "Cell {cell} ({heading}) holds {found}, which stands in {first} with another pledgor, day"
        " or amount; the row is left out."
    ),
    "register_kind_unknown": (
        "Cell {cell} ({heading}) holds {found}; expected a kind of right such as 发明, 实用新型 or"
        " 商标."
    ),
    "register_patent_unreadable": (
        "Cell {cell} ({heading}): {number} is no patent number; its check digit or length is wrong."
        " The registration counts, without the kind of right that the number would state."
    ),
    "register_maybe_twice": (
        "Row {row} of sheet {sheet} says the same as {first}; both are counted, for they have no"
        " number."
    ),
    "register_in_both": (
        "Registration {number} also stands in {file}; it counts once, as in the first list."
    ),
    "register_total_agrees": (
        "Row {row} of sheet {sheet} ({label}) states {stated:,} yuan; the rows read add up to it."
    ),
    "register_total_differs": (
        "Row {row} of sheet {sheet} ({label}) states {stated:,} yuan; the rows read add up to"
        " {added:,} yuan. Look at the rows left out."
    ),
    "register_sheet_without_heading": (
        "Sheet {sheet} has no heading of registrations and was passed over: its {rows} rows are in"
        " no figure."
    ),
    "register_amount_not_told": (
        "{count} registrations have no amount, the first {first}: they count in number, and the"
        " amounts are those of the others."
    ),
    "register_amount_large": (
        "Registration {number} has an amount of {amount:,} yuan; check whether the column counts in"
        " 元, not 万元."
    ),
    "register_quarter_untold": (
        "The list has no registration in {quarter}; that is taken as not told, not as none."
    ),
    "register_no_amounts": "The list has no column for the amount; amounts are not told.",
    "register_no_history": (
        "Which enterprises pledged for the first time is told only of a list that holds earlier"
        " quarters without a gap."
    ),
    "register_not_in_force": (
        "How many registrations are in force is told only of a list that holds earlier quarters"
        " without a gap, and a column for releases (注销日期)."
    ),
}
