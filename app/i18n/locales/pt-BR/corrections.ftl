### Safe fixes of what a check of a sheet found: accepting them, taking them, taking them back.

# On the page of the check.
of-check = { $count ->
    [one] Ver { $count } correção proposta
   *[other] Ver { $count } correções propostas
}
of-check-applied = Ver correções aplicadas
title-of = Correções de { $name }
intro = { $kind ->
    [catalogue] São propostas só correções seguras, que quase sempre resultam do próprio valor. Aceite as que quiser: os produtos só mudam quando você levar as correções para o catálogo e importar, e a importação dá para desfazer.
    [google] São propostas só correções seguras, que quase sempre resultam do que está na própria célula. Aceite as que quiser: ao aplicar, sai um arquivo corrigido para baixar, e a planilha no Google fica como está.
   *[sheet] São propostas só correções seguras, que quase sempre resultam do que está na própria célula. Aceite as que quiser: a planilha só muda quando você aplicar, e dá para desfazer.
}
to-check = Voltar à conferência
none = Nenhuma correção segura
    .text = { $kind ->
        [catalogue] O que esta conferência encontrou precisa de alguém que conheça os produtos. Mude os valores na página de cada produto e confira de novo.
       *[sheet] O que esta conferência encontrou precisa de alguém que conheça os produtos. Mude os valores na planilha e confira de novo.
    }

## Choosing

apply = { $count ->
    [one] Aplicar { $count } correção
   *[other] Aplicar { $count } correções
}
# The same for the catalogue in Orion, whose products change only by the import after it.
prepare = { $count ->
    [one] Preparar { $count } correção
   *[other] Preparar { $count } correções
}
accept-all = Aceitar todas
accept-harmless = { $kind ->
    [cuts] Aceitar todas, menos as que podem perder texto
    [fills] Aceitar todas, menos as que preenchem células vazias
   *[both] Aceitar todas, menos as que podem perder texto ou preenchem células vazias
}
# Under a rule whose fix can lose a part of what somebody wrote.
cuts = Pode perder texto
cuts-text = Correções que podem perder texto ficam de fora de “Aceitar todas”, porque encurtam o que foi escrito. Veja como fica cada uma e aceite pela regra, ou uma a uma.
# Under a rule whose fix writes into empty cells what stands nowhere in the sheet.
fills = Preenche células vazias
fills-text = Correções que preenchem células vazias ficam de fora de “Aceitar todas”: o valor não vem da planilha, e depois vale para todos os canais. Aceite pela regra, ou uma a uma.
leave-all = Não aceitar nenhuma
accept = Aceitar
leave = Não aceitar
choose-column = Escolha
accepted-column = Aceitas
# Two numbers, such as `12 de 40`.
accepted-of = { $accepted } de { $all }
accepted = Aceita
not-accepted = Não aceita
cells = Antes e depois
before = Antes
after = Depois
state-column = Correção
all-rules = Ver todas as regras
only-first = A lista tem só os primeiros produtos. Ao aceitar uma regra, ela vale para todos.
pages = Páginas de correções

## What became of it

state = { $code ->
    [waiting] Na fila
    [running] Corrigindo
    [completed] Aplicada
    [ready] Pronta
    [taken] Levada ao catálogo
    [failed] Não aplicada
    [cancelled] Parada
   *[undone] Desfeita
}
done = { $count ->
    [one] { $count } célula corrigida
   *[other] { $count } células corrigidas
}
    .text = A planilha usa agora o arquivo corrigido. Confira de novo para ver o que ainda falta, ou baixe o arquivo.
    .replaced = Desde então, a planilha passou a usar outro arquivo.
# The sheet is kept elsewhere, or was changed meanwhile.
done-beside = Arquivo corrigido
    .text = O arquivo corrigido está pronto para baixar. A planilha em si não mudou.
# Of a check of the catalogue in Orion.
done-catalogue = Correções prontas
    .text = Nenhum produto mudou ainda. Leve as correções para o catálogo, veja o que muda em cada produto, e importe.
    .begun = Nenhum produto mudou ainda. Abra a importação, veja o que muda em cada produto, e importe.
    .at-work = Abra a importação para ver em que ponto ela está.
    .undone = A importação delas foi desfeita: os produtos voltaram aos valores de antes. Dá para levá-las de novo.
# Of corrections of the catalogue whose import is through: how many products it changed.
taken-over = { $count ->
    [0] Nenhum produto mudou
    [one] Correções levadas ao catálogo: { $count } produto mudou
   *[other] Correções levadas ao catálogo: { $count } produtos mudaram
}
    .text = Para desfazer, abra a importação. Para ver o que ainda falta, confira de novo.
    .none = Alguém mudou estes produtos depois da conferência. Abra a importação para ver quais, ou confira de novo.
to-catalogue = Levar para o catálogo
open-import = Abrir a importação
import-column = Importação
# Under the number of cells, where more corrections were accepted.
of-several-rules = { $count ->
    [one] { $count } correção foi aceita; a célula que várias regras corrigem conta uma vez.
   *[other] { $count } correções foram aceitas; a célula que várias regras corrigem conta uma vez.
}
left-cells = { $count ->
    [one] { $count } correção ficou de fora: o valor certo não pode ser escrito na célula do modo como a coluna é lida.
   *[other] { $count } correções ficaram de fora: o valor certo não pode ser escrito na célula do modo como a coluna é lida.
}
to-sheet = Abrir a planilha
download = Baixar o arquivo corrigido
unchanged = Nada mudou
    .text = { $kind ->
        [catalogue] As correções aceitas não mudam nenhum valor dos produtos.
       *[sheet] As correções aceitas não mudam nenhuma célula do arquivo.
    }
failed = { $kind ->
    [catalogue] As correções não foram preparadas
   *[sheet] A planilha não foi corrigida
}
cancelled = A correção foi parada
    .text = { $kind ->
        [catalogue] Nenhum produto mudou.
       *[sheet] A planilha ficou como estava.
    }
cancelled-toast = A correção vai parar; nada será mudado.
undone = Correção desfeita.
    .text = A planilha voltou ao arquivo de antes.
made = { $kind ->
    [catalogue] Correções preparadas
   *[sheet] Correções aplicadas
}
cells-column = Células
by-column = Por
undo = Desfazer
undone-by = por { $name }, { $since }

## Why something was refused

nothing-accepted = Nenhuma correção aceita
    .text = Aceite ao menos uma correção, e aplique depois.
rules-changed = As regras mudaram desde a conferência
    .text = Confira a planilha de novo: as correções passam a ser as das regras de agora.
sheet-changed = A planilha está em outro arquivo agora
    .text = Nada foi alterado. Confira a planilha de novo, e trabalhe com as correções dessa conferência.
not-undoable = Esta correção não pode ser desfeita
    .text = Ela não mudou a planilha, ou já foi desfeita.
correcting = A planilha está sendo corrigida
    .text = Espere até o fim para mudar o que é aceito.
