### Whether pages are light or dark: in the menu of the person and on the page of the account.

title = Apariencia
    .context = Vale en este navegador, también antes de entrar. El papel es siempre claro.
# Names the field.
colours = Colores de las páginas
choice = { $appearance ->
    [light] Clara
    [dark] Oscura
   *[system] Como el sistema
}
# Also what the search box offers.
change = Cambiar la apariencia
