### Alerts: what Orion tells by itself.

## What is wrong

api-down = { $name } no responde
api-down-text = { $class ->
    [timeout] Las últimas { NUMBER($count) } llamadas quedaron sin respuesta a tiempo, desde { $since }. Orion sigue intentando, y los pedidos entran en cuanto la plataforma vuelva.
    [server] Las últimas { NUMBER($count) } llamadas encontraron la plataforma con fallas o caída, desde { $since }. Orion sigue intentando, y los pedidos entran en cuanto vuelva.
   *[protocol] Las últimas { NUMBER($count) } llamadas recibieron una respuesta que no se pudo leer, desde { $since }. Orion sigue intentando, y los pedidos entran en cuanto la plataforma se normalice.
}
slow = { $name } responde despacio
slow-text = De las llamadas de las últimas dos horas, una de cada veinte tardó más de { $time }. Los pedidos entran, solo que más tarde.
limited = { $name } rechaza llamadas por exceso
limited-text = { NUMBER($refused) } de { NUMBER($calls) } llamadas de las últimas dos horas superaron el límite de la plataforma. Orion espera y repite, y los pedidos entran más despacio. Otro sistema conectado a la misma cuenta puede estar usando el límite.
near-limit = { $name } está cerca del límite de llamadas
near-limit-text = En la última hora completa hubo { NUMBER($calls) } llamadas, de { NUMBER($most) } que la plataforma acepta. Por encima de eso, los pedidos entran más despacio.
refused = { $name } debe reautorizarse
refused-text = La plataforma rechaza el acceso desde { $since }. Los pedidos esperan en el canal y entran después de reautorizar.
expiring = { $what ->
    [consent] La autorización de { $name } vence el { $when }
    [token] La clave de acceso de { $name } vence el { $when }
   *[api_version] La versión { $about } de la API de { $name } vale hasta el { $when }
}
expiring-text = { $what ->
    [over] Ya pasó: los pedidos pueden haber dejado de entrar. Resuélvalo ahora.
    [api_version] Actualice Orion antes de esa fecha, o los pedidos dejan de entrar.
   *[other] Autorice de nuevo antes de esa fecha, o los pedidos dejan de entrar.
}
scopes = Faltan permisos a { $name }
scopes-text = No concedidos: { $missing }. Autorice de nuevo y acepte todos los permisos.
subscription = El registro de avisos de { $name } no se confirma
subscription-text = Revisado por última vez { $since }. La plataforma puede apagar los avisos; si ocurre, los pedidos entran por la sincronización, más tarde de lo habitual.
events-stopped = Los avisos de { $name } dejaron de llegar
events-stopped-text = { $count ->
    [one] El último llegó { $since }, y { $count } venta vino después sin aviso. Entra por la sincronización, más tarde de lo habitual.
   *[other] El último llegó { $since }, y { $count } ventas vinieron después sin aviso. Entran por la sincronización, más tarde de lo habitual.
}
sales-stopped = { $name } dejó de vender
sales-stopped-text = La última venta es de { $since }. Al ritmo de esta tienda ya habrían llegado unas { NUMBER($count) }. La plataforma responde y no muestra ninguna: revise si la tienda, el pago y los anuncios están activos.
gap = Faltan pedidos de { $name }
gap-text = { $count ->
    [one] { $count } pedido que el canal tiene no llegó, de { $since }. Orion lo intenta de nuevo en cada comprobación.
   *[other] { $count } pedidos que el canal tiene no llegaron, el primero de { $since }. Orion lo intenta de nuevo en cada comprobación.
}
failing = { $name } no sincroniza
failing-text = Las sincronizaciones fallan desde { $since }, y la plataforma responde. Abra la integración: dice el motivo y qué hacer.
unchecked = La comprobación de { $name } no termina
unchecked-text = La última completa fue { $since }. Mientras tanto no se sabe si falta algún pedido.
unchecked-never = Ninguna terminó hasta ahora. Mientras tanto no se sabe si falta algún pedido.
job-stuck = Tareas detenidas en la cola: { $job }
job-stuck-text = { $count ->
    [one] { $count } tarea espera desde { $since } y nada avanza. Revise si el procesamiento de Orion está activo.
   *[other] { $count } tareas esperan desde { $since } y nada avanza. Revise si el procesamiento de Orion está activo.
}
dead-letter = Tareas con error: { $job }
dead-letter-text = { $count ->
    [one] { $count } tarea se detuvo del todo. Vea el motivo en la cola y pídala de nuevo.
   *[other] { $count } tareas se detuvieron del todo. Vea el motivo en la cola y pídalas de nuevo.
}
unusual-calls = { $name } hace muchas más llamadas de lo normal
unusual-calls-text = Fueron { NUMBER($calls) } en la última hora completa; en las dos semanas anteriores, como máximo { NUMBER($usual) } por hora.
usage-differs = La cuenta del uso de { $month } no cuadra
usage-differs-text = { $meter ->
    [orders] De pedidos, el total dice { NUMBER($counted) } y los registros suman { NUMBER($entered) }. Ningún pedido se ve afectado; quien administra la instalación debe revisarlo.
   *[validations] De productos comprobados, el total dice { NUMBER($counted) } y los registros suman { NUMBER($entered) }. Ninguna hoja se ve afectada; quien administra la instalación debe revisarlo.
}
plan-near = Los pedidos del plan se están acabando
plan-full = Los pedidos del plan se acabaron
plan-near-text = Llegaron { NUMBER($used) } de los { NUMBER($limit) } pedidos que el plan incluye este mes. Los que pasan del límite quedan guardados y solo se convierten en ventas con un plan mayor o a partir del { $day }, cuando la cuenta vuelve a empezar.
plan-waiting = { $count ->
    [one] { $count } pedido espera lugar en el plan
   *[other] { $count } pedidos esperan por espacio en el plan
}
plan-waiting-text = El plan incluye { NUMBER($limit) } pedidos por mes, y ya se usaron todos. Los que esperan están guardados, pero todavía no son ventas: entran en el orden en que llegaron, con un plan mayor o a partir del { $day }.
# Where a sentence names several connections: a list of their names.
affected = Afecta a { $names }.

## The page

title = Alertas
context = Lo que necesita atención ahora, y lo que ya pasó
settings = Ajustes de alertas
open-alerts = Abiertas
none-open = Ninguna alerta abierta
none-open-text = Orion vigila plataformas, accesos, avisos, ventas y tareas cada minuto, y avisa aquí y por correo.
closed-alerts = Cerradas
none-closed = Ninguna alerta cerrada en los últimos 90 días.
severity = { $severity ->
    [critical] Crítica
   *[warning] Atención
}
lasted = de { $from } a { $until }
muted-until = Silenciada hasta { $until }
muted-kind = Este tipo está apagado
mute = Silenciar por 1 día
unmute = Volver a avisar
muted-toast = Alerta silenciada por 1 día.
unmuted-toast = La alerta vuelve a avisar.
see-connection = Ver la integración
see-events = Ver los avisos
see-check = Ver la comprobación
see-queue = Ver la cola
see-usage = Ver el uso
over = La alerta ya se cerró
over-text = No queda nada que silenciar.
waiting-title = { $count ->
    [one] { $count } alerta abierta
   *[other] { $count } alertas abiertas
}
waiting-text = Lo que Orion vio mal, y qué hacer.
waiting-press = Ver alertas

## Settings

my-mail = Mis correos
mail-to-files = Los correos de esta instalación van a archivos
mail-to-files-text = No hay un servidor de correo configurado. Quien administra la instalación encuentra los correos en la carpeta mail y define ORION_SMTP_URL y ORION_MAIL_FROM para que le lleguen.
mail-failed = El último correo no se envió
mail-failed-text = El servidor de correo no aceptó el mensaje. El motivo está en el registro de Orion.
my-mail-context = Las alertas van a { $email }
level = Recibir por correo
level-help = Un correo cuando la alerta abre, cuando empeora y cuando se cierra. La consola muestra todas.
level-choice = { $level ->
    [all] Todas las alertas
    [critical] Solo las críticas
   *[none] Ninguna
}
quiet-from = No enviar desde
quiet-until = No enviar hasta
quiet-help = En ese horario los correos esperan, según el reloj de la empresa. Lo que se cierra mientras espera no se envía.
saved = Ajustes guardados. Las próximas alertas ya los siguen.
kinds = Qué se vuelve alerta
kinds-context = Vale para toda la empresa. Un tipo apagado sigue en esta página y no se envía a nadie.
kind-column = Tipo
when-column = Cuándo
severity-column = Gravedad
change-column = Cambiar
state-column = Envío
kind = { $kind ->
    [api_down] Plataforma caída
    [slow] Plataforma lenta
    [limited] Límite de llamadas alcanzado
    [near_limit] Límite de llamadas cerca
    [refused] Acceso rechazado
    [failing] Sincronizaciones que fallan
    [expiring] Acceso o versión por vencer
    [scopes] Permisos que faltan
    [subscription] Registro de avisos
    [events_stopped] Los avisos pararon
    [sales_stopped] Las ventas pararon
    [gap] Faltan pedidos
    [unchecked] Verificación detenida
    [job_stuck] Tareas detenidas
    [dead_letter] Tareas con error
    [usage_differs] La cuenta del uso no cuadra
    [plan_limit] Pedidos del plan por acabarse
   *[unusual_calls] Llamadas fuera de lo normal
}
kind-when = { $kind ->
    [api_down] Fallan más de 5 llamadas seguidas
    [slow] Una de cada veinte llamadas tarda más de 10 segundos
    [limited] La plataforma rechaza una de cada diez llamadas
    [near_limit] Una hora usa más del 80{ "\u00A0" }% del límite
    [refused] La plataforma ya no acepta el acceso
    [failing] Toda sincronización falla desde hace 15 minutos
    [expiring] Faltan 30 días, 7 días y 1 día
    [scopes] La autorización no cubre todo lo que Orion usa
    [subscription] El registro falla o no se revisa desde hace dos días
    [events_stopped] Tres ventas seguidas vinieron sin aviso
    [sales_stopped] La tienda pasa sin vender más tiempo del que su ritmo explica
    [gap] Un pedido del canal no entró en cuatro horas
    [unchecked] Fallan cinco comprobaciones seguidas
    [job_stuck] Nada avanza en la cola desde hace 15 minutos
    [dead_letter] Una tarea se detiene del todo
    [usage_differs] El total del mes y los registros dicen números distintos
    [plan_limit] El mes usa el 80{ "\u00A0" }% de los pedidos del plan, o hay pedidos que esperan por espacio
   *[unusual_calls] Una hora tiene cinco veces más llamadas que la mayor de las dos semanas anteriores
}
on = Encendido
off = Apagado
turn-on = Encender
turn-off = Apagar
turned-on-toast = Tipo encendido. Sus alertas vuelven a avisar.
turned-off-toast = Tipo apagado. Sus alertas no avisan a nadie.
hooks = Slack y webhooks
hooks-context = Direcciones que reciben las alertas de la empresa
no-hooks = Ninguna dirección todavía.
hook-name = Nombre
hook-name-help = Para reconocerla en la lista, como Guardia o Finanzas.
hook-format = Formato
hook-format-choice = { $format ->
    [slack] Slack y compatibles
   *[json] JSON firmado
}
hook-format-help = Slack sirve también para Mattermost y para Discord con /slack al final de la dirección. El JSON va firmado según Standard Webhooks.
hook-url = URL
hook-url-help = En Slack, cópiela de Incoming Webhooks, en los ajustes de la aplicación. Queda cifrada y no se muestra de nuevo.
hook-secret = Clave de firma
hook-secret-text = Verifique con ella el encabezado webhook-signature. Cópiela ahora: no se muestra de nuevo.
hook-level = Recibe
hook-level-help = Qué alertas se envían a esta dirección.
hook-never = Sin envíos todavía
hook-sent = Último envío { $when }
hook-failing = { $count ->
    [one] { $count } envío falló
   *[other] { $count } envíos fallaron
}
hook-off = Apagada
add-hook = Agregar dirección
hook-added = Dirección agregada.
test = Enviar prueba
tested = Prueba enviada.
remove = Quitar
removed = Dirección quitada. Ninguna alerta va más allí.
hook-limit = La empresa ya tiene 10 direcciones
hook-limit-text = Quite una de ellas para agregar otra.

## Messages

subject = { $event ->
    [opened] { $title }
    [progressed] Empeoró: { $title }
   *[closed] Resuelta: { $title }
}
subject-many = { NUMBER($count) } alertas: { $title } y otras
greeting = Hola, { $name }.
company-line = { $company }, en Orion:
open-in-console = Ver en la consola
mail-why = Recibe este correo porque forma parte de { $company }. Elija qué recibe en { $url }
mail-why-local = Recibe este correo porque forma parte de { $company }. Elija qué recibe en Alertas, Ajustes de alertas.
closed-line = Cerrada { $when }.
test-title = Prueba de Orion
test-text = Esta dirección recibe las alertas de { $company }.
