### Whether pages are light or dark: in the menu of the person and on the page of the account.

title = Appearance
    .context = Applies to this browser, also before you sign in. Paper is always light.
# Names the field.
colours = Colours of the pages
choice = { $appearance ->
    [light] Light
    [dark] Dark
   *[system] As the system
}
# Also what the search box offers.
change = Change the appearance
