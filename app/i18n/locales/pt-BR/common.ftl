### Words that every page uses.

# The button of a form.
save = Salvar
cancel = Cancelar
close = Fechar
back = Voltar
edit = Editar
remove = Remover
add = Adicionar
copy = Copiar
copied = Copiado
search = Buscar
filter = Filtrar
filters = Filtros
# Empties a field.
clear = Limpar
clear-filters = Limpar filtros
export = Exportar
next-page = Próxima página
previous-page = Página anterior
first-page = Primeira página
loading = Carregando
undo = Desfazer
saved = Alterações salvas
try-again = Tentar de novo
see-reasons = Ver motivos
see-details = Ver detalhes
more = Mais
more-actions = Mais ações
yes = Sim
no = Não
# A filter of a masculine noun that is not set.
all = Todos
none = Nenhum
# In place of a value that the channel did not send.
not-informed = Não informado
unknown = Desconhecido
# Behind the label of a field.
optional = opcional
# Label of the first day of a period.
from = De
# Label of the last day of a period.
until = Até
# The title of a page whose form was refused.
error-title = Erro: { $title }
# What is wrong with a field, away from it.
field-error = { $label }: { $error }
menu = Menu
skip-to-content = Ir para o conteúdo
language = Idioma
sorted-ascending = Em ordem crescente
sorted-descending = Em ordem decrescente

# Above a list with ticked rows.
selected-count = { $count ->
    [one] { $count } selecionado
   *[other] { $count } selecionados
}

# Under the filters of a list.
result-count = { $count ->
    [0] Nenhum resultado
    [one] { $count } resultado
   *[other] { $count } resultados
}
