### Sheets of products, what their columns mean, their checks and what these found.

## The sheets

title = Validação
context = Confira planilhas de produtos antes de publicar: o que um canal recusaria aparece aqui, célula por célula
# Of this month.
used = { $count ->
    [0] nenhum produto conferido este mês
    [one] { $count } produto conferido este mês
   *[other] { $count } produtos conferidos este mês
}
# Of what the plan includes.
used-of = { $count ->
    [0] nenhum dos { NUMBER($included) } produtos do plano conferido este mês
    [one] { $count } de { NUMBER($included) } produtos do plano conferido este mês
   *[other] { $count } de { NUMBER($included) } produtos do plano conferidos este mês
}
sheets = Planilhas
sheet = Planilha
last-check = Última conferência
changed-column = Alterada
# A sheet whose columns are known and that was never checked.
not-checked = Não conferida
# A sheet whose columns nobody has said the meaning of yet.
columns-missing = Confirmar colunas
# A sheet whose rows cannot be read as the file is taken to be.
unread-sheet = Não pode ser lida
none = Nenhuma planilha ainda
    .text = As planilhas enviadas ficam aqui, com o que há para corrigir em cada uma.

## Sending a file

send-title = Nova planilha
send = Enviar planilha
newer-title = Trocar o arquivo
send-newer = Enviar arquivo novo
file = Arquivo
# The variable max is a size such as `500 MB`.
file-help = CSV, TSV, Excel (xlsx, xls) ou ODS, até { $max }.
# Under the field, where a script is at work.
drop-hint = Ou arraste o arquivo para esta página.
drop-several = Solte um arquivo por vez: nenhum foi enviado.
# Before a share, such as `45 %`.
sending = Enviando:
send-away = O servidor não respondeu. Verifique a conexão e envie de novo.
send-failed = O envio não deu certo. Envie de novo; se continuar assim, recarregue a página.
sent = Planilha enviada. Confirme agora o que é cada coluna.
recognised = Planilha enviada. As colunas são as de outra planilha sua, e os campos vieram dela.
# The same where its numbers have another decimal mark than there.
recognised-other-numbers = Planilha enviada. Os campos vieram de outra planilha sua com as mesmas colunas, mas aqui os números são escritos de outro jeito (vírgula ou ponto decimal) e são lidos assim: confirme as colunas.
same-file = Este arquivo já tinha sido enviado; esta é a planilha dele.
replaced = Arquivo trocado. As conferências anteriores continuam aqui.
replaced-other-numbers = Arquivo trocado. Nele os números são escritos de outro jeito (vírgula ou ponto decimal) e são lidos assim: confirme as colunas.
no-sheet = O arquivo não foi aceito
    .text = { $why } Nada foi guardado.
too-large = O arquivo é grande demais
    .text = São aceitos arquivos de até { $max }. Nada foi guardado. Divida a planilha em partes e envie cada uma.
cut = O envio parou no meio
    .text = Nada foi guardado. Envie o arquivo de novo.
gone = O arquivo não está mais guardado
    .text = As conferências já feitas continuam aqui. Para ler a planilha de novo, envie o arquivo outra vez.

## One sheet

about = Sobre a planilha
size = Tamanho
sent-at = Enviado
# A moment and a person.
sent-by = { $at }, por { $name }
saved = Alterações salvas.
saved-beyond-plan = Alterações salvas. A conferência não começou. { $why }
unreadable = O arquivo não pode ser lido
    .text = O motivo está na página da planilha. Mude ali a leitura do arquivo, ou envie um arquivo corrigido.
no-columns = Falta dizer o que é cada coluna
    .text = Escolha o campo de cada coluna e salve. Depois a planilha pode ser conferida.
remove = Remover planilha
remove-question = Remover a planilha { $name }?
remove-text = As conferências dela e tudo o que encontraram são apagados junto. Os seus produtos ficam como estão.
removed = Planilha removida. Os produtos do catálogo ficam como estão.
still-checking = Uma conferência está em andamento
    .text = Espere até ela terminar, ou pare a conferência. Depois remova a planilha.

## Columns

columns = Colunas
columns-context = { $count ->
    [one] { $count } coluna
   *[other] { $count } colunas
}
column = Coluna
first-cells = Primeiros valores
field-column = Campo
# Names the choice of a column's field.
field-of = Campo da coluna { $name }
# Under the choice of a column whose field another column has, too.
field-twice = O campo { $field } já é o da coluna { $other }. Cada campo vem de uma coluna só: mude uma das duas.
field-none = Diga o campo de pelo menos uma coluna.
packs-none = Marque ao menos um grupo de regras.
not-used = Não usar
# A column that is none of the fields and keeps its own name.
attribute = Atributo: { $name }
# Behind a field that nobody has confirmed yet.
suggested = Sugerido
confirm-columns = Confirme as colunas
    .text = O campo de cada coluna foi sugerido pelo nome e pelos valores dela. Mude o que não for assim e salve.
    .new = A planilha tem colunas novas. O campo de cada uma foi sugerido e só vale depois de salvar.
save-and-check = Salvar e conferir
field = { $code ->
    [sku] SKU
    [group] Produto pai
    [title] Título
    [description] Descrição
    [brand] Marca
    [model] Modelo
    [category] Categoria
    [condition] Condição
    [price] Preço
    [compare_at_price] Preço de comparação
    [sale_price] Preço promocional
    [cost] Custo
    [currency] Moeda
    [stock] Estoque
    [gtin] GTIN
    [mpn] MPN
    [isbn] ISBN
    [ncm] NCM
    [cest] CEST
    [origin] Origem da mercadoria
    [weight] Peso
    [length] Comprimento
    [width] Largura
    [height] Altura
    [colour] Cor
    [size] Tamanho
    [material] Material
    [images] Imagens
    [image_width] Largura da imagem
    [image_height] Altura da imagem
    [image_bytes] Bytes da imagem
    [video] Vídeo
    [url] Link do produto
    [warranty] Garantia
    [handling_days] Dias até o envio
    [tags] Etiquetas
    [status] Situação
   *[other] Outro campo
}

## The rules of a sheet

rules = Regras
rules-legend = O que conferir
rules-help = Marque os canais em que você vai vender estes produtos.
rules-count = { $count ->
    [0] nenhuma regra
    [one] { $count } regra
   *[other] { $count } regras
}

## How the file is read

format = Leitura do arquivo
format-context = O que foi reconhecido no arquivo. Se os valores aparecem trocados, mude aqui.
delimiter-label = Separador de colunas
delimiter-help = O sinal entre um valor e o próximo. Mude se tudo aparece em uma coluna só.
delimiter = { $code ->
    [comma] Vírgula (,)
    [semicolon] Ponto e vírgula (;)
    [tab] Tabulação
   *[pipe] Barra vertical (|)
}
encoding-label = Codificação do texto
encoding-help = Mude se as letras com acento aparecem trocadas.
encoding = { $code ->
    [utf_8] UTF-8
    [windows_1252] Windows-1252 (Excel para Windows)
    [utf_16_le] UTF-16 LE (texto Unicode do Excel)
   *[utf_16_be] UTF-16 BE
}
quotes = Células entre aspas
    .help = Dentro das aspas podem estar o separador e quebras de linha. Desmarque se as aspas são parte do texto, como em TV 50".
sheet-of-book = Aba
    .help = A aba do arquivo que tem os produtos. Ao trocar, a linha com os nomes das colunas é procurada de novo.
read-sheet = Ler esta aba
header-row = Linha com os nomes das colunas
    .help = As linhas antes dela não são lidas. Use 0 se nenhuma linha tem os nomes.
decimal-comma = Números com vírgula decimal
    .help = Marcado, os números são lidos como 1.234,56; desmarcado, como 1,234.56. Ao mudar, os ajustes das colunas mudam junto.
# The help of the same for a workbook.
decimal-comma-of-book = Vale para números guardados como texto: marcado, são lidos como 1.234,56; desmarcado, como 1,234.56. Os números da própria planilha são sempre lidos como são.
read-again = Salvar e ler de novo
was-read-again = Arquivo lido de novo.

## Checks

check-now = Conferir agora
# Before a check is started, where the plan has a limit.
will-count = { $count ->
    [0] Conferir agora não conta nada: nenhum produto é novo neste mês para estas regras.
    [one] Conferir agora vai contar até { $count } produto. O plano inclui mais { NUMBER($left) } neste mês.
   *[other] Conferir agora vai contar até { $count } produtos. O plano inclui mais { NUMBER($left) } neste mês.
}
counts-once = Um produto conta uma vez por mês, e de novo quando ele ou as regras mudam.
# In place of what a check would count, where nothing is left.
beyond-plan = O plano não inclui mais produtos neste mês. Produtos que já contaram, com as mesmas regras, não contam de novo.
checks = Conferências
no-checks = Nenhuma conferência ainda.
when-column = Início
state-column = Situação
state = { $code ->
    [waiting] Na fila
    [running] Em andamento
    [completed] Concluída
    [failed] Não concluída
   *[cancelled] Parada
}
check-of = Conferência de { $name }
asked-by = pedida por { $name }
waits = Começa em instantes
time-left = cerca de { $time }
stop = Parar
cancelled-toast = A conferência vai parar; o que já foi encontrado fica.
failed = A conferência não foi concluída
was-cancelled = A conferência foi parada
    .text = Ela não chegou ao fim do arquivo. Para conferir todos os produtos, comece outra.
clean = Tudo certo
    .text = { $count ->
        [one] { $count } produto conferido, e nenhuma regra foi quebrada.
       *[other] { $count } produtos conferidos, e nenhuma regra foi quebrada.
    }
# In place of "all good": nothing was found, but some rules were not used, or none was.
part-clean = Nada a corrigir no que foi conferido
none-used = Nenhuma regra foi usada
# Something was found, but what most rules are about was not looked at.
part-used = Uma parte não foi conferida
rules-used = { $count ->
    [one] { $count } regra foi usada.
   *[other] { $count } regras foram usadas.
}
# Behind the number of rules that were not used.
lacking = { $kind ->
    [catalogue] O catálogo não tem estes campos: { $fields }.
   *[sheet] Campos sem coluna: { $fields }.
}
choose-columns = Escolher as colunas
no-products = Nenhum produto para conferir
    .text = { $kind ->
        [catalogue] O catálogo ainda não tem produtos.
       *[sheet] Não há nada abaixo da linha com os nomes das colunas. Se os produtos estão em outro lugar do arquivo, escolha a aba e a linha dos nomes na página da planilha.
    }
# Above what was strange in the rows and was read all the same.
notes = Confira a leitura do arquivo
    .text = Todas as linhas foram lidas, e isto chamou a atenção:
# The same of the first rows, before a check.
notes-first = Isto chamou a atenção no começo do arquivo. Se não deveria ser assim, mude a leitura do arquivo ou corrija-o.
note = { $code ->
    [too_few_cells] Linhas com menos células do que colunas; as que faltam contam como vazias
    [too_many_cells] Linhas com mais células do que colunas; o que passa da última coluna não é lido
    [bad_encoding] Letras que não puderam ser lidas; talvez a codificação seja outra
    [nul] Sinais que não são texto
    [lone_carriage_return] Quebras de linha soltas dentro de células
    [stray_quote] Texto depois das aspas que fecham uma célula
    [doubtful_header] Colunas sem nome, ou com o nome de outra; escolha qual delas usar
    [formula_without_value] Fórmulas sem resultado guardado, lidas como vazias; abra a planilha e salve-a de novo
    [cell_error] Células com erro, como #N/D, lidas como vazias
    [merged_cells] Células mescladas; cada linha recebe o valor
   *[other] Algo fora do comum
}
# Line numbers behind what is strange there.
note-lines = { $count ->
    [one] (linha { $lines })
   *[other] (linhas { $lines })
}
# The same where only the first ones are named.
note-lines-cut = (linhas { $lines }…; { NUMBER($total) } ao todo)

## What a check found

# Under the figures of a check: how it differs from the check before.
compared-with = Em relação à conferência de { $at }
new-findings = { $count ->
    [0] nenhum novo
    [one] { $count } novo
   *[other] { $count } novos
}
remaining-findings = { $count ->
    [0] nenhum de antes
   *[other] { $count } de antes
}
solved-findings = { $count ->
    [0] nenhum resolvido
    [one] { $count } resolvido
   *[other] { $count } resolvidos
}
uncompared-rules = { $count ->
    [one] { $count } regra fica fora da comparação: valeu só em uma das duas conferências, ou a lista de uma delas não tem tudo o que ela achou.
   *[other] { $count } regras ficam fora da comparação: valeram só em uma das duas conferências, ou a lista de uma delas não tem tudo o que acharam.
}
# A channel, what holds everywhere, or the own rules.
channel-label = Canal
any-channel = Todos
any-field = Todos
find-sku = Procurar SKU
# A channel with the rules that are no other channel’s.
channel-and-all = { $channel } e o que vale para todos
change-label = Mudança
any-change = Todas
change = { $code ->
    [new] Novos
    [remaining] Já apontados antes
   *[solved] Resolvidos depois
}
rows-column = Produtos
rows = { $count ->
    [0] 0 produtos
    [one] { $count } produto
   *[other] { $count } produtos
}
# Under the number of products.
good-rows = { $count ->
    [0] todos com apontamentos
    [one] { $count } sem apontamentos
   *[other] { $count } sem apontamentos
}
# In its place while the check is running, and where it was stopped.
so-far = até agora
errors-column = Erros
errors = { $count ->
    [0] nenhum erro
    [one] { $count } erro
   *[other] { $count } erros
}
warnings-column = Atenção
warnings = { $count ->
    [0] nenhum ponto de atenção
    [one] { $count } ponto de atenção
   *[other] { $count } pontos de atenção
}
hints-column = Sugestões
severity-column = Gravidade
severity = { $code ->
    [error] Erro
    [warning] Atenção
   *[hint] Sugestão
}
fixable-column = Com correção
# Under the number of what has a proposed value.
fixable-note = { $count ->
    [0] nenhum valor certo é conhecido
   *[other] o valor certo já é proposto
}
fixable-or-not = Com ou sem correção
only-fixable = Só com correção
by-rule = Por regra
by-field = Por campo
rule = Regra
# Whose rule it is: a channel, or what holds everywhere.
pack-column = Canal
# In place of a channel, of cells that cannot be read.
pack-reading = Leitura da planilha
faulty-products = Produtos com erros
# Under the totals of a check that was one by the rules of several channels.
counting = Os totais de erros, atenção e sugestões contam apontamentos: o mesmo problema conta uma vez para cada canal cujas regras o encontram.
found-column = Apontamentos
found = { $count ->
    [0] nenhum apontamento
    [one] { $count } apontamento
   *[other] { $count } apontamentos
}
findings = Apontamentos
filter-label = Filtrar apontamentos
any-severity = Todas
any-rule = Todas
pages = Páginas de apontamentos
none-filtered = Nenhum apontamento com estes filtros
    .text = Mude os filtros ou veja todos os apontamentos.
not-yet-listed = Os apontamentos aparecem aqui durante a conferência.
# Above the list, where there are more than are kept.
only-first = São muitos apontamentos: a lista tem só os primeiros, e os totais contam todos.
# In place of the line above, where it is known of each rule how many are listed.
only-part = A lista tem { NUMBER($kept) } dos { NUMBER($found) } apontamentos: das regras em que isso é dito acima, só os primeiros. Os totais contam todos.
# Under a rule of which not all is listed.
first-kept = { $count ->
    [one] na lista, só o primeiro
   *[other] na lista, só os primeiros { $count }
}
row-column = Produto
# Before the number of a product: its place in the sheet.
row-word = Produto
line-column = Linha do arquivo
line = linha { NUMBER($line) } do arquivo
# Under a field: what the sheet calls the column that it is.
column-named = coluna { $name }
value-column = Valor
empty-value = (vazio)
why-column = Motivo
proposed-column = Valor proposto
proposed = Proposta: { $value }

## Files of what was found

downloads = Baixar
download = { $kind ->
    [marked_xlsx] Planilha do Excel com as células marcadas
    [findings_csv] Apontamentos em CSV
    [findings_json] Apontamentos em JSON
    [corrected_csv] Planilha corrigida em CSV
    [corrected_xlsx] Planilha corrigida em Excel
   *[other] Arquivo da conferência
}

## Why a table cannot be read, and what to do

problem = { $code ->
    [unreadable] O arquivo não pôde ser lido. Salve-o de novo em CSV ou Excel e envie a cópia.
    [empty] O arquivo está vazio. Veja se é o arquivo certo e envie outro.
    [empty_sheet] A aba está vazia. Escolha outra aba do arquivo.
    [not_a_table] O arquivo não é uma planilha nem um texto com colunas. Envie um arquivo CSV, TSV, xlsx, xls ou ods.
    [web_page] O arquivo é uma página (HTML ou XML) com nome de planilha. Abra-o no Excel, salve como xlsx ou CSV e envie a cópia.
    [pdf] O arquivo é um PDF. Envie a planilha de que ele foi feito, em xlsx ou CSV.
    [other_kind] O arquivo não é do tipo de planilha que se esperava. Envie-o de novo, para que o tipo seja reconhecido.
    [too_many_bytes] O arquivo passa de { $max }. Divida a planilha em partes e envie cada uma.
    [too_many_rows] O arquivo tem mais de { $max } linhas. Divida a planilha em partes e envie cada uma.
    [too_many_columns] O arquivo tem { $columns } colunas, e o máximo é { $max }. Deixe só as colunas dos produtos, ou confira o separador em Leitura do arquivo.
    [cell_too_long] Uma célula da linha { $row } passa de { $max }. Encurte o texto dela e envie o arquivo de novo, ou confira as aspas em Leitura do arquivo.
    [record_too_long] A linha { $row } passa de { $max }. Encurte os textos dela e envie o arquivo de novo, ou confira o separador e as aspas em Leitura do arquivo.
    [unclosed_quote] As aspas que abrem na linha { $row } não fecham. Feche-as e envie o arquivo de novo, ou desmarque Células entre aspas em Leitura do arquivo.
    [no_header] O arquivo termina antes da linha { $row }, que teria os nomes das colunas. Escolha outra linha em Leitura do arquivo.
    [ended_early] Falta o fim do arquivo. Envie-o de novo.
    [changed] O arquivo mudou enquanto era lido. Envie-o de novo.
    [damaged_book] A planilha está danificada. Abra-a no programa em que foi feita, salve uma cópia e envie a cópia.
    [locked] A planilha tem senha. Salve uma cópia sem senha e envie a cópia.
    [unpacked_too_large] O conteúdo da planilha ocupa mais de { $max }. Divida-a em partes, ou salve-a em CSV, e envie de novo.
    [unpacked_ratio] O conteúdo da planilha é mais de { $max } vezes maior que o arquivo, e por segurança ela não foi aberta. Salve-a em CSV e envie de novo.
    [lying_size] A planilha tem um tamanho diferente do que ela mesma informa, e por segurança não foi aberta. Abra-a no programa em que foi feita, salve uma cópia e envie a cópia.
    [too_many_sheets] A planilha tem mais de { $max } abas. Deixe só a dos produtos e envie de novo.
    [too_many_cells] A aba tem mais de { $max } células. Deixe só as linhas e colunas dos produtos, ou divida a planilha, e envie de novo.
    [no_sheet] A planilha não tem a aba { $sheet }. Escolha outra em Leitura do arquivo.
    [sheet_not_connected] A integração com o Google está pausada, desconectada ou espera autorização. Reative-a e tente de novo.
    [sheet_reauthorise] O Google não aceita mais o acesso desta conta. Reautorize a integração e tente de novo.
    [sheet_file_gone] O arquivo não existe mais, está na lixeira, ou a conta perdeu o acesso a ele. Restaure-o ou compartilhe-o com a conta, e tente de novo.
    [sheet_not_google] O arquivo não é uma planilha do Google: está no Drive como foi enviado, em Excel por exemplo. Abra-o no Drive, escolha Arquivo e Salvar como Planilhas Google, e use o link da cópia.
    [sheet_tab_gone] A aba não existe mais no arquivo. Restaure-a no Google, ou escolha outra aba como planilha nova.
    [sheet_forbidden] A conta não tem a permissão que falta no arquivo. Compartilhe-o com ela, para escrever como editora, e tente de novo.
    [sheet_no_list] O consentimento não deixa listar arquivos. Cole o link da planilha na busca, ou reautorize com a permissão do Drive marcada.
    [sheet_rate_limit] O Google recebeu pedidos demais desta conta. Espere um minuto e tente de novo.
    [sheet_edited] A planilha mudou enquanto era usada, em várias tentativas. Tente de novo quando ninguém estiver editando.
    [sheet_row_too_large] Uma linha da planilha é maior do que o Google entrega. Encurte os textos dela e confira de novo.
    [sheet_upstream] O Google não respondeu como devia. Tente de novo em alguns minutos.
    [sheet_columns] As colunas não são mais as que foram confirmadas. Confirme as colunas na página da planilha e confira de novo.
    [sheet_empty] A aba está vazia. Preencha-a no Google e leia a planilha de novo.
    [sheet_no_header] A aba termina antes da linha { $row }, que teria os nomes das colunas. Escolha outra linha na página da planilha.
    [sheet_full] O arquivo do Google tem lugar para { $max } células, e os resultados pedem { $columns }. Apague abas de resultados antigos e tente de novo, ou baixe os apontamentos.
    [internal] Foi uma falha do Orion, que está no registro técnico. A planilha continua guardada; confira de novo.
    [file_gone] O arquivo não está mais guardado. Envie-o de novo.
    [list_gone] Os valores de uma lista não estão mais guardados. Envie a lista de novo e confira outra vez.
    [plan_limit] Esta planilha tem { $columns } produtos que ainda não contaram neste mês, e o plano inclui só mais { $max }. Nada foi contado. Mude de plano, ou confira uma planilha menor.
    [rules] Uma regra escolhida não pode ser usada como está. Desmarque o grupo dela na planilha e confira de novo.
   *[other] O arquivo não pôde ser lido até o fim. Salve-o de novo em CSV ou Excel e envie a cópia.
}

## Why a cell breaks a rule. It stands under the title of the rule.

-gtin = Não é um código de barras válido
-isbn = Não é um ISBN válido
-check-digit = Algum dígito está trocado: o último não confere com os outros
-exponent = A planilha abreviou o número, e alguns dígitos se perderam; formate a coluna como texto
-url = Não é um endereço de internet completo
-image = A imagem não atende ao que se pede
-html = O HTML não está como se pede
-html-broken = O HTML está incompleto: um sinal < ou > ficou aberto

# The variables other than code are empty where nothing belongs there.
why = { $code ->
    [required] Está vazio
    [too_long] Tamanho { $is }; o máximo é { $limit }
    [too_long_characters] Tem { $is } caracteres; o máximo é { $limit }
    [too_long_bytes] Ocupa { $is } bytes; o máximo é { $limit }. Letras com acento contam em dobro
    [too_short] Tamanho { $is }; o mínimo é { $limit }
    [too_short_characters] Tem só { $is } do mínimo de { $limit } caracteres
    [too_short_bytes] Ocupa só { $is } do mínimo de { $limit } bytes
    [not_a_number] Não é um número
    [ambiguous_number] O número pode ser lido de dois modos, como 1.234
    [exponent] { -exponent }
    [number_too_long] O número tem dígitos demais
    [unknown_unit] A unidade de medida não é conhecida
    [not_a_date] Não é uma data
    [step_too_long] O valor ficaria longo demais
    [too_much_work] O texto é longo demais para ser lido
    [not_an_integer] Não é um número inteiro
    [too_many_decimals] Casas decimais demais; o máximo é { $limit }
    [not_above] Precisa ser maior que { $limit }
    [too_small] O mínimo é { $limit }
    [not_below] Precisa ser menor que { $limit }
    [too_large] O máximo é { $limit }
    [pattern] Não segue o formato pedido
    [pattern_like] Não segue o formato pedido, como { $other }
    [forbidden_pattern] Contém algo que não é aceito
    [forbidden_part] Contém “{ $other }”
    [forbidden_space] Tem espaços que sobram
    [forbidden_capitals] Está todo em maiúsculas
    [not_one_of] Não é um dos valores aceitos
    [forbidden_value] Este valor não é aceito
    [forbidden_word] Contém a palavra “{ $other }”
    [gtin] { -gtin }
    [gtin_characters] Só são aceitos dígitos, sem letras, espaços nem hífens
    [gtin_length] O código de barras tem 8, 12, 13 ou 14 dígitos
    [gtin_check_digit] { -check-digit }
    [gtin_exponent] { -exponent }
    [gtin_zero] Tem só zeros
    [isbn] { -isbn }
    [isbn_characters] Tem sinais que um ISBN não tem
    [isbn_length] O ISBN tem 10 ou 13 dígitos
    [isbn_prefix] Um ISBN de 13 dígitos começa com 978 ou 979
    [isbn_check_digit] { -check-digit }
    [ncm] Não é um NCM válido: são oito dígitos, de um capítulo de 01 a 97
    [cest] Não é um CEST válido: são sete dígitos, de um segmento de 01 a 28
    [origin] A origem é um dígito de 0 a 8
    [cpf] Não é um CPF válido
    [cnpj] Não é um CNPJ válido
    [cpf_or_cnpj] Não é um CPF nem um CNPJ válido
    [url] { -url }
    [url_scheme] O começo do endereço não é aceito; o usual é https://
    [url_host] Falta o nome do site, ou ele não é válido
    [url_port] O número da porta no endereço não é válido
    [url_characters] O endereço tem espaços ou sinais que não são aceitos
    [url_percent] O sinal % do endereço não é seguido de dois dígitos
    [url_length] O endereço é longo demais
    [url_extension] O endereço não termina com um tipo de arquivo aceito
    [image] { -image }
    [image_address] { -url }
    [image_scheme] O endereço da imagem não começa com http:// nem https://
    [image_not_https] O endereço da imagem não começa com https://
    [image_extension] O tipo da imagem não é aceito
    [image_too_small] A imagem é pequena demais: tem { $is } pixels
    [image_too_large] A imagem é grande demais: tem { $is } pixels
    [image_too_heavy] O arquivo da imagem é pesado demais: { $is } bytes
    [image_not_square] A imagem não é quadrada: tem { $is } pixels
    [html] { -html }
    [html_tag_not_allowed] A marcação <{ $other }> não é aceita
    [html_tag_unclosed] A marcação <{ $other }> não é fechada
    [html_tag_unopened] A marcação <{ $other }> é fechada sem ter sido aberta
    [html_malformed] { -html-broken }
    [html_attribute] A marcação <{ $other }> tem um atributo que não é aceito
    [html_script_address] A marcação <{ $other }> tem um endereço que executa um programa
    [html_too_deep] Há marcações demais umas dentro das outras
    [more_than_field] É maior que { $other }
    [more_than_named] É maior que { $limit } ({ $other })
    [less_than_field] É menor que { $other }
    [less_than_named] É menor que { $limit } ({ $other })
    [differs_from_field] É diferente de { $other }
    [differs_from_named] É diferente de { $limit } ({ $other })
    [equals_field] É igual a { $other }
    [equals_named] É igual a { $limit } ({ $other })
    [ratio] A proporção é { $is }; o limite é { $limit }
    [sum] A soma é { $is }; o limite é { $limit }
    [too_few_fields] Preenchidos: { $is }; o mínimo é { $limit }
    [too_few_of] Preenchidos entre { $other }: { $is }; o mínimo é { $limit }
    [too_few_items] Quantidade { $is }; o mínimo é { $limit }
    [too_many_items] Quantidade { $is }; o máximo é { $limit }
    [duplicate] O produto { $other } tem o mesmo valor
    [inconsistent] Em outra variação do mesmo produto é “{ $limit }”
    [not_in_list] Não está na lista { $other }
    [in_list] Está na lista { $other }, de valores que não são aceitos
   *[other] { "" }
}
# What is wrong with one value of a list, and the letter of its column in the sheet.
in-column = { $why } (coluna { $column })

skipped = { $count ->
    [one] { $count } regra não foi usada, porque nenhuma coluna foi indicada para o que ela pede.
   *[other] { $count } regras não foram usadas, porque nenhuma coluna foi indicada para o que elas pedem.
}
# The same of a check of the catalogue, which has no columns to choose.
skipped-catalogue = { $count ->
    [one] { $count } regra não foi usada, porque o catálogo não tem o que ela pede.
   *[other] { $count } regras não foram usadas, porque o catálogo não tem o que elas pedem.
}
name = Nome

## Why something of a check was refused

not-over = A conferência ainda não terminou
    .text = Os arquivos ficam prontos quando ela chega ao fim. Espere, ou confira a planilha de novo se ela parou.
errors-unknown = Esta conferência não guardou quais produtos têm erro
    .text = São tantos apontamentos que ela só guardou os primeiros. Confira a planilha de novo para deixar de fora os produtos com erro, ou leve todos.
over = A conferência já terminou
    .text = Não há mais o que parar. O que ela encontrou está nesta página.
not-a-book = O arquivo não tem abas
    .text = Só arquivos do Excel e ODS têm abas. Nada foi alterado.
not-a-file = Esta planilha não vem de um arquivo
    .text = Nada foi alterado. Mude os dados onde ela está, e confira de novo.
book-too-long = A planilha não cabe em um arquivo do Excel
    .text = Uma aba do Excel tem no máximo 1.048.576 linhas. Baixe os apontamentos em CSV, que não tem limite.

## From Google Sheets and from Orion itself

elsewhere = De outro lugar
choose-google = Escolher planilha do Google
check-catalogue = Escolher o catálogo do Orion
catalogue-name = Produtos do Orion
catalogue-source = Os produtos cadastrados no Orion, lidos de novo em cada conferência
google = Planilha do Google
google-context = Escolha a planilha e depois a aba. As linhas são lidas de novo em cada conferência.
google-unread = A planilha do Google não está acessível
google-none = Nenhuma conta do Google conectada
    .text = Conecte a conta que tem as planilhas. O Orion só lê as que você escolher.
    .ask = Peça a um administrador da empresa que conecte a conta que tem as planilhas.
connect-google = Conectar conta do Google
account = Conta do Google
accounts = Contas do Google
google-search = Nome ou link da planilha
google-filter = Procurar planilha
google-files = Planilhas da conta
owner-column = De quem é
google-no-files = Nenhuma planilha encontrada
    .text = Procure por outro nome, ou cole o link que o navegador mostra quando a planilha está aberta.
google-pages = Páginas de planilhas
google-first = Primeira página
tabs = Abas da planilha
tab = Aba
tab-rows-column = Linhas, com as vazias
tab-rows = { $count ->
    [one] { $count } linha, vazia ou não
   *[other] { $count } linhas, com as vazias
}
tab-hidden = Oculta
tab-none = A planilha não tem abas com células
    .text = Preencha uma aba no Google e recarregue esta página, ou escolha outra planilha.
# Above the buttons that choose a tab.
tab-choice = Escolha
use-tab = Usar esta aba
other-file = Escolher outra planilha
chosen = Planilha escolhida. Confirme agora o que é cada coluna.
chosen-recognised = Planilha escolhida. O que é cada coluna já era conhecido.
chosen-other-numbers = Planilha escolhida. O que é cada coluna já era conhecido, mas aqui os números são escritos de outro jeito (vírgula ou ponto decimal) e são lidos assim: confirme as colunas.
source = Origem
open-in-google = Abrir no Google
account-stopped = A conta do Google não pode ser lida agora
    .text = A integração está pausada, desconectada ou espera autorização. As conferências continuam quando ela voltar.
see-account = Ver integração

## Checks by themselves

schedule = Conferência automática
schedule-mode = Quando conferir
schedule-off = Só quando alguém pedir
schedule-hours = De tantas em tantas horas
schedule-daily = Todo dia, em um horário
schedule-hours-field = Horas entre conferências
    .help = De 1 a 168. Só conta com “De tantas em tantas horas”.
schedule-daily-field = Horário
    .help = Pelo relógio da empresa. Só conta com “Todo dia, em um horário”.
writes-results = Escrever os resultados na planilha
    .help = Cada conferência acrescenta uma aba com o que há para corrigir. As outras abas ficam como estão.
# A moment.
next-check = Próxima conferência: { $at }
scheduled = no horário marcado
read-at = Linhas lidas em { $at }
reading = Lendo as linhas
# The variable at is a moment.
waits-until = O Google pediu uma pausa; continua { $at }

## Results written back

results = Resultados na planilha do Google
results-text = Acrescenta uma aba à planilha conferida, com o que há para corrigir. As outras abas ficam como estão.
write-results = Escrever na planilha do Google
results-asked = Os resultados vão para uma aba nova da planilha.
results-writing = Escrevendo na aba { $title }
results-rows = { $count ->
    [0] nenhum apontamento escrito
    [one] { $count } apontamento escrito
   *[other] { $count } apontamentos escritos
}
results-done = { $count ->
    [0] Nenhum apontamento: a aba { $title } tem só os títulos.
    [one] { $count } apontamento está na aba { $title }.
   *[other] { $count } apontamentos estão na aba { $title }.
}
results-open = Abrir a aba
results-failed = Os resultados não foram escritos
results-again = Tentar escrever de novo
# Under a product: where it stands in a Google spreadsheet.
row-of-tab = linha { NUMBER($line) } da aba
# The row of a spreadsheet.
sheet-row = Linha
what-to-do = O que fazer
copy-gone = A cópia lida nesta conferência não está mais guardada
    .text = O que ela encontrou continua aqui. Para trabalhar com os dados dela, confira a planilha de novo.
is-a-file = Um arquivo não muda sozinho
    .text = Nada foi alterado. Envie um arquivo novo e confira de novo; a conferência automática é para planilhas do Google e para os produtos do Orion.
not-a-sheet = Esta planilha não está no Google
    .text = Nada foi escrito. Baixe os apontamentos em um arquivo.
