### How people prove who they are: the second factor, and what they are told of their account.

## The second factor, on the page of the account and its own

second-factor = Verificação em duas etapas
    .text = Além da senha, entrar pede um código do aplicativo do seu celular ou uma chave de acesso. Quem descobrir a senha não entra.
is-on = ligada
is-off = desligada
set-up = Configurar
manage = Gerenciar
# What the person has, beside the badge.
has-app = aplicativo de códigos
has-keys = { $count ->
    [0] nenhuma chave de acesso
    [one] uma chave de acesso
   *[other] { NUMBER($count) } chaves de acesso
}
password = Sua senha
    .wrong = Esta não é a sua senha. Digite de novo.
begin = Ligar a verificação
    .text = Você precisa de um aplicativo de códigos no celular, como Google Authenticator, Microsoft Authenticator ou 1Password.
    .others = Ao ligar, os outros aparelhos saem da sua conta.
begin-button = Começar
scan = Leia o código com o aplicativo
    .text = No aplicativo, adicione uma conta e aponte a câmera para a imagem. Sem câmera, digite a chave. Isto vale por 30 minutos, só neste navegador.
qr = Código QR com a chave da sua conta
secret = Chave
code = Código do aplicativo
    .help = Os seis números que o aplicativo mostra agora.
    .wrong = O código não confere. Confira se o relógio do celular está certo e digite o código que aparece agora.
    .format = Digite os seis números do aplicativo.
confirm = Ligar
on-since = Ligada desde
codes-left = { $count ->
    [0] Não sobrou nenhum código.
    [one] Sobrou um código sem usar.
   *[other] Sobraram { NUMBER($count) } códigos sem usar.
}
codes = Códigos de recuperação
    .text = Guarde estes códigos fora do celular. Cada um entra uma vez no lugar do aplicativo, se você o perder. Eles não são mostrados de novo.
download = Baixar códigos
# The name of the file, without its extension.
file-name = orion-codigos-de-recuperacao
switched-on = Verificação em duas etapas ligada. Os outros aparelhos saíram da sua conta.
# Beside a passkey that was there before.
app-added = Aplicativo de códigos ligado. Os códigos de recuperação que você tem continuam valendo.
renew = Criar códigos novos
    .text = Os códigos anteriores deixam de valer.
renewed = Códigos novos criados. Os anteriores não valem mais.
switch-off = Desligar a verificação
    .text = Entrar deixa de pedir códigos do aplicativo. Para trocar de celular, desligue e ligue de novo.
switched-off = Verificação em duas etapas desligada.
already-on = A verificação já está ligada
    .text = Para usar outro celular, desligue e ligue de novo.
took-too-long = A configuração não vale mais
    .text = Passaram 30 minutos, ou ela foi começada em outro navegador. Comece de novo.

## Signing in

second-step = Confirme que é você
    .context = Falta a segunda etapa para entrar com { $email }.
second-code = Código do aplicativo ou de recuperação
    .help = Os seis números do aplicativo, ou um dos códigos que você guardou.
    .wrong = O código não confere ou já foi usado. Digite o que o aplicativo mostra agora.
    .format = Digite os seis números do aplicativo, ou os dezesseis sinais de um código de recuperação.
# Of who has passkeys and no app.
recovery-code = Código de recuperação
    .help = Um dos códigos que você guardou. Com a chave de acesso, confirme acima.
second-confirm = Confirmar
lost = Sem o aplicativo e sem códigos de recuperação? Fale com quem administra a instalação do Orion.
start-over = Entrar com outra conta

## Asked for by a company

needed = { $company } pede a verificação em duas etapas
    .text = Proprietários e administradores trabalham nesta empresa depois de ligá-la. Os dados e as sincronizações seguem normalmente.
needed-title = Falta a verificação em duas etapas
    .what = A empresa pede que proprietários e administradores a liguem.
    .meaning = Nada foi alterado. Ligue a verificação na sua conta e volte.
    .press = Configurar agora
require = Verificação em duas etapas
    .text = Exija um código além da senha de proprietários e administradores. Quem ainda não tem é levado a configurar antes de continuar.
require-on = Exigir de proprietários e administradores
require-off = Deixar de exigir
required = A verificação em duas etapas agora é exigida de proprietários e administradores.
required-no-more = A verificação em duas etapas não é mais exigida.
# How many people would be led to set it up.
without = { $count ->
    [0] Todos os proprietários e administradores já a têm.
    [one] Uma pessoa ainda não a tem.
   *[other] { NUMBER($count) } pessoas ainda não a têm.
}
own-first = Ligue antes a sua verificação em duas etapas
    .text = Quem passa a exigir dos outros precisa tê-la na própria conta.
factor-column = Duas etapas
has = sim
has-not = não

## E-mails

notice-subject = { $code ->
    [google_linked] Conta do Google vinculada
    [second_factor_on] Verificação em duas etapas ligada
    [second_factor_off] Verificação em duas etapas desligada
    [second_factor_cleared] Verificação em duas etapas desligada por quem administra o Orion
    [recovery_codes_renewed] Códigos de recuperação novos
    [password_changed] Sua senha foi trocada
    [passkey_added] Chave de acesso criada
    [passkey_removed] Chave de acesso removida
   *[recovery_code_used] Um código de recuperação foi usado
}
notice-line = { $code ->
    [google_linked] Uma conta do Google foi vinculada à sua conta no Orion. Quem entra nela entra também no Orion.
    [second_factor_on] A verificação em duas etapas da sua conta no Orion foi ligada. Entrar agora pede também um código do aplicativo. Os outros aparelhos saíram da conta.
    [second_factor_off] A verificação em duas etapas da sua conta no Orion foi desligada. Entrar não pede mais o código do aplicativo.
    [second_factor_cleared] Quem administra a instalação do Orion desligou a verificação em duas etapas da sua conta, com as chaves de acesso. Todos os aparelhos saíram. Entre com a senha e ligue a verificação de novo.
    [recovery_codes_renewed] Foram criados códigos de recuperação novos para a sua conta no Orion. Os anteriores não valem mais.
    [password_changed] A senha da sua conta no Orion foi trocada na página da conta. Os outros aparelhos saíram da conta.
    [passkey_added] Uma chave de acesso foi criada para a sua conta no Orion. Com ela se entra sem senha.
    [passkey_removed] Uma chave de acesso foi removida da sua conta no Orion. Ela não entra mais.
   *[recovery_code_used] Um código de recuperação da sua conta no Orion foi usado no lugar do aplicativo. Ele não vale mais.
}
mail-codes-left = { $count ->
    [0] Não sobrou nenhum código. Crie códigos novos.
    [one] Sobrou um código.
   *[other] Sobraram { NUMBER($count) } códigos.
}
notice-button = Ver a segurança da conta
notice-not-you = Se não foi você, troque a senha agora e saia dos outros aparelhos na página da conta.
cleared-not-you = Se você não pediu isso, fale agora com quem administra a empresa ou a instalação do Orion.
disown-line = Se foi você, não precisa fazer nada. Se não foi, quem fez isso sabe a sua senha: tire o acesso dessa pessoa agora, sem precisar entrar.
disown-button = Não fui eu
disown-until = O link vale por { $days ->
    [one] um dia
   *[other] { NUMBER($days) } dias
} e uma vez.
disown-nothing = Abrir o link ainda não muda nada: a página pergunta antes.

## What the link leads to by which somebody says that a second factor is not theirs

disown = Não foi você?
    .text = Em { $at } a conta { $email } ganhou outra forma de entrar. Se não foi você, quem fez isso sabe a sua senha.
disown-what = O que foi ligado nesse momento, e o que veio depois, sai da conta. Todos os aparelhos saem, a senha atual deixa de valer, e um link para criar outra vai para { $email }.
disown-confirm = Não fui eu, proteger a conta
disown-mine = Foi você? Feche esta página: nada muda.
disowned = Conta protegida. Um link para criar outra senha está a caminho do seu e-mail.
disown-over = Este link não vale mais
    .text = Ele já foi usado ou passou do prazo. Se não foi você, crie outra senha e fale com quem administra a instalação do Orion.

## Another address to sign in with

email = E-mail
    .text = Você entra com { $email }. Para trocar, os dois endereços precisam concordar. Depois da troca, os outros aparelhos saem da sua conta.
new-email = Novo e-mail
    .help = Ele recebe um link, e o e-mail atual também.
change-email = Trocar e-mail
email-taken = Já existe uma conta com este e-mail. Use outro.
email-asked = Links enviados para { $email } e para o seu e-mail atual.
email-sent-again = Links enviados de novo.
email-cancelled = Troca de e-mail cancelada.
email-waiting = A troca para { $email } espera a confirmação dos dois endereços.
agreed = confirmado
not-agreed = esperando
change-until = Vale até
email-again = Enviar links de novo
email-cancel = Cancelar a troca

# The page that the links lead to.
email-change = Troca de e-mail
email-text-new = A conta com { $old } quer passar a entrar com { $new }. Confirme que este endereço é seu. Feita a troca, só continua na conta o aparelho em que ela foi pedida.
email-text-old = A sua conta com { $old } quer passar a entrar com { $new }. Se foi você quem pediu, concorde. Feita a troca, só continua na conta o aparelho em que ela foi pedida.
email-sign-in = Entre com { $old } para confirmar: só quem tem a conta pode dizer que este endereço é seu.
email-mine = Este endereço é meu
email-agree = Concordar com a troca
email-refuse = Não fui eu
email-agreed = Confirmado
email-other = Falta a confirmação pelo link enviado para { $other }.
email-changed = E-mail trocado. Entre com { $email } a partir de agora.
email-refused = Troca cancelada: o e-mail continua o mesmo. Quem pediu tem acesso à sua conta, então crie outra senha agora.
email-over = Este link não vale mais
    .text = A troca já foi feita, foi cancelada ou passou de 24 horas. Na página da conta dá para pedir outra.
email-has-account = Este endereço já tem uma conta
    .text = A troca foi cancelada, porque alguém criou uma conta com ele. O seu e-mail continua o mesmo.

mail-new-subject = Confirme seu novo e-mail
mail-new-line = A conta do Orion com { $old } quer passar a entrar com este endereço. Confirme que ele é seu.
mail-new-button = Confirmar
mail-old-subject = Pedido para trocar o e-mail da sua conta
mail-old-line = Alguém que entrou na sua conta pediu que ela passe a entrar com { $new }. Concorde ou recuse.
mail-old-button = Ver o pedido
mail-change-until = Vale por 24 horas. Sem a confirmação dos dois endereços nada muda.
mail-new-not-you = Se você não conhece a conta, ignore este e-mail: nada acontece.
mail-old-not-you = Se não foi você, abra o link, recuse e crie outra senha.
email-changed-subject = O e-mail da sua conta foi trocado
email-changed-line = A sua conta no Orion agora entra com { $email }. Os outros aparelhos saíram da conta.
email-changed-not-you = Se não foi você, fale agora com quem administra a empresa ou a instalação do Orion.

## Passkeys

passkeys = Chaves de acesso
    .text = Uma chave guardada no celular, no computador ou em um pen drive de segurança entra com dedo, rosto ou PIN, sem senha. Ela vale pelas duas etapas.
    .others = Ao criar a primeira, os outros aparelhos saem da sua conta.
passkeys-need-name = Chaves de acesso precisam de um nome
    .text = Elas valem para um endereço com nome e https. Quem administra a instalação define ORION_PUBLIC_URL.
passkeys-need-script = Chaves de acesso precisam de JavaScript
    .text = Ligue o JavaScript deste navegador e tente de novo, ou entre com a senha e um código.
passkeys-too-many = Há chaves de acesso demais
    .text = Remova as que não usa mais e tente de novo.
passkey = Chave de acesso
passkey-name = Nome da chave
    .help = Para reconhecer depois, como Celular ou Notebook do escritório.
passkey-since = Criada em
passkey-used = Usada por último
passkey-add = Criar chave de acesso
passkey-added = Chave de acesso criada.
passkey-remove = Remover chave de acesso
    .text = A chave deixa de entrar nesta conta. Apague-a também no aparelho.
passkey-removed = Chave de acesso removida.
passkey-sign-in = Entrar com uma chave de acesso
passkey-asking = Confirme no seu aparelho.
passkey-missing = Este navegador não conhece chaves de acesso. Use outro, ou entre com a senha.
passkey-stopped = O aparelho não confirmou. Tente de novo.
passkey-away = O Orion não respondeu. Tente de novo.
passkey-over = O pedido ao aparelho não vale mais
    .text = Ele vale por cinco minutos e uma vez. Tente de novo.
passkey-refused = A chave de acesso não foi aceita
    .text = Ela não é conhecida aqui ou foi removida. Entre com a senha, ou use outra chave.
passkey-known = Esta chave já é usada em uma conta
    .text = Crie outra no aparelho.
passkey-confirm = Confirmar com a chave de acesso
    .text = Mudanças na conta pedem um código. Confirmando com a chave de acesso, ele não é preciso.
passkey-confirmed = Confirmado com a chave de acesso
confirmed-text = Vale para uma mudança na conta, por cinco minutos.
