### A checked sheet in the columns of a marketplace.

# In the menu of files of a check.
of-check = Planilha nas colunas de um canal
title-of = Nas colunas de um canal: { $name }
context = Os produtos desta conferência, com as colunas e os valores como cada canal os pede
complete = Tem o que o canal exige
incomplete = Falta o que o canal exige
faulty = { $count ->
    [one] { $count } produto com erros
   *[other] { $count } produtos com erros
}
# By the rules of the channel, and by those that hold everywhere.
faulty-of = { $count ->
    [0] Nenhum dos { NUMBER($all) } produtos tem erros para este canal nesta conferência.
    [one] { $count } de { NUMBER($all) } produtos tem erros para este canal nesta conferência.
   *[other] { $count } de { NUMBER($all) } produtos têm erros para este canal nesta conferência.
}
see-errors = Ver os erros
unchecked = Não conferida para este canal
    .text = As regras deste canal não estavam marcadas nesta conferência. Marque-as na planilha e confira de novo.
choose-rules = Escolher as regras
missing = Falta na planilha: { $fields }
# Two numbers, such as `12 de 18 colunas preenchidas`.
filled = { $filled } de { $all } colunas preenchidas
source = Fonte do modelo, consultada em { $date }
download = { $kind ->
    [csv] Baixar CSV
   *[xlsx] Baixar Excel
}
# Before the links of a file.
clean-products = { $count ->
    [one] Só { $count } produto, o que não tem erros
   *[other] Só os { $count } produtos sem erros
}
all-products = { $count ->
    [one] { $count } produto, com erros ou não
   *[other] Todos os { $count } produtos, também os que têm erros
}
