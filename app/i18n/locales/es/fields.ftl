### What fields want, below their labels.

carrier-listed = Los que el canal conoce para este pedido.
handover = Cómo llega el paquete al transportista: usted lo lleva, o lo recogen a la hora elegida.
notify = Sin marcar, el canal registra el envío sin avisar al cliente.
product-name = Cómo aparece el producto en listas, búsquedas e impresos.
description = Para su equipo y para hojas de anuncios. Los canales no se modifican.
quiet-until = Si es antes del inicio, vale hasta el día siguiente.
first-day = Día de las primeras ventas
last-day = Día de las últimas, incluido
schedule-mode = Comprobada por sí sola, la hoja se lee de nuevo cada vez. Comprobar ahora sigue siendo posible.
rule-field = Dónde busca la regla. Para una columna sin campo en Orion, elija el atributo propio y escriba su nombre.
compared-field = Uno de los campos que la comprobación mira juntos. Los que quedan sin elegir no cuentan.
other-language = Vacío, quien usa este idioma lee el texto del suyo.
condition-field = El campo que decide si la regla mira la fila. Sin elección no hay condición.
condition-kind = La fila solo se comprueba cuando esto es verdad.
integer = 12 pasa; 12,5 se señala.
ignore-case = “Azul” y “AZUL” cuentan como el mismo valor.
https = Varios canales rechazan imágenes en http://.
fix-step = { $code ->
    [trim] “ Taza ” pasa a “Taza”.
    [collapse_spaces] “Taza{ "\u00A0" }{ "\u00A0" }azul” pasa a “Taza azul”.
    [digits_only] “6109.10.00” pasa a “61091000”.
   *[remove_accents] “Café” pasa a “Cafe”.
}
case = Cómo quedan las letras tras la corrección.
test-value = Un ejemplo de lo que puede haber en la celda.
test-other = Lo que la misma fila tiene en este campo, para esta prueba.
test-values = Las filas se comprueban juntas, como en la hoja.
test-finds = Lo que debe pasar con este ejemplo. La regla solo se activa cuando todas las pruebas salen bien.
