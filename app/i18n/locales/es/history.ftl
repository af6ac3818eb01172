### Who did what.

title = Historial
    .context = Quién hizo qué, cuándo y desde dónde. Nada de aquí puede cambiarse.
pages = Páginas del historial
export = Descargar CSV
file-name = historial
filter-label = Filtrar el historial
person = Persona
anybody = Todas
# Somebody of whom there are entries, and who is not of the company any more.
who-left = { $name } (salió)
about = Asunto
anything = Todos
from = Desde
until = Hasta
what-column = Qué hizo
when-column = Cuándo
ip-column = Dirección IP
subject-column = Código del objeto
details = Detalles
nothing = Todavía no ha pasado nada
    .text = Lo que cambian las personas del equipo aparece aquí.
nothing-found = Nada con estos filtros
    .text = Cambie el período, la persona o el asunto.
# Where the period ends before it begins.
no-day = El último día es anterior al primero. Cambie las fechas.
# What an import took over or gave back, behind the name of the sheet.
import-rows = { $count ->
    [one] { $count } producto
   *[other] { $count } productos
}
import-takes = { $what ->
    [new] solo nuevos
    [changes] solo cambios
   *[both] nuevos y cambios
}
import-faulty = también con errores
about-choice = { $code ->
    [team] Equipo y acceso
    [company] Empresa
    [billing] Plan y pago
    [channels] Canales y pedidos
    [catalogue] Catálogo
    [sheets] Hojas y reglas
    [alerts] Alertas
    [exports] Archivos descargados
   *[queue] Cola
}
# What an entry holds, and its value.
detail-line = { $label }: { $value }
# The same of what was changed, and of what was not there before or is not there any more.
change-line = { $label }: { $before } → { $after }
nothing-there = nada
# What is not known here is told by its key.
detail = { $key ->
    [access_key] Clave de la factura
    [account] Cuenta
    [action] Acción
    [active] En uso
    [address] Dirección
    [ask] Solicitud
    [because] Razón
    [before] Dirección anterior
    [brand] Marca
    [by] Entró con
    [bytes] Tamaño en bytes
    [cancels_at] Termina el
    [catalogue] El catálogo
    [category] Categoría
    [changed] Cambió
    [code] El código
    [column] Columna
    [columns] Columnas
    [compare_at] Precio de comparación
    [connection] Canal
    [connections] Conexiones
    [correction] Corrección
    [cost] Costo
    [currency] Moneda
    [daily_at] Cada día a las
    [decimal_comma] Coma decimal
    [delimiter] Signo separador
    [description] Descripción
    [email] Correo
    [encoding] Codificación
    [environment] Entorno
    [event] Notificación
    [events] Notificaciones
    [every_minutes] Cada (minutos)
    [file] Archivo
    [filter] Filtros
    [format] Formato del archivo
    [from] Previo
    [gtin] GTIN
    [header_row] Fila con los nombres
    [height] Alto
    [history_days] Días de historial
    [host] Servidor web
    [hours] Cada tantas horas
    [images] Imágenes
    [interval] Periodicidad
    [jobs] Tareas
    [kind] Clase
    [length] Largo
    [level] Recibe
    [limits] Límites propios
    [line_end] Fin de línea
    [lines] Artículos de pedidos
    [locale] Lengua
    [members] Personas
    [name] Nombre
    [ncm] NCM
    [next] Plan siguiente
    [note] Nota
    [off] Apagada
    [on] Activado
    [only_clean] Solo productos sin errores
    [order] Código del pedido
    [orders] Los pedidos
    [overage] Comprobaciones más allá del plan
    [packs] Paquetes de reglas
    [plan] Plan
    [platform] La plataforma
    [price] Precio
    [quiet_from] Silencio desde las
    [quiet_until] Silencio hasta las
    [quotes] Celdas entre comillas
    [replay] Reproceso
    [role] Rol
    [rows] Filas
    [rule] Regla
    [run] Ejecución
    [schedule] Horario previsto
    [settings] Ajustes
    [severity] Gravedad
    [sheet] Hoja
    [skip_test_orders] Omite los pedidos de prueba
    [sku] SKU
    [state] Estado
    [status] Estado
    [steps] Pasos
    [stock] Existencias
    [subscription] Suscripción
    [tab] Pestaña
    [tests] Pruebas
    [time_zone] Zona horaria
    [to] Después
    [until] Hasta
    [validations] Productos comprobados por mes
    [version] Versión
    [weight] Peso
    [width] Ancho
    [writes_results] Escribe los resultados
    [yaml] Texto de la regla
   *[other] { "" }
}
# Values that are codes: roles, periods, how a subscription stands, and how grave something is. Others are told as they are.
detail-code = { $code ->
    [active] Al día
    [admin] Administrador
    [all] Todas las alertas
    [business] Business
    [canceled] Terminada
    [connected] Conectada
    [critical] Solo las críticas
    [disconnected] Sin conexión
    [enterprise] Enterprise
    [error] Error
    [free] Free
    [google] Google
    [hint] Sugerencia
    [incomplete] Pago no concluido
    [incomplete_expired] No concluida
    [month] Cada mes
    [needs_reauth] Necesita una autorización nueva
    [operator] Operador
    [owner] Propietario
    [passkey] Clave de acceso
    [password] Contraseña
    [past_due] Pago pendiente
    [paused] En pausa
    [plan_limit] El límite del plan
    [pro] Pro
    [trialing] En prueba
    [two_steps] Verificación en dos pasos
    [unpaid] No pagada
    [viewer] Lector
    [warning] Advertencia
    [year] Cada año
   *[other] { "" }
}
# Of the action that is told without it where an entry does not hold it.
overage-switched = { $code ->
    [on] Activó las comprobaciones más allá del plan
   *[off] Desactivó las comprobaciones más allá del plan
}
action = { $code ->
    [action_asked] Pidió algo a un canal
    [action_closed] Abandonó un pedido a un canal
    [alerts_hook_added] Añadió una dirección para alertas
    [alerts_hook_removed] Quitó una dirección para alertas
    [alerts_kind_off] Apagó un tipo de alerta
    [alerts_kind_on] Encendió un tipo de alerta
    [alerts_muted] Silenció una alerta
    [alerts_unmuted] Volvió a oír una alerta
    [billing_cancel_asked] Pidió terminar la suscripción
    [billing_cancel_taken_back] Mantuvo la suscripción que iba a terminar
    [billing_change_asked] Pidió un cambio de plan
    [billing_change_taken_back] Deshizo un cambio de plan programado
    [billing_checkout_started] Abrió el pago de un plan
    [billing_duplicate_ended] Una segunda suscripción fue terminada y abonada
    [billing_grace_ended] Terminó el plazo para un pago
    [billing_overage_changed] Activó o desactivó las comprobaciones más allá del plan
    [billing_pay_asked] Pidió pagar lo que faltaba
    [billing_resume_asked] Pidió reanudar la suscripción
    [billing_subscribed] Empezó la suscripción a un plan
    [billing_subscription_changed] La suscripción cambió
    [catalogue_import_undone] Deshizo una importación al catálogo
    [catalogue_imported] Importó una hoja al catálogo
    [code_linked] Vinculó un código a un producto
    [code_unlinked] Desvinculó un código de un producto
    [completeness_asked] Pidió una comprobación de los pedidos
    [connection_created] Conectó un canal
    [connection_demo_removed] Borró las ventas inventadas de una tienda de demostración
    [connection_disconnected] Desconectó un canal
    [connection_paused] Pausó un canal
    [connection_reconnected] Reconectó un canal
    [connection_resumed] Reanudó un canal
    [connection_settings_changed] Cambió los ajustes de un canal
    [connection_updated] Cambió las credenciales de un canal
    [email_change_asked] Pidió cambiar su correo
    [email_change_cancelled] Canceló el cambio de su correo
    [email_change_refused] Rechazó el cambio de su correo
    [email_changed] Cambió su correo
    [export_analytics] Descargó los análisis
    [export_completeness] Descargó la comprobación de completitud
    [export_corrected] Descargó una hoja corregida
    [export_customers] Descargó los clientes
    [export_findings] Descargó las observaciones de una comprobación
    [export_history] Descargó el historial
    [export_products] Descargó los productos
    [export_rule_list] Descargó una lista de valores
    [export_sales] Descargó las ventas
    [export_template] Descargó una hoja con las columnas de un canal
    [google_linked] Vinculó su cuenta de Google
    [google_unlinked] Desvinculó su cuenta de Google
    [invitation_revoked] Canceló una invitación
    [invitation_sent] Invitó a una persona
    [invitation_sent_again] Envió de nuevo una invitación
    [member_became_owner] Cedió la propiedad
    [member_joined] Entró en el equipo
    [member_left] Salió del equipo
    [member_removed] Quitó a una persona del equipo
    [member_role_changed] Cambió el rol de una persona
    [order_asked_for] Buscó un pedido en un canal
    [organisation_founded] Creó la empresa
    [organisation_plan_changed] El plan de la empresa pasó a ser otro
    [organisation_plan_set] Quien administra la instalación definió el plan de la empresa
    [organisation_changed] Cambió los datos de la empresa
    [organisation_two_factor_on] Exigió la verificación en dos pasos
    [organisation_two_factor_off] Dejó de exigir la verificación en dos pasos
    [passkey_added] Creó una clave de acceso
    [passkey_removed] Eliminó una clave de acceso
    [password_changed] Cambió su contraseña
    [password_reset] Creó una nueva contraseña por correo
    [password_sessions_ended] Cerró la sesión en otros dispositivos
    [password_ways_removed] Quitó lo que abría su propia cuenta antes de confirmar el correo
    [password_wrong] Contraseña incorrecta para la cuenta de esta persona
    [plan_applied] Aplicó una acción por lotes
    [product_created] Creó un producto
    [product_updated] Cambió un producto
    [profile_changed] Cambió su propio nombre o idioma
    [queue_all_dismissed] Descartó todas las tareas fallidas
    [queue_cancelled] Canceló una tarea
    [queue_dismissed] Descartó una tarea
    [queue_paused] Pausó un tipo de tarea
    [queue_redriven] Repitió una tarea fallida
    [queue_resumed] Reanudó un tipo de tarea
    [replay_applied] Reprocesó pedidos
    [retention_changed] Cambió cuánto tiempo se guardan los datos
    [rule_chosen] Cambió las reglas en uso
    [rule_list_added] Creó una lista de valores
    [rule_list_removed] Eliminó una lista de valores
    [rule_list_replaced] Reemplazó los valores de una lista
    [rule_removed] Quitó una regla
    [rule_saved] Guardó una regla
    [second_factor_cleared] Verificación en dos pasos desactivada por quien administra la instalación
    [second_factor_code_used] Usó un código de recuperación
    [second_factor_codes_renewed] Creó códigos de recuperación nuevos
    [second_factor_disowned] Quitó un segundo paso que no era suyo
    [second_factor_off] Desactivó su verificación en dos pasos
    [second_factor_on] Activó su verificación en dos pasos
    [second_factor_wrong] Código incorrecto en el segundo paso de esta persona
    [session_signed_in] Entró en la cuenta
    [session_signed_out] Salió de la cuenta
    [sheet_chosen] Eligió una hoja
    [sheet_columns] Cambió las columnas de una hoja
    [sheet_corrected] Corrigió una hoja
    [sheet_correction_undone] Deshizo la corrección de una hoja
    [sheet_format] Cambió cómo se lee una hoja
    [sheet_removed] Quitó una hoja
    [sheet_renamed] Cambió el nombre de una hoja
    [sheet_replaced] Envió de nuevo una hoja
    [sheet_results] Cambió dónde se escriben los resultados
    [sheet_schedule] Cambió cuándo se comprueba una hoja
    [sheet_steps] Cambió los pasos de una columna
    [sheet_uploaded] Envió una hoja
    [sku_linked] Vinculó un SKU a un producto
    [sku_unlinked] Desvinculó un SKU de un producto
    [sync_cancelled] Canceló una sincronización
    [sync_started] Inició una sincronización
   *[webhook_replayed] Reprocesó un aviso
}
