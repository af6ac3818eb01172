### Rules that sheets of products are held to: those that ship with Orion, and a company's own.

## The list of rules

tab-sheets = Sheets
title = Rules
context = What sheets are checked for: the rules of each channel, and yours
own = Own rules
own-context = They hold for sheets where the group Own rules is ticked.
own-none = No rules of your own yet
    .text = Write down what your company asks of a product, and every sheet is checked for that, too.
new-rule = New rule
rule-column = Rule
field-column = Field
severity-column = Severity
state-column = Status
changed-column = Changed
state = { $code ->
    [active] Active
    [faulty] Draft with problems
   *[draft] Draft
}
packs = Rules that ship with Orion
packs-context = Each names the page that it rests on.
pack-column = Group
rules-column = Rules
rules-count = { $count ->
    [one] { $count } rule
   *[other] { $count } rules
}
off-column = Off
off-count = { $count ->
    [0] none off
    [one] { $count } off
   *[other] { $count } off
}
read-on-column = Sources read on
version-column = Version

## One group

pack-context = { $count ->
    [one] { $count } rule
   *[other] { $count } rules
}, version { $version }
on-column = On
on-of = Switch the rule on: { $title }
severity-of = Severity of the rule: { $title }
is-on = { $code ->
    [on] On
   *[off] Off
}
source = Source, read on { $date }
pack-saved = { $count ->
    [0] No rule was changed.
    [one] { $count } rule changed. The next check goes by the new choice.
   *[other] { $count } rules changed. The next check goes by the new choices.
}

## Where a new rule begins

start = Start from a template
    .text = Pick what is most like your rule. Everything can be changed later.
template = { $code ->
    [required] Required field
    [length] Length of a text
    [forbidden_words] Forbidden words
    [matches] Form of a code
    [number] Range of values
    [at_least_n_of] At least one of these fields
    [unique] No repetition
   *[at_most_field] Comparison with another field
}
template-text = { $code ->
    [required] The field must not be empty.
    [length] The text has a least or a greatest number of characters.
    [forbidden_words] Certain words must not stand in the text.
    [matches] The value has a form, such as three letters and four digits.
    [number] The number lies between a minimum and a maximum.
    [at_least_n_of] Of some fields, one or more have to be given.
    [unique] No two products have the same value.
   *[at_most_field] The value must not exceed that of another field.
}
template-column = Template
template-about-column = What it asks
sample-title = { $code ->
    [required] Product without a brand
    [length] Title too long
    [forbidden_words] Forbidden word in the title
    [matches] SKU of another form
    [number] Price out of range
    [at_least_n_of] Product without a code
    [unique] SKU more than once in the sheet
   *[at_most_field] Sale price above the price
}
# Nothing of the limits that the rule begins with: people change these.
sample-explanation = { $code ->
    [required] Fill in the brand of the product.
    [length] Shorten the title.
    [forbidden_words] Take the word out of the title.
    [matches] Write the SKU in the form that the company uses.
    [number] Look at the price again.
    [at_least_n_of] Give the GTIN or the code of the manufacturer.
    [unique] Give each product a SKU of its own.
   *[at_most_field] The sale price must not exceed the price.
}
sample-value = { $code ->
    [long_title] Combed cotton T-shirt with an exclusive print in navy blue and white
    [short_title] Blue T-shirt
    [bad_words] Blue T-shirt with free shipping
    [words] free shipping
   *[brand] Malha Boa
}

## One rule of one's own

untitled = Rule without a title
to-view = { $code ->
    [form] View as a form
   *[yaml] View as YAML
}
yaml = Rule as YAML
    .help = The text is what counts; the form is made from it.
beyond = The form does not show all of this rule
    .text = Only YAML has a place for { $what }. Edit the rule here.
unread = The form needs YAML that can be read
    .text = Correct what is told below; then the form comes back.
about = About the rule
changed = Changed
used-hint = Once active, the rule holds for sheets where Own rules is ticked.
what = What the rule says
rule-title = Title
    .help = What is wrong, in a few words.
explanation = Explanation
    .help = Why it is wrong, and what to do.
other-languages = Other languages
in-language = { $part ->
    [title] Title
   *[explanation] Explanation
} in { $code ->
    [pt_br] Portuguese
    [en] English
    [es] Spanish
   *[fr] French
}
id = Code
    .help = What the rule is called in YAML and in files: lower case letters, digits and _. Left empty, it comes from the title.
severity = Severity
    .help = Error: it would be refused. Warning: it gives trouble. Suggestion: it could be better.
where-heading = Field to check
field = Field
attribute = Name of the attribute
    .help = Only for an attribute of your own that is not in the list.
own-attribute = Own attribute
when = Only when
    .help = Without a condition the rule holds for all products. With several, all of them have to be met.
condition-field = Field of condition { $n }
condition-kind = Condition { $n }
condition = { $code ->
    [one_of] is one of these values
    [none_of] is none of these values
    [filled] is filled in
   *[empty] is empty
}
condition-values = Values of condition { $n }
    .help = One on each line.
no-field = None
add-condition = Add a condition
checks = What to check
kind = Kind of check
kind-name = { $code ->
    [required] Is filled in
    [length] Number of characters
    [bytes] Size in bytes
    [number] Number in a range
    [one_of] Is one of these values
    [none_of] Is none of these values
    [forbidden_words] Contains none of these words
    [matches] Has a form (regular expression)
    [not_matches] Does not have a form (regular expression)
    [unique] Is not repeated in another product
    [count] Number of items of a list
    [url] Web address
    [image] Address of an image
    [html] HTML with these tags only
    [gtin] Barcode (GTIN)
    [isbn] ISBN
    [ncm] NCM
    [cest] CEST
    [origin] Origin of goods (Brazil)
    [cpf] CPF
    [cnpj] CNPJ
    [cpf_or_cnpj] CPF or CNPJ
    [at_most_field] At most the value of another field
    [at_least_field] At least the value of another field
    [equals_field] Equal to another field
    [differs_from_field] Different from another field
    [ratio] Ratio to another field
    [sum] Sum of fields
    [lookup] Is looked up in a list of yours
   *[at_least_n_of] At least some of these fields
}
kind-help = Choose it and press the button below: each kind has fields of its own.
show-fields = Show the fields of this kind
also-required = It must not be empty, either
    .help = Unticked, an empty field passes.
min = { $kind ->
    [length] Fewest characters
    [bytes] Fewest bytes
    [count] Fewest items
   *[other] Minimum
}
max = { $kind ->
    [length] Most characters
    [bytes] Most bytes
    [count] Most items
   *[other] Maximum
}
bound-help = This value is still accepted. Empty, there is no limit on this side.
above = More than
below = Less than
open-bound-help = The value itself is not accepted: more than 0 refuses 0.
decimals = Most decimal places
decimals-help = How many digits after the decimal sign, such as 2 in a price.
integer = Whole numbers only
values = { $kind ->
    [forbidden_words] Words
    [html] Allowed tags, such as p or br
   *[other] Values
}
one-a-line = { $kind ->
    [forbidden_words] One word on each line.
   *[other] One on each line.
}
ignore-case = Upper and lower case are equal
pattern = Form
    .help = A regular expression. ^ is the start, $ is the end: ^[A-Z]{ "{" }3{ "}" }-[0-9]{ "{" }4{ "}" }$ takes CAM-0001.
https = Only addresses that begin with https://
extensions = Allowed kinds of files
    .help = Separated by commas, such as jpg, png. Left empty, all.
other-field = Other field
other-field-help = The two fields are compared within the same product.
n = How many have to be filled in
n-help = From 1 to the number of fields below.
fields = Field { $n }
fix = Safe fix
    .help = Optional. It is proposed only where it cures the fault, and you accept each one.
fix-step = { $code ->
    [trim] Take spaces from the start and the end
    [collapse_spaces] Make one space of several
    [digits_only] Keep digits only
   *[remove_accents] Take the accents away
}
case = Upper and lower case
case-name = { $code ->
    [lower] All in lower case
    [upper] All in upper case
    [title] First Letter of Each Word
    [sentence] First letter of the text
   *[none] Leave as it is
}
truncate = Shorten to so many characters
    .help = It is cut at the end of a word.
tests = Tests of the rule
    .help = Examples of yours, tried whenever the rule is saved. There has to be one that it finds and one that it does not.
test = Test { NUMBER($n) }
test-value = Value of { $field }
test-values = Values of { $field }, one on each line: each line is a product
test-finds = The rule
test-find = { $code ->
    [yes] finds it
    [no] does not find it
   *[none] does not have this test
}
test-which = Lines that are found
    .help = Such as 1, 3. Left empty: all.
test-fixed = Corrected value
test-fixed-help = What the safe fix makes of the value of this test. Empty, it is not checked.
add-test = Add a test
stale-tests = Some tests do not say what the rule does now.
renew-tests = Make the tests fit the rule
save-draft = Save as draft
activate = Save and activate
switch-off = Save and switch off
draft-saved = Draft saved. It does not hold for any sheet yet.
activated = The rule is active. It holds from the next check on.
saved = Rule saved. The next check goes by it.
switched-off = The rule is off. Its text stays here.
remove = Remove rule
remove-question = Remove the rule { $name }?
remove-text = The next checks go without it. What earlier ones found stays as it is.
removed = Rule removed. The next checks go without it.

## Trying a rule

trial = Try it
    .text = Shows how many products of a sheet the rule would find, and which. Nothing is saved or counted.
trial-sheet = Sheet
trial-no-sheets = Send a sheet and confirm its columns; then the rule can be tried here.
try-it = Try it
trial-so-far = Only the first rows were read; trying it reads for longer.
trial-found = { $found ->
    [0] This rule would hit none of { NUMBER($rows) } products
    [one] This rule would hit { $found } of { NUMBER($rows) } products
   *[other] This rule would hit { $found } of { NUMBER($rows) } products
}
trial-in = In the sheet { $name }. Nothing was saved or counted.
trial-partial = In { NUMBER($seconds) } seconds the first { NUMBER($rows) } products of { $name } were read. What comes after them was not checked.
trial-partial-across = { NUMBER($seconds) } seconds were not enough to compare all products of { $name }. Activate the rule and check the sheet to know.
trial-skipped = The sheet does not have the column that the rule looks at
    .text = The rule would not be used for { $name }. Pick another sheet, or say there what each column is.
trial-stopped = The sheet could not be read to its end
trial-cells = The first cells that it finds

## Why something was refused

fails = The rule cannot be activated yet
    .text = Nothing was saved. Correct what is told below, or save it as a draft.
unreadable = The rule cannot be tried yet
    .text = Correct what is told below; its tests can wait.
never-read = The rows of this spreadsheet are not stored
    .text = Orion reads them at each check, and keeps them for a week. Check the spreadsheet, then try the rule.
busy = Other rules are being tried at this moment
    .text = Wait a few seconds and try again. What you wrote is here.
too-many = The company has as many own rules as it can
    .text = Nothing was saved. Remove a rule that is no longer used and try again.

## What is wrong with a rule as it is written

problems = { $count ->
    [one] There is { $count } problem in this rule
   *[other] There are { $count } problems in this rule
}
at-line = Line { NUMBER($line) }
place = { $code ->
    [id] Code
    [title] Title
    [explanation] Explanation
    [severity] Severity
    [source] Source
    [when] Only when
    [field] Field
    [check] What to check
    [fix] Safe fix
    [tests] Tests
   *[other] Rule
}
problem-yaml = { $kind ->
    [alias] Anchors and aliases (&, *, <<) are not accepted; write the value at each place.
    [too_large] The text is too large, or has too many levels.
    [same_key] The same key stands there twice.
    [value] The value is none of those that count here; look at the examples. Technical detail: { $message }
   *[syntax] It is no YAML that can be read; look at indents, colons and quotation marks.
}
problem-missing = { $key } is missing.
problem-unknown-key = { $key } is not known here. Write { $nearest }.
problem-unknown-key-of = { $key } is not known here. Allowed are: { $allowed }.
problem-expected = { $code ->
    [like] Write something like this here: { $example }
    [true_or] Write true, or something like this: { $example }
    [true_or_nothing] Write true, or leave the line out.
    [flag] Write true or false.
    [text] Write a text.
    [list] Write a list, such as { $example }
    [language] Write the text in at least one language.
    [number] Write the number alone, without currency or unit, such as { $example }
    [whole_number] Write a whole number, such as { $example }
    [smaller_number] Write a smaller number.
    [shorter_number] Write a number of at most 28 digits.
    [number_kind] Write number or integer.
    [min_or_max] Give the minimum, the maximum or both.
    [check] Say what to check: at least one check is missing.
    [value] Give at least one value.
    [field] Choose at least one field.
    [count_of_fields] The number goes from 1 to the number of fields.
    [no_ignore_case] ignore_case stands beside one_of or none_of only.
    [words] Give words with letters or digits; together 400,000 bytes at most.
    [address] Write an address, such as { $example }
    [date] Write a date, such as { $example }
    [given_or_rows] A test has either given or rows, not both.
    [fixed_field] The corrected value is that of the rule’s field.
   *[smaller_rule] The rule is too large. Shorten its lists or its form.
}
problem-none-of = { $text } is not allowed. Use one of these: { $allowed }.
problem-unknown-field = There is no field { $text }. An attribute of your own is written attribute.name.
problem-unknown-field-near = There is no field { $text }. Write { $nearest }.
problem-pattern = The form is no regular expression that can be used. Technical detail: { $message }
problem-too-many = { $what ->
    [characters] The text has more than { NUMBER($max) } characters.
    [tests] There can be { NUMBER($max) } tests at most.
    [rows] There can be { NUMBER($max) } products in a test at most.
    [fields] There can be { NUMBER($max) } fields at most.
    [parts] There can be { NUMBER($max) } parts at most.
    [words] There can be { NUMBER($max) } words at most.
    [tags] There can be { NUMBER($max) } tags at most.
    [rules] There can be { NUMBER($max) } rules at most.
   *[other] There can be { NUMBER($max) } values at most.
}
problem-id = The code has lower case letters, digits and _ only, begins with a letter and has 60 characters at most.
problem-duplicate-id = Another rule has the code { $id } already.
problem-twice = This field is named twice.
problem-across-inside = { $key } compares products: it stands directly under check, once in a rule.
problem-contradiction = No value can keep both { $key } and { $other }.
problem-contradicts-rule = No value can keep both this rule and the rule { $other }.
problem-never-applies = No product can meet this condition, so the rule would never hold.
problem-unknown-list = There is no list { $name }.
problem-fix = The fix cannot be used. Technical detail: { $message }
problem-no-source = The source of the rule is missing: its address and date.
problem-missing-language = Title and explanation have to be there in all four languages.
problem-no-tests = Tests are missing: at least one value that the rule finds and one that it does not.
problem-test-silent = The rule was to find this test and does not.
problem-test-loud = The rule was not to find this test and does.
problem-test-rows = The rule was to find { $expected } and finds { $found }.
# No row at all, in the sentence above.
no-row = no line
problem-fix-differs = The fix makes { $found } of it.
problem-fix-cures-nothing = The fix cures none of the tests. Add a test that it cures, or take the fix away.
problem-fixes-loop = The fixes of this rule and of the rule { $other } undo one another.
