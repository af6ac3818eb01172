### How people prove who they are: the second factor, and what they are told of their account.

## The second factor, on the page of the account and its own

second-factor = Verificación en dos pasos
    .text = Además de la contraseña, entrar pide un código de la aplicación de su teléfono o una clave de acceso. Quien descubra la contraseña no entra.
is-on = activada
is-off = desactivada
set-up = Configurar
manage = Gestionar
# What the person has, beside the badge.
has-app = aplicación de códigos
has-keys = { $count ->
    [0] ninguna clave de acceso
    [one] una clave de acceso
   *[other] { NUMBER($count) } claves de acceso
}
password = Su contraseña
    .wrong = Esta no es su contraseña. Escríbala de nuevo.
begin = Activar la verificación
    .text = Necesita una aplicación de códigos en el teléfono, como Google Authenticator, Microsoft Authenticator o 1Password.
    .others = Al activarla, los demás dispositivos salen de su cuenta.
begin-button = Empezar
scan = Lea el código con la aplicación
    .text = En la aplicación, añada una cuenta y apunte la cámara a la imagen. Sin cámara, escriba la clave. Esto vale 30 minutos, solo en este navegador.
qr = Código QR con la clave de su cuenta
secret = Clave
code = Código de la aplicación
    .help = Los seis números que la aplicación muestra ahora.
    .wrong = El código no coincide. Compruebe que el reloj del teléfono sea correcto y escriba el código que aparece ahora.
    .format = Escriba los seis números de la aplicación.
confirm = Activar
on-since = Activada desde
codes-left = { $count ->
    [0] No queda ningún código.
    [one] Queda un código sin usar.
   *[other] Quedan { NUMBER($count) } códigos sin usar.
}
codes = Códigos de recuperación
    .text = Guarde estos códigos fuera del teléfono. Cada uno entra una vez en lugar de la aplicación, si la pierde. No se muestran de nuevo.
download = Descargar códigos
file-name = orion-codigos-de-recuperacion
switched-on = Verificación en dos pasos activada. Los demás dispositivos salieron de su cuenta.
# Beside a passkey that was there before.
app-added = Aplicación de códigos activada. Los códigos de recuperación que usted tiene siguen valiendo.
renew = Crear códigos nuevos
    .text = Los códigos anteriores dejan de valer.
renewed = Códigos nuevos creados. Los anteriores ya no valen.
switch-off = Desactivar la verificación
    .text = Entrar deja de pedir códigos de la aplicación. Para cambiar de teléfono, desactívela y actívela de nuevo.
switched-off = Verificación en dos pasos desactivada.
already-on = La verificación ya está activada
    .text = Para usar otro teléfono, desactívela y actívela de nuevo.
took-too-long = Esta configuración ya no vale
    .text = Pasaron 30 minutos, o se empezó en otro navegador. Empiece de nuevo.

## Signing in

second-step = Confirme que es usted
    .context = Falta el segundo paso para entrar con { $email }.
second-code = Código de la aplicación o de recuperación
    .help = Los seis números de la aplicación, o uno de los códigos que guardó.
    .wrong = El código no coincide o ya se usó. Escriba el que la aplicación muestra ahora.
    .format = Escriba los seis números de la aplicación, o los dieciséis signos de un código de recuperación.
# Of who has passkeys and no app.
recovery-code = Código de recuperación
    .help = Uno de los códigos que guardó. Con la clave de acceso, confirme arriba.
second-confirm = Confirmar
lost = ¿Sin la aplicación y sin códigos de recuperación? Hable con quien administra la instalación de Orion.
start-over = Entrar con otra cuenta

## Asked for by a company

needed = { $company } pide la verificación en dos pasos
    .text = Propietarios y administradores trabajan en esta empresa después de activarla. Los datos y las sincronizaciones siguen con normalidad.
needed-title = Falta la verificación en dos pasos
    .what = La empresa pide que propietarios y administradores la activen.
    .meaning = Nada cambió. Active la verificación en su cuenta y vuelva.
    .press = Configurar ahora
require = Verificación en dos pasos
    .text = Exija un código además de la contraseña a propietarios y administradores. Quien aún no lo tiene debe configurarlo antes de seguir.
require-on = Exigirla a propietarios y administradores
require-off = Dejar de exigirla
required = La verificación en dos pasos ahora se exige a propietarios y administradores.
required-no-more = La verificación en dos pasos ya no se exige.
without = { $count ->
    [0] Todos los propietarios y administradores la tienen.
    [one] Una persona aún no la tiene.
   *[other] { NUMBER($count) } personas aún no la tienen.
}
own-first = Active antes su verificación en dos pasos
    .text = Quien la exige a los demás debe tenerla en su propia cuenta.
factor-column = Dos pasos
has = sí
has-not = no

## E-mails

notice-subject = { $code ->
    [google_linked] Cuenta de Google vinculada
    [second_factor_on] Verificación en dos pasos activada
    [second_factor_off] Verificación en dos pasos desactivada
    [second_factor_cleared] Verificación en dos pasos desactivada por quien administra Orion
    [recovery_codes_renewed] Códigos de recuperación nuevos
    [password_changed] Se cambió su contraseña
    [passkey_added] Clave de acceso creada
    [passkey_removed] Clave de acceso eliminada
   *[recovery_code_used] Se usó un código de recuperación
}
notice-line = { $code ->
    [google_linked] Se vinculó una cuenta de Google a su cuenta de Orion. Quien entra en ella entra también en Orion.
    [second_factor_on] Se activó la verificación en dos pasos de su cuenta de Orion. Entrar ahora pide también un código de la aplicación. Los demás dispositivos salieron de la cuenta.
    [second_factor_off] Se desactivó la verificación en dos pasos de su cuenta de Orion. Entrar ya no pide el código de la aplicación.
    [second_factor_cleared] Quien administra la instalación de Orion desactivó la verificación en dos pasos de su cuenta, con las claves de acceso. Todos los dispositivos salieron. Entre con la contraseña y active la verificación de nuevo.
    [recovery_codes_renewed] Se crearon códigos de recuperación nuevos para su cuenta de Orion. Los anteriores ya no valen.
    [password_changed] La contraseña de su cuenta en Orion se cambió en la página de la cuenta. Los demás dispositivos salieron de la cuenta.
    [passkey_added] Se creó una clave de acceso para su cuenta de Orion. Con ella se entra sin contraseña.
    [passkey_removed] Se eliminó una clave de acceso de su cuenta de Orion. Ya no entra.
   *[recovery_code_used] Se usó un código de recuperación de su cuenta de Orion en lugar de la aplicación. Ya no vale.
}
mail-codes-left = { $count ->
    [0] No queda ningún código. Cree códigos nuevos.
    [one] Queda un código.
   *[other] Quedan { NUMBER($count) } códigos.
}
notice-button = Ver la seguridad de la cuenta
notice-not-you = Si no fue usted, cambie la contraseña ahora y cierre los demás dispositivos en la página de la cuenta.
cleared-not-you = Si usted no lo pidió, hable ahora con quien administra la empresa o la instalación de Orion.
disown-line = Si fue usted, no tiene que hacer nada. Si no lo fue, quien lo hizo sabe su contraseña: quítele el acceso ahora, sin necesidad de entrar.
disown-button = No fui yo
disown-until = El enlace vale { $days ->
    [one] un día
   *[other] { NUMBER($days) } días
} y una vez.
disown-nothing = Abrir el enlace todavía no cambia nada: la página pregunta antes.

## What the link leads to by which somebody says that a second factor is not theirs

disown = ¿No fue usted?
    .text = El { $at } la cuenta { $email } recibió otra forma de entrar. Si no fue usted, quien lo hizo sabe su contraseña.
disown-what = Lo que se activó en ese momento, y lo que vino después, sale de la cuenta. Todos los dispositivos salen, la contraseña actual deja de valer y un enlace para crear otra va a { $email }.
disown-confirm = No fui yo, proteger la cuenta
disown-mine = ¿Fue usted? Cierre esta página: nada cambia.
disowned = Cuenta protegida. Un enlace para crear otra contraseña va camino de su correo.
disown-over = Este enlace ya no vale
    .text = Ya se usó o pasó el plazo. Si no fue usted, cree otra contraseña y hable con quien administra la instalación de Orion.

## Another address to sign in with

email = Correo
    .text = Entra con { $email }. Para cambiarlo, las dos direcciones deben estar de acuerdo. Después del cambio, los demás dispositivos salen de su cuenta.
new-email = Nuevo correo
    .help = Recibe un enlace, y su correo actual también.
change-email = Cambiar correo
email-taken = Ya existe una cuenta con este correo. Use otro.
email-asked = Enlaces enviados a { $email } y a su correo actual.
email-sent-again = Enlaces enviados de nuevo.
email-cancelled = Cambio de correo cancelado.
email-waiting = El cambio a { $email } espera la confirmación de las dos direcciones.
agreed = confirmado
not-agreed = esperando
change-until = Vale hasta
email-again = Enviar enlaces de nuevo
email-cancel = Cancelar el cambio

email-change = Cambio de correo
email-text-new = La cuenta con { $old } quiere entrar con { $new }. Confirme que esta dirección es suya. Hecho el cambio, solo sigue en la cuenta el dispositivo en el que se pidió.
email-text-old = Su cuenta con { $old } quiere entrar con { $new }. Si lo pidió usted, acepte. Hecho el cambio, solo sigue en la cuenta el dispositivo en el que se pidió.
email-sign-in = Entre con { $old } para confirmar: solo quien tiene la cuenta puede decir que esta dirección es suya.
email-mine = Esta dirección es mía
email-agree = Aceptar el cambio
email-refuse = No fui yo
email-agreed = Confirmado
email-other = Falta la confirmación por el enlace enviado a { $other }.
email-changed = Correo cambiado. Entre con { $email } desde ahora.
email-refused = Cambio cancelado: el correo sigue siendo el mismo. Quien lo pidió tiene acceso a su cuenta, así que cree otra contraseña ahora.
email-over = Este enlace ya no vale
    .text = El cambio ya se hizo, se canceló o pasaron 24 horas. En la página de la cuenta puede pedir otro.
email-has-account = Esta dirección ya tiene una cuenta
    .text = El cambio se canceló, porque alguien creó una cuenta con ella. Su correo sigue siendo el mismo.

mail-new-subject = Confirme su nuevo correo
mail-new-line = La cuenta de Orion con { $old } quiere entrar con esta dirección. Confirme que es suya.
mail-new-button = Confirmar
mail-old-subject = Petición para cambiar el correo de su cuenta
mail-old-line = Alguien que entró en su cuenta de Orion pidió que entre con { $new }. Acepte o rechace.
mail-old-button = Ver la petición
mail-change-until = Vale 24 horas. Sin la confirmación de las dos direcciones nada cambia.
mail-new-not-you = Si no conoce la cuenta, ignore este correo: no pasa nada.
mail-old-not-you = Si no fue usted, abra el enlace, rechace y cree otra contraseña.
email-changed-subject = Se cambió el correo de su cuenta
email-changed-line = Su cuenta de Orion ahora entra con { $email }. Los demás dispositivos salieron de la cuenta.
email-changed-not-you = Si no fue usted, hable ahora con quien administra la empresa o la instalación de Orion.

## Passkeys

passkeys = Claves de acceso
    .text = Una clave guardada en el teléfono, el ordenador o una llave de seguridad entra con dedo, rostro o PIN, sin contraseña. Vale por los dos pasos.
    .others = Al crear la primera, los demás dispositivos salen de su cuenta.
passkeys-need-name = Las claves de acceso necesitan un nombre
    .text = Valen para una dirección con nombre y https. Quien administra la instalación define ORION_PUBLIC_URL.
passkeys-need-script = Las claves de acceso necesitan JavaScript
    .text = Active JavaScript en este navegador e inténtelo de nuevo, o entre con la contraseña y un código.
passkeys-too-many = Hay demasiadas claves de acceso
    .text = Elimine las que ya no usa e inténtelo de nuevo.
passkey = Clave de acceso
passkey-name = Nombre de la clave
    .help = Para reconocerla después, como Teléfono o Portátil de la oficina.
passkey-since = Creada el
passkey-used = Último uso
passkey-add = Crear clave de acceso
passkey-added = Clave de acceso creada.
passkey-remove = Eliminar clave de acceso
    .text = La clave deja de entrar en esta cuenta. Bórrela también en el dispositivo.
passkey-removed = Clave de acceso eliminada.
passkey-sign-in = Entrar con una clave de acceso
passkey-asking = Confirme en su dispositivo.
passkey-missing = Este navegador no conoce claves de acceso. Use otro, o entre con la contraseña.
passkey-stopped = El dispositivo no confirmó. Inténtelo de nuevo.
passkey-away = Orion no respondió. Inténtelo de nuevo.
passkey-over = La petición al dispositivo ya no vale
    .text = Vale cinco minutos y una vez. Inténtelo de nuevo.
passkey-refused = La clave de acceso no se aceptó
    .text = No se conoce aquí o se eliminó. Entre con la contraseña, o use otra clave.
passkey-known = Esta clave ya se usa en una cuenta
    .text = Cree otra en el dispositivo.
passkey-confirm = Confirmar con la clave de acceso
    .text = Los cambios en la cuenta piden un código. Si confirma con la clave de acceso, no hace falta.
passkey-confirmed = Confirmado con la clave de acceso
confirmed-text = Vale para un cambio en la cuenta, durante cinco minutos.
