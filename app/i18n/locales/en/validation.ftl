### Sheets of products, what their columns mean, their checks and what these found.

## The sheets

title = Validation
context = Check product spreadsheets before you publish: what a channel would refuse is shown here, cell by cell
# Of this month.
used = { $count ->
    [0] no products checked this month
    [one] { $count } product checked this month
   *[other] { $count } products checked this month
}
# Of what the plan includes.
used-of = { $count ->
    [0] none of the plan’s { NUMBER($included) } products checked this month
    [one] { $count } of the plan’s { NUMBER($included) } products checked this month
   *[other] { $count } of the plan’s { NUMBER($included) } products checked this month
}
sheets = Spreadsheets
sheet = Spreadsheet
last-check = Last check
changed-column = Changed
# A sheet whose columns are known and that was never checked.
not-checked = Not checked
# A sheet whose columns nobody has said the meaning of yet.
columns-missing = Confirm columns
# A sheet whose rows cannot be read as the file is taken to be.
unread-sheet = Cannot be read
none = No spreadsheets yet
    .text = The spreadsheets you send are kept here, with what there is to correct in each.

## Sending a file

send-title = New spreadsheet
send = Send spreadsheet
newer-title = Replace the file
send-newer = Send new file
file = File
# The variable max is a size such as `500 MB`.
file-help = CSV, TSV, Excel (xlsx, xls) or ODS, up to { $max }.
# Under the field, where a script is at work.
drop-hint = Or drop the file on this page.
drop-several = Drop one file at a time: none was sent.
# Before a share, such as `45 %`.
sending = Sending:
send-away = The server did not answer. Check the connection and send it again.
send-failed = It could not be sent. Send it again; if that does not help, reload the page.
sent = Spreadsheet sent. Now confirm what each column is.
recognised = Spreadsheet sent. Its columns are those of another spreadsheet of yours, and the fields were taken from there.
# The same where its numbers have another decimal mark than there.
recognised-other-numbers = Spreadsheet sent. The fields were taken from another spreadsheet of yours with the same columns, but here numbers are written in another way (decimal comma or point) and are read so: confirm the columns.
same-file = This file had been sent before; this is its spreadsheet.
replaced = File replaced. Earlier checks are still here.
replaced-other-numbers = File replaced. Its numbers are written in another way (decimal comma or point) and are read so: confirm the columns.
no-sheet = The file was not accepted
    .text = { $why } Nothing was kept.
too-large = The file is too large
    .text = Files of up to { $max } are accepted. Nothing was kept. Split the spreadsheet and send each part.
cut = The upload stopped halfway
    .text = Nothing was kept. Send the file again.
gone = The file is no longer stored
    .text = The checks already made are still here. To read the spreadsheet again, send the file once more.

## One sheet

about = About the spreadsheet
size = Size
sent-at = Sent
# A moment and a person.
sent-by = { $at }, by { $name }
saved = Changes saved.
saved-beyond-plan = Changes saved. The check did not start. { $why }
unreadable = The file cannot be read
    .text = The reason is on the page of the spreadsheet. Change there how the file is read, or send a corrected file.
no-columns = What each column is has not been said yet
    .text = Choose the field of each column and save. The spreadsheet can be checked then.
remove = Remove spreadsheet
remove-question = Remove the spreadsheet { $name }?
remove-text = Its checks and everything they found are deleted with it. Your products stay as they are.
removed = Spreadsheet removed. The products of the catalogue stay as they are.
still-checking = A check is under way
    .text = Wait until it ends, or stop it. Then remove the spreadsheet.

## Columns

columns = Columns
columns-context = { $count ->
    [one] { $count } column
   *[other] { $count } columns
}
column = Column
first-cells = First values
field-column = Field
# Names the choice of a column's field.
field-of = Field of the column { $name }
# Under the choice of a column whose field another column has, too.
field-twice = The field { $field } is that of the column { $other } already. A field comes from one column: change one of the two.
field-none = Say the field of at least one column.
packs-none = Tick at least one group of rules.
not-used = Do not use
# A column that is none of the fields and keeps its own name.
attribute = Attribute: { $name }
# Behind a field that nobody has confirmed yet.
suggested = Suggested
confirm-columns = Confirm the columns
    .text = The field of each column was suggested by its name and its values. Change what is different and save.
    .new = The spreadsheet has new columns. The field of each was suggested, and holds once you save.
save-and-check = Save and check
field = { $code ->
    [sku] SKU
    [group] Parent product
    [title] Title
    [description] Description
    [brand] Brand
    [model] Model
    [category] Category
    [condition] Condition
    [price] Price
    [compare_at_price] Compare-at price
    [sale_price] Sale price
    [cost] Cost
    [currency] Currency
    [stock] Stock
    [gtin] GTIN
    [mpn] MPN
    [isbn] ISBN
    [ncm] NCM
    [cest] CEST
    [origin] Origin of goods
    [weight] Weight
    [length] Length
    [width] Width
    [height] Height
    [colour] Colour
    [size] Size
    [material] Material
    [images] Images
    [image_width] Image width
    [image_height] Image height
    [image_bytes] Image bytes
    [video] Video
    [url] Product link
    [warranty] Warranty
    [handling_days] Handling days
    [tags] Tags
    [status] Status
   *[other] Other field
}

## The rules of a sheet

rules = Rules
rules-legend = What to check
rules-help = Tick the channels where you will sell these products.
rules-count = { $count ->
    [0] no rules
    [one] { $count } rule
   *[other] { $count } rules
}

## How the file is read

format = How the file is read
format-context = What was recognised in the file. If values appear in the wrong place, change it here.
delimiter-label = Column separator
delimiter-help = The sign between one value and the next. Change it if everything is in one column.
delimiter = { $code ->
    [comma] Comma (,)
    [semicolon] Semicolon (;)
    [tab] Tab
   *[pipe] Vertical bar (|)
}
encoding-label = Text encoding
encoding-help = Change it if letters with accents look wrong.
encoding = { $code ->
    [utf_8] UTF-8
    [windows_1252] Windows-1252 (Excel for Windows)
    [utf_16_le] UTF-16 LE (Unicode text from Excel)
   *[utf_16_be] UTF-16 BE
}
quotes = Cells in quotation marks
    .help = Within the marks there may be separators and line breaks. Untick it if the marks are part of the text, as in TV 50".
sheet-of-book = Sheet
    .help = The sheet of the file that has the products. When it changes, the row with the names of the columns is looked for again.
read-sheet = Read this sheet
header-row = Row with the column names
    .help = The rows before it are not read. Use 0 if no row has the names.
decimal-comma = Numbers with a decimal comma
    .help = Ticked, numbers are read as 1.234,56; otherwise as 1,234.56. With a change, the adjustments of the columns change too.
# The help of the same for a workbook.
decimal-comma-of-book = For numbers kept as text: ticked, they are read as 1.234,56; otherwise as 1,234.56. The spreadsheet’s own numbers are always read as they are.
read-again = Save and read again
was-read-again = File read again.

## Checks

check-now = Check now
# Before a check is started, where the plan has a limit.
will-count = { $count ->
    [0] Checking now counts nothing: no product is new this month to these rules.
    [one] Checking now will count up to { $count } product. The plan includes { NUMBER($left) } more this month.
   *[other] Checking now will count up to { $count } products. The plan includes { NUMBER($left) } more this month.
}
counts-once = A product counts once a month, and again when it or the rules change.
# In place of what a check would count, where nothing is left.
beyond-plan = The plan includes no more products this month. Products that were counted already, under the same rules, do not count again.
checks = Checks
no-checks = No checks yet.
when-column = Started
state-column = Status
state = { $code ->
    [waiting] Waiting
    [running] Running
    [completed] Completed
    [failed] Not completed
   *[cancelled] Stopped
}
check-of = Check of { $name }
asked-by = asked by { $name }
waits = Starts in a moment
time-left = about { $time }
stop = Stop
cancelled-toast = The check will stop; what was found stays.
failed = The check was not completed
was-cancelled = The check was stopped
    .text = It did not reach the end of the file. To check all products, start another.
clean = All good
    .text = { $count ->
        [one] { $count } product checked, and no rule was broken.
       *[other] { $count } products checked, and no rule was broken.
    }
# In place of "all good": nothing was found, but some rules were not used, or none was.
part-clean = Nothing to correct in what was checked
none-used = No rule was used
# Something was found, but what most rules are about was not looked at.
part-used = Some of it was not checked
rules-used = { $count ->
    [one] { $count } rule was used.
   *[other] { $count } rules were used.
}
# Behind the number of rules that were not used.
lacking = { $kind ->
    [catalogue] The catalogue does not have these fields: { $fields }.
   *[sheet] Fields without a column: { $fields }.
}
choose-columns = Choose the columns
no-products = No products to check
    .text = { $kind ->
        [catalogue] The catalogue has no products yet.
       *[sheet] There is nothing below the row with the names of the columns. If the products are elsewhere in the file, choose the sheet and the row of the names on the spreadsheet’s page.
    }
# Above what was strange in the rows and was read all the same.
notes = Check how the file was read
    .text = All rows were read, and this stood out:
# The same of the first rows, before a check.
notes-first = This stood out at the beginning of the file. If it should not be so, change how the file is read, or correct it.
note = { $code ->
    [too_few_cells] Rows with fewer cells than there are columns; the missing ones count as empty
    [too_many_cells] Rows with more cells than there are columns; what is beyond the last column is not read
    [bad_encoding] Letters that could not be read; perhaps the encoding is another one
    [nul] Signs that are no text
    [lone_carriage_return] Stray line breaks inside cells
    [stray_quote] Text after the quotation marks that close a cell
    [doubtful_header] Columns without a name, or with the name of another; choose which of them to use
    [formula_without_value] Formulas without a saved result, read as empty; open the spreadsheet and save it again
    [cell_error] Cells with an error, such as #N/A, read as empty
    [merged_cells] Merged cells; each row gets the value
   *[other] Something out of the ordinary
}
# Line numbers behind what is strange there.
note-lines = { $count ->
    [one] (line { $lines })
   *[other] (lines { $lines })
}
# The same where only the first ones are named.
note-lines-cut = (lines { $lines }…; { NUMBER($total) } in all)

## What a check found

# Under the figures of a check: how it differs from the check before.
compared-with = Against the check of { $at }
new-findings = { $count ->
    [0] none new
   *[other] { $count } new
}
remaining-findings = { $count ->
    [0] none from before
   *[other] { $count } from before
}
solved-findings = { $count ->
    [0] none solved
   *[other] { $count } solved
}
uncompared-rules = { $count ->
    [one] { $count } rule is left out of the comparison: it applied in only one of the two checks, or the list of one of them does not have all that it found.
   *[other] { $count } rules are left out of the comparison: they applied in only one of the two checks, or the list of one of them does not have all that they found.
}
# A channel, what holds everywhere, or the own rules.
channel-label = Channel
any-channel = Any
any-field = Any
find-sku = Find a SKU
# A channel with the rules that are no other channel’s.
channel-and-all = { $channel } and what holds for all
change-label = Change
any-change = Any
change = { $code ->
    [new] New
    [remaining] Found before, too
   *[solved] Solved since
}
rows-column = Products
rows = { $count ->
    [one] { $count } product
   *[other] { $count } products
}
# Under the number of products.
good-rows = { $count ->
    [0] all with issues
   *[other] { $count } without issues
}
# In its place while the check is running, and where it was stopped.
so-far = so far
errors-column = Errors
errors = { $count ->
    [0] no errors
    [one] { $count } error
   *[other] { $count } errors
}
warnings-column = Warnings
warnings = { $count ->
    [0] no warnings
    [one] { $count } warning
   *[other] { $count } warnings
}
hints-column = Suggestions
severity-column = Severity
severity = { $code ->
    [error] Error
    [warning] Warning
   *[hint] Suggestion
}
fixable-column = With a correction
# Under the number of what has a proposed value.
fixable-note = { $count ->
    [0] no right value is known
   *[other] the right value is already proposed
}
fixable-or-not = With or without a correction
only-fixable = Only with a correction
by-rule = By rule
by-field = By field
rule = Rule
# Whose rule it is: a channel, or what holds everywhere.
pack-column = Channel
# In place of a channel, of cells that cannot be read.
pack-reading = Reading of the spreadsheet
faulty-products = Products with errors
# Under the totals of a check that was one by the rules of several channels.
counting = The totals of errors, warnings and suggestions count issues: the same problem counts once for each channel whose rules find it.
found-column = Issues
found = { $count ->
    [0] no issues
    [one] { $count } issue
   *[other] { $count } issues
}
findings = Issues
filter-label = Filter issues
any-severity = Any
any-rule = Any
pages = Pages of issues
none-filtered = No issues with these filters
    .text = Change the filters or see all issues.
not-yet-listed = Issues appear here while the check is running.
# Above the list, where there are more than are kept.
only-first = There are very many issues: the list has only the first, and the totals count all.
# In place of the line above, where it is known of each rule how many are listed.
only-part = The list has { NUMBER($kept) } of the { NUMBER($found) } issues: only the first of the rules that say so above. The totals count all.
# Under a rule of which not all is listed.
first-kept = { $count ->
    [one] only the first is listed
   *[other] only the first { $count } are listed
}
row-column = Product
# Before the number of a product: its place in the sheet.
row-word = Product
line-column = Line of the file
line = line { NUMBER($line) } of the file
# Under a field: what the sheet calls the column that it is.
column-named = column { $name }
value-column = Value
empty-value = (empty)
why-column = Reason
proposed-column = Proposed value
proposed = Proposed: { $value }

## Files of what was found

downloads = Download
download = { $kind ->
    [marked_xlsx] Excel spreadsheet with the cells marked
    [findings_csv] Issues as CSV
    [findings_json] Issues as JSON
    [corrected_csv] Corrected spreadsheet as CSV
    [corrected_xlsx] Corrected spreadsheet for Excel
   *[other] File of the check
}

## Why a table cannot be read, and what to do

problem = { $code ->
    [unreadable] The file could not be read. Save it again as CSV or Excel and send the copy.
    [empty] The file is empty. See whether it is the right file and send another.
    [empty_sheet] The sheet is empty. Choose another sheet of the file.
    [not_a_table] The file is neither a spreadsheet nor text in columns. Send a CSV, TSV, xlsx, xls or ods file.
    [web_page] The file is a page (HTML or XML) named like a spreadsheet. Open it in Excel, save it as xlsx or CSV and send the copy.
    [pdf] The file is a PDF. Send the spreadsheet that it was made from, as xlsx or CSV.
    [other_kind] The file is not the type of spreadsheet that was expected. Send it again, so that its type is recognised.
    [too_many_bytes] The file is larger than { $max }. Split the spreadsheet and send each part.
    [too_many_rows] The file has more than { $max } rows. Split the spreadsheet and send each part.
    [too_many_columns] The file has { $columns } columns, and the most is { $max }. Leave only the columns of the products, or look at the separator under How the file is read.
    [cell_too_long] A cell of line { $row } is larger than { $max }. Shorten its text and send the file again, or look at the quotation marks under How the file is read.
    [record_too_long] Line { $row } is larger than { $max }. Shorten its texts and send the file again, or look at the separator and the quotation marks under How the file is read.
    [unclosed_quote] The quotation mark that opens in line { $row } is never closed. Close it and send the file again, or untick Cells in quotation marks under How the file is read.
    [no_header] The file ends before row { $row }, which would have the column names. Choose another row under How the file is read.
    [ended_early] The end of the file is missing. Send it again.
    [changed] The file changed while it was being read. Send it again.
    [damaged_book] The spreadsheet is damaged. Open it in the program it was made with, save a copy and send the copy.
    [locked] The spreadsheet has a password. Save a copy without one and send the copy.
    [unpacked_too_large] What is in the spreadsheet takes more than { $max }. Split it, or save it as CSV, and send it again.
    [unpacked_ratio] What is in the spreadsheet is more than { $max } times as large as the file, and for safety it was not opened. Save it as CSV and send it again.
    [lying_size] The spreadsheet has another size than it states itself, and for safety it was not opened. Open it in the program it was made with, save a copy and send the copy.
    [too_many_sheets] The spreadsheet has more than { $max } sheets. Leave only the one with the products and send it again.
    [too_many_cells] The sheet has more than { $max } cells. Leave only the rows and columns of the products, or split the spreadsheet, and send it again.
    [no_sheet] The spreadsheet has no sheet { $sheet }. Choose another under How the file is read.
    [sheet_not_connected] The integration with Google is paused, disconnected or waits to be authorised. Bring it back and try again.
    [sheet_reauthorise] Google does not accept the access of this account any more. Reauthorise the integration and try again.
    [sheet_file_gone] The file is gone, lies in the bin, or the account has lost access to it. Restore it or share it with the account, and try again.
    [sheet_not_google] The file is no Google spreadsheet: it lies in Drive as it was sent, as Excel for example. Open it in Drive, choose File and Save as Google Sheets, and use the link of the copy.
    [sheet_tab_gone] The tab is not in the file any more. Restore it in Google, or choose another tab as a new spreadsheet.
    [sheet_forbidden] The account lacks a permission for the file. Share it with the account, as an editor if results are to be written, and try again.
    [sheet_no_list] The consent does not let files be listed. Paste the link of the spreadsheet into the search, or reauthorise with the permission for Drive ticked.
    [sheet_rate_limit] Google received too many requests of this account. Wait a minute and try again.
    [sheet_edited] The spreadsheet changed while it was used, in several attempts. Try again when nobody is editing it.
    [sheet_row_too_large] A row of the spreadsheet is larger than what Google hands over. Shorten its texts and check again.
    [sheet_upstream] Google did not answer as it should. Try again in some minutes.
    [sheet_columns] The columns are not those any more that were confirmed. Confirm the columns on the page of the spreadsheet and check again.
    [sheet_empty] The tab is empty. Fill it in Google and read the spreadsheet again.
    [sheet_no_header] The tab ends before row { $row }, which would name the columns. Choose another row on the page of the spreadsheet.
    [sheet_full] The Google file has room for { $max } cells, and the results take { $columns }. Delete tabs of old results and try again, or download the issues.
    [internal] It was a failure of Orion’s own, which is in the technical log. The spreadsheet is still stored; check it again.
    [file_gone] The file is no longer stored. Send it again.
    [list_gone] The entries of a list are no longer stored. Send the list again and check once more.
    [plan_limit] This sheet has { $columns } products that have not counted this month, and the plan includes only { $max } more. Nothing was counted. Change the plan, or check a smaller sheet.
    [rules] One of the chosen rules cannot be used as it is. Untick its group on the spreadsheet and check again.
   *[other] The file could not be read to its end. Save it again as CSV or Excel and send the copy.
}

## Why a cell breaks a rule. It stands under the title of the rule.

-gtin = Not a valid barcode
-isbn = Not a valid ISBN
-check-digit = Some digit is wrong: the last one does not match the others
-exponent = The spreadsheet shortened the number, and some digits were lost; format the column as text
-url = Not a complete web address
-image = The image is not as required
-html = The HTML is not as required
-html-broken = The HTML is incomplete: a < or > was left open

# The variables other than code are empty where nothing belongs there.
why = { $code ->
    [required] Empty
    [too_long] Length { $is }; the maximum is { $limit }
    [too_long_characters] { $is } characters; the maximum is { $limit }
    [too_long_bytes] { $is } bytes; the maximum is { $limit }. Accented letters count twice
    [too_short] Length { $is }; the minimum is { $limit }
    [too_short_characters] Only { $is } of at least { $limit } characters
    [too_short_bytes] Only { $is } of at least { $limit } bytes
    [not_a_number] Not a number
    [ambiguous_number] The number can be read in two ways, like 1.234
    [exponent] { -exponent }
    [number_too_long] The number has too many digits
    [unknown_unit] The unit of measurement is not known
    [not_a_date] Not a date
    [step_too_long] The value would become too long
    [too_much_work] The text is too long to be read
    [not_an_integer] Not a whole number
    [too_many_decimals] Too many decimal places; the maximum is { $limit }
    [not_above] Has to be more than { $limit }
    [too_small] The minimum is { $limit }
    [not_below] Has to be less than { $limit }
    [too_large] The maximum is { $limit }
    [pattern] Not in the required format
    [pattern_like] Not in the required format, such as { $other }
    [forbidden_pattern] Contains something that is not accepted
    [forbidden_part] Contains “{ $other }”
    [forbidden_space] Has needless spaces
    [forbidden_capitals] All in capitals
    [not_one_of] Not one of the accepted values
    [forbidden_value] This value is not accepted
    [forbidden_word] Contains the word “{ $other }”
    [gtin] { -gtin }
    [gtin_characters] Only digits are accepted, without letters, spaces or hyphens
    [gtin_length] A barcode has 8, 12, 13 or 14 digits
    [gtin_check_digit] { -check-digit }
    [gtin_exponent] { -exponent }
    [gtin_zero] Nothing but zeros
    [isbn] { -isbn }
    [isbn_characters] Has signs that an ISBN does not have
    [isbn_length] An ISBN has 10 or 13 digits
    [isbn_prefix] An ISBN of 13 digits begins with 978 or 979
    [isbn_check_digit] { -check-digit }
    [ncm] Not a valid NCM: it has eight digits, of a chapter from 01 to 97
    [cest] Not a valid CEST: it has seven digits, of a segment from 01 to 28
    [origin] The origin is a digit from 0 to 8
    [cpf] Not a valid CPF
    [cnpj] Not a valid CNPJ
    [cpf_or_cnpj] Neither a valid CPF nor a valid CNPJ
    [url] { -url }
    [url_scheme] The beginning of the address is not accepted; https:// is usual
    [url_host] The name of the site is missing or not valid
    [url_port] The port number in the address is not valid
    [url_characters] The address has spaces or signs that are not accepted
    [url_percent] A % in the address is not followed by two digits
    [url_length] The address is too long
    [url_extension] The address does not end with an accepted type of file
    [image] { -image }
    [image_address] { -url }
    [image_scheme] The address of the image begins with neither http:// nor https://
    [image_not_https] The address of the image does not begin with https://
    [image_extension] The type of the image is not accepted
    [image_too_small] The image is too small: { $is } pixels
    [image_too_large] The image is too large: { $is } pixels
    [image_too_heavy] The file of the image is too large: { $is } bytes
    [image_not_square] The image is not square: { $is } pixels
    [html] { -html }
    [html_tag_not_allowed] The tag <{ $other }> is not accepted
    [html_tag_unclosed] The tag <{ $other }> is not closed
    [html_tag_unopened] The tag <{ $other }> is closed without having been opened
    [html_malformed] { -html-broken }
    [html_attribute] The tag <{ $other }> has an attribute that is not accepted
    [html_script_address] The tag <{ $other }> has an address that runs a script
    [html_too_deep] There are too many tags inside one another
    [more_than_field] More than { $other }
    [more_than_named] More than { $limit } ({ $other })
    [less_than_field] Less than { $other }
    [less_than_named] Less than { $limit } ({ $other })
    [differs_from_field] Differs from { $other }
    [differs_from_named] Differs from { $limit } ({ $other })
    [equals_field] The same as { $other }
    [equals_named] The same as { $limit } ({ $other })
    [ratio] The ratio is { $is }; the limit is { $limit }
    [sum] The sum is { $is }; the limit is { $limit }
    [too_few_fields] Filled in: { $is }; the minimum is { $limit }
    [too_few_of] Filled in of { $other }: { $is }; the minimum is { $limit }
    [too_few_items] Number { $is }; the minimum is { $limit }
    [too_many_items] Number { $is }; the maximum is { $limit }
    [duplicate] Product { $other } has the same value
    [inconsistent] Another variant of the same product has “{ $limit }”
    [not_in_list] Not in the list { $other }
    [in_list] In the list { $other } of values that are not accepted
   *[other] { "" }
}
# What is wrong with one value of a list, and the letter of its column in the sheet.
in-column = { $why } (column { $column })

skipped = { $count ->
    [one] { $count } rule was not used, because no column was given for what it asks for.
   *[other] { $count } rules were not used, because no column was given for what they ask for.
}
# The same of a check of the catalogue, which has no columns to choose.
skipped-catalogue = { $count ->
    [one] { $count } rule was not used, because the catalogue does not have what it asks for.
   *[other] { $count } rules were not used, because the catalogue does not have what they ask for.
}
name = Name

## Why something of a check was refused

not-over = The check is not over yet
    .text = The files are ready when it reaches its end. Wait, or check the spreadsheet again if it was stopped.
errors-unknown = This check did not keep which products have errors
    .text = It found so much that only the first findings were kept. Check the spreadsheet again to leave products with errors out, or take all of them.
over = The check is already over
    .text = There is nothing left to stop. What it found is on this page.
not-a-book = The file has no sheets
    .text = Only files of Excel and ODS have sheets. Nothing was changed.
not-a-file = This spreadsheet does not come from a file
    .text = Nothing was changed. Change the data where it is kept, and check again.
book-too-long = The spreadsheet does not fit into an Excel file
    .text = A sheet of Excel holds at most 1,048,576 rows. Download the issues as CSV, which has no limit.

## From Google Sheets and from Orion itself

elsewhere = From elsewhere
choose-google = Choose a Google spreadsheet
check-catalogue = Choose the catalogue in Orion
catalogue-name = Products in Orion
catalogue-source = The products kept in Orion, read anew for each check
google = Google spreadsheet
google-context = Choose the spreadsheet and then the tab. Its rows are read anew for each check.
google-unread = The Google spreadsheet cannot be reached
google-none = No Google account connected
    .text = Connect the account that holds the spreadsheets. Orion only reads those that you choose.
    .ask = Ask an administrator of the company to connect the account that holds the spreadsheets.
connect-google = Connect a Google account
account = Google account
accounts = Google accounts
google-search = Name or link of the spreadsheet
google-filter = Find a spreadsheet
google-files = Spreadsheets of the account
owner-column = Owner
google-no-files = No spreadsheet found
    .text = Look for another name, or paste the link that the browser shows while the spreadsheet is open.
google-pages = Pages of spreadsheets
google-first = First page
tabs = Tabs of the spreadsheet
tab = Tab
tab-rows-column = Rows, empty ones included
tab-rows = { $count ->
    [one] { $count } row, empty or not
   *[other] { $count } rows, empty ones included
}
tab-hidden = Hidden
tab-none = The spreadsheet has no tabs with cells
    .text = Fill in a tab at Google and reload this page, or choose another spreadsheet.
# Above the buttons that choose a tab.
tab-choice = Choice
use-tab = Use this tab
other-file = Choose another spreadsheet
chosen = Spreadsheet chosen. Now confirm what each column is.
chosen-recognised = Spreadsheet chosen. What each column is was known already.
chosen-other-numbers = Spreadsheet chosen. What each column is was known already, but here numbers are written in another way (decimal comma or point) and are read so: confirm the columns.
source = Source
open-in-google = Open in Google
account-stopped = The Google account cannot be read now
    .text = The integration is paused, disconnected or waits to be authorised. Checks go on when it is back.
see-account = See integration

## Checks by themselves

schedule = Automatic check
schedule-mode = When to check
schedule-off = Only when somebody asks
schedule-hours = Every so many hours
schedule-daily = Every day, at a time
schedule-hours-field = Hours between checks
    .help = From 1 to 168. Only counts with “Every so many hours”.
schedule-daily-field = Time
    .help = By the clock of the company. Only counts with “Every day, at a time”.
writes-results = Write the results into the spreadsheet
    .help = Each check adds a tab with what has to be corrected. The other tabs stay as they are.
# A moment.
next-check = Next check: { $at }
scheduled = at its time
read-at = Rows read on { $at }
reading = Reading the rows
# The variable at is a moment.
waits-until = Google asked for a pause; goes on { $at }

## Results written back

results = Results in the Google spreadsheet
results-text = Adds a tab to the checked spreadsheet, with what has to be corrected. The other tabs stay as they are.
write-results = Write into the Google spreadsheet
results-asked = The results go into a new tab of the spreadsheet.
results-writing = Writing into the tab { $title }
results-rows = { $count ->
    [0] no issue written
    [one] { $count } issue written
   *[other] { $count } issues written
}
results-done = { $count ->
    [0] No issue: the tab { $title } has the headings alone.
    [one] { $count } issue is in the tab { $title }.
   *[other] { $count } issues are in the tab { $title }.
}
results-open = Open the tab
results-failed = The results were not written
results-again = Try to write again
# Under a product: where it stands in a Google spreadsheet.
row-of-tab = row { NUMBER($line) } of the tab
# The row of a spreadsheet.
sheet-row = Row
what-to-do = What to do
copy-gone = The copy that this check read is not stored any more
    .text = What it found is still here. To work with its rows, check the spreadsheet again.
is-a-file = A file does not change by itself
    .text = Nothing was changed. Send a new file and check again; automatic checks are for Google spreadsheets and for the products in Orion.
not-a-sheet = This spreadsheet is not in Google
    .text = Nothing was written. Download the issues as a file.
