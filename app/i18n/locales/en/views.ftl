### What people look at again: the queries of lists and of analytics, by a name.

title = Saved views
name = Name of the view
    .help = Keeps the filters of this page as they are; a view of the same name is replaced. Only you see it.
save = Save view
saved = View “{ $name }” saved.
replaced = View “{ $name }” replaced.
rename = Rename view
renamed = The view is now called “{ $name }”.
remove = Remove “{ $name }”
removed = View removed. What it showed stays.
