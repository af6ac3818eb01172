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
saved = Changes saved.
try-again = Try again
see-reasons = See reasons
see-details = See details
more = More
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
