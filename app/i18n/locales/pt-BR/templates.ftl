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

## What a file would lack: on the page before it is downloaded, and on a second sheet of a workbook.

see-lacking = Ver o que faltaria no arquivo
lacking-in = O que faltaria no arquivo: { $template }
lacking-cells = { $cells ->
    [one] { $cells } célula incompleta
   *[other] { $cells } células incompletas
} em { $records ->
    [one] { $records } produto
   *[other] { $records } produtos
}.
lacking-none = { $count ->
    [0] Esta planilha não tem produtos.
    [one] Nenhuma célula incompleta em { $count } produto.
   *[other] Nenhuma célula incompleta em { $count } produtos.
}
# When there was no time for more.
lacking-cut = { $count ->
    [0] Não deu tempo de ler a planilha agora. Espere um pouco e abra de novo.
    [one] Só deu tempo de ler { $count } produto; pode faltar mais.
   *[other] Só deu tempo de ler os primeiros { $count } produtos; pode faltar mais.
}
lacking-listed = O Excel traz a lista na aba “{ lacking-sheet }”. O CSV leva só os produtos, porque o canal lê tudo o que está nele.
lacking-more = { $count ->
    [one] Mais { $count } célula
   *[other] Mais { $count } células
}
# Excel allows 31 characters, without `[ ] : * ? / \`.
lacking-sheet = Pendências
lacking-row = Linha do arquivo
lacking-column = Coluna do canal
lacking-reason = { $code ->
    [apart] As outras linhas do produto estão longe desta, ou são demais; ordene a planilha pelo grupo
    [sku_of_product] A variação tem o mesmo SKU do produto inteiro
    [excel_cell_length] O texto não cabe numa célula do Excel e foi cortado
   *[too_many_items] Há mais imagens do que o canal aceita; as outras ficaram de fora
}
