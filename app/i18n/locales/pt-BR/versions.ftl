### What was saved before of a column's steps and of own rules, and the versions by which a check was made.

title = Versões
context = O que foi salvo antes. Trazer de volta salva o texto antigo como uma versão nova, depois dos mesmos testes.
version-column = Versão
text-column = Texto
state-column = Situação
version = Versão { NUMBER($number) }
saved = Salva em { $at }
saved-by = Salva em { $at } por { $name }
latest = Atual
# What opens the text.
text-of = Ver o texto da versão { NUMBER($number) }
bring-back = Trazer de volta
# In place of steps where there were none.
no-steps = Nenhum ajuste

## On the page of a check

used = Versões usadas nesta conferência
columns = O que as colunas são
# By the id that the rule gives itself.
own-rule = Regra própria { $id }
