### The steps that make a field's values of a column's cells.

title-of = Ajustes da coluna { $name }
# The field of the column.
context = O que acontece com cada célula antes de ela valer como { $field }
# Above what is done now, one after the other.
now = Ajustes desta coluna
now-none = Nenhum: as células valem como estão.
unsaved = Ainda não salvo: veja abaixo como fica, e salve.
# In place of what was written and cannot be read.
still-kept = Estes são os ajustes salvos: o que está escrito abaixo ainda não pode ser lido.
# What a step takes for the mark of fractions.
decimal = { $code ->
    [comma] vírgula decimal
    [point] ponto decimal
   *[auto] vírgula ou ponto, como a célula mostrar
}
# What a value is called that a step is told: the step, and its name there.
value-of = { $code ->
    [case] Letras
    [replace_text] Texto a trocar
    [replace_pattern] Expressão regular
    [replace_with] Trocar por
    [replace_ignore_case] Sem diferenciar maiúsculas
    [lookup_ignore_case] Sem diferenciar maiúsculas
    [number_decimal] Sinal decimal
    [money_decimal] Sinal decimal
    [convert_decimal] Sinal decimal
    [money_cents] Em centavos
    [round] Casas decimais
    [multiply] Multiplicar por
    [convert_from] De
    [convert_to] Para
    [split_by] Dividir em
    [split_take] Parte que fica
    [split_all] Todas as partes
    [join_fields] Campos
    [join_with] Entre eles
    [join_skip_empty] Sem os vazios
    [lookup_table] Trocas
    [lookup_otherwise] Os outros valores
    [truncate] Caracteres
    [truncate_at_word] Caracteres
    [concatenate] Partes
    [date_from] Formatos lidos
    [date_to] Formato que sai
    [strip_html_keep] Marcações que ficam
    [when_field] Campo
    [when_is] Condição
    [when_then] Então
    [when_otherwise] Senão
   *[other] Valor
}
# What a step makes of letters.
letters = { $code ->
    [lower] tudo em minúsculas
    [upper] tudo em maiúsculas
    [title] inicial maiúscula em cada palavra
   *[sentence] só a primeira letra maiúscula
}
# What becomes of values that are in no table.
otherwise = { $code ->
    [keep] ficam como estão
   *[empty] ficam vazios
}
# Opens the fields of what a step is told.
change = Mudar
change-example = Estes valores são um exemplo: troque-os pelos seus.
change-example-text = O último ajuste é um exemplo: troque os valores dele no texto.
value-list = Separe com vírgulas.
value-table = Uma troca por linha, como P: Pequeno
# Under a field, where the step cannot be told what stands in it. Of a table, by its line.
wrong-line = Linha { NUMBER($line) }: escreva o valor da célula, dois-pontos e o que fica no lugar, como P: Pequeno.
wrong-twice = Linha { NUMBER($line) }: { $key } já está em outra linha. Deixe só uma.
wrong-value = { $code ->
    [whole] Escreva um número inteiro que este ajuste aceite, como 2.
    [factor] Escreva um número, como 1,1.
    [fields] Escreva campos pelo código, como brand, model.
    [choice] Escolha uma das opções.
   *[other] Este valor não vale aqui.
}
add = Acrescentar
drop = Tirar
advanced = Avançado: escrever em YAML
link-some = Ver os ajustes
link-none = Ajustar valores
steps = Ajustes em YAML
    .help = Um por linha, na ordem em que são feitos. Sem nenhum, as células valem como estão.
tests = Exemplos que têm de dar certo
    .help = Uma célula e o que sai dela: “- in: copo azul” e, na linha de baixo, “  out: Copo azul”. Se um exemplo não der certo, os ajustes não são salvos.
use-rows = Usar as primeiras linhas como exemplos
tests-held = { $count ->
    [one] O exemplo dá certo
   *[other] Os { NUMBER($count) } exemplos dão certo
}
tests-failed = { $count ->
    [one] Um exemplo não dá certo
   *[other] { NUMBER($count) } exemplos não dão certo
}
tests-failed-text = Corrija os ajustes ou os exemplos: enquanto não combinam, não são salvos.
test-failed = Exemplo { NUMBER($number) }: era para sair { $expected }, sai { $found }.
outcome-empty = uma célula vazia
outcome-unclear = out ou problem, um dos dois
faulty-tests = Os exemplos não podem ser usados assim
too-many-tests = São exemplos demais; o máximo é { NUMBER($most) }.
show = Ver como fica
saved = Ajustes salvos. A próxima conferência já os usa.
faulty = Os ajustes não podem ser usados assim
yaml-fault = Linha { $line }, coluna { $column }: { $kind ->
    [alias] âncoras e referências (&, *, <<) não são aceitas; escreva o valor em cada lugar.
    [too_large] o texto é grande demais, ou tem níveis demais.
    [same_key] a mesma chave está duas vezes.
    [value] o valor não é dos que valem aqui; veja os exemplos. Detalhe técnico: { $message }
   *[syntax] não é um YAML que possa ser lido; confira recuos, dois-pontos e aspas.
}
# In its place where a word is not known, and those that are known are.
yaml-unknown = Linha { $line }, coluna { $column }: “{ $name }” não vale aqui. Use um destes: { $known }.
preview = Como fica
preview-context = As primeiras linhas da planilha, com os ajustes acima. As que mudam vêm antes.
same = Sem mudança
at-step = no ajuste { NUMBER($step) }
no-rows = A planilha não tem linhas para mostrar.
known = Ajustes que dá para acrescentar
step-column = O que faz
example-column = Como se escreve
step = { $code ->
    [trim] Tira espaços do começo e do fim
    [collapse_spaces] Deixa um espaço só onde há vários
    [case] Muda maiúsculas e minúsculas
    [replace] Troca um texto por outro
    [number] Lê um número como as pessoas escrevem
    [money] Lê um valor em dinheiro, com ou sem a moeda
    [round] Arredonda para tantas casas decimais
    [multiply] Multiplica por um número
    [convert] Converte de uma unidade para outra
    [split] Divide o texto e fica com uma das partes
    [join] Junta campos do produto no lugar da célula
    [default] Preenche células vazias
    [lookup] Troca valores por outros, como P por Pequeno
    [truncate] Corta em tantos caracteres
    [truncate_at_word] Corta em tantos caracteres, no fim de uma palavra
    [slug] Faz um nome para endereços da internet: camiseta-azul-m
    [concatenate] Monta um texto com outros campos do produto
    [date] Lê uma data nos formatos dados
    [strip_html] Tira as marcações de HTML
    [digits_only] Deixa só os dígitos
    [remove_accents] Tira os acentos
   *[when] Faz outros ajustes só quando uma condição vale
}
# What is wrong at a step; the variable of is empty where nothing belongs there.
problem = Ajuste { $path }: { $code ->
    [too_many_steps] são ajustes demais; o máximo é { $of }.
    [too_deep] as condições estão umas dentro das outras demais; o máximo é { $of }.
    [too_large] textos e tabelas são grandes demais; o máximo é { $of } bytes.
    [replace_needs_one] diga text ou pattern, um dos dois, e não vazio.
    [pattern] a expressão regular não pode ser lida ({ $of }).
    [pattern_too_large] a expressão regular é grande demais.
    [no_such_group] a expressão não tem o grupo { $of }.
    [split_needs_one] diga by, e take (que não seja 0) ou all.
    [nothing_to_join] falta o que juntar.
    [units_differ] as duas unidades não medem a mesma coisa.
    [too_many_places] são casas decimais demais; o máximo é { $of }.
    [zero_length] cortar em zero não deixa nada.
    [empty_table] a tabela está vazia.
    [too_many_entries] a tabela é longa demais; o máximo é { $of }.
    [same_key] a tabela tem duas vezes { $of }, sem contar maiúsculas e acentos.
    [reference] { $of } não é um campo, ou falta uma chave.
    [date_format] o formato de data { $of } não é conhecido.
    [no_date_format] falta o formato da data.
    [no_condition] falta a condição.
    [never_holds] a condição nunca vale.
   *[nothing_to_do] falta o que fazer.
}
