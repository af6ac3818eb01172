### Faults and field problems. Each says what happened, what it means and what to press.

## Faults: title, what happened, what it means, what to press.

unauthenticated = Inicie sesión para continuar
    .what = Su sesión terminó o todavía no empezó.
    .meaning = Lo que guardó sigue guardado y las sincronizaciones continúan con normalidad.
    .press = Iniciar sesión

to-overview = Ir al resumen

forbidden = Su rol no permite esta acción
    .what = La acción pide un permiso que su rol no tiene en esta empresa.
    .meaning = No se cambió nada. Quien administra la empresa puede hacerlo o cambiar su rol.

# In the place of a page that the role may not see.
page-unseen = Su rol no ve esta página
    .what = Pide un permiso que su rol no tiene en esta empresa.
    .ask = Pida a quien administra la empresa lo que necesita de aquí, u otro rol.
    .refused = Lo que envió no se hizo: su rol cambió desde que se abrió esta página. No se cambió nada.
    .able = Quién puede ayudar: { $names }

not-found = No encontramos esta página
    .what = La dirección no existe o el elemento no está en esta empresa.
    .outside = La dirección no existe o ya no vale. Revise que esté completa.
    .meaning = Sus ventas no se vieron afectadas. Si el elemento es de otra empresa suya, cambie de empresa y abra la dirección de nuevo; si no, búsquelo con el buscador.

invalid = Algunos campos necesitan una corrección
    .what = La indicación está debajo de cada campo marcado.
    .meaning = Todavía no se guardó nada. Lo que escribió sigue aquí.
# After it, where the form has such fields.
secrets-again = Solo las contraseñas y claves deben escribirse de nuevo.

conflict = Este elemento cambió
    .what = Otra persona o una sincronización cambió el elemento, o su estado actual no permite la acción.
    .meaning = Su cambio no se guardó. La versión actual sigue vigente: vea cómo está ahora y, si aún tiene sentido, cámbielo de nuevo.

too-many-views = Ya guarda 50 vistas de esta página
    .what = Una persona guarda como máximo 50 vistas de cada página.
    .meaning = Nada cambió. Quite una que ya no use y guarde de nuevo.

analytics-too-long = El período es demasiado largo para este archivo
    .what = Contar clientes y regiones de tantos días tarda más de lo que se espera por un archivo.
    .meaning = Ninguna venta cambió. Elija menos días o exporte en CSV las otras tablas.
    .press = Volver a los análisis

export-too-long = La selección no cabe en un archivo de Excel
    .what = Una hoja de Excel tiene como máximo 1.048.575 ventas.
    .meaning = Ninguna venta cambió. Limite el período o exporte en CSV, que no tiene límite.
    .press = Volver a ventas

products-too-long = Los productos no caben en un archivo de Excel
    .what = Una hoja de Excel tiene como máximo 1.048.575 productos.
    .meaning = Ningún producto cambió. Busque una parte de ellos o exporte en CSV, que no tiene límite.
    .press = Volver a productos

customers-too-long = Los clientes no caben en un archivo de Excel
    .what = Una hoja de Excel tiene como máximo 1.048.575 clientes.
    .meaning = Ningún cliente cambió. Filtre una parte de ellos o exporte en CSV, que no tiene límite.
    .press = Volver a clientes

throttled = Muchos intentos en poco tiempo
    .what = Se aceptan nuevos intentos en { $wait }.
    .meaning = Es una protección de su cuenta. No se cambió nada y las sincronizaciones continúan con normalidad.
    .press = Intentar de nuevo

# quota is the code of what is limited; limit, used and more are figures, more is none where there is no limit.
quota-exceeded = Se alcanzó el límite del plan
    .what = { $quota ->
        [orders] El plan { $plan } incluye { $limit } pedidos por mes
        [connections] El plan { $plan } incluye { $limit } conexiones
        [members] El plan { $plan } incluye { $limit } personas, con las invitaciones abiertas
       *[validations] El plan { $plan } incluye { $limit } productos comprobados por mes
    }, y { $used } ya están en uso.
    .next = El plan { $next } incluye { $more ->
        [none] cuantos necesite, por contrato
       *[other] { $more } y cuesta { $price } por mes
    }.
    .meaning = Lo que ya entró sigue disponible. La acción no se hizo.
    .press = Ver los planes

unavailable = Orion no está disponible ahora
    .what = El servicio está iniciando, en mantenimiento o sin acceso a los datos.
    .meaning = Lo que ya estaba guardado sigue guardado. Las sincronizaciones siguen desde donde pararon.
    .press = Intentar de nuevo

internal = Algo falló de nuestro lado
    .what = La acción no se completó. Referencia: { $reference }
    .meaning = Lo que ya estaba guardado sigue guardado. Si vuelve a ocurrir, indique la referencia al soporte.
    .press = Intentar de nuevo

# Of an address that alerts are sent to.
hook-untaken = La dirección no aceptó la prueba
    .late = No respondió a tiempo.
    .unreached = No se pudo llegar a ella: el nombre no existe, la conexión fue rechazada o el certificado no es válido.
    .failing = Su servidor respondió con un error o pidió esperar.
    .refused = Rechazó el mensaje: la dirección puede haber sido eliminada o cambiada, o está en una red a la que no se puede llamar.
    .meaning = Las alertas siguen por correo y a las otras direcciones.
    .press = Revisar la dirección

# Of payments, where another platform would be its own matter.
payments-away = Stripe no completó la acción
    .what = El servicio de pagos no respondió como debía, o no aceptó la solicitud.
    .meaning = Los pedidos y las sincronizaciones siguen con normalidad. Abra la página de la suscripción, compruebe cómo está e inténtelo de nuevo en unos minutos.
    .press = Intentar de nuevo

## Faults of a platform: the title with its name, then what happened and what to press by kind.

upstream = Problema en la conexión con { $platform }
    .meaning = No se perdió ningún pedido; entran en cuanto vuelva la conexión.

upstream-auth = La plataforma rechazó la clave de acceso.
    .press = Reautorizar

upstream-permission = La clave de acceso es válida, pero no tiene todos los permisos necesarios.
    .press = Ver permisos necesarios

upstream-rate-limit = La plataforma limitó el número de consultas por un tiempo.
    .press = Intentar de nuevo

upstream-timeout = La tienda tardó demasiado en responder.
    .press = Intentar de nuevo

upstream-network = No se pudo llegar a la tienda por la red.
    .press = Intentar de nuevo

upstream-tls = El certificado de seguridad (TLS) de la tienda no es válido.
    .press = Revisar dirección

upstream-dns = La dirección de la tienda no existe en internet.
    .press = Corregir dirección

upstream-blocked-address = La dirección apunta a una red privada, a la que Orion no accede.
    .press = Corregir dirección

upstream-redirect = La tienda desvió la consulta a otra dirección. Por seguridad, la clave de acceso no se envió allí.
    .press = Corregir dirección

upstream-not-the-platform = La dirección respondió, pero no con esta plataforma.
    .press = Corregir dirección

upstream-not-found = La tienda ya no tiene lo consultado, o el acceso de programas (API) está desactivado.
    .press = Ver instrucciones

upstream-server = La tienda respondió con una falla interna propia.
    .press = Intentar de nuevo

upstream-too-large = La tienda envió de una vez más datos de los que Orion lee.
    .press = Ver detalles

upstream-protocol = La respuesta de la tienda llegó incompleta o en un formato inesperado.
    .press = Intentar de nuevo

upstream-clock = El reloj de la tienda está mal y por eso rechaza las claves: pida al alojamiento que lo ajuste.
    .press = Intentar de nuevo

upstream-rejected = La plataforma no aceptó la operación.
    .press = Ver detalles

## Under a field: what to do.

field-required = Complete este campo.
field-too-short = Use al menos { $min ->
    [one] { $min } carácter
   *[other] { $min } caracteres
}.
field-too-long = Use como máximo { $max ->
    [one] { $max } carácter
   *[other] { $max } caracteres
}.
field-format = Revise el formato de este campo.
field-characters = Quite los signos que este campo no acepta.
field-out-of-range = Use un valor dentro del intervalo aceptado.
field-before-start = La fecha final es anterior a la inicial.
field-taken = Este valor ya está en uso. Elija otro.
field-unknown = No encontramos este valor. Revise lo que escribió.
field-too-common = Esta contraseña está en listas de contraseñas conocidas. Elija otra.
field-personal = Esta contraseña está hecha de su nombre, su correo o el nombre de la empresa. Elija otra.
field-check-digit = Los dígitos verificadores no coinciden. Revise el número.
field-blocked-address = Use la dirección pública de la tienda; esta apunta a una red privada.
field-address-changed = Escríbalo de nuevo: el valor guardado no se envía a otra dirección.
