### Signing in with Google: the button, the way back, and the account's own panel.

# Title of the panel and of the pages on the way.
title = Entrar con Google
    .context = Entre con su cuenta de Google, sin escribir la contraseña de Orion. La verificación en dos pasos de Orion sigue vigente.
button = Continuar con Google

## Who is not known here yet

prove = Confirme que la cuenta es suya
    .context = Ya existe una cuenta con { $email }. Escriba su contraseña una vez; después entrará con Google.
    .button = Entrar y vincular
sign-up-context = Entra con Google, como { $email }. La cuenta empieza con una empresa.
join-context = Entra con Google, como { $email }.
has-account = Ya existe una cuenta con este correo
    .text = Empiece de nuevo por «Continuar con Google» y confirme con la contraseña de esa cuenta.

## What went wrong

unknown = Este acceso con Google ya no vale
    .text = Pasaron diez minutos, ya se usó o empezó en otro navegador. No se cambió nada. Empiece de nuevo.
denied = No se autorizó a Google
    .text = Volvió sin elegir una cuenta. No se cambió nada. Inténtelo de nuevo o entre con la contraseña.
failed = Google no respondió como se esperaba
    .text = No se cambió nada. Inténtelo de nuevo en unos minutos o entre con la contraseña.
unverified = El correo de esta cuenta de Google no está verificado
    .text = Verifique el correo en su cuenta de Google e inténtelo de nuevo, o cree la cuenta con correo y contraseña.
other-address = La invitación es para otro correo
    .text = Eligió { $chosen }, y la invitación es para { $invited }. Abra la invitación de nuevo y elija la cuenta de ese correo, o acepte con correo y contraseña.
of-other = Otra persona ya usa esta cuenta de Google
    .text = Ya entra en otra cuenta de Orion. Elija otra cuenta de Google.
not-theirs = Esta no es su cuenta de Google
    .text = Usted entra en Orion con otra cuenta de Google. No se cambió nada. Inténtelo de nuevo y elija esa cuenta.
has-other = Ya entra con otra cuenta de Google
    .text = Desvincule la cuenta actual antes de vincular otra.

## The panel of the account

account = Cuenta de Google
last-used = Usada por última vez
link = Vincular cuenta de Google
linked = Cuenta de Google vinculada. Ya puede entrar con ella.
unlink = Desvincular
    .needs-password = Para desvincularla, cree antes una contraseña: sin ella ya no podría entrar.
    .others = Al desvincularla, los otros dispositivos salen de su cuenta.
unlinked = Cuenta de Google desvinculada. Entra con la contraseña.
make-password = Contraseña
    .text = Entra con Google y todavía no tiene contraseña. Con una contraseña también entra sin Google y confirma cambios en la cuenta.
    .lost = Su cuenta no tiene contraseña. Con una también entra sin Google ni clave de acceso y confirma cambios en la cuenta.
    .button = Crear contraseña por correo
no-password = Su cuenta todavía no tiene contraseña
    .text = Confirme con Google en la página de la cuenta, o cree allí una contraseña, en «Contraseña», y vuelva.
confirm = Confirmar con Google
    .text = Su cuenta no tiene contraseña. Antes de cambiar algo, confirme con Google que es usted: vale para un cambio, durante cinco minutos.
    .first = Confirme antes con Google, al inicio de esta página.
confirmed = Confirmado con Google
password-first = Su cuenta no tiene contraseña para confirmar cambios. Cree antes una por correo, en la página de la cuenta, en «Contraseña».
make-password-go = Ir a la cuenta

## E-mails

unlinked-subject = Cuenta de Google desvinculada
unlinked-line = Se desvinculó la cuenta de Google de su cuenta de Orion. Entrar pide la contraseña. Los otros dispositivos salieron de la cuenta.
unlinked-button = Ver la cuenta
unlinked-not-you = Si no fue usted, cambie la contraseña ahora y cierre sesión en los otros dispositivos en la página de la cuenta.
