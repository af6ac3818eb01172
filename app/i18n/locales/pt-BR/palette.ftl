### What the search box of every page offers, and the keys.

pages = Ir para
# Above what is done, as the one before is above where one goes.
actions = Fazer
new-product = Novo produto
new-rule = Nova regra
google-sheet = Conferir uma planilha do Google
export-sales = Exportar vendas em CSV
export-products = Exportar produtos em CSV
export-customers = Exportar clientes em CSV
export-analytics = Exportar análises em Excel
invite = Convidar pessoa
appearance-to = { $appearance ->
    [light] Usar cores claras
    [dark] Usar cores escuras
   *[system] Usar as cores do sistema
}
language-to = Mudar o idioma para { $language }
search-for = Buscar “{ $text }” em tudo
# Said aloud while somebody types.
found = { $count ->
    [0] Nada encontrado
    [one] { $count } resultado
   *[other] { $count } resultados
}
# Said behind that.
enter-opens = Enter abre “{ $label }”.
# Other words by which a page or an action is found.
words = { $code ->
    [overview] início painel hoje
    [orders] pedidos faturamento imprimir separação
    [analytics] relatórios gráficos indicadores comparação
    [products] catálogo estoque sku
    [customers] compradores clientes
    [integrations] canais lojas marketplace conectar
    [validation] conferir planilha catálogo csv excel
    [syncs] importar buscar pedidos
    [queue] tarefas
    [health] api chamadas plataformas limites
    [alerts] avisos problemas
    [storage] espaço retenção dados
    [account] perfil senha e-mail idioma dispositivos sair chaves
    [security] segurança 2fa app autenticador chave de acesso passkey
    [company] fuso moeda idioma
    [first_hour] começar configurar guia início demonstração
    [team] pessoas convidar membros papéis permissões
    [companies] trocar de empresa organização
    [history] auditoria quem fez
    [plans] preços limites uso assinar
    [usage] consumo franquia
    [billing] cobrança cartão fatura pagamento billing cancelar stripe
    [rules] validação regras próprias
    [rule_lists] validação marcas permitidas proibidas
    [left_out] erros pendentes deixados de fora
    [expiries] tokens vencem reautorizar
    [alert_settings] slack webhook e-mail silêncio
    [to_link] vincular sku desconhecido
    [conformance] testes plataformas
    [new_product] criar cadastrar adicionar
    [new_rule] criar validação
    [new_rule_list] criar enviar marcas validação
    [google_sheet] sheets importar
    [export] baixar planilha
    [export_products] baixar catálogo
    [export_customers] baixar compradores contatos planilha
    [sync_all] atualizar trazer importar agora pedidos
    [appearance] tema modo claro escuro escura noturno cores
    [disconnect] desligar remover excluir integração canal loja
    [shortcuts] teclas combinações hotkeys
    [invite] adicionar novo usuário chamar equipe membro acesso
    [export_analytics] baixar relatórios gráficos planilha xlsx
    [to_light] tema modo claro aparência dia
    [to_dark] tema modo escuro aparência noturno noite
    [to_system] tema modo automático aparência
    [language] língua traduzir language idioma
    [connect] adicionar integração canal loja marketplace
    [saved_view] visão visões salvas filtro
   *[sign_out] encerrar sessão logout
}
shortcuts = Atalhos do teclado
key-palette = Ir para qualquer página, venda, produto ou cliente
key-rows = Andar pelas linhas e pelos resultados
key-open = Abrir
key-pick = Selecionar a linha
# The name of the key.
key-space = Espaço
key-close = Fechar
key-search = Buscar
key-help = Mostrar estes atalhos
letters-off = Desligar os atalhos de letras
letters-on = Ligar os atalhos de letras
letters-are-off = Atalhos de letras desligados.
letters-are-on = Atalhos de letras ligados.
