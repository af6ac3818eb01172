### A checked sheet in the columns of a marketplace.

# In the menu of files of a check.
of-check = Planilha nas colunas de um canal
title-of = { $name } nas colunas de um canal
context = Os produtos desta conferência, com as colunas e os valores como cada canal os pede
complete = Tem o que o canal exige
incomplete = Falta o que o canal exige
missing = Falta na planilha: { $fields }
# Two numbers, such as `12 de 18 colunas preenchidas`.
filled = { $filled } de { $all } colunas preenchidas
source = Fonte do modelo, consultada em { $date }
download = { $kind ->
    [csv] Baixar CSV
   *[xlsx] Baixar Excel
}
