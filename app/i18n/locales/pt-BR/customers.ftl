### Customers and their purchases.

title = Clientes
    .context = Quem comprou, em todos os canais. A mesma pessoa é reconhecida por documento, e-mail ou telefone.

filter-label = Filtrar clientes
search = Nome, e-mail, telefone, CPF ou CNPJ
    .hint = Encontra pelo começo de cada nome, do e-mail ou do número.
name = Cliente
email = E-mail
phone = Telefone
document = CPF ou CNPJ
city = Cidade
purchases = Compras
# On phones, which have no headings.
purchase-count = { $count ->
    [one] { $count } compra
   *[other] { $count } compras
}
last-purchase = Última compra
# What was paid, less refunds.
spent = Gasto
sort-latest = Compra mais recente
sort-longest-ago = Mais tempo sem comprar
sort-most-purchases = Mais compras
sort-most-spent = Maior gasto
# A filter, behind the word for purchases.
at-least = { NUMBER($count) } ou mais
# Of the same filter: any number of purchases.
any-purchases = Todas
# A filter, before a day.
since-filter = Cliente desde
behind = As compras dos últimos instantes ainda não contam na ordem nem nos filtros.
# Before the day, in the name of a file.
file-name = clientes
paid-elsewhere = Pago em outras moedas
pages = Páginas de clientes
unnamed = Sem nome

none = Nenhum cliente ainda
    .text = Quem compra nas suas lojas aparece aqui com a primeira venda, uma vez só, mesmo que compre em vários canais.
    .press = Ver vendas
none-filtered = Nenhum cliente encontrado
    .text = Nomes, e-mails e números são encontrados pelo começo.

since = Cliente desde { $date }
paid = Pago, menos reembolsos
paid-none = Nenhuma compra paga
by-channel = Compras por canal
identities = Reconhecido por
    .context = A primeira compra criou este cliente. Cada outra com um destes dados também é dele.
identities-none = Sem documento, e-mail ou telefone: cada compra sem esses dados fica com um cliente próprio.
recognised = { $count ->
    [0] nenhuma outra compra reconhecida por ele
    [one] { $count } outra compra reconhecida por ele
   *[other] { $count } outras compras reconhecidas por ele
}
purchase-list = Compras
all-in-sales = Ver em Vendas
purchases-none = Nenhuma compra
contact = Contato
