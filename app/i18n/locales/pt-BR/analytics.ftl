### Sales added up over any days.

title = Análises
context = { $from } a { $until } · { $zone }
spans = Período
last-days = { $days ->
    [one] Último dia
   *[other] { $days } dias
}
span = { $span ->
    [today] Hoje
    [yesterday] Ontem
    [month] Este mês
   *[last-month] Mês passado
}
filters = Filtros das análises
from = De
until = Até
zone = Fuso
currency = Moeda
turned-round = As datas estavam trocadas: aqui vão de { $from } a { $until }.
cut-off = O período mais longo são cinco anos: aqui ele começa em { $from }.
# Beside "Exportar Excel": one table as CSV.
export-table = CSV: { $table }

sales = Vendas
paid = Pagas
revenue = Receita paga
ticket = Ticket médio
cancelled = Canceladas
charges = Tarifas
net = Fica com você
# Below the fees and the net; then as the heading of a column.
untold = { $count ->
    [one] { $count } paga sem comissão informada
   *[other] { $count } pagas sem comissão informada
}
untold-column = Sem comissão informada
# `change` is "12 %", after an arrow.
compared = { $change } em relação ao período anterior

trend = { $step ->
    [hour] Receita paga por hora
    [day] Receita paga por dia
    [week] Receita paga por semana
   *[month] Receita paga por mês
}
# A week by its first day.
week-of = Semana de { $day }
# After the value of a month of which the period has no more days.
until-day = até { $day }
trend-table = Evolução
hours-table = Horas do dia
since = Início
before = Período anterior

channel = Canal
channels = Canais
    .context = Tarifas são as que os canais informam; sem a comissão, o que fica com você parece maior do que será
# After the context, where there is a period to compare with.
channels-compared = ao lado da receita, a mudança em relação ao período anterior
nothing = Nenhuma venda no período.
# A figure where there is no column for it.
named = { $name }: { $value }

product = Produto
products = Produtos
    .context = Itens de vendas pagas, vinculados ao catálogo; a margem usa o custo de hoje
ranks = Ordenar produtos
rank = { $rank ->
    [revenue] Por receita
    [quantity] Por quantidade
   *[margin] Por margem
}
sku = SKU
quantity = Quantidade
margin = Margem
no-products = Nenhum produto do catálogo foi vendido no período.

buyers = Clientes
    .context = De vendas pagas; novo é quem comprou pela primeira vez no período
customers = Pessoas
people = { $count ->
    [one] { $count } pessoa
   *[other] { $count } pessoas
}
new-buyers = Novos
returning-buyers = Já tinham comprado
unknown-buyers = Sem identificação
too-long = O período é longo demais para contar isto enquanto você espera. Escolha menos dias.

regions = Regiões
    .context = Vendas pagas, pelo endereço de entrega
by-state = Receita paga por estado
state = Estado
elsewhere = Fora do Brasil ou sem endereço
elsewhere-sold = Fora do Brasil ou sem endereço: { $revenue }
