### Signing in with Google: the button, the way back, and the account's own panel.

# Title of the panel and of the pages on the way.
title = Entrar com o Google
    .context = Entre com a sua conta do Google, sem digitar a senha do Orion. A verificação em duas etapas do Orion continua valendo.
button = Continuar com o Google

## Who is not known here yet

prove = Confirme que a conta é sua
    .context = Já existe uma conta com { $email }. Digite a senha dela uma vez; depois você entra com o Google.
    .button = Entrar e vincular
sign-up-context = Você entra com o Google, como { $email }. A conta começa com uma empresa.
join-context = Você entra com o Google, como { $email }.
has-account = Já existe uma conta com este e-mail
    .text = Comece de novo por “Continuar com o Google” e confirme com a senha dessa conta.

## What went wrong

unknown = Este acesso pelo Google não vale mais
    .text = Passaram dez minutos, ele já foi usado ou começou em outro navegador. Nada foi alterado. Comece de novo.
denied = O Google não foi autorizado
    .text = Você voltou sem escolher uma conta. Nada foi alterado. Tente de novo ou entre com a senha.
failed = O Google não respondeu como esperado
    .text = Nada foi alterado. Tente de novo em alguns minutos ou entre com a senha.
unverified = O e-mail desta conta do Google não foi verificado
    .text = Verifique o e-mail na sua conta do Google e tente de novo, ou crie a conta com e-mail e senha.
other-address = O convite é para outro e-mail
    .text = Você escolheu { $chosen }, e o convite é para { $invited }. Abra o convite de novo e escolha a conta desse e-mail, ou aceite com e-mail e senha.
of-other = Esta conta do Google já é usada por outra pessoa
    .text = Ela já entra em outra conta do Orion. Escolha outra conta do Google.
not-theirs = Esta não é a sua conta do Google
    .text = Você entra no Orion com outra conta do Google. Nada foi alterado. Tente de novo e escolha essa conta.
has-other = Você já entra com outra conta do Google
    .text = Desvincule a conta atual antes de vincular outra.

## The panel of the account

account = Conta do Google
last-used = Usada por último
link = Vincular conta do Google
linked = Conta do Google vinculada. Você já pode entrar com ela.
unlink = Desvincular
    .needs-password = Para desvincular, crie antes uma senha: sem ela você não entraria mais.
    .others = Ao desvincular, os outros aparelhos saem da sua conta.
unlinked = Conta do Google desvinculada. Você entra com a senha.
make-password = Senha
    .text = Você entra com o Google e ainda não tem senha. Com uma senha você também entra sem o Google e confirma mudanças na conta.
    .lost = A sua conta está sem senha. Com uma senha você entra também sem o Google ou a chave de acesso e confirma mudanças na conta.
    .button = Criar senha por e-mail
no-password = A sua conta ainda não tem senha
    .text = Confirme com o Google na página da conta, ou crie uma senha por lá, em “Senha”, e volte.
confirm = Confirmar com o Google
    .text = A sua conta não tem senha. Antes de mudar algo, confirme com o Google que é você: vale para uma mudança, por cinco minutos.
    .first = Confirme antes com o Google, no alto desta página.
confirmed = Confirmado com o Google
password-first = A sua conta não tem senha para confirmar mudanças. Crie antes uma por e-mail, na página da conta, em “Senha”.
make-password-go = Ir para a conta

## E-mails

unlinked-subject = Conta do Google desvinculada
unlinked-line = A conta do Google foi desvinculada da sua conta no Orion. Entrar pede a senha. Os outros aparelhos saíram da conta.
unlinked-button = Ver a conta
unlinked-not-you = Se não foi você, troque a senha agora e saia dos outros aparelhos na página da conta.
