### What takes space, and for how long it is kept.

title = Armazenamento
context = O que ocupa espaço e por quanto tempo é guardado
measured = { $size } no total, medido { $when }
empty = Ainda não medido
empty-text = A primeira medição leva alguns minutos depois que a empresa é criada. Recarregue a página em seguida.

## What takes space

uses = O que ocupa espaço
uses-context = Valores aproximados: o espaço de cada tabela, com índices, dividido entre as empresas conforme as linhas de cada uma.
what = O que é
space = Espaço
items = Itens
oldest = Mais antigo
kept = Guardado por
always = Sem prazo
days = { $days ->
    [one] { $days } dia
   *[other] { $days } dias
}
kind = { $kind ->
    [sales] Vendas
    [customers] Clientes
    [products] Produtos
    [payloads] Pedidos como o canal enviou
    [events] Avisos das plataformas
    [story] Histórico das vendas
    [verdicts] Histórico de cada pedido dos canais
    [records] Situação de cada pedido dos canais
    [runs] Sincronizações
    [jobs] Tarefas da fila
    [actions] Ações pedidas aos canais
    [figures] Números de chamadas e conferências
    [alerts] Alertas
    [audit] Registro de quem fez o quê
    [sheets] Planilhas de produtos, sem os arquivos
    [validations] Conferências de planilhas
   *[other] Integrações e configurações
}

## For how long it is kept

choices = Por quanto tempo guardar
choices-context = O máximo é definido por quem cuida desta instalação. As vendas e os clientes ficam sempre.
most-days = { $days ->
    [one] { $days } dia (máximo desta instalação)
   *[other] { $days } dias (máximo desta instalação)
}
help = { $kind ->
    [payloads] Depois do prazo, a página da venda deixa de mostrar o documento original do canal.
    [events] Depois do prazo, um aviso não pode mais ser visto nem processado de novo. Os que esperam ficam.
    [story] Apagado por meses inteiros. Depois do prazo, a página da venda deixa de contar o que aconteceu.
    [verdicts] Apagado por meses inteiros. Depois do prazo, a busca deixa de contar passo a passo o que aconteceu com um pedido.
   *[other] As que leem avisos ficam no máximo 30 dias. As que deixaram pedidos de fora ficam enquanto eles estiverem de fora.
}
save = Salvar e apagar o que for mais antigo
saved = Prazos salvos. O que for mais antigo é apagado na próxima hora.
