title = Lists
context = Values that your rules look in: allowed brands, banned codes, the colours of a collection.
palette-title = Lists of values
palette-new = New list of values
new-list = New list
none = No lists yet
    .text = Send the values that are fine, or those that are not, and a rule of your own finds the products that do not fit.
name-column = List
state-column = Status
count-column = Values
size-column = Size
rules-column = Rules
changed-column = Changed
changed-by = Changed by
state = { $code ->
    [in_use] In use
   *[idle] Not in use
}
count = { $count ->
    [one] { $count } value
   *[other] { $count } values
}

## Sending a list

name = Name
    .help = How rules call the list: lower case letters without accents, digits and _, such as allowed_brands. It does not change later.
    .form = Begin with a letter, and use only lower case letters without accents, digits and _.
    .taken = There is a list of this name already. Choose another one, or open the list and replace its values.
entries = Values
    .help = One on each line, up to { NUMBER($most) }. Case, accents and spaces count when values are compared.
from-file = Or from a file
column = Heading of the column
    .help = Of a sheet with several columns. Left empty, the file has one column, and its first line is a value already.
    .unknown = The file has no column with this heading. Check how it is written.
file = File
    .help = Text with one value on each line, CSV, TSV or Excel, up to { $size }. With a file, the values pasted above are not used.
sure = I understand that the new values take the place of the current ones
add = Create list
replace = Replace the values
    .text = All current values go. If you need them, download the list first.
added = List created. Rules can look in it now.
replaced = Values replaced. The next check uses the new ones.

## One list

values = Values
first = The first { NUMBER($shown) } of { NUMBER($count) }
used-by = Rules that look in this list
    .none = No rules yet.
use-hint = In a rule of your own, choose the kind “Is looked up in a list of yours” and the list { $name }.
about = About the list
download = Download the list
remove = Remove list
    .question = Remove the list { $name }?
    .text = Its values are deleted. Drafts of rules that look in it can no longer be activated.
removed = List removed.

## In the form of a rule

list = List
choose = Choose a list
    .help = The value has to be in it, written in the same way.
    .none = There are no lists yet. Save the rule as a draft, and create the list by the link below.
absent = The value must not be in the list
    .help = Ticked, the rule finds what is in the list, and not what is missing from it.
listed = What is in the list in this test
    .help = One value on each line. A test does not look at the real list, so that it always comes to the same.

## Why something was refused

refused = This could not be done with the list
    .text = { $code ->
        [list_missing] The list that the rule looks in does not exist. Create it, or choose another one.
        [list_gone] The values of the list are no longer stored. Send the list again.
        [list_in_use] An active rule looks in this list. Switch the rule off or choose another list in it; then the list can be removed.
        [list_empty] There are no values. Check the file or the column, and send it again.
        [list_columns] The file has several columns. Write the heading of the one with the values.
        [list_entry_too_long] One of the values is longer than 500 characters. Check whether it is the right column.
        [list_entry_signs] One of the values has a line break or another sign that cannot be seen. Take it out and send the list again.
        [too_many_lists] The company has 100 lists already. Remove one that is not used.
       *[list_unreadable] The file could not be read. Save it again as CSV or Excel, or as text with one value on each line.
    }
too-many = The list has more than { NUMBER($most) } values. Divide it into several, each with a rule of its own.
