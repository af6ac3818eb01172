### How well calls of platforms and the work of the installation go, and what will expire.

## The page of health

title = Salud
context = Objetivos de los últimos 30 días y llamadas a las plataformas en las últimas 24 horas
see-expiries = Qué va a vencer
target = { $target ->
    [uptime] Disponibilidad
    [syncs] Sincronizaciones
    [jobs] Tareas
   *[other] Avisos procesados
}
# In the place of a figure.
no-data = Aún sin datos
# The same before there is enough to judge by.
too-early = Aún es pronto para evaluar
least = Objetivo: { $share }
measured = { $target ->
    [uptime] { NUMBER($good) } de { NUMBER($all) } minutos
   *[other] { NUMBER($good) } de { NUMBER($all) }
}
since = medido desde { $day }

## Targets that were missed

missed = { $target ->
    [uptime] La disponibilidad está por debajo del objetivo
    [syncs] Las sincronizaciones están por debajo del objetivo
    [jobs] Las tareas están por debajo del objetivo
   *[other] Los avisos procesados están por debajo del objetivo
}
missed-uptime-text = { $count ->
    [one] Durante { $count } minuto las páginas o el procesamiento estuvieron parados. Los pedidos de ese período entran con la sincronización siguiente.
   *[other] Durante { $count } minutos las páginas o el procesamiento estuvieron parados. Los pedidos de ese período entran con la sincronización siguiente.
}
missed-syncs-text = { $count ->
    [one] { $count } sincronización falló o dejó pedidos fuera.
   *[other] { $count } sincronizaciones fallaron o dejaron pedidos fuera.
}
missed-syncs-press = Ver sincronizaciones
missed-jobs-text = { $count ->
    [one] { $count } tarea en segundo plano terminó con un fallo. Lo que dejó se intenta de nuevo más tarde.
   *[other] { $count } tareas en segundo plano terminaron con un fallo. Lo que dejaron se intenta de nuevo más tarde.
}
missed-events-text = { $count ->
    [one] { $count } aviso de las plataformas no se procesó. Su pedido entra con la sincronización siguiente.
   *[other] { $count } avisos de las plataformas no se procesaron. Sus pedidos entran con la sincronización siguiente.
}

## What is measured

definitions = Qué se mide
definition = { $target ->
    [uptime] Minutos de los últimos 30 días en que las páginas y el procesamiento de esta instalación estaban activos. Una parada de menos de un minuto puede no aparecer, y la conexión hasta su navegador no se mide.
    [syncs] Sincronizaciones iniciadas en los últimos 30 días que llegaron al final sin dejar pedidos fuera, entre todas las que terminaron. Las que alguien canceló no cuentan.
    [jobs] Tareas en segundo plano terminadas en los últimos 30 días sin fallo, entre todas las que terminaron. Las canceladas no cuentan.
   *[other] Avisos aceptados de las plataformas en los últimos 30 días que se procesaron. Uno que espera desde hace más de una hora cuenta como no procesado; los repetidos y rechazados no cuentan.
}
calls-definition = Cada llamada hecha a una plataforma en las últimas 24 horas, sin el tiempo en que esperó su turno. p50, p95 y p99 son el tiempo dentro del cual terminaron la mitad, el 95{ "\u00A0" }% y el 99{ "\u00A0" }% de las llamadas; son aproximados.

## Calls

connections = Integraciones
connection = Integración
last-success = Último éxito
never = Aún no
state = Estado
panel-context = Llamadas a la plataforma en las últimas 24 horas
no-calls = Ninguna llamada en las últimas 24 horas. Las cifras aparecen aquí después de la próxima sincronización.
calls = Llamadas
succeeded = Con éxito
# In the place of a percentage.
too-few = Muy pocas para evaluar
median = Mediana (p50)
operation = Operación
by-operation = Por operación
errors = Errores
errors-by-class = Errores por tipo
no-errors = Ningún error en las últimas 24 horas.
by-hour = Llamadas y errores por hora
hour = Hora
errors-count = { $count ->
    [0] ningún error
    [one] { $count } error
   *[other] { $count } errores
}
class = { $class ->
    [auth] Acceso o permiso
    [rate_limit] Límite de llamadas
    [timeout] Sin respuesta a tiempo
    [server] Plataforma con fallo o fuera de línea
    [protocol] Respuesta que no se pudo leer
   *[other] Rechazado o no encontrado
}
operation-name = { $operation ->
    [check] Prueba de la conexión
    [orders_page] Listar pedidos
    [orders_some] Leer pedidos
    [orders_known_as] Buscar un pedido
    [events_resolve] Seguir un aviso
    [events_missed] Buscar avisos perdidos
    [webhooks_register] Registrar avisos
    [webhooks_remove] Desactivar avisos
    [token_refresh] Renovar el acceso
    [cancel_look] Ver si se puede cancelar
    [cancel_act] Cancelar
    [ship_look] Ver el envío
    [ship_act] Informar el envío
    [invoice_look] Ver la factura
    [invoice_act] Enviar la factura
    [labels_look] Ver etiquetas
    [labels_fetch] Descargar etiqueta
    [sheet_files] Listar hojas de cálculo
    [sheet_look] Ver una hoja de cálculo
    [sheet_rows] Leer filas de una hoja de cálculo
    [sheet_write] Escribir en una hoja de cálculo
   *[other] Otras
}

## What will expire

expiries = Qué va a vencer
expiries-context = Accesos, permisos, versiones de API y avisos de cada integración, lo más próximo primero
by-hand = Depende de usted
by-hand-none = Nada depende de usted en los próximos { NUMBER($days) } días.
# Farther away than that.
by-hand-later = Más adelante
by-itself = A cargo de Orion o sin fecha
what = Qué es
when = Fecha
to-do = Qué hacer
expiry = { $kind ->
    [refused] Acceso rechazado por la plataforma
    [scopes] Permisos que faltan: { $about }
    [consent] Autorización de la cuenta
    [token] Clave de acceso sin renovación
    [subscription] Avisos en tiempo real
    [api_version] Versión de la API: { $about }
    [renewed_token] Clave de acceso
    [kept_subscription] Avisos en tiempo real
   *[other] Credenciales
}
expiry-to-do = { $kind ->
    [refused] Vuelva a autorizar para que los pedidos entren de nuevo.
    [scopes] Autorice de nuevo y acepte todos los permisos.
    [consent] Autorice de nuevo antes de esta fecha.
    [token] Autorice de nuevo antes de esta fecha.
    [subscription] El registro en la plataforma falló o no se comprueba desde hace más de dos días. Orion lo intenta de nuevo; hasta entonces los pedidos entran por la sincronización.
    [api_version] Actualice Orion antes de esta fecha.
    [undated] Nada por ahora: la plataforma no ha anunciado un fin.
    [renewed_token] Nada: se renueva sola.
    [kept_subscription] Nada: el registro se comprueba cada día.
   *[other] Nada mientras la plataforma las acepte.
}
confirmed = Comprobado { $when }
overdue = Vencido
now = Ahora
in-days = { $count ->
    [0] Hoy
    [one] En { $count } día
   *[other] En { $count } días
}
kept = Al día
no-date = Sin fecha anunciada
endless = No vence
