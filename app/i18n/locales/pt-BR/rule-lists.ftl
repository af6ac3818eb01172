### Lists of a company's own that its rules look values up in.

title = Listas
context = Valores em que as suas regras procuram: marcas permitidas, códigos proibidos, cores da coleção.
palette-title = Listas de valores
palette-new = Nova lista de valores
new-list = Nova lista
none = Nenhuma lista ainda
    .text = Envie os valores que valem ou os que não valem, e uma regra própria aponta os produtos que não combinam com eles.
name-column = Lista
state-column = Situação
count-column = Valores
size-column = Tamanho
rules-column = Regras
changed-column = Alterada
changed-by = Alterada por
state = { $code ->
    [in_use] Em uso
   *[idle] Sem uso
}
count = { $count ->
    [one] { $count } valor
   *[other] { $count } valores
}

## Sending a list

name = Nome
    .help = Como as regras chamam a lista: letras minúsculas sem acento, números e _, como marcas_permitidas. Depois ele não muda.
    .form = Comece por uma letra e use só letras minúsculas sem acento, números e _.
    .taken = Já existe uma lista com este nome. Escolha outro, ou abra a lista e troque os valores dela.
entries = Valores
    .help = Um por linha, até { NUMBER($most) }. Maiúsculas, acentos e espaços contam na comparação.
from-file = Ou de um arquivo
column = Título da coluna
    .help = De uma planilha com várias colunas. Vazio, o arquivo tem uma coluna só e a primeira linha já é um valor.
    .unknown = O arquivo não tem uma coluna com este título. Confira como ele está escrito.
file = Arquivo
    .help = Texto com um valor por linha, CSV, TSV ou Excel, até { $size }. Com um arquivo, os valores colados acima não são usados.
sure = Entendo que os valores atuais dão lugar aos novos
add = Criar lista
replace = Trocar os valores
    .text = Os valores atuais saem todos. Se precisar deles, baixe a lista antes.
added = Lista criada. As regras já podem procurar nela.
replaced = Valores trocados. A próxima conferência já usa os novos.

## One list

values = Valores
first = Os { NUMBER($shown) } primeiros de { NUMBER($count) }
used-by = Regras que procuram nesta lista
    .none = Nenhuma regra ainda.
use-hint = Em uma regra própria, escolha o tipo “É procurado em uma lista sua” e a lista { $name }.
about = Sobre a lista
download = Baixar a lista
remove = Remover lista
    .question = Remover a lista { $name }?
    .text = Os valores são apagados. Rascunhos de regras que procuram nela deixam de poder ser ativados.
removed = Lista removida.

## In the form of a rule

list = Lista
choose = Escolha uma lista
    .help = O valor precisa estar nela, escrito do mesmo jeito.
    .none = Ainda não há listas. Salve a regra como rascunho e crie a lista pelo link abaixo.
absent = O valor não pode estar na lista
    .help = Marcado, a regra aponta o que está na lista, e não o que falta nela.
listed = O que está na lista neste teste
    .help = Um valor por linha. O teste não olha a lista de verdade, para dar sempre o mesmo resultado.

## Why something was refused

refused = Isto não pôde ser feito com a lista
    .text = { $code ->
        [list_missing] A lista que a regra procura não existe. Crie a lista ou escolha outra.
        [list_gone] Os valores da lista não estão mais guardados. Envie a lista de novo.
        [list_in_use] Uma regra ativa procura nesta lista. Desligue a regra ou escolha outra lista nela; depois a lista pode ser removida.
        [list_empty] Não há nenhum valor. Confira o arquivo ou a coluna e envie de novo.
        [list_columns] O arquivo tem várias colunas. Escreva o título da coluna que tem os valores.
        [list_entry_too_long] Um dos valores passa de 500 caracteres. Confira se a coluna é a certa.
        [list_entry_signs] Um dos valores tem uma quebra de linha ou outro sinal que não se vê. Tire o sinal e envie de novo.
        [too_many_lists] A empresa já tem 100 listas. Remova uma que não é usada.
       *[list_unreadable] O arquivo não pôde ser lido. Salve-o de novo em CSV ou Excel, ou como texto com um valor por linha.
    }
too-many = A lista tem mais de { NUMBER($most) } valores. Divida-a em várias, cada uma com a própria regra.
