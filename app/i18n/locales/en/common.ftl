### Words that every page uses.

save = Save
cancel = Cancel
close = Close
filter = Filter
filters = Filters
clear-filters = Clear filters
export = Export
next-page = Next page
previous-page = Previous page
first-page = First page
# In the bar of the picked rows.
pick-all = Select the whole page
pick-none = Clear selection
undo = Undo
# An undo that was refused, above the page on which it was pressed.
not-undone = Nothing was undone: there was another change since
    .text = The newer change, by somebody else or from another tab, was not overwritten. Open the page where you made yours and check how it is now.
saved = Changes saved.
try-again = Try again
see-reasons = See reasons
see-details = See details
more = More
# Between a name and a value behind it.
colon = :
yes = Yes
no = No
all = All
not-informed = Not given
optional = optional
from = From
until = To
error-title = Error: { $title }
field-error = { $label }: { $error }
skip-to-content = Skip to content
language = Language
