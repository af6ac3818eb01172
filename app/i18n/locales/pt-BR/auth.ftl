### Sign-in, sign-up and the account menu.

## Sign-in

# Title of the page and its button.
sign-in = Entrar
    .context = Entre no console da sua empresa.

email = E-mail
password = Senha
wrong-credentials = O e-mail e a senha não conferem. Confira os dois e tente de novo.
# The variable wait is a length of time such as `5 min`.
throttled = Muitas tentativas em pouco tempo. Por segurança, entre de novo em { $wait }.
session-ended = Sua sessão terminou
    .text = Entre de novo para continuar.
    .page = Sua sessão terminou. Se você digitou algo nesta página, salve para guardá-lo e entre de novo; sair sem salvar perde o que foi digitado.
    .kept = O que você digitou está guardado: entre de novo para conferir e salvar.
    .undone = Ela terminou antes disso e nada foi salvo. Entre de novo e repita.
# Above a form that comes back after signing in again.
typed-not-saved = Isto ainda não foi salvo
    .text = Sua sessão tinha terminado. Confira o que você digitou e salve de novo. Senhas e chaves não são guardadas.
no-account = Ainda não tem conta?
demo-hint = Empresa de demonstração
    .text = { $email }, senha { $password }

## Sign-up

# Title of the page and its button.
sign-up = Criar conta
    .context = A conta começa com uma empresa. Depois você conecta as lojas e vê os pedidos como vendas.

company-name = Nome da empresa
    .help = Aparece no console e nas exportações. Dá para mudar depois.

your-name = Seu nome
work-email = Seu e-mail
    .help = Você entra com ele.

new-password = Senha
    .help = Pelo menos { NUMBER($min) } caracteres. Uma frase de algumas palavras é fácil de lembrar.

email-taken = Já existe uma conta com este e-mail. Entre com ela ou use outro e-mail.
email-format = Escreva o e-mail completo, como nome@empresa.com.
have-account = Já tem conta?

## Account menu

account = Conta
signed-in-as = Sessão de { $email }
sign-out = Sair
signed-out = Você saiu da sua conta.
language-help = Vale para a sua conta em todos os aparelhos.

## Change of password

change-password = Trocar senha
    .text = Depois da troca, os outros aparelhos em que você entrou pedem a senha nova.

current-password = Senha atual
    .wrong = Esta não é a sua senha atual. Digite de novo.

another-password = Nova senha
password-changed = Senha trocada. Os outros aparelhos saíram da sua conta.

## Devices

devices = Aparelhos
    .text = Onde a sua conta está aberta. Não reconhece algum? Saia dele e troque a senha.
device-column = Aparelho
device-seen = Visto por último
device-here = este aparelho
# A program and a system, such as Firefox and Windows.
device = { $browser } em { $system }
device-unknown = Aparelho desconhecido
# When its session began, and under the name of the device: the address that it was seen from last, and the company that it looks at.
device-since = entrou em { $when }
device-address = endereço { $ip }
device-company = empresa { $company }
sign-out-device = Sair
sign-out-others = Sair de todos os outros
device-signed-out = O aparelho saiu da sua conta.
devices-signed-out = { $count ->
    [0] Não havia outros aparelhos.
    [one] Um aparelho saiu da sua conta.
   *[other] { NUMBER($count) } aparelhos saíram da sua conta.
}
