### What a channel lists against what is here.

title = Conferência
of = Conferência de { $name }
context = O que o canal lista, pedido por pedido, contra o que está aqui.
see = Ver conferência
again = Conferir o mês de novo
asked = Conferência pedida. Ela roda ao lado do resto.
csv = CSV, hora por hora
file-name = conferencia
month = { $month ->
    [m01] Janeiro
    [m02] Fevereiro
    [m03] Março
    [m04] Abril
    [m05] Maio
    [m06] Junho
    [m07] Julho
    [m08] Agosto
    [m09] Setembro
    [m10] Outubro
    [m11] Novembro
   *[m12] Dezembro
}
month-of = { $name } de { $year }
months = Meses
previous-month = Mês anterior
next-month = Mês seguinte
rule = Cada hora é conferida 15 minutos depois de terminar e de novo sempre que a idade dela dobra. O que faltar entra sozinho.

## Where it stands

open = Conferência em andamento
    .text = O que faltar entra sozinho.
waits = A conferência começa depois da primeira leitura
    .text = Assim que todo o passado da loja tiver sido lido, cada hora é conferida.
soon = A primeira conferência começa em instantes
    .text = Ela roda sozinha, ao lado das leituras.
by-hand = Esta integração só lê quando alguém pede
    .text = Com leituras automáticas nas configurações, a conferência também roda sozinha.
problem = A última conferência não terminou
    .text = { $why } O que já foi conferido continua valendo. Nova tentativa { $when }.
hidden = { $count ->
    [one] O canal conta 1 pedido que não mostra
   *[other] O canal conta { $count } pedidos que não mostra
}
    .text = Costuma ser um plugin da loja que esconde pedidos. Confira no painel do canal.
checked-at = Última conferência
checked-announced = Conferência terminada
missed-events = { $count ->
    [0] Nas últimas 24 h, nenhum aviso do canal faltou.
    [one] Nas últimas 24 h faltou 1 aviso do canal; o pedido foi recuperado.
   *[other] Nas últimas 24 h faltaram { $count } avisos do canal; todos os pedidos foram recuperados.
}

## Figures

listed = No canal
listed-note = pedidos feitos neste mês
imported = Aqui
left-out = Deixados de fora
left-out-note = { $count ->
    [0] nenhum deixado de fora
    [one] 1 deixado de fora, com motivo
   *[other] { $count } deixados de fora, com motivo
}
recovered = Recuperados
corrected = Corrigidos
corrected-note = { $count ->
    [0] faltavam e entraram sozinhos
    [one] faltavam e entraram; 1 foi atualizado
   *[other] faltavam e entraram; { $count } foram atualizados
}
failed = Não importados
failed-note = veja o motivo de cada um
none-failed-note = nada ficou para trás
waiting-note = entram quando o plano tiver espaço
gone = Sumiram do canal
gone-note = apagados ou antigos demais lá; aqui ficam

## Table

by-day = Dia por dia
by-hour = Hora por hora
day = Dia
hour = Hora
hours-of = { $day }, hora por hora
close-hours = Fechar
checked = Conferido
state = Situação
orders = { $count ->
    [one] { $count } pedido
   *[other] { $count } pedidos
}
complete = Completo
missing = { $count ->
    [one] Falta { $count }
   *[other] Faltam { $count }
}
some-hours = { $done } de { $all } horas
empty = Nada conferido neste mês
    .text = A conferência compara, hora por hora, o que o canal lista com o que está aqui. Ela vai do mais novo ao mais antigo e ainda não chegou a este mês.

## List of sales

complete-until = Completo até { $when }
# Of the day that goes on: the hours of it that the check has been through.
checked-until = Conferido até { $when }
not-imported = { $count ->
    [one] { $count } pedido não importado
   *[other] { $count } pedidos não importados
}
not-imported-more = Mais de { NUMBER($count) } pedidos não importados
