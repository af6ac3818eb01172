### Taking a checked file over into the catalogue: what it would change, changing it, taking it back.

start = Importar para o catálogo
title-of = Importação de { $name }
state = { $code ->
    [reading] Comparando com o catálogo
    [ready] Pronta para importar
    [applying] Importando
    [applied] Importada
    [undoing] Desfazendo
    [undone] Desfeita
    [failed] Não concluída
   *[cancelled] Parada
}
ready = Veja o que vai mudar
    .text = Nada foi alterado ainda. Células vazias não apagam nada: o produto fica com o valor que tem.
same = Nada a importar
    .text = Os produtos do catálogo já estão como no arquivo.
# Some records are left out, and none of the others is new or changed.
none-possible = Nenhum produto a importar
    .text = Os que ainda não estão no catálogo como no arquivo ficam de fora. O motivo de cada um está na lista.
applied = { $count ->
    [0] Nenhum produto importado
    [one] { $count } produto importado
   *[other] { $count } produtos importados
}
    .text = Dá para desfazer enquanto ninguém mudar os produtos de novo.
overtaken = { $count ->
    [one] { $count } produto ficou como está: alguém o mudou nesse meio-tempo.
   *[other] { $count } produtos ficaram como estão: alguém os mudou nesse meio-tempo.
}
undone = Importação desfeita
    .text = Os produtos novos saíram do catálogo, e os outros voltaram aos valores de antes.
failed = A importação não foi concluída
cancelled = A importação foi parada
    .text = O catálogo ficou como estava.
cancelled-toast = A importação vai parar; o que já foi importado fica.

take-new = { $count ->
    [one] Criar { $count } produto novo
   *[other] Criar { $count } produtos novos
}
take-changes = { $count ->
    [one] Mudar { $count } produto que já existe
   *[other] Mudar { $count } produtos que já existem
}
# Under the choice of new products, or of those that change.
with-errors = { $count ->
    [0] todos sem erros
    [one] { $count } deles com erros
   *[other] { $count } deles com erros
}
only-clean = Só produtos sem erros
    .help = { $count ->
        [one] Sem marcar, entra também { $count } produto com erros no que vai para o catálogo.
       *[other] Sem marcar, entram também { $count } produtos com erros no que vai para o catálogo.
    } O motivo de cada um está na lista.
left-out = O que fica de fora
left-columns = Colunas que não entram no catálogo: { $columns }. O catálogo guarda título, descrição, marca, categoria, preço, preço de comparação, custo, estoque, GTIN, NCM, peso, medidas e imagens.
more-columns = mais { NUMBER($count) }
left-cells = { $count ->
    [one] { $count } célula fica de fora, porque o valor não pode ser lido ou não serve para o catálogo
   *[other] { $count } células ficam de fora, porque o valor não pode ser lido ou não serve para o catálogo
}: { $fields }. Os produtos estão na lista, cada um com o motivo.
# A field, and in how many of its cells.
cells-of = { $field } ({ NUMBER($count) })
apply = Importar
to-products = Ver produtos

rows = O que muda
product = Produto
what = Valores
action-column = Resultado
any-action = Todos
action = { $code ->
    [create] Novo
    [update] Muda
    [errors] Com erros
   *[refused] Fica de fora
}
# Over a number of products.
tile = { $code ->
    [create] Novos
    [update] Mudam
    [unchanged] Iguais
    [errors] Com erros
   *[refused] Ficam de fora
}
outcome = { $code ->
    [applied] Importado
    [overtaken] Mudado por alguém
   *[undone] Desfeito
}
# A field and the value that a new product gets.
value = { $field }: { $value }
# Under the first values of a new product: opens the others.
more-values = { $count ->
    [one] mais { $count } valor
   *[other] mais { $count } valores
}
# A field, what a product has and what it gets.
change = { $field }: { $before } → { $after }
# What is wrong, with the field that it is about.
problem = { $kind ->
    [missing] { $field }: falta o valor
    [too_long] { $field }: longo demais para o catálogo
    [characters] { $field }: tem sinais que não são aceitos
    [repeated] { $field }: já está em outra linha do arquivo
    [linked] { $field }: já é outro SKU de um produto do catálogo
    [currency] { $field }: está em outra moeda
    [unread] { $field }: a célula não pode ser lida e ficou de fora
   *[format] { $field }: o valor não é válido e ficou de fora
}
# Under a product with errors: the title of the rule, and the field.
error = Erro na conferência: { $title } ({ $field })
filter-label = Filtrar o que muda
none-filtered = Nenhum produto com este filtro
    .text = Escolha outra ação ou veja todos os produtos do arquivo.
pages = Páginas da importação

## The imports of a sheet

list = Importações para o catálogo
what-column = Produtos
# Three parts of one sentence: of the file, how many products are new, change, and stay out.
counts = { $creates ->
    [0] nenhum novo
    [one] { $creates } novo
   *[other] { $creates } novos
}, { $updates ->
    [0] nenhum mudado
    [one] { $updates } mudado
   *[other] { $updates } mudados
}, { $refused ->
    [0] nenhum de fora
   *[other] { $refused } de fora
}
undo-first = Desfaça antes uma importação mais nova
    .text = A importação de { $sheet }, feita em { $at }, mudou os mesmos produtos. Nada foi desfeito ainda.
undo-first-open = Abrir a mais nova

## Why an import was refused

no-sku-column = Falta a coluna do SKU
    .text = É pelo SKU que os produtos são reconhecidos. Diga na planilha qual coluna é o SKU, e confira de novo.
nothing-to-import = Nada foi escolhido
    .text = Marque os produtos novos, os que mudam, ou os dois. Se todos têm erros, corrija-os na planilha ou desmarque “Só produtos sem erros”.
import-not-ready = A importação está em outro ponto
    .text = Nada foi alterado. A página mostra em que ponto ela está.
currency-changed = A moeda da empresa mudou
    .text = Os valores foram lidos na moeda de antes, e nada foi alterado. Importe de novo, na página da conferência.
