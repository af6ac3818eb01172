### Whether pages are light or dark: in the menu of the person and on the page of the account.

title = Apparence
    .context = Vaut dans ce navigateur, avant la connexion aussi. Le papier est toujours clair.
# Names the field.
colours = Couleurs des pages
choice = { $appearance ->
    [light] Claire
    [dark] Sombre
   *[system] Comme le système
}
# Also what the search box offers.
change = Changer l’apparence
