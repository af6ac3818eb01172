### Whether pages are light or dark: in the menu of the person and on the page of the account.

title = Aparência
    .context = Vale neste navegador, também antes de entrar. O papel é sempre claro.
# Names the field.
colours = Cores das páginas
choice = { $appearance ->
    [light] Clara
    [dark] Escura
   *[system] Como o sistema
}
# Also what the search box offers.
change = Mudar a aparência
