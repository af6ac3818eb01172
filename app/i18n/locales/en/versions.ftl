### What was saved before of a column's steps and of own rules, and the versions by which a check was made.

title = Versions
context = What was saved before. Bringing one back saves the old text as a new version, after the same tests.
version-column = Version
text-column = Text
state-column = Status
version = Version { NUMBER($number) }
saved = Saved on { $at }
saved-by = Saved on { $at } by { $name }
latest = Current
# What opens the text.
text-of = Show the text of version { NUMBER($number) }
bring-back = Bring back
# In place of steps where there were none.
no-steps = No steps

## On the page of a check

used = Versions used in this check
columns = What the columns are
# By the id that the rule gives itself.
own-rule = Own rule { $id }
