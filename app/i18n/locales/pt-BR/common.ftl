### Words that every page uses.

# The button of a form.
save = Salvar
cancel = Cancelar
close = Fechar
filter = Filtrar
filters = Filtros
clear-filters = Limpar filtros
export = Exportar
next-page = Próxima página
previous-page = Página anterior
first-page = Primeira página
# In the bar of the picked rows.
pick-all = Selecionar a página inteira
pick-none = Limpar seleção
undo = Desfazer
# An undo that was refused, above the page on which it was pressed.
not-undone = Nada foi desfeito: houve outra mudança depois
    .text = A mudança mais recente, de outra pessoa ou de outra aba, ficou como está. Abra a página em que você fez a sua e confira.
saved = Alterações salvas.
try-again = Tentar de novo
see-reasons = Ver motivos
see-details = Ver detalhes
more = Mais
# Between a name and a value behind it.
colon = :
yes = Sim
no = Não
# A filter of a masculine noun that is not set.
all = Todos
# In place of a value that the channel did not send.
not-informed = Não informado
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
skip-to-content = Ir para o conteúdo
language = Idioma
