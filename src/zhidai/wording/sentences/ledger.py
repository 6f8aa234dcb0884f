"""Sentences about a bank's own loan ledger."""

SENTENCES = {
    "ledger_ending_unknown": (
        "{file} is no table that can be read; save it as Excel (.xlsx, .xls) or .csv."
    ),
    "ledger_file_not_given": "Choose the file with your loan ledger.",
    "ledger_too_many_for_a_page": (
        "The ledger has more than {loans:,} loans; the page reads no more. Use `zhidai ledger"
        " report`."
    ),
    "ledger_patents_not_given": "Choose the file with your patent list.",
    "ledger_too_many_patents": (
        "The list has more than {patents:,} patents; the page values no more. Use `zhidai value"
        " book`."
    ),
    "ledger_too_long": "{file} has a sheet of more than {rows:,} rows; split it by year.",
    "ledger_without_table": (
        "No sheet of {file} holds a loan ledger: none of the first 30 rows has three headings."
    ),
    "ledger_headings_unknown": (
        "No sheet of {file} looks like a loan ledger: a heading needs three known columns, the"
        " loan's amount among them. The likeliest is row {row} of sheet {sheet} ({cells}); known"
        " there: {known}. Say what the columns mean: below on the page, or with --map on the"
        " command line, in the file that `zhidai ledger columns` begins."
    ),
    "ledger_column_borrower_missing": (
        "Sheet {sheet} has no column for the borrower in its heading (row {row}); name it 借款人"
        " or 企业名称, or map it in COLUMNS.json. Not used: {passed_over}."
    ),
    "ledger_column_principal_missing": (
        "Sheet {sheet} has no column for the amount lent in its heading (row {row}); name it"
        " 放款金额 or 贷款金额, or map it in COLUMNS.json. Not used: {passed_over}."
    ),
    "ledger_column_drawn_on_missing": (
        "Sheet {sheet} has no column for the day of drawdown in its heading (row {row}); name it"
        " 放款日期 or 起息日, or map it in COLUMNS.json. Not used: {passed_over}."
    ),
    "ledger_column_due_on_missing": (
        "Sheet {sheet} has no column for maturity in its heading (row {row}); name it 到期日 or"
        " 贷款期限, or map it in COLUMNS.json. Not used: {passed_over}."
    ),
    "ledger_map_unreadable": (
        "The column file is not one of this program (format {format}); take COLUMNS.json from an"
        " earlier report and change it."
    ),
    "ledger_map_field_unknown": (
        "The column file maps {heading} to {field}, which is no field; choose one of {known}."
    ),
    "ledger_map_unit_unknown": (
        "The column file gives {heading} the unit {unit}, which is none; choose one of {known}."
    ),
    "ledger_map_field_twice": (
        "{first} and {second} are both mapped to {field}, which one column tells; map one of the"
        " two to another field, or to none."
    ),
    "ledger_yes_or_no_unreadable": (
        "Cell {cell} ({heading}) holds {found}; expected 是 or 否. Write 是 if the loan is overdue."
    ),
    "ledger_cell_empty": (
        "Cell {cell} ({heading}) holds no value: it is empty, an error such as #N/A, or a formula "
        "that was never calculated. No loan can do without it; fill it in, or open the file in "
        "Excel and save it again."
    ),
    "ledger_borrower_is_number": (
        "Cell {cell} ({heading}) holds {found}; expected the name of an enterprise."
    ),
    "ledger_amount_without_unit": (
        "Cell {cell} ({heading}) holds {found} without a unit, and neither heading nor title"
        " states one; write 万元 or 元 into the heading."
    ),
    "ledger_amount_unreadable": (
        "Cell {cell} ({heading}) holds {found}; expected one amount such as 300万元 or"
        " 3,000,000.00元."
    ),
    "ledger_amount_negative": (
        "Cell {cell} ({heading}) holds {found}; an amount cannot be below zero."
    ),
    "ledger_amount_not_whole_fen": (
        "Cell {cell} ({heading}) holds {found}, which is a fraction of a fen; give at most two"
        " decimals of a yuan."
    ),
    "ledger_amount_of_several_loans": (
        "Cell {cell} ({heading}) holds {found} for a row with several loans, and does not say for"
        " which; give each loan its own."
    ),
    "ledger_principal_zero": (
        "Cell {cell} ({heading}) holds {found}; a loan has an amount above zero."
    ),
    "ledger_rate_without_percent": (
        "Cell {cell} ({heading}) holds {found}, and nothing says that it is per cent; write 4.85%,"
        " or put % into the heading."
    ),
    "ledger_monthly_rate_without_measure": (
        "Cell {cell} ({heading}) holds {found} for a month, and nothing says whether in ‰ or %; put"
        " ‰ or % into the heading, such as 月利率（‰）."
    ),
    "ledger_rate_unreadable": (
        "Cell {cell} ({heading}) holds {found}; expected a rate such as 4.85%."
    ),
    "ledger_day_unreadable": (
        "Cell {cell} ({heading}) holds {found}; expected a day such as 2021-03-05 or 2021年3月5日."
    ),
    "ledger_term_unreadable": (
        "Cell {cell} ({heading}) holds {found}; expected a term such as 12个月, 1年 or"
        " 2021.3.1-2022.2.28."
    ),
    "ledger_days_unreadable": (
        "Cell {cell} ({heading}) holds {found}; expected a whole number of days such as 65."
    ),
    "ledger_instalments_unreadable": (
        "Cell {cell} ({heading}) holds {found}; expected a number of instalments such as 6."
    ),
    "ledger_repayment_unknown": (
        "The way of repayment reads {text}; expected for example 按月付息到期还本, "
        "到期一次还本付息, 按月付息分期还本 or 等额本息."
    ),
    "ledger_instalments_missing": (
        "The principal is repaid in instalments, but in how many is not told; give their number."
    ),
    "ledger_due_before_drawn": (
        "Cell {cell} ({heading}) holds {found}; the loan would be due on or before the day it was"
        " drawn, {drawn_on}."
    ),
    "ledger_balance_above_principal": (
        "Cell {cell} ({heading}) holds {found}; the balance would be above the amount lent,"
        " {principal} yuan."
    ),
    "ledger_closed_with_balance": (
        "Cell {cell} ({heading}) holds {found}, though the loan is said to be repaid on"
        " {closed_on}; correct one of the two."
    ),
    "ledger_lines_differ": (
        "Cell {cell} ({heading}) tells {count} where {other} tells {other_count} loans; write one"
        " line for each loan, or one row."
    ),
    "ledger_loan_twice": (
        "Cell {cell} ({heading}): loan {loan} stands in {first} already with the same amount and"
        " day; only the first was taken."
    ),
    "ledger_loan_twice_otherwise": (
        "Cell {cell} ({heading}): loan {loan} stands in {first} already with the same day and"
        " {first_amount:,} yuan, here with {amount:,}: one of the two is in another unit or"
        " rounded. Only the first was taken; if this is another drawdown, give it a number of its"
        " own."
    ),
    "ledger_credit_code_wrong": (
        "Cell {cell} ({heading}) holds {found}, which is no unified social credit code; its length"
        " or a check digit is wrong."
    ),
    "ledger_patent_unreadable": (
        "Cell {cell} ({heading}): {number} is no patent number; its check digit or length is wrong."
    ),
    "ledger_heading_again": "Row {row} of sheet {sheet} repeats the heading and was passed over.",
    "ledger_group_row": ("Row {row} of sheet {sheet} names a group and was passed over: {text}"),
    "ledger_loan_void": (
        "Cell {cell} ({heading}) holds {found}: the row tells of no loan, and was left out. "
        "Delete the word if there is one."
    ),
    "ledger_currency_other": (
        "Cell {cell} ({heading}) holds {found}; loans are counted in yuan. Convert the "
        "amounts and write 人民币, or leave the loan out."
    ),
    "ledger_borrower_ditto": (
        "Cell {cell} ({heading}) holds {found}; write the borrower's name in every row."
    ),
    "ledger_cell_ditto": (
        "Cell {cell} ({heading}) holds {found}, which points at another row, and was not "
        "used; write out what is meant."
    ),
    "ledger_number_digits_lost": (
        "Cell {cell} ({heading}) holds {found}: a number of more than 15 digits, of which "
        "Excel keeps 15. It was not used; keep the column as text and type it again."
    ),
    "ledger_rate_month_or_year": (
        "Cell {cell} ({heading}) holds {found} in ‰, too little for a year; head the column "
        "月利率 if it is a month's."
    ),
    "ledger_term_without_start": (
        "Cell {cell} ({heading}) holds {found}, which does not say on which day the loan was "
        "drawn; add a column 放款日期."
    ),
    "ledger_sheet_of_earlier_day": (
        "Sheet {sheet} stands on {day}, the newest one on {newest}. Loans that are on the earlier"
        " sheet alone and stand as they did then: {count}."
    ),
    "ledger_sheet_of_earlier_month": (
        "Sheet {sheet} is of an earlier month than {newest}, by their names. Loans that are on"
        " the earlier sheet alone and stand as they did then: {count}."
    ),
    "ledger_remark_row": "Row {row} of sheet {sheet} is a remark and was passed over: {text}",
    "ledger_maybe_twice": (
        "Row {row} of sheet {sheet} has the same borrower, amount and days as {first}; both were"
        " counted. Give both the same loan number if it is one loan."
    ),
    "ledger_day_needed": (
        "{file} does not say on which day it stands (截至2021年6月30日 above the table would); give"
        " the day: on the page, or with --on on the command line."
    ),
    "ledger_day_before_its_own": (
        "The ledger stands on {stated_on}; ask about that day or a later one, not {on}."
    ),
    "ledger_rows_left_out": (
        "Rows that could not be read and are in no figure: {count}; the reasons stand with the"
        " rejects."
    ),
    "ledger_total_differs": (
        "{label} in cell {cell} of sheet {sheet} says {stated:,} yuan; the loans read add up to"
        " {added:,}, a difference of {difference:,}."
    ),
    "ledger_total_unread": (
        "{label} in cell {cell} of sheet {sheet} holds no amount that can be read, as a formula"
        " that was never calculated does, and was held against nothing; open the file in Excel,"
        " save it and read it again. The loans read add up to {added:,} yuan."
    ),
    "ledger_payment_of_no_loan": (
        "Cell {cell} ({heading}): {found} is the number of no loan that was read from this ledger."
    ),
    "ledger_payment_of_several": (
        "Cell {cell} ({heading}): several loans bear the number {found}; give the number of the"
        " one that was paid."
    ),
    "ledger_payment_zero": "Cell {cell} ({heading}) tells no amount above zero that was paid.",
    "ledger_payment_unread": (
        "A payment on this loan could not be read, so that it was not replayed."
    ),
    "ledger_extended_to_before": (
        "Cell {cell} ({heading}) holds {found}; a loan is extended to a day after its due day,"
        " {due_on}."
    ),
    "ledger_outside_scheme": (
        "Drawn on {drawn_on}, outside the time of the scheme ({since} to {until}): no subsidy is"
        " computed; while the loan runs it counts in the ratio all the same."
    ),
    "ledger_no_rate": "No rate could be read; without it the interest is not known.",
    "ledger_status_unreadable": (
        "Cell {cell} ({heading}) holds {found}, a status that is not known here; known are 正常,"
        " 未结清, 结清, 逾期, 核销."
    ),
    "ledger_class_unreadable": (
        "Cell {cell} ({heading}) holds {found}, which is none of the five classes 正常, 关注, 次级,"
        " 可疑, 损失."
    ),
    "ledger_settled_with_balance": (
        "Cell {cell} ({heading}) holds {found}, but the loan is called {status}; correct the"
        " balance or the status."
    ),
    "ledger_amounts_differ": (
        "Cell {cell} ({heading}) holds {found}, but {other} tells {amount:,} yuan; the two columns"
        " tell one amount in two units, so correct one of them."
    ),
    "ledger_matured_unpaid": (
        "The loan fell due on {due_on} and is not repaid: there is nothing to claim before it is,"
        " and what interest will then have been paid is not known."
    ),
    "ledger_repaid_when_not_told": (
        "The loan is repaid and the ledger does not say when; tell the day (结清日期) to see what"
        " may be claimed."
    ),
}
