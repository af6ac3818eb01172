### Words that every page uses.

save = Save
cancel = Cancel
close = Close
back = Back
edit = Edit
remove = Remove
add = Add
copy = Copy
copied = Copied
search = Search
filter = Filter
filters = Filters
clear = Clear
clear-filters = Clear filters
export = Export
next-page = Next page
previous-page = Previous page
first-page = First page
loading = Loading
undo = Undo
saved = Changes saved
try-again = Try again
see-reasons = See reasons
see-details = See details
more = More
more-actions = More actions
yes = Yes
no = No
all = All
none = None
not-informed = Not given
unknown = Unknown
optional = optional
from = From
until = To
error-title = Error: { $title }
field-error = { $label }: { $error }
menu = Menu
skip-to-content = Skip to content
language = Language
sorted-ascending = Sorted ascending
sorted-descending = Sorted descending

selected-count = { $count ->
    [one] { $count } selected
   *[other] { $count } selected
}

result-count = { $count ->
    [0] No results
    [one] { $count } result
   *[other] { $count } results
}
