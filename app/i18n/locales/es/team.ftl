### Members, invitations, the companies of a person, and e-mails about accounts.

## The page of the team

title = Equipo
    .context = Quién entra en la consola de esta empresa y qué puede hacer
members = Personas
person-column = Persona
role-column = Rol
joined-column = Desde
seen-column = Última vez
# A heading and the value under it, where there is no room for a table.
told = { $label }: { $value }
actions-column = Acciones
never-seen = nunca
you = usted
role = { $code ->
    [owner] Propietario
    [admin] Administrador
    [operator] Operador
   *[viewer] Lector
}
invitations = Invitaciones abiertas
invited-by = Invitado por { $name }
expires = Vale hasta el { $when }
expired = Venció el { $when }
mail-waiting = Correo en camino
mail-sent = Correo enviado { $when }
# What the server said.
mail-failed = El correo no salió: { $problem }
# Where the e-mails are put in an installation without a server.
mail-folder = Sin servidor de correo configurado, los correos quedan como archivos en DATA_DIR/mail.
send-again = Enviar de nuevo
revoke = Cancelar invitación
invite = Invitar
    .text = La persona recibe un enlace por correo, válido 7 días. Quien aún no tiene cuenta la crea al aceptar.
# Of people and open invitations, where there is no place for one more.
no-place = Plazas del equipo: { $used } en uso, { $limit } en el plan
    .text = Nadie pierde el acceso. Para invitar a alguien más, quite a una persona, cancele una invitación o use un plan mayor.
email = Correo electrónico
invite-role = Rol
    .help = Lo que puede cada rol está en la tabla de abajo.
invited = Invitación enviada a { $email }.
sent-again = Invitación enviada de nuevo. Vale 7 días más.
revoked = Invitación cancelada. El enlace ya no vale.
member-already = Esta persona ya está en el equipo.
too-many = Hay demasiadas invitaciones abiertas
    .text = Cancele las que ya no valen e invite de nuevo.

## Roles

roles = Qué puede cada rol
permission-column = Permiso
allowed = sí
not-allowed = no
permission = { $code ->
    [view] Ver ventas, clientes, productos y sincronizaciones
    [export] Descargar datos en archivos
    [run_sync] Iniciar, cancelar y repetir sincronizaciones
    [fulfil_orders] Cancelar, enviar y facturar pedidos en los canales
    [edit_catalog] Editar productos y comprobar hojas
    [manage_connections] Conectar, cambiar y desconectar canales
    [manage_organisation] Cambiar los datos de la empresa
    [view_history] Ver el historial
    [manage_team] Invitar personas y cambiar roles
    [hand_over] Ceder la propiedad
   *[manage_billing] Elegir el plan, pagar y ver facturas
}

## A member

member-context = { $email } · { $role }
change-role = Cambiar rol
change-role-help = Lo que puede cada rol está en la tabla de la página del equipo.
role-changed = Rol cambiado. Ya vale en la próxima página que la persona abra.
hand-over = Ceder la propiedad
    .text = { $name } pasa a ser propietario y usted, administrador. Después solo un propietario puede devolverla.
    .payment = La tarjeta y la dirección de las facturas siguen siendo las de usted hasta que { $name } las cambie en Suscripción, con Cambiar la tarjeta y Abrir los datos de cobro.
handed-over = Propiedad cedida.
remove = Quitar del equipo
    .text = { $name } sale de la empresa de inmediato. Sus sesiones aquí terminan; lo que hizo queda en el historial.
remove-question = ¿Quitar a { $name } del equipo?
removed = Persona quitada del equipo. Ya no entra en esta empresa.
removed-from = Usted ya no forma parte de { $company }
    .here = Alguien que administra el equipo le quitó el acceso. Lo que envió después no se guardó. Ahora está en { $now }.
    .out = Alguien que administra el equipo le quitó el acceso. Lo que envió después no se guardó. Si fue un error, pida una invitación nueva. Para tener una empresa propia, use Crear cuenta con su correo y su contraseña.
last-owner = La empresa quedaría sin propietario
    .text = Toda empresa tiene al menos un propietario, y usted es el único. Ceda antes la propiedad a otra persona.
heirs = Elija quién pasa a ser propietario. Después, vuelva aquí para salir.
heirs-none = Usted es la única persona de la empresa. Invite a alguien; cuando acepte, cédale la propiedad y vuelva aquí para salir.
heirs-locked = Ceder la propiedad pide antes la verificación en dos pasos.
own-role = Nadie se quita a sí mismo del equipo
    .text = No se cambió nada. Para salir, use “{ leave }”.
above-you = Solo un propietario cambia el rol de un propietario.
    .text = Hable con quien es propietario de la empresa.
    .refused = Esta persona es propietaria ahora, y no se cambió nada.
leave = Salir de esta empresa
    .text = Dejará de ver { $company }. Para volver, alguien tiene que invitarle de nuevo.
left = Ha salido de { $company }.

## The companies of a person

companies = Sus empresas
    .context = Elija en cuál trabajar con este navegador
switch = Cambiar de empresa
enter = Cambiar a esta
here = Está aquí
entered = Está en { $company }.
found = Crear otra empresa
    .text = Empieza vacía y es suya. Una empresa no ve los datos de la otra.

## An invitation

invitation = Invitación a { $company }
    .text = { $name } le ha invitado como { $role }.
invitation-expired = Esta invitación ha vencido
    .text = Pida a { $name } que la envíe de nuevo.
invitation-revoked = Esta invitación fue cancelada
    .text = Si fue un error, hable con { $name }.
invitation-accepted = Esta invitación ya fue aceptada
    .text = Entre con { $email }.
    .own = Usted ya forma parte de { $company }.
    .left = Usted la aceptó, pero ya no forma parte de { $company }. Pida otra a { $name }.
    .other = Se aceptó con { $email }, y esta sesión es de { $own }. Para abrir la empresa de la invitación, salga y entre con { $email }.
go-to-company = Ir a { $company }
invitation-other = Esta invitación es para { $email }
    .text = Esta sesión es de { $own }. Salga y abra el enlace de nuevo.
invitation-sign-in = Ya tiene una cuenta con { $email }. Confirme con su contraseña.
invitation-unknown = Esta invitación ya no existe
    .text = El enlace puede estar incompleto. Ábralo de nuevo desde el correo o pida otra invitación.
invitation-over = Esta invitación ya no vale
    .text = Se canceló, venció o ya fue aceptada. Pida otra a quien le invitó.
other-company = Esta página era de otra empresa
    .text = Cambió de empresa en otra pestaña y no se modificó nada. Compruebe en qué empresa está e inténtelo de nuevo.
other-person = Esta página era de otra persona
    .text = Esa persona salió y usted entró después en este navegador. No se modificó nada. Revise la página e inténtelo de nuevo.
no-company = Esta cuenta no pertenece a ninguna empresa
    .text = Pida a alguien de la empresa una nueva invitación y abra el enlace que llega por correo. Para abrir una empresa propia, use Crear cuenta con este mismo correo y su contraseña. Si entra con Google o con una clave de acceso y no tiene contraseña, cree antes una en ¿Olvidó la contraseña?
accept = Aceptar la invitación
accepted = Le damos la bienvenida a { $company }.
join = Crear cuenta y entrar
join-context = Cree su cuenta con { $email }.

## A forgotten password

forgot = ¿Olvidó la contraseña?
forgot-title = Nueva contraseña
    .context = Escriba el correo de su cuenta. Recibirá un enlace para crear otra contraseña.
forgot-send = Enviar enlace
forgot-sent = Si hay una cuenta con este correo, el enlace está en camino. Vale una hora.
reset-context = Para la cuenta { $email }. Se cerrará la sesión en los dispositivos en los que entró.
reset-save = Guardar nueva contraseña
reset-others = Además de la contraseña, siguen abriendo esta cuenta:
reset-keys = ¿No reconoce una clave de acceso? Entre con la nueva contraseña y quítela en Cuenta, en la verificación en dos pasos.
reset-unlink = Desvincular también la cuenta de Google
    .help = Deja de entrar aquí. Desmárquelo solo si es suya.
# Of an account whose address nobody had proven.
reset-clears = Hasta ahora nadie ha confirmado que lee este correo. Por seguridad, al guardar la nueva contraseña se quita todo lo demás que abre la cuenta, y la verificación en dos pasos; vuelva a activar lo que sea suyo.
# What opens an account besides the password.
way-google = cuenta de Google { $email }
way-passkey = clave de acceso «{ $name }»
reset-done = Nueva contraseña guardada. Entre con ella.
reset-done-cleared = Nueva contraseña guardada. Se quitó todo lo demás que abría la cuenta: vuelva a activar lo que sea suyo.
reset-unknown = Este enlace ya no vale
    .text = Vale una hora y una sola vez. Pida otro.
reset-again = Pedir otro enlace

## E-mails

greeting = Hola, { $name }:
greeting-nobody = Hola:
invitation-subject = { $name } le ha invitado a { $company }
invitation-line = { $name } le ha invitado a trabajar en { $company } en Orion, como { $role }.
invitation-button = Aceptar la invitación
# With the name of its zone.
invitation-until = La invitación vale hasta el { $when }.
invitation-not-known = Si no conoce a quien le invitó, ignore este correo: no pasa nada.
reset-subject = Cree una nueva contraseña
reset-line = Alguien pidió una nueva contraseña para su cuenta en Orion.
reset-button = Crear nueva contraseña
reset-until = El enlace vale una hora y una sola vez.
reset-not-asked = Si no fue usted, ignore este correo: su contraseña sigue igual.
was-reset-subject = Su contraseña fue cambiada
was-reset-line = La contraseña de su cuenta en Orion fue cambiada con un enlace enviado a este correo. Se cerró la sesión en los dispositivos en los que había entrado.
was-reset-others = Además de la contraseña, siguen abriendo su cuenta: { $ways }.
was-reset-remove = ¿No reconoce alguna? Entre con la nueva contraseña y quítela. Si entrar pide un segundo paso que usted no tiene, hable con quien administra la instalación de Orion.
was-reset-button = Ver qué abre la cuenta
was-reset-not-you = Si no fue usted, pida una nueva contraseña en la página de entrada y averigüe quién más lee este correo.
ownership-received = La propiedad de { $company } pasó a usted
    .line = El { $when }, { $name } le cedió la propiedad de { $company }. Desde ahora usted también elige el plan y se ocupa del pago.
    .plan = La empresa usa el plan { $plan }.
    .payment = La tarjeta y la dirección de las facturas siguen siendo las de { $name }. Para cambiarlas, abra Suscripción y use Cambiar la tarjeta y Abrir los datos de cobro.
ownership-given = Usted cedió la propiedad de { $company }
    .line = El { $when } usted cedió la propiedad de { $company } a { $name }. Su rol en la empresa ahora es { $role }, y solo un propietario puede cambiarlo.
    .payment = La tarjeta y la dirección de las facturas siguen siendo las de usted hasta que { $name } las cambie en Suscripción.
    .not-you = Si no fue usted, cree una nueva contraseña y hable con { $name } o con quien administra esta instalación.
    .why = Recibe este e-mail porque era propietario de { $company }.
ownership-button = Ver el equipo
