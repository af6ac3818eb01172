### Channels: the gallery, the form that connects one, the page of a connection.

title = Integraciones
connected-count = { $count ->
    [0] Ninguna cuenta conectada
    [one] { $count } cuenta conectada
   *[other] { $count } cuentas conectadas
}
paused-count = { $count ->
    [one] { $count } en pausa
   *[other] { $count } en pausa
}
attention-count = { $count ->
    [one] { $count } requiere atención
   *[other] { $count } requieren atención
}

## Gallery

sync-all = Sincronizar todo
your-accounts = Sus cuentas
platforms = Plataformas
platforms-context = Puede conectar varias cuentas de la misma plataforma.
filter-label = Filtrar integraciones
search-label = Plataforma o tienda
category = Categoría
category-any = Todas
category-name = { $category ->
    [store] Tienda propia
    [marketplace] Marketplace
    [payment] Pago
    [spreadsheet] Hojas de cálculo
   *[service] Servicio
}
empty-accounts = Ninguna cuenta conectada todavía
    .text = Elija una plataforma abajo. Las ventas aparecen en minutos, las más nuevas primero.
empty-filtered = Ninguna integración con estos filtros
    .text = Busque otro nombre o vea todas las integraciones.

badge = { $state ->
    [connected] Conectado
    [syncing] Sincronizando
    [attention] Atención
    [error] Error
    [needs_reauth] Reautorizar
    [paused] En pausa
   *[disconnected] Desconectado
}

summary = En Orion: { $things }.
capability = { $capability ->
    [orders] pedidos
    [products] productos
    [stock] existencias
    [prices] precios
    [cancelling] cancelación
    [shipping] envío
    [invoices] facturas fiscales
    [labels] etiquetas
    [spreadsheets] hojas de cálculo
    [webhooks] avisos en tiempo real
   *[customers] clientes
}

last-sync = Última sincronización: { $when }
never-synced = Aún no sincronizada
complete-until = completa{ "\u00A0" }hasta{ "\u00A0" }{ $when }

connect = Conectar
connect-another = Conectar otra cuenta
sync = Sincronizar
reauthorise = Reautorizar
see-problem = Ver problema
see-run = Ver sincronización
pause = Pausar
resume = Reanudar
reconnect = Conectar de nuevo
open-connection = Abrir integración
more-of = Más acciones de { $name }
edit-credentials = Editar credenciales
disconnect = Desconectar

## The form that connects

connect-platform = Conectar { $platform }
connect-context = Orion lee sus pedidos. En la tienda solo crea los avisos de pedidos y hace lo que usted pide. Las claves se guardan cifradas y no se vuelven a mostrar.
credentials-of = Credenciales de { $name }
credentials-context = El historial y las ventas siguen igual después del cambio.
ways = Forma de conectar
way = { $way ->
    [key_pair] Clave y secreto
    [client_credentials] App del Dev Dashboard
    [token] Token de app personalizada
   *[oauth2] Autorización en la plataforma
}
field-label = { $field ->
    [store_url] Dirección de la tienda
    [consumer_key] Clave del consumidor (consumer key)
    [consumer_secret] Clave secreta de consumidor (consumer secret)
    [shop] Dirección myshopify.com
    [client_id] ID de cliente (client ID)
    [client_secret] Secreto de cliente (client secret)
    [access_token] Token de acceso de la API Admin
   *[other] Credencial
}
field-help = { $field ->
    [store_url] Como la muestra el navegador, con la carpeta si la hay: https://www.sutienda.com/tienda
    [consumer_key] Empieza por ck_ y tiene 43 caracteres.
    [consumer_secret] Empieza por cs_ y tiene 43 caracteres.
    [shop] La dirección que termina en .myshopify.com, no el dominio propio de la tienda.
    [client_id] En Settings de la app, en el Dev Dashboard.
    [client_secret] Junto al ID de cliente. Se guarda cifrado y no se vuelve a mostrar.
    [access_token] Empieza por shpat_. Se guarda cifrado y no se vuelve a mostrar.
   *[other] Se guarda cifrada y no se vuelve a mostrar.
}
replace = Sustituir
keep-secret = Déjelo cerrado para mantener la clave actual.
name = Nombre en Orion
    .help = Vacío, vale el nombre de la propia tienda.
kept-name-help = Cómo aparece la cuenta en las listas y los filtros de aquí. En la plataforma no cambia nada.
sync-settings = Sincronización
every = Buscar novedades
    .help = También puede sincronizar cuando quiera.
every-choice = { $minutes ->
    [60] cada hora
    [360] cada 6 horas
    [1440] una vez al día
   *[other] cada { $minutes } minutos
}
by-hand = solo cuando yo lo pida
quiet-from = Descansar desde
quiet-until = Descansar hasta
quiet-help = En ese horario nada se ejecuta solo: ni lecturas ni comprobaciones. Los avisos y los botones siguen. Vale el reloj de la empresa; una hora que el reloj salta no llega, una que se repite cuenta dos veces.
skip-tests = Dejar fuera los pedidos de prueba
    .help = Cuentan como omitidos y aparecen en la lista de motivos.
test = Probar conexión
testing = Probando la conexión…
test-away = No se pudo llegar a Orion. No se guardó nada. Compruebe su conexión a internet y pruebe de nuevo.
test-not-allowed = Su rol no permite probar esta integración, o ya no existe. No se guardó nada. Pídalo a un administrador de la empresa.
test-failed = Orion no pudo hacer la prueba. No se guardó nada. Pruebe de nuevo en unos minutos.
save-connect = Guardar y conectar
save-credentials = Probar y guardar
guide = Cómo obtener los datos

## The result of a test

report = Resultado de la prueba
passed = La conexión funciona
    .text = Aún no se ha guardado nada. Para conectar, pulse el botón de guardar.
refused = La conexión aún no funciona
    .text = No se guardó nada. Vea abajo qué corregir y pruebe de nuevo.
test-refused = La prueba no pudo empezar
type-secrets-again = Escriba las claves de nuevo antes de guardar: la página no las conserva.
shop-found = Cuenta encontrada: { $shop }
step = { $step ->
    [reach] Llegar a la dirección
    [platform] Reconocer la plataforma
    [credentials] Entrar con las credenciales
    [read_orders] Leer pedidos
    [read_sheets] Leer hojas de cálculo
    [list_files] Listar hojas de cálculo
    [history] Historial de pedidos
    [returns] Devoluciones
    [scopes] Permisos
   *[customers] Datos de los clientes
}
step-passed = Correcto
step-warning = Atención
step-failed = Falló
problem = { $problem ->
    [bad_address] La dirección no es la de una tienda.
    [name_not_found] La dirección no existe en internet.
    [not_reachable] La tienda no respondió por la red.
    [too_slow] La tienda tardó demasiado en responder.
    [bad_certificate] El certificado de seguridad (TLS) de la tienda no es válido.
    [blocked_address] La dirección apunta a una red privada, a la que Orion no accede.
    [redirected] La tienda desvía a otra dirección. Por seguridad, la clave no se envió allí.
    [hidden_by_proxy] Una página de protección, contraseña o mantenimiento respondió en lugar de la tienda.
    [php_messages] Aparecen mensajes de error de PHP antes de los datos de la tienda.
    [not_wordpress] La dirección responde, pero no es un sitio WordPress.
    [rest_disabled] El sitio es WordPress, pero la API REST está desactivada.
    [woocommerce_missing] WordPress responde, pero WooCommerce no está activo en él.
    [not_myshopify] Esta no es la dirección myshopify.com de la tienda.
    [not_shopify] La dirección responde, pero no es una tienda Shopify.
    [shop_unavailable] La tienda está cerrada, congelada o bloqueada.
    [wrong_key] La tienda no reconoce las credenciales.
    [tls_not_seen] WordPress no nota que el acceso es por HTTPS y por eso rechaza las claves.
    [clock_wrong] El reloj de la tienda está mal y por eso rechaza las claves.
    [no_read_permission] Las credenciales son válidas, pero no pueden leer pedidos.
    [busy] La tienda limitó el número de consultas por un tiempo.
    [server_error] La tienda respondió con un fallo interno suyo.
    [orders_last_60_days] La app solo puede leer los pedidos de los últimos 60 días.
    [no_customer_data] La app no puede leer nombres, direcciones y números fiscales de los clientes.
    [no_billing_data] La app no puede leer los datos de facturación de los compradores: nombre, número fiscal y dirección.
    [no_returns] La app no puede ver devoluciones.
    [personal_account] La autorización es de una persona, no de una empresa que vende.
    [missing_scopes] La autorización no incluye todo lo que Orion necesita.
    [no_sheet_permission] La autorización no permite leer ni escribir hojas de cálculo.
    [no_file_list] La autorización no permite listar los archivos. Cada hoja de cálculo se abre por su enlace.
    [api_off] Una API de Google está desactivada en el proyecto de la aplicación.
   *[unexpected_answer] La respuesta de la tienda llegó incompleta o en un formato inesperado.
}
    .fix = { $problem ->
        [bad_address] Copie la dirección de la barra del navegador con la tienda abierta.
        [name_not_found] Compruebe si hay errores al escribir la dirección.
        [not_reachable] Vea si la tienda abre en el navegador. Si abre, pida al alojamiento que permita accesos de programas.
        [too_slow] Pruebe de nuevo en unos minutos. Si sigue, hable con el alojamiento de la tienda.
        [bad_certificate] Pida al alojamiento que renueve el certificado e instale la cadena completa.
        [blocked_address] Use la dirección pública de la tienda.
        [redirected] Cambie la dirección de la tienda por aquella a la que desvía (vea el detalle).
        [hidden_by_proxy] Quite la contraseña o el modo de mantenimiento, o permita la ruta /wp-json/ en el cortafuegos.
        [php_messages] Pida a quien cuida del sitio que desactive WP_DEBUG_DISPLAY en WordPress.
        [not_wordpress] Compruebe la dirección. Si la tienda está en una carpeta, inclúyala.
        [rest_disabled] Desactive la opción del plugin de seguridad que bloquea la API REST y pruebe de nuevo.
        [woocommerce_missing] En WordPress, abra Plugins y active WooCommerce. Si la tienda está en una carpeta, inclúyala en la dirección.
        [not_myshopify] Use la dirección que termina en .myshopify.com. Está en Shopify, en Configuración → Dominios.
        [not_shopify] Use la dirección que termina en .myshopify.com; está en Configuración, Dominios.
        [shop_unavailable] Entre en el panel de la tienda y regularice la suscripción o reabra la tienda.
        [wrong_key] Copie las credenciales de nuevo, enteras. Si fueron revocadas, cree otras con las instrucciones.
        [tls_not_seen] Pida al alojamiento que el proxy envíe X-Forwarded-Proto: https a WordPress.
        [clock_wrong] Pida al alojamiento que ajuste el reloj del servidor y pruebe de nuevo.
        [no_read_permission] Dé a la clave o a la app el permiso de leer pedidos y pruebe de nuevo.
        [busy] Espere unos minutos y pruebe de nuevo.
        [server_error] Vea el registro de errores de la tienda o hable con el alojamiento, y pruebe de nuevo.
        [orders_last_60_days] Para leer todo el historial, pida a Shopify el acceso read_all_orders. Sin él, la conexión funciona con este límite.
        [no_customer_data] Incluya el permiso read_customers en la app. Sin él, las ventas entran sin cliente.
        [no_billing_data] Active el permiso de facturación de una venta en la aplicación de Mercado Libre y autorice de nuevo. Sin él, las ventas entran sin número fiscal.
        [no_returns] Active el permiso Return & Refund Basic en la app y autorice de nuevo. Sin él, las ventas entran sin los importes devueltos.
        [personal_account] Autorice de nuevo y elija la empresa en la página de la plataforma. Su cuenta debe tener acceso a ella.
        [missing_scopes] Incluya en la app todos los permisos de las instrucciones y autorice de nuevo. Sin ellos, algunas novedades solo entran en la siguiente sincronización.
        [no_sheet_permission] Autorice de nuevo y deje marcado el permiso de ver y editar las hojas de cálculo.
        [no_file_list] Para elegir en una lista, autorice de nuevo y deje marcado el permiso de ver información de los archivos de Drive.
        [api_off] Quien administra Orion activa las API Google Sheets y Google Drive en Google Cloud y espera unos minutos.
       *[unexpected_answer] Pruebe de nuevo. Si sigue, envíe el detalle técnico a soporte.
    }
technical-detail = Detalle técnico

## The page of a connection

account = Cuenta en la plataforma
# Of a demonstration shop: the page that steers it.
simulated = Tienda simulada
    .open = Pedidos, fallas y claves
shop-name = Tienda
shop-email = Correo de la tienda
shop-currency = Moneda
shop-zone = Zona horaria
shop-edition = Versión o plan
sales = Ventas importadas
last-success = Último éxito
last-error = Último problema
connected-at = Conectada
connected-by = Conectada por
read-until = Completa hasta
facts = Sobre la cuenta
since = Desde { $when }.
incomplete = La tienda listó más pedidos de los que entregó
    .text = Lo entregado ha entrado. Lea todo de nuevo para completar.
records-failed = Algunos pedidos no entraron
    .text = Los demás entraron con normalidad. Cada pedido está listado con el motivo y lo que hay que hacer.
not-shown = La tienda cuenta pedidos que no muestra
    .text = Todos los que muestra entraron. Si falta alguno, vea en la tienda si un plugin lo oculta y lea todo de nuevo.
beyond-plan = Detenida porque el plan incluye menos conexiones
    .text = No se perdió nada: las ventas quedan, y la integración sigue desde donde se detuvo. Cambie de plan, o desconecte otra integración y reanude esta.
own-fault = La sincronización se detuvo por un fallo de Orion
    .text = No se perdió ningún pedido. Sincronice de nuevo; si vuelve a ocurrir, envíe el detalle técnico a soporte.
credentials-unreadable = Orion no puede abrir las credenciales guardadas
    .text = No se perdió ningún pedido; entran en cuanto se indiquen de nuevo las credenciales.
ask-admin = Pida a un administrador de la empresa que lo corrija.
paused-title = Esta integración está en pausa
    .text = Las ventas importadas siguen aquí. Las nuevas entran cuando la reanude.
disconnected-title = Esta integración está desconectada
    .text = Las ventas importadas siguen aquí. Para recibir nuevas, conecte de nuevo.
read-again = Releer pedidos
    .context = Una sola sincronización por cuenta a la vez.
sync-everything = Leer todo de nuevo
    .help = Recorre todos los pedidos de la tienda. Nada se duplica.
sync-range = Leer un período
    .help = Por las fechas de los pedidos, en la zona horaria de la empresa.
read-range = Leer período
recent-runs = Sincronizaciones recientes
all-runs = Ver todas
settings = Ajustes
credentials = Credenciales

disconnect-question = ¿Desconectar { $name }?
disconnect-text = { $count ->
    [0] Orion borra las claves de esta cuenta y deja de buscar ventas. Nada más cambia.
    [one] Orion borra las claves de esta cuenta y deja de buscar ventas. La venta ya importada, los clientes y el historial siguen aquí.
   *[other] Orion borra las claves de esta cuenta y deja de buscar ventas. Las { $count } ventas ya importadas, los clientes y el historial siguen aquí.
}
disconnect-confirm = Desconectar { $name }
keep-connected = Mantener conectada

# Of a demonstration shop; what is said of usage stands because bills rest on it.
demo-text = Lo que trajo esta tienda es inventado. Una vez borrado, las cifras de la empresa quedan como si nunca se hubiera conectado: se van sus ventas, los clientes que solo compraron en ella y sus sincronizaciones. El historial cuenta que se borraron, y el registro de uso no cambia.
demo-question = ¿Borrar lo que trajo { $name }?
demo-remove = { $count ->
    [0] Desconectar y borrar lo que trajo
    [one] Desconectar y borrar la venta inventada
   *[other] Desconectar y borrar las { $count } ventas inventadas
}
# Of one that is disconnected already.
demo-remove-later = { $count ->
    [0] Borrar lo que trajo
    [one] Borrar la venta inventada
   *[other] Borrar las { $count } ventas inventadas
}
demo-keep = Solo desconectar
    .text = Si solo desconecta, las ventas inventadas siguen en las cifras.
demo-removed = { $count ->
    [0] Tienda de demostración borrada.
    [one] Tienda de demostración borrada, y con ella 1 venta inventada.
   *[other] Tienda de demostración borrada, y con ella { $count } ventas inventadas.
}
demo-busy = La tienda de demostración todavía se está leyendo
    .text = Se desconectó, y lo que trajo sigue aquí. Bórrelo de nuevo en unos instantes.
not-demo = Solo se puede borrar lo que es de demostración
    .text = No se cambió nada. Las ventas de un canal propio se quedan siempre.

## Confirmations and conflicts

connected-toast = { $name } conectada. La primera sincronización ha empezado.
reconnected-toast = { $name } conectada de nuevo. Su historial sigue desde donde se detuvo.
credentials-saved = Credenciales guardadas. La sincronización sigue desde donde paró.
paused-toast = Integración en pausa. Las ventas nuevas entran cuando la reanude.
resumed-toast = Integración reanudada. Lo que llegó durante la pausa entra en la próxima lectura.
disconnected-toast = Integración desconectada. Las ventas siguen aquí.
place-goes-to = Su lugar en el plan pasó a { $names }.
account-connected = Esta cuenta ya está conectada
    .text = No se guardó nada. Abra la integración existente para editar sus credenciales.
other-account = Estas credenciales son de otra cuenta
    .text = No se guardó nada, para no mezclar las ventas de dos cuentas. Conecte la otra cuenta como una integración nueva.
is-disconnected = Esta integración está desconectada
    .text = No se cambió nada. Conecte de nuevo para continuar.

conformance = Pruebas del conector
    .context = Para quien desarrolla: situaciones por las que pasa el conector antes de entrar en Orion, en inglés. Para vender no necesita esta lista, y no le pide nada.
# Nothing for one that is new.
conformance-section = { $section ->
    [orders_from_hosts_that_misbehave] Pedidos, de servidores que responden mal
    [orders_from_the_simulator] Pedidos, del simulador
    [money_given_back_from_the_simulator] Dinero devuelto, del simulador
    [consent] Consentimiento
    [keys_that_the_shop_hands_over] Claves que entrega la tienda
    [events] Avisos en tiempo real
    [events_that_are_signed] Avisos firmados
    [events_that_could_not_be_delivered] Avisos que no se pudieron entregar
    [cancelling] Cancelación
    [shipping] Envío
    [fiscal_documents] Documentos fiscales
    [labels] Etiquetas
    [spreadsheets_from_hosts_that_misbehave] Hojas de cálculo, de servidores que responden mal
    [spreadsheets_from_the_simulator] Hojas de cálculo, del simulador
   *[other] { "" }
}
conformance-scenario = Escenario
conformance-passed = pasa
conformance-failed = falla

## Connecting by consent

consent-context = Usted autoriza en la propia plataforma, sin escribir claves, y puede retirar la autorización allí cuando quiera.
consent-of = Autorización de { $name }
consent-again = Autorizar de nuevo
consent-press = Conectar con { $platform }
consent-renew = Autorizar de nuevo en { $platform }
consent-note = Usted va a la página de { $platform }, entra con la cuenta del vendedor y vuelve aquí. Orion no ve su contraseña.
no-app = Falta configurar la aplicación de { $platform }
    .conflict = Falta configurar la aplicación de esta plataforma
    .text = Quien administra esta instalación crea una aplicación en la plataforma, define lo que está abajo y reinicia Orion.
consent-redirect = dirección de retorno en la aplicación: { $url }
app-addresses = Para la aplicación en la plataforma
    .context = Quien administra Orion indica estas direcciones una vez, en el panel de aplicaciones de la plataforma.
app-redirect = Dirección de retorno
consent-choose = ¿Qué cuenta desea conectar?
    .text = La autorización vale para más de una cuenta. Cada una se convierte en una integración.
consent-other = Autorizó otra cuenta
    .text = La integración quedó como estaba, para no mezclar las ventas de dos cuentas. Puede conectar esta cuenta como una integración propia.
consent-unasked = ¿Conectar a { $company } una cuenta de { $platform }?
    .text = Llegó desde la plataforma sin haber empezado en Orion. Continúe solo si fue usted quien acaba de autorizar allí.
consent-account = Conectar esta cuenta
consent-leave = No conectar
consented-toast = Autorización renovada. La sincronización sigue desde donde se detuvo.
consented-known = Esta cuenta de { $name } ya estaba conectada: la autorización se renovó y su nombre y su historial siguen iguales.
no-public-url = Orion no conoce su propia dirección
    .text = No se cambió nada. Quien administra esta instalación define ORION_PUBLIC_URL y reinicia Orion.
consent-refused = No se pudo abrir la página de autorización
    .text = No se cambió nada. Revise los datos de esta página e inténtelo de nuevo.
consent-state = Esta autorización ya no es válida
    .text = No se guardó nada. Ya fue usada, pasó de diez minutos o empezó en otro navegador. Empiece de nuevo.
consent-denied = No se permitió el acceso
    .text = No se guardó nada. Para conectar, empiece de nuevo y permita el acceso en la página de la plataforma.
consent-invalid = La respuesta de la plataforma no se pudo usar
    .text = No se guardó nada. Llegó incompleta, antigua, sin firma válida o sobre otra cuenta. Empiece de nuevo.
consent-exchange = La plataforma no confirmó la autorización
    .text = No se guardó nada. Empiece de nuevo. Si ocurre otra vez, pida a quien administra esta instalación que revise la aplicación de la plataforma.
consent-ends = Autorizar de nuevo antes de
    .text = Hasta entonces todo sigue funcionando. Después, las ventas dejan de entrar hasta que alguien autorice de nuevo.
consent-ends-in = { $days ->
    [0] La autorización termina hoy
    [one] La autorización termina en { $days } día
   *[other] La autorización termina en { $days } días
}
consent-incomplete = La autorización no lo cubre todo
    .text = Lo que depende de estos permisos no funciona: { $scopes }. Autorice de nuevo y permítalos todos.

## Accounts that hold spreadsheets

sheets = Hojas de cálculo
    .text = Esta cuenta trae hojas de cálculo, no pedidos: no se sincroniza nada. Orion lee una hoja de cálculo cuando alguien la elige, y solo escribe cuando alguien lo pide, en una pestaña nueva.
sheets-connected = { $name } conectada. Sus hojas de cálculo ya se pueden elegir.
sheets-consented = Autorización renovada. Las hojas de cálculo siguen siendo las mismas.
sheets-note = Usted va a la página de { $platform }, entra con la cuenta que tiene las hojas de cálculo, deja marcados todos los permisos y vuelve aquí. Orion no ve su contraseña.
sheets-paused = Ninguna hoja de cálculo de esta cuenta se lee hasta que la reanude.
sheets-disconnected = Ninguna hoja de cálculo de esta cuenta se lee. Para volver a usarlas, conecte de nuevo.
    .toast = Integración desconectada. Las hojas de cálculo siguen en la cuenta.
sheets-disconnect = Orion borra el acceso a esta cuenta y deja de leer sus hojas de cálculo. Siguen en la cuenta tal como están.
# After what is wrong with the platform.
sheets-unread = Mientras tanto, ninguna hoja de cálculo de esta cuenta se lee.
sheets-end = Hasta entonces todo sigue funcionando. Después, ninguna hoja de cálculo de esta cuenta se lee hasta que alguien autorice de nuevo.

## A key that the shop makes

key-press = Autorizar en la tienda
key-note = Sin copiar claves: rellene solo la dirección de la tienda, entre en su WordPress como administrador o gestor de la tienda y apruebe. La tienda crea la clave y la entrega a Orion.
# Above the fields for a key, where the shop can also make one.
key-instead = O con una clave creada por usted
key-needs-https = La propia tienda puede crear y entregar la clave, pero este Orion aún no tiene una dirección pública https: la define en ORION_PUBLIC_URL quien lo administra.
no-https = Orion no tiene una dirección pública https
    .text = No se cambió nada. La tienda solo entrega claves por https, en los puertos 443, 80 u 8080. Pida a quien administra esta instalación que defina ORION_PUBLIC_URL, o pegue una clave.
key-missing = La clave de la tienda no llegó
    .text = No se guardó nada. La tienda entregó la clave, pero algo delante de Orion respondió en su lugar, como un proxy o una página de acceso. Permita la ruta /keys/ o pegue una clave, y borre en WooCommerce la clave que quedó.
leaving = Le llevamos a { $platform }
    .text = En { $host } usted entra con su cuenta y aprueba; después vuelve a Orion.
    .on = Continuar a { $platform }

## Environments

environment = Entorno
    .help = Las ventas del sandbox son pruebas: no cuentan en los totales. Una vez conectada, la cuenta queda en el entorno elegido.
environment-choice = { $environment ->
    [sandbox] Sandbox (pruebas)
   *[production] Producción
}
sandbox = Sandbox

## Events that platforms send

events = Avisos en tiempo real
events-of = Avisos de { $name }
events-context = Lo que la plataforma avisa por su cuenta. Un aviso solo dice dónde mirar: Orion lee el pedido en la plataforma.
events-see = Ver avisos
events-empty = Ningún aviso todavía
    .text = Cuando la plataforma avise de un pedido nuevo o modificado, aparecerá aquí. Mientras tanto, la sincronización sigue buscando.
events-empty-filtered = Ningún aviso en esta situación
    .text = Cambie la situación o vea todos los avisos de esta cuenta.
event-topic = Asunto
event-tells = { $what ->
    [order_new] Pedido nuevo
    [order_changed] Pedido modificado
    [order_paid] Pedido pagado
    [order_cancelled] Cancelación de pedido
    [order_deleted] Pedido borrado en la tienda
    [refund] Reembolso
    [return] Devolución o reclamo
    [address] Dirección de entrega modificada
    [invoice] Documento fiscal
    [withdrawn] Acceso retirado en la plataforma
    [expiring] Autorización por vencer
    [payment] Pago
    [product] Producto
    [message] Pregunta o mensaje
    [ping] Prueba de la plataforma
    [shipment] Envío
   *[other] Otro asunto
}
# The platform's own word for it.
event-topic-sent = Asunto en la plataforma
event-received = Recibido
event-about = Pedidos
event-done = Procesado
event-state-label = Situación
event-state = { $state ->
    [waiting] En cola
    [done] Procesado
    [failed] Falló
    [ignored] Sin efecto
    [duplicate] Repetido
   *[refused] Rechazado
}
event-unread = Aviso sin asunto
event-recovered = Recuperado
    .text = La plataforma no pudo entregar este aviso. Orion lo encontró en su lista.
event-attempts = Intentos
event-due = Próximo intento
event-id = Identificador en la plataforma
event-from = Enviado desde
event-facts = Sobre el aviso
event-payload = Contenido recibido
event-body = Cuerpo
event-asked = Solicitado por una persona
event-headers = Encabezados
event-replay = Procesar de nuevo
event-replayed = El aviso volvió a la cola.
event-reason = { $reason ->
    [bad_signature] La firma no es de la plataforma.
    [stale] El aviso es demasiado antiguo, o del futuro.
    [other_account] El aviso es de otra cuenta.
    [no_key] Falta la clave para comprobar la firma.
    [unreadable] El contenido no se pudo leer.
    [too_large] El contenido es demasiado grande. Lo que cambió llega por la sincronización.
    [not_shown] La plataforma todavía no muestra este pedido.
    [internal] Fue un error de Orion; el registro del servidor dice cuál.
   *[other] La plataforma no respondió como se esperaba.
}
webhook-registered = La plataforma avisa a Orion al instante. El registro se comprueba todos los días.
webhook-registers = Orion se registra en la plataforma en cuanto puede. Hasta entonces, la sincronización busca las novedades.
webhook-needs-https = Para recibir avisos al instante, Orion necesita una dirección pública https, que define en ORION_PUBLIC_URL quien lo administra. Hasta entonces, la sincronización busca las novedades.
webhook-not-this-way = La clave pegada no dice con qué firma la plataforma los avisos; por eso no llegan, y las novedades entran por la sincronización. Para recibir avisos, conecte la cuenta mediante la aplicación.
webhook-by-hand = La dirección de abajo se indica en el panel de la plataforma, como explican las instrucciones.
webhook-of-app = Quien administra Orion indica la dirección una vez en la aplicación de la plataforma; sirve para todas las cuentas.
webhook-missed = Cada hora, Orion también pregunta a la plataforma por los avisos que no pudo entregar. Última consulta:
webhook-missed-problem = La plataforma no mostró los avisos que no pudo entregar
    .text = Las ventas siguen entrando por los avisos que llegan y por la sincronización. Orion vuelve a preguntar en una hora.
webhook-problem = La plataforma no aceptó el registro de los avisos
    .text = Las ventas siguen entrando por la sincronización. Orion lo intenta de nuevo en una hora; si la clave solo permite leer, use una que también permita escribir.
