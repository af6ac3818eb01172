### The steps that make a field's values of a column's cells.

title-of = Adjustments of the column { $name }
# The field of the column.
context = What happens to each cell before it counts as { $field }
# Above what is done now, one after the other.
now = Adjustments of this column
now-none = None: the cells count as they are.
unsaved = Not saved yet: see below what it makes, and save.
# In place of what was written and cannot be read.
still-kept = These are the saved adjustments: what is written below cannot be read yet.
# What a step takes for the mark of fractions.
decimal = { $code ->
    [comma] decimal comma
    [point] decimal point
   *[auto] comma or point, as the cell shows
}
# What a value is called that a step is told: the step, and its name there.
value-of = { $code ->
    [case] Letters
    [replace_text] Text to replace
    [replace_pattern] Regular expression
    [replace_with] Replace by
    [replace_ignore_case] Whatever its case
    [lookup_ignore_case] Whatever its case
    [number_decimal] Decimal mark
    [money_decimal] Decimal mark
    [convert_decimal] Decimal mark
    [money_cents] In cents
    [round] Decimal places
    [multiply] Multiply by
    [convert_from] From
    [convert_to] To
    [split_by] Divide at
    [split_take] Part that is kept
    [split_all] Every part
    [join_fields] Fields
    [join_with] Between them
    [join_skip_empty] Without empty ones
    [lookup_table] Replacements
    [lookup_otherwise] The other values
    [truncate] Characters
    [truncate_at_word] Characters
    [concatenate] Parts
    [date_from] Formats that are read
    [date_to] Format that comes out
    [strip_html_keep] Tags that stay
    [when_field] Field
    [when_is] Condition
    [when_then] Then
    [when_otherwise] Otherwise
   *[other] Value
}
# What a step makes of letters.
letters = { $code ->
    [lower] all in lower case
    [upper] all in upper case
    [title] a capital on each word
   *[sentence] only the first letter a capital
}
# What becomes of values that are in no table.
otherwise = { $code ->
    [keep] stay as they are
   *[empty] become empty
}
# Opens the fields of what a step is told.
change = Change
change-example = These values are an example: put yours in their place.
change-example-text = The last adjustment is an example: change its values in the text.
value-list = Separate them by commas.
value-table = One replacement a line, such as S: Small
# Under a field, where the step cannot be told what stands in it. Of a table, by its line.
wrong-line = Line { NUMBER($line) }: write the value of the cell, a colon and what takes its place, such as S: Small.
wrong-twice = Line { NUMBER($line) }: { $key } stands in another line already. Leave only one.
wrong-value = { $code ->
    [whole] Write a whole number that this adjustment takes, such as 2.
    [factor] Write a number, such as 1.1.
    [fields] Write fields by their code, such as brand, model.
    [choice] Choose one of the options.
   *[other] This value cannot be used here.
}
add = Add
drop = Take out
advanced = Advanced: write YAML
link-some = See adjustments
link-none = Adjust values
steps = Adjustments in YAML
    .help = One a line, in the order in which they are made. Without any, the cells count as they are.
tests = Examples that must come out right
    .help = A cell and what comes out of it: “- in: blue cup” and, on the line below, “  out: Blue cup”. If an example does not come out right, the adjustments are not saved.
use-rows = Use the first rows as examples
tests-held = { $count ->
    [one] The example comes out right
   *[other] All { NUMBER($count) } examples come out right
}
tests-failed = { $count ->
    [one] One example does not come out right
   *[other] { NUMBER($count) } examples do not come out right
}
tests-failed-text = Correct the adjustments or the examples: as long as they do not agree, they are not saved.
test-failed = Example { NUMBER($number) }: { $expected } should come out, but { $found } does.
outcome-empty = an empty cell
outcome-unclear = out or problem, one of the two
faulty-tests = The examples cannot be used like this
too-many-tests = There are too many examples; the most is { NUMBER($most) }.
show = See what it makes
saved = Adjustments saved. The next check uses them.
faulty = The adjustments cannot be used like this
yaml-fault = Line { $line }, column { $column }: { $kind ->
    [alias] anchors and aliases (&, *, <<) are not accepted; write the value at each place.
    [too_large] the text is too large, or has too many levels.
    [same_key] the same key stands there twice.
    [value] the value is none of those that count here; look at the examples. Technical detail: { $message }
   *[syntax] it is no YAML that can be read; look at indents, colons and quotation marks.
}
# In its place where a word is not known, and those that are known are.
yaml-unknown = Line { $line }, column { $column }: “{ $name }” does not count here. Use one of these: { $known }.
preview = What it makes
preview-context = The first rows of the spreadsheet, with the adjustments above. Those that change come first.
same = No change
at-step = at adjustment { NUMBER($step) }
no-rows = The spreadsheet has no rows to show.
known = Adjustments that can be added
step-column = What it does
example-column = How it is written
step = { $code ->
    [trim] Removes spaces at the beginning and end
    [collapse_spaces] Leaves one space where there are several
    [case] Changes upper and lower case
    [replace] Replaces a text by another one
    [number] Reads a number as people write it
    [money] Reads an amount, with or without its currency
    [round] Rounds to so many decimal places
    [multiply] Multiplies by a number
    [convert] Converts from one unit to another
    [split] Divides the text and keeps one of the parts
    [join] Joins fields of the product in place of the cell
    [default] Fills empty cells
    [lookup] Replaces values by others, such as S by Small
    [truncate] Cuts after so many characters
    [truncate_at_word] Cuts after so many characters, at the end of a word
    [slug] Makes a name for web addresses: camiseta-azul-m
    [concatenate] Makes a text of other fields of the product
    [date] Reads a date in the given formats
    [strip_html] Removes HTML tags
    [digits_only] Leaves the digits only
    [remove_accents] Removes accents
   *[when] Takes steps only where a condition holds
}
# What is wrong at a step; the variable of is empty where nothing belongs there.
problem = Adjustment { $path }: { $code ->
    [too_many_steps] these are too many adjustments; at most { $of }.
    [too_deep] conditions stand too deep inside one another; at most { $of }.
    [too_large] texts and tables are too large; at most { $of } bytes.
    [replace_needs_one] give text or pattern, one of the two, and not empty.
    [pattern] the regular expression cannot be read ({ $of }).
    [pattern_too_large] the regular expression is too large.
    [no_such_group] the expression has no group { $of }.
    [split_needs_one] give by, and take (other than 0) or all.
    [nothing_to_join] there is nothing to join.
    [units_differ] the two units do not measure the same.
    [too_many_places] too many decimal places; at most { $of }.
    [zero_length] a cut to zero leaves nothing.
    [empty_table] the table is empty.
    [too_many_entries] the table is too long; at most { $of }.
    [same_key] the table has { $of } twice, not counting capitals and accents.
    [reference] { $of } is no field, or a brace is missing.
    [date_format] the date format { $of } is not known.
    [no_date_format] the format of the date is missing.
    [no_condition] the condition is missing.
    [never_holds] the condition never holds.
   *[nothing_to_do] there is nothing to do.
}
