### What takes space, and for how long it is kept.

title = Almacenamiento
context = Qué ocupa espacio y durante cuánto tiempo se guarda
measured = { $size } en total, medido { $when }
empty = Aún no medido
empty-text = La primera medición tarda unos minutos después de crear la empresa. Recarga la página luego.

## What takes space

uses = Qué ocupa espacio
uses-context = Valores aproximados: el espacio de cada tabla, con índices, repartido entre las empresas según sus filas.
what = Qué es
space = Espacio
items = Elementos
oldest = Más antiguo
kept = Se guarda
always = Sin plazo
days = { $days ->
    [one] { $days } día
   *[other] { $days } días
}
kind = { $kind ->
    [sales] Ventas
    [customers] Clientes
    [products] Productos
    [payloads] Pedidos como los envió el canal
    [events] Avisos de las plataformas
    [story] Historial de las ventas
    [verdicts] Historial de cada pedido de los canales
    [records] Situación de cada pedido de los canales
    [runs] Sincronizaciones
    [jobs] Tareas de la cola
    [actions] Acciones pedidas a los canales
    [figures] Cifras de llamadas y comprobaciones
    [alerts] Alertas
    [audit] Registro de quién hizo qué
    [sheets] Hojas de productos, sin sus archivos
    [validations] Comprobaciones de hojas
   *[other] Integraciones y ajustes
}

## For how long it is kept

choices = Cuánto tiempo guardar
choices-context = El máximo lo define quien administra esta instalación. Las ventas y los clientes se quedan siempre.
most-days = { $days ->
    [one] { $days } día (máximo de esta instalación)
   *[other] { $days } días (máximo de esta instalación)
}
help = { $kind ->
    [payloads] Pasado el plazo, la página de la venta ya no muestra el documento original del canal.
    [events] Pasado el plazo, un aviso ya no se puede ver ni procesar de nuevo. Los que esperan se quedan.
    [story] Se borra por meses enteros. Pasado el plazo, la página de la venta ya no cuenta lo que pasó.
    [verdicts] Se borra por meses enteros. Después, la búsqueda deja de contar paso a paso qué pasó con un pedido.
   *[other] Las que leen avisos se quedan 30 días como máximo. Las que dejaron pedidos fuera se quedan mientras sigan fuera.
}
save = Guardar y borrar lo más antiguo
saved = Plazos guardados. Lo más antiguo se borra en la próxima hora.
