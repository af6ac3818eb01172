### The search: where is this order?

title = Busca
of-text = Busca: { $text }
context = O que o Orion encontra, e o que o canal responde sobre um pedido quando é consultado.
empty = O que você procura?
    .text = Digite um número de pedido, e-mail, documento, telefone, nome, SKU ou valor na caixa de busca acima.

## Verdicts

imported = Importado
    .text = Venda #{ $number }
skipped = De fora
refused = Não entrou
waiting = Na fila
    .text = O canal avisou deste pedido e ele será lido em seguida. Esta página se atualiza sozinha.
waiting-asked = Alguém da empresa pediu este pedido e ele será lido em seguida. Esta página se atualiza sozinha.
next-try = Próxima tentativa: { $when }.
given-up = Não foi lido
    .text = O canal avisou deste pedido, mas ele não pôde ser lido.
given-up-asked = Alguém da empresa pediu este pedido, mas ele não pôde ser lido.
not-believed = Aviso recusado
    .text = Um aviso falou deste pedido e foi recusado.
missing = Falta aqui
    .text = O canal tem este pedido, e ele nunca chegou ao Orion.
number = nº { $number }
absent = Não existe
    .text = { $count ->
        [one] O canal não conhece este número.
       *[other] Os canais não conhecem este número.
    }
silent = Sem resposta
see-event = Ver aviso
bring = Importar pedido
brought = O pedido entrou na fila de importação.

## What happened to an order, step by step

history = Passo a passo
    .context = O que aconteceu com este pedido, do mais antigo ao mais novo.
    .cut = Passos mais antigos não aparecem aqui.
    .event = Aviso do canal
    .person = Alguém da empresa
step = { $step ->
    [told] O canal avisou deste pedido
    [told_again] O mesmo aviso chegou de novo
    [recovered] Um aviso que não tinha chegado foi recuperado
    [asked_for] Alguém pediu a leitura
    [not_believed] Um aviso que falava dele foi recusado
    [not_shown] O canal ainda não o mostrava
    [put_off] O canal não pôde ser consultado
    [given_up] A leitura foi abandonada
    [imported] Virou venda
    [updated] A venda foi atualizada
    [withdrawn] O canal retirou o pedido, e a venda diz isso
    [unchanged] Lido: nada tinha mudado
    [skipped] Ficou de fora
    [failed] Não entrou
    [outdated] Veio uma versão mais antiga, deixada como estava
    [missing] O canal tem o pedido, e ele não tinha chegado
    [absent] O canal não conhece mais este pedido
   *[gone] O canal não mostra mais este pedido
}

## Asking the channels

nothing-here = Nada encontrado no Orion
# Beside what else was found.
no-order-here = Nenhum pedido encontrado no Orion
asking = Perguntando aos canais conectados…
asked = Resposta dos canais, consultados agora
ask = Perguntar aos canais
only-numbers = Os canais só podem ser consultados pelo número do pedido. Confira o texto ou procure pelo número.
ask-an-operator = Quem opera as sincronizações pode perguntar aos canais por este número.
no-channels = Nenhuma integração está conectada para ser consultada.

## Sales

sales = Vendas encontradas
# What is told is a part of the navigation.
all-in = Ver tudo em { $area }
