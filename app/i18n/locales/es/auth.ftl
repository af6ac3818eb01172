### Sign-in, sign-up and the account menu.

## Sign-in

sign-in = Iniciar sesión
    .context = Acceda a la consola de su empresa.

email = Correo electrónico
password = Contraseña
wrong-credentials = El correo y la contraseña no coinciden. Revise ambos e intente de nuevo.
throttled = Muchos intentos en poco tiempo. Por seguridad, inicie sesión de nuevo en { $wait }.
session-ended = Su sesión terminó
    .text = Inicie sesión de nuevo para continuar.
    .page = Su sesión terminó. Si escribió algo en esta página, guárdelo para conservarlo e inicie sesión de nuevo; si sale sin guardar, se pierde.
    .kept = Lo que escribió está a salvo: inicie sesión de nuevo para revisarlo y guardarlo.
    .undone = Terminó antes de eso y no se guardó nada. Inicie sesión de nuevo y repítalo.
# Above a form that comes back after signing in again.
typed-not-saved = Esto aún no se guardó
    .text = Su sesión había terminado. Revise lo que escribió y guárdelo de nuevo. Las contraseñas y claves no se conservan.
no-account = ¿Todavía no tiene cuenta?
demo-hint = Empresa de demostración
    .text = { $email }, contraseña { $password }

## Sign-up

sign-up = Crear cuenta
    .context = La cuenta empieza con una empresa. Después usted conecta las tiendas y ve los pedidos como ventas.

company-name = Nombre de la empresa
    .help = Aparece en la consola y en las exportaciones. Se puede cambiar después.

your-name = Su nombre
work-email = Su correo electrónico
    .help = Con él iniciará sesión.

new-password = Contraseña
    .help = Al menos { NUMBER($min) } caracteres. Una frase de algunas palabras es fácil de recordar.

email-taken = Ya existe una cuenta con este correo. Inicie sesión con ella o use otro correo.
email-format = Escriba el correo completo, como nombre@empresa.com.
have-account = ¿Ya tiene cuenta?

## Account menu

account = Cuenta
signed-in-as = Sesión de { $email }
sign-out = Cerrar sesión
signed-out = Su sesión está cerrada.
language-help = Vale para su cuenta en todos los dispositivos.

## Change of password

change-password = Cambiar contraseña
    .text = Después del cambio, los otros dispositivos con su sesión piden la contraseña nueva.

current-password = Contraseña actual
    .wrong = Esta no es su contraseña actual. Escríbala de nuevo.

another-password = Contraseña nueva
password-changed = Contraseña cambiada. Las sesiones en otros dispositivos terminaron.

## Devices

devices = Dispositivos
    .text = Dónde está abierta su cuenta. ¿No reconoce alguno? Cierre su sesión y cambie la contraseña.
device-column = Dispositivo
device-seen = Última vez
device-here = este dispositivo
# A program and a system, such as Firefox and Windows.
device = { $browser } en { $system }
device-unknown = Dispositivo desconocido
device-since = entró el { $when }
device-address = dirección { $ip }
device-company = empresa { $company }
sign-out-device = Cerrar sesión
sign-out-others = Cerrar todas las demás
device-signed-out = Se cerró la sesión en el dispositivo.
devices-signed-out = { $count ->
    [0] No había otros dispositivos.
    [one] Se cerró la sesión en un dispositivo.
   *[other] Se cerró la sesión en { NUMBER($count) } dispositivos.
}
