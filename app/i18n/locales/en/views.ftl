### What people look at again: the queries of lists and of analytics, by a name.

title = Saved views
    .context = Keep the period and the filters of this page; only you see them
name = Name of the view
    .help = Keeps the filters of this list as they are; a view of the same name is replaced. Only you see it.
save = Save view
saved = View “{ $name }” saved
replaced = View “{ $name }” replaced
rename = Rename view
renamed = The view is now called “{ $name }”
remove = Remove “{ $name }”
removed = View removed
