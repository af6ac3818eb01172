### Rules that sheets of products are held to: those that ship with Orion, and a company's own.

## The list of rules

tab-sheets = Planilhas
title = Regras
context = O que é conferido nas planilhas: as regras de cada canal e as suas
own = Regras próprias
own-context = Valem nas planilhas em que o grupo Regras próprias está marcado.
own-none = Nenhuma regra própria ainda
    .text = Escreva o que a sua empresa exige de um produto, e cada planilha é conferida também por isso.
new-rule = Nova regra
rule-column = Regra
field-column = Campo
severity-column = Gravidade
state-column = Situação
changed-column = Alterada
state = { $code ->
    [active] Ativa
    [faulty] Rascunho com problemas
   *[draft] Rascunho
}
packs = Regras prontas
packs-context = Vêm com o Orion, cada uma com a página em que ela se apoia.
pack-column = Grupo
rules-column = Regras
rules-count = { $count ->
    [one] { $count } regra
   *[other] { $count } regras
}
off-column = Desligadas
off-count = { $count ->
    [0] nenhuma desligada
    [one] { $count } desligada
   *[other] { $count } desligadas
}
read-on-column = Fontes lidas em
version-column = Versão

## One group

pack-context = { $count ->
    [one] { $count } regra
   *[other] { $count } regras
}, versão { $version }
on-column = Ligada
on-of = Ligar a regra: { $title }
severity-of = Gravidade da regra: { $title }
is-on = { $code ->
    [on] Ligada
   *[off] Desligada
}
source = Fonte, lida em { $date }
pack-saved = { $count ->
    [0] Nenhuma regra foi alterada.
    [one] { $count } regra alterada. A próxima conferência já usa a nova escolha.
   *[other] { $count } regras alteradas. A próxima conferência já usa as novas escolhas.
}

## Where a new rule begins

start = Comece por um modelo
    .text = Escolha o que mais se parece com a sua regra. Tudo pode ser mudado depois.
template = { $code ->
    [required] Campo obrigatório
    [length] Tamanho do texto
    [forbidden_words] Palavras proibidas
    [matches] Formato do código
    [number] Faixa de valores
    [at_least_n_of] Pelo menos um destes campos
    [unique] Sem repetição
   *[at_most_field] Comparação com outro campo
}
template-text = { $code ->
    [required] O campo não pode ficar vazio.
    [length] O texto tem um mínimo ou um máximo de caracteres.
    [forbidden_words] Certas palavras não podem aparecer no texto.
    [matches] O valor segue um formato, como três letras e quatro números.
    [number] O número fica entre um mínimo e um máximo.
    [at_least_n_of] De alguns campos, um ou mais precisam estar preenchidos.
    [unique] Dois produtos não podem ter o mesmo valor.
   *[at_most_field] O valor não pode passar do valor de outro campo.
}
template-column = Modelo
template-about-column = O que ele exige
sample-title = { $code ->
    [required] Produto sem marca
    [length] Título longo demais
    [forbidden_words] Palavra proibida no título
    [matches] SKU fora do formato
    [number] Preço fora da faixa
    [at_least_n_of] Produto sem código
    [unique] SKU repetido na planilha
   *[at_most_field] Promoção acima do preço
}
# Nothing of the limits that the rule begins with: people change these.
sample-explanation = { $code ->
    [required] Preencha a marca do produto.
    [length] Encurte o título.
    [forbidden_words] Tire a palavra do título.
    [matches] Escreva o SKU no formato que a empresa usa.
    [number] Confira o preço.
    [at_least_n_of] Informe o GTIN ou o código do fabricante.
    [unique] Dê a cada produto um SKU só dele.
   *[at_most_field] O preço promocional não pode passar do preço.
}
sample-value = { $code ->
    [long_title] Camiseta de algodão penteado com estampa exclusiva em azul-marinho
    [short_title] Camiseta azul
    [bad_words] Camiseta azul com frete grátis
    [words] frete grátis
   *[brand] Malha Boa
}

## One rule of one's own

untitled = Regra sem título
to-view = { $code ->
    [form] Ver como formulário
   *[yaml] Ver como YAML
}
yaml = Regra em YAML
    .help = O texto é o que vale; o formulário é feito dele.
beyond = O formulário não mostra esta regra inteira
    .text = Só o YAML tem lugar para { $what }. Edite a regra aqui.
unread = O formulário espera um YAML que possa ser lido
    .text = Corrija o que está apontado abaixo; depois o formulário volta.
about = Sobre a regra
changed = Alterada
used-hint = Ativa, a regra vale nas planilhas em que Regras próprias está marcado.
what = O que a regra diz
rule-title = Título
    .help = O que está errado, em poucas palavras.
explanation = Explicação
    .help = Por que está errado e o que fazer.
other-languages = Outros idiomas
in-language = { $part ->
    [title] Título
   *[explanation] Explicação
} em { $code ->
    [pt_br] português
    [en] inglês
    [es] espanhol
   *[fr] francês
}
id = Código
    .help = Como a regra é chamada no YAML e nos arquivos: letras minúsculas, números e _. Vazio, vem do título.
severity = Gravidade
    .help = Erro: seria recusado. Atenção: dá problema. Sugestão: poderia ser melhor.
where-heading = Campo conferido
field = Campo
attribute = Nome do atributo
    .help = Só para um atributo seu, que não está na lista.
own-attribute = Atributo próprio
when = Só quando
    .help = Sem condição, a regra vale para todos os produtos. Com mais de uma, todas precisam valer.
condition-field = Campo da condição { $n }
condition-kind = Condição { $n }
condition = { $code ->
    [one_of] é um destes valores
    [none_of] não é nenhum destes valores
    [filled] está preenchido
   *[empty] está vazio
}
condition-values = Valores da condição { $n }
    .help = Um por linha.
no-field = Nenhum
add-condition = Adicionar condição
checks = O que conferir
kind = Tipo de conferência
kind-name = { $code ->
    [required] Está preenchido
    [length] Quantidade de caracteres
    [bytes] Tamanho em bytes
    [number] Número em uma faixa
    [one_of] É um destes valores
    [none_of] Não é nenhum destes valores
    [forbidden_words] Não contém estas palavras
    [matches] Segue um formato (expressão regular)
    [not_matches] Não segue um formato (expressão regular)
    [unique] Não se repete em outro produto
    [count] Quantidade de itens de uma lista
    [url] Endereço de internet
    [image] Endereço de imagem
    [html] HTML só com estas marcações
    [gtin] Código de barras (GTIN)
    [isbn] ISBN
    [ncm] NCM
    [cest] CEST
    [origin] Origem da mercadoria
    [cpf] CPF
    [cnpj] CNPJ
    [cpf_or_cnpj] CPF ou CNPJ
    [at_most_field] No máximo o valor de outro campo
    [at_least_field] No mínimo o valor de outro campo
    [equals_field] Igual a outro campo
    [differs_from_field] Diferente de outro campo
    [ratio] Proporção com outro campo
    [sum] Soma de campos
    [lookup] É procurado em uma lista sua
   *[at_least_n_of] Pelo menos alguns destes campos
}
kind-help = Escolha e pressione o botão abaixo: cada tipo tem os próprios campos.
show-fields = Mostrar os campos deste tipo
also-required = Também não pode ficar vazio
    .help = Desmarcado, um campo vazio passa.
min = { $kind ->
    [length] Mínimo de caracteres
    [bytes] Mínimo de bytes
    [count] Mínimo de itens
   *[other] Mínimo
}
max = { $kind ->
    [length] Máximo de caracteres
    [bytes] Máximo de bytes
    [count] Máximo de itens
   *[other] Máximo
}
bound-help = Este valor ainda é aceito. Vazio, não há limite deste lado.
above = Maior que
below = Menor que
open-bound-help = O próprio valor não é aceito: maior que 0 recusa o 0.
decimals = Máximo de casas decimais
decimals-help = Quantos algarismos depois da vírgula, como 2 em um preço.
integer = Só números inteiros
values = { $kind ->
    [forbidden_words] Palavras
    [html] Marcações aceitas, como p ou br
   *[other] Valores
}
one-a-line = { $kind ->
    [forbidden_words] Uma por linha.
    [html] Uma por linha.
   *[other] Um por linha.
}
ignore-case = Maiúsculas e minúsculas valem igual
pattern = Formato
    .help = Uma expressão regular. ^ é o começo, $ é o fim: ^[A-Z]{ "{" }3{ "}" }-[0-9]{ "{" }4{ "}" }$ aceita CAM-0001.
https = Só endereços que começam com https://
extensions = Tipos de arquivo aceitos
    .help = Separados por vírgula, como jpg, png. Vazio, todos.
other-field = Outro campo
other-field-help = Os dois campos são comparados no mesmo produto.
n = Quantos precisam estar preenchidos
n-help = De 1 até o número de campos abaixo.
fields = Campo { $n }
fix = Correção segura
    .help = Opcional. É proposta só onde resolve o problema, e você aceita cada uma.
fix-step = { $code ->
    [trim] Tirar espaços do começo e do fim
    [collapse_spaces] Trocar espaços repetidos por um só
    [digits_only] Deixar só os números
   *[remove_accents] Tirar os acentos
}
case = Maiúsculas e minúsculas
case-name = { $code ->
    [lower] Tudo em minúsculas
    [upper] Tudo em maiúsculas
    [title] Primeira Letra de Cada Palavra
    [sentence] Primeira letra do texto
   *[none] Não mudar
}
truncate = Encurtar para tantos caracteres
    .help = Corta no fim de uma palavra.
tests = Testes da regra
    .help = Exemplos seus, conferidos sempre que a regra é salva. É preciso ao menos um que ela aponta e um que não.
test = Teste { NUMBER($n) }
test-value = Valor de { $field }
test-values = Valores de { $field }, um por linha: cada linha é um produto
test-finds = A regra
test-find = { $code ->
    [yes] aponta
    [no] não aponta
   *[none] não tem este teste
}
test-which = Linhas apontadas
    .help = Como 1, 3. Vazio: todas.
test-fixed = Valor corrigido
test-fixed-help = O que a correção segura faz do valor deste teste. Vazio, não é conferido.
add-test = Adicionar teste
stale-tests = Alguns testes não dizem o que a regra faz agora.
renew-tests = Acertar os testes com a regra
save-draft = Salvar rascunho
activate = Salvar e ativar
switch-off = Salvar e desligar
draft-saved = Rascunho salvo. Ele ainda não vale em nenhuma planilha.
activated = Regra ativa. Ela vale a partir da próxima conferência.
saved = Regra salva. Vale a partir da próxima conferência.
switched-off = Regra desligada. O texto dela continua aqui.
remove = Remover regra
remove-question = Remover a regra { $name }?
remove-text = As próximas conferências não a usam mais. O que as anteriores encontraram fica como está.
removed = Regra removida. As próximas conferências não a usam.

## Trying a rule

trial = Experimentar
    .text = Mostra quantos produtos de uma planilha a regra apontaria, e quais. Nada é salvo nem contado.
trial-sheet = Planilha
trial-no-sheets = Envie uma planilha e confirme as colunas dela; depois a regra pode ser experimentada aqui.
try-it = Experimentar
trial-so-far = Só as primeiras linhas foram lidas; Experimentar lê por mais tempo.
trial-found = { $found ->
    [0] Esta regra não apontaria nenhum de { NUMBER($rows) } produtos
    [one] Esta regra apontaria { $found } de { NUMBER($rows) } produtos
   *[other] Esta regra apontaria { $found } de { NUMBER($rows) } produtos
}
trial-in = Na planilha { $name }. Nada foi salvo nem contado.
trial-partial = Em { NUMBER($seconds) } segundos foram lidos os primeiros { NUMBER($rows) } produtos de { $name }. O que vem depois não foi conferido.
trial-partial-across = Em { NUMBER($seconds) } segundos não deu tempo de comparar todos os produtos de { $name }. Ative a regra e confira a planilha para saber.
trial-skipped = A planilha não tem a coluna que a regra confere
    .text = A regra não seria usada em { $name }. Escolha outra planilha, ou confirme ali o que é cada coluna.
trial-stopped = A planilha não pôde ser lida até o fim
trial-cells = Primeiras células apontadas

## Why something was refused

fails = A regra ainda não pode ser ativada
    .text = Nada foi salvo. Corrija o que está apontado abaixo, ou salve como rascunho.
unreadable = A regra ainda não pode ser experimentada
    .text = Corrija o que está apontado abaixo; os testes dela podem ficar para depois.
never-read = As linhas desta planilha não estão guardadas
    .text = O Orion as lê a cada conferência, e as guarda por uma semana. Confira a planilha, e experimente a regra depois.
busy = Há outras regras sendo experimentadas agora
    .text = Espere alguns segundos e experimente de novo. O que você escreveu está aqui.
too-many = A empresa já tem o máximo de regras próprias
    .text = Nada foi salvo. Remova uma regra que não é mais usada e tente de novo.

## What is wrong with a rule as it is written

problems = { $count ->
    [one] Há { $count } problema nesta regra
   *[other] Há { $count } problemas nesta regra
}
at-line = Linha { NUMBER($line) }
place = { $code ->
    [id] Código
    [title] Título
    [explanation] Explicação
    [severity] Gravidade
    [source] Fonte
    [when] Só quando
    [field] Campo
    [check] O que conferir
    [fix] Correção segura
    [tests] Testes
   *[other] Regra
}
problem-yaml = { $kind ->
    [alias] Âncoras e referências (&, *, <<) não são aceitas; escreva o valor em cada lugar.
    [too_large] O texto é grande demais, ou tem níveis demais.
    [same_key] A mesma chave está duas vezes.
    [value] O valor não é dos que valem aqui; veja os exemplos. Detalhe técnico: { $message }
   *[syntax] Não é um YAML que possa ser lido; confira recuos, dois-pontos e aspas.
}
problem-missing = Falta { $key }.
problem-unknown-key = { $key } não é conhecido aqui. Escreva { $nearest }.
problem-unknown-key-of = { $key } não é conhecido aqui. São aceitos: { $allowed }.
problem-expected = { $code ->
    [like] Escreva aqui algo assim: { $example }
    [true_or] Escreva true ou algo assim: { $example }
    [true_or_nothing] Escreva true, ou tire a linha.
    [flag] Escreva true ou false.
    [text] Escreva um texto.
    [list] Escreva uma lista, como { $example }
    [language] Escreva o texto em pelo menos um idioma.
    [number] Escreva só o número, sem moeda nem unidade, como { $example }
    [whole_number] Escreva um número inteiro, como { $example }
    [smaller_number] Escreva um número menor.
    [shorter_number] Escreva um número de até 28 dígitos.
    [number_kind] Escreva number ou integer.
    [min_or_max] Informe o mínimo, o máximo ou os dois.
    [check] Diga o que conferir: falta pelo menos uma conferência.
    [value] Informe pelo menos um valor.
    [field] Escolha pelo menos um campo.
    [count_of_fields] A quantidade vai de 1 ao número de campos.
    [no_ignore_case] ignore_case só fica ao lado de one_of ou none_of.
    [words] Informe palavras com letras ou números; juntas, até 400.000 bytes.
    [address] Escreva um endereço, como { $example }
    [date] Escreva uma data, como { $example }
    [given_or_rows] Um teste tem given ou rows, e não os dois.
    [fixed_field] O valor corrigido é o do campo da regra.
   *[smaller_rule] A regra é grande demais. Encurte as listas ou o formato.
}
problem-none-of = { $text } não é aceito. Use um destes: { $allowed }.
problem-unknown-field = O campo { $text } não existe. Um atributo seu é escrito attribute.nome.
problem-unknown-field-near = O campo { $text } não existe. Escreva { $nearest }.
problem-pattern = O formato não é uma expressão regular que possa ser usada. Detalhe técnico: { $message }
problem-too-many = { $what ->
    [characters] O texto passa de { NUMBER($max) } caracteres.
    [tests] São no máximo { NUMBER($max) } testes.
    [rows] São no máximo { NUMBER($max) } produtos em um teste.
    [fields] São no máximo { NUMBER($max) } campos.
    [parts] São no máximo { NUMBER($max) } partes.
    [words] São no máximo { NUMBER($max) } palavras.
    [tags] São no máximo { NUMBER($max) } marcações.
    [rules] São no máximo { NUMBER($max) } regras.
   *[other] São no máximo { NUMBER($max) } valores.
}
problem-id = O código tem só letras minúsculas, números e _, começa com uma letra e vai até 60 caracteres.
problem-duplicate-id = Já existe outra regra com o código { $id }.
problem-twice = Este campo aparece duas vezes.
problem-across-inside = { $key } compara produtos: fica direto em check, uma vez só em cada regra.
problem-contradiction = Nenhum valor cumpre { $key } e { $other } ao mesmo tempo.
problem-contradicts-rule = Nenhum valor cumpre esta regra e a regra { $other } ao mesmo tempo.
problem-never-applies = Nenhum produto cumpre esta condição, então a regra nunca valeria.
problem-unknown-list = A lista { $name } não existe.
problem-fix = A correção não pode ser usada. Detalhe técnico: { $message }
problem-no-source = Falta a fonte da regra: o endereço e a data.
problem-missing-language = Título e explicação precisam estar nos quatro idiomas.
problem-no-tests = Faltam testes: pelo menos um valor que a regra aponta e um que ela não aponta.
problem-test-silent = A regra deveria apontar este teste e não aponta.
problem-test-loud = A regra não deveria apontar este teste e aponta.
problem-test-rows = A regra deveria apontar { $expected } e aponta { $found }.
# No row at all, in the sentence above.
no-row = nenhuma linha
problem-fix-differs = A correção faz dele { $found }.
problem-fix-cures-nothing = A correção não resolve nenhum dos testes. Inclua um teste que ela resolve, ou tire a correção.
problem-fixes-loop = As correções desta regra e da regra { $other } desfazem uma à outra.
