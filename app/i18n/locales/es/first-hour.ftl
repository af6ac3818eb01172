### What a new company sets up, one step at a time.

title = Primeros pasos
progress = { NUMBER($done) } de { NUMBER($total) } listos
step = { $step ->
    [company] Empresa
    [region] Zona y moneda
    [channel] Primer canal
    [sync] Primera sincronización
   *[team] Equipo
}
heading = { $step ->
    [company] Cómo se llama la empresa
    [region] En qué zona horaria y moneda trabaja la empresa
    [channel] Conectar el primer canal
    [sync] Sincronizar las ventas por primera vez
   *[team] Invitar a quienes trabajan con usted
}
why = { $step ->
    [company] El nombre aparece en lo alto de las páginas y en las invitaciones.
    [region] Las fechas, los días y los totales siguen la zona horaria y la moneda de la empresa.
    [channel] Elija dónde vende. Conectada la cuenta, los primeros pasos siguen donde quedaron.
    [sync] Las ventas más nuevas entran primero. Puede salir de esta página, la sincronización continúa.
   *[team] Cada persona entra con su propio correo y ve lo que su rol permite.
}
# The button on the overview that leads to a step.
press = { $step ->
    [company] Revisar el nombre
    [region] Elegir zona y moneda
    [channel] Conectar un canal
    [sync] Seguir la sincronización
   *[team] Invitar al equipo
}
# Beside the name of a step, in its gender and number.
done = { $step ->
    [company] lista
    [region] listas
    [sync] lista
    [team] listo
   *[channel] listo
}
skipped = { $step ->
    [company] omitida
    [region] omitidas
    [sync] omitida
    [team] omitido
   *[channel] omitido
}

later = Dejar para después
hide = No mostrar más
# After it: where they are found again.
hidden = Primeros pasos guardados. Para volver, busque “primeros pasos” en lo alto de la página.
# After the last step that was open.
ended = Primeros pasos terminados.
back-again = Primeros pasos de vuelta.
skip = Omitir este paso
alone = Solo yo por ahora
go-on = Continuar
meanwhile = Continuar mientras tanto
# Once the first synchronisation has ended.
came = { $count ->
    [0] Ninguna venta que traer por ahora.
    [one] Llegó 1 venta.
   *[other] Llegaron { NUMBER($count) } ventas.
}
over = Todo listo
    .text = A partir de aquí las ventas nuevas entran solas. Los pasos siguen arriba, por si quiere cambiar algo.

proposed = Propuestos por el idioma de su navegador. Revíselos antes de guardar.
save-region = Guardar zona y moneda
# A currency and a time zone, or one of them.
region-of-shop = Como en la tienda, la empresa ahora usa { $region }. Para cambiarlo, abra Empresa.
no-channel = Todavía no hay nada que sincronizar
    .text = Cuando conecte un canal, la sincronización de sus ventas empieza sola y se ve aquí.

demo = ¿Solo quiere mirar?
    .text = Conecte una tienda de demostración. Sus ventas son inventadas y cuentan en las cifras de esta empresa, pero no en el plan. Cuando ya no la quiera, desconéctela y borre lo que trajo: todo queda como antes.
    .press = Conectar la tienda de demostración
    .badge = Demostración
