### The user's guide: what stands around its topics. The topics themselves are in docs/guides/console.

title = Ayuda
    .context = Cómo hacer cada cosa en Orion, y qué hacer cuando algo no sale como se espera.
# Names the sign at the top of every page that leads to the topic about it.
of-page = Ayuda de esta página
group = { $group ->
    [begin] Para empezar
    [sell] Ventas y clientes
    [catalogue] Catálogo
    [channels] Canales
   *[company] Empresa
}
topic = { $topic ->
    [primeiros-passos] Primeros pasos
    [teclado] Teclado y búsqueda
    [visao-geral] Resumen y análisis
    [vendas] Ventas
    [pedido-que-falta] Un pedido que falta
    [clientes] Clientes
    [produtos] Productos y SKU
    [catalogo] Comprobar un catálogo
    [regras] Escribir una regla
    [linguagem-das-regras] El lenguaje de las reglas
    [integracoes] Integraciones y sincronizaciones
    [saude-e-alertas] Salud, cola y alertas
    [equipe] Equipo y seguridad
   *[planos] Plan, uso y facturas
}
# One line under the name of a topic.
about = { $topic ->
    [primeiros-passos] Conectar la primera tienda, esperar sus ventas e invitar al equipo.
    [teclado] Llegar a cualquier lugar sin el ratón.
    [visao-geral] Qué cuenta cada cifra y cómo comparar períodos.
    [vendas] Encontrar ventas, entender una, actuar en su canal y exportar.
    [pedido-que-falta] Averiguar dónde se detuvo un pedido y traerlo.
    [clientes] Cómo se reconoce a la misma persona en varios canales.
    [produtos] El catálogo, y cómo vincularle lo que venden las tiendas.
    [catalogo] Enviar una hoja, corregir lo que un canal rechazaría e importarla.
    [regras] Exigir de cada producto lo que su empresa quiere.
    [linguagem-das-regras] Todas las partes de una regla en YAML, con ejemplos.
    [integracoes] Conectar cuentas y saber qué trajo cada lectura.
    [saude-e-alertas] Ver qué está detenido y elegir de qué recibir avisos.
    [equipe] Invitar a personas, dar roles y proteger las cuentas.
   *[planos] Qué incluye, qué se ha usado y cómo pagar.
}
# Other words by which a topic is found.
words = { $topic ->
    [primeiros-passos] empezar inicio tutorial guía
    [teclado] atajos teclas
    [visao-geral] ingresos gráficos informes indicadores
    [vendas] pedidos filtros cancelar enviar etiqueta factura exportar
    [pedido-que-falta] perdido no entró desaparecido
    [clientes] compradores duplicados
    [produtos] vincular código existencias catálogo
    [catalogo] hoja validación csv excel google
    [regras] validación reglas propias yaml
    [linguagem-das-regras] referencia yaml esquema comprobaciones sintaxis
    [integracoes] canales tiendas conectar token autorización
    [saude-e-alertas] errores lento detenido correo slack
    [equipe] invitar roles contraseña dos pasos passkey historial
    [planos] suscripción límite precio pago
   *[contents] manual guía soporte dudas documentación
}
# A topic among pages and actions.
command = Ayuda: { $topic }
in-page = En esta página
# Names the way to the topics before and after.
between = Otros temas

platforms = Instrucciones de las plataformas
    .context = Dónde encontrar lo que cada plataforma pide al conectar.
platform-title = Cómo conectar { $platform }
