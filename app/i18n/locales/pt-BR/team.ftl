### Members, invitations, the companies of a person, and e-mails about accounts.

## The page of the team

title = Equipe
    .context = Quem entra no console desta empresa e o que pode fazer
members = Pessoas
person-column = Pessoa
role-column = Papel
joined-column = Desde
seen-column = Visto por último
# A heading and the value under it, where there is no room for a table.
told = { $label }: { $value }
actions-column = Ações
never-seen = nunca
you = você
role = { $code ->
    [owner] Proprietário
    [admin] Administrador
    [operator] Operador
   *[viewer] Leitor
}
invitations = Convites abertos
invited-by = Convidado por { $name }
expires = Vale até { $when }
expired = Venceu em { $when }
mail-waiting = E-mail a caminho
mail-sent = E-mail enviado { $when }
# What the server said.
mail-failed = O e-mail não saiu: { $problem }
# Where the e-mails are put in an installation without a server.
mail-folder = Sem servidor de e-mail configurado, os e-mails ficam como arquivos em DATA_DIR/mail.
send-again = Enviar de novo
revoke = Cancelar convite
invite = Convidar
    .text = A pessoa recebe um link por e-mail, que vale 7 dias. Quem ainda não tem conta cria uma ao aceitar.
# Of people and open invitations, where there is no place for one more.
no-place = Lugares na equipe: { $used } em uso, { $limit } no plano
    .text = Ninguém perde o acesso. Para convidar mais alguém, remova uma pessoa, cancele um convite ou use um plano maior.
email = E-mail
invite-role = Papel
    .help = O que cada papel pode está na tabela abaixo.
invited = Convite enviado para { $email }.
sent-again = Convite enviado de novo. Ele vale mais 7 dias.
revoked = Convite cancelado. O link não vale mais.
member-already = Esta pessoa já está na equipe.
too-many = Há convites abertos demais
    .text = Cancele os que não valem mais e convide de novo.

## Roles

roles = O que cada papel pode
permission-column = Permissão
allowed = sim
not-allowed = não
permission = { $code ->
    [view] Ver vendas, clientes, produtos e sincronizações
    [export] Baixar dados em arquivos
    [run_sync] Iniciar, cancelar e repetir sincronizações
    [fulfil_orders] Cancelar, enviar e faturar pedidos nos canais
    [edit_catalog] Editar produtos e conferir planilhas
    [manage_connections] Conectar, alterar e desconectar canais
    [manage_organisation] Mudar os dados da empresa
    [view_history] Ver o histórico
    [manage_team] Convidar pessoas e mudar papéis
    [hand_over] Passar a propriedade
   *[manage_billing] Escolher o plano, pagar e ver faturas
}

## A member

member-context = { $email } · { $role }
change-role = Mudar papel
change-role-help = O que cada papel pode está na tabela da página da equipe.
role-changed = Papel mudado. Já vale na próxima página que a pessoa abrir.
hand-over = Passar a propriedade
    .text = { $name } passa a ser proprietário, e você, administrador. Depois disso só um proprietário pode devolver.
    .payment = O cartão e o endereço das faturas continuam os seus até { $name } trocá-los em Assinatura, com Trocar o cartão e Abrir dados de cobrança.
handed-over = Propriedade passada.
remove = Remover da equipe
    .text = { $name } sai da empresa agora mesmo. As sessões dessa pessoa aqui terminam; o que foi feito por ela fica no histórico.
remove-question = Remover { $name } da equipe?
removed = Pessoa removida da equipe. Ela não entra mais nesta empresa.
removed-from = Você não faz mais parte de { $company }
    .here = Quem administra a equipe removeu você. O que você enviou depois disso não foi salvo. Agora você está em { $now }.
    .out = Quem administra a equipe removeu você. O que você enviou depois disso não foi salvo. Se foi engano, peça um convite novo. Para ter uma empresa sua, use Criar conta com o seu e-mail e a sua senha.
last-owner = A empresa ficaria sem proprietário
    .text = Toda empresa tem pelo menos um proprietário, e o único é você. Passe antes a propriedade a outra pessoa.
# Who is the only owner and wants to leave: what they do first.
heirs = Escolha quem passa a ser proprietário. Depois, volte aqui para sair.
heirs-none = Você é a única pessoa da empresa. Convide alguém; quando a pessoa aceitar, passe a propriedade a ela e volte aqui para sair.
heirs-locked = Passar a propriedade pede antes a verificação em duas etapas.
own-role = Ninguém se remove da equipe
    .text = Nada foi alterado. Para sair, use “{ leave }”.
above-you = Só um proprietário muda o papel de um proprietário.
    .text = Fale com quem é proprietário da empresa.
    .refused = Esta pessoa é proprietária agora, e nada foi alterado.
leave = Sair desta empresa
    .text = Você deixa de ver { $company }. Para voltar, alguém precisa convidar você de novo.
left = Você saiu de { $company }.

## The companies of a person

companies = Suas empresas
    .context = Escolha em qual trabalhar neste navegador
switch = Trocar de empresa
enter = Trocar para esta
here = Você está aqui
entered = Você está em { $company }.
found = Criar outra empresa
    .text = Ela começa vazia e é sua. Uma empresa não vê os dados da outra.

## An invitation

invitation = Convite para { $company }
    .text = { $name } convidou você como { $role }.
invitation-expired = Este convite venceu
    .text = Peça a { $name } que o envie de novo.
invitation-revoked = Este convite foi cancelado
    .text = Se foi engano, fale com { $name }.
invitation-accepted = Este convite já foi aceito
    .text = Entre com { $email }.
    .own = Você já faz parte de { $company }.
    .left = Você o aceitou, mas não faz mais parte de { $company }. Peça outro a { $name }.
    .other = Ele foi aceito com { $email }, e esta sessão é de { $own }. Para abrir a empresa do convite, saia e entre com { $email }.
go-to-company = Ir para { $company }
invitation-other = Este convite é para { $email }
    .text = Esta sessão é de { $own }. Saia e abra o link de novo.
invitation-sign-in = Você já tem conta com { $email }. Confirme com a sua senha.
invitation-unknown = Este convite não existe mais
    .text = O link pode estar incompleto. Abra-o de novo pelo e-mail, ou peça outro convite.
invitation-over = Este convite não vale mais
    .text = Ele foi cancelado, venceu ou já foi aceito. Peça outro a quem convidou você.
other-company = Esta página era de outra empresa
    .text = Você trocou de empresa em outra aba, e nada foi mudado. Confira em qual empresa está e tente de novo.
other-person = Esta página era de outra pessoa
    .text = Ela saiu e você entrou depois neste navegador. Nada foi mudado. Confira a página e tente de novo.
no-company = Esta conta não pertence a nenhuma empresa
    .text = Peça a alguém da empresa um convite novo e abra o link que chega por e-mail. Para abrir uma empresa sua, use Criar conta com este mesmo e-mail e a sua senha. Se você entra com o Google ou com uma chave de acesso e não tem senha, crie uma antes em Esqueceu a senha?
accept = Aceitar o convite
accepted = Agora você faz parte de { $company }.
join = Criar conta e entrar
join-context = Crie sua conta com { $email }.

## A forgotten password

forgot = Esqueceu a senha?
forgot-title = Nova senha
    .context = Escreva o e-mail da sua conta. Você recebe um link para criar outra senha.
forgot-send = Enviar link
forgot-sent = Se há uma conta com este e-mail, o link está a caminho. Ele vale uma hora.
reset-context = Para a conta { $email }. Os aparelhos em que você entrou saem da conta.
reset-save = Salvar nova senha
reset-others = Continuam a abrir esta conta, além da senha:
reset-keys = Não reconhece uma chave de acesso? Entre com a senha nova e remova-a em Conta, na verificação em duas etapas.
reset-unlink = Desvincular também a conta do Google
    .help = Ela deixa de entrar aqui. Desmarque só se ela é sua.
# Of an account whose address nobody had proven.
reset-clears = Até agora ninguém confirmou que lê este e-mail. Por segurança, salvar a senha nova remove tudo o mais que abre a conta e desliga a verificação em duas etapas. Depois, ligue de novo o que for seu.
# What opens an account besides the password.
way-google = conta do Google { $email }
way-passkey = chave de acesso “{ $name }”
reset-done = Senha nova salva. Entre com ela.
reset-done-cleared = Senha nova salva. O que mais abria a conta foi removido: ligue de novo o que for seu.
reset-unknown = Este link não vale mais
    .text = Ele vale uma hora e uma vez só. Peça outro.
reset-again = Pedir outro link

## E-mails

greeting = Olá, { $name }.
greeting-nobody = Olá.
invitation-subject = { $name } convidou você para { $company }
invitation-line = { $name } convidou você para trabalhar em { $company } no Orion, como { $role }.
invitation-button = Aceitar o convite
# With the name of its zone.
invitation-until = O convite vale até { $when }.
invitation-not-known = Se você não conhece quem convidou, ignore este e-mail: nada acontece.
reset-subject = Crie uma nova senha
reset-line = Alguém pediu uma nova senha para a sua conta no Orion.
reset-button = Criar nova senha
reset-until = O link vale uma hora e uma vez só.
reset-not-asked = Se não foi você, ignore este e-mail: sua senha continua a mesma.
was-reset-subject = Sua senha foi trocada
was-reset-line = A senha da sua conta no Orion foi trocada por um link enviado a este e-mail. Os aparelhos em que você tinha entrado saíram da conta.
was-reset-others = Continuam a abrir a sua conta, além da senha: { $ways }.
was-reset-remove = Não reconhece alguma? Entre com a senha nova e remova-a. Se entrar pedir uma segunda etapa que você não tem, fale com quem administra a instalação do Orion.
was-reset-button = Ver o que abre a conta
was-reset-not-you = Se não foi você, peça uma nova senha na página de entrada e confira quem mais lê este e-mail.
ownership-received = A propriedade de { $company } passou para você
    .line = Em { $when }, { $name } passou a propriedade de { $company } para você. Agora você também escolhe o plano e cuida do pagamento.
    .plan = A empresa usa o plano { $plan }.
    .payment = O cartão e o endereço das faturas continuam os de antes, de { $name }. Para trocá-los, abra Assinatura e use Trocar o cartão e Abrir dados de cobrança.
ownership-given = Você passou a propriedade de { $company }
    .line = Em { $when } você passou a propriedade de { $company } para { $name }. Seu papel na empresa agora é { $role }, e só um proprietário pode mudar isso.
    .payment = O cartão e o endereço das faturas continuam os seus até { $name } trocá-los em Assinatura.
    .not-you = Se não foi você, crie uma nova senha e fale com { $name } ou com quem administra esta instalação.
    .why = Você recebe este e-mail porque era proprietário de { $company }.
ownership-button = Ver a equipe
