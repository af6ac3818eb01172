### What the search box of every page offers, and the keys.

pages = Ir a
# Above what is done, as the one before is above where one goes.
actions = Hacer
new-product = Nuevo producto
new-rule = Nueva regla
google-sheet = Comprobar una hoja de Google
export-sales = Exportar ventas en CSV
export-products = Exportar productos en CSV
export-customers = Exportar clientes en CSV
export-analytics = Exportar análisis a Excel
invite = Invitar a una persona
appearance-to = { $appearance ->
    [light] Usar colores claros
    [dark] Usar colores oscuros
   *[system] Usar los colores del sistema
}
language-to = Cambiar el idioma a { $language }
search-for = Buscar «{ $text }» en todo
# Said aloud while somebody types.
found = { $count ->
    [0] Nada encontrado
    [one] { $count } resultado
   *[other] { $count } resultados
}
# Said behind that.
enter-opens = Intro abre «{ $label }».
# Other words by which a page or an action is found.
words = { $code ->
    [overview] inicio panel hoy
    [orders] pedidos facturación imprimir preparación
    [analytics] informes gráficos indicadores comparación
    [products] catálogo existencias stock sku
    [customers] compradores
    [integrations] canales tiendas marketplace conectar
    [validation] comprobar hoja catálogo csv excel
    [syncs] importar traer pedidos
    [queue] tareas
    [health] api llamadas plataformas límites
    [alerts] avisos problemas
    [storage] espacio retención datos
    [account] perfil contraseña correo idioma dispositivos claves clave de acceso llaves
    [security] seguridad 2fa aplicación claves clave de acceso llave de acceso passkey
    [company] zona horaria moneda idioma
    [first_hour] empezar configurar guía inicio demostración
    [team] personas invitar miembros roles permisos
    [companies] cambiar de empresa organización
    [history] auditoría quién hizo
    [plans] precios límites uso suscribirse
    [usage] consumo cuota
    [billing] facturación cobros tarjeta factura pago billing cancelar stripe
    [rules] validación reglas propias
    [rule_lists] validación marcas permitidas prohibidas
    [left_out] errores pendientes sin importar
    [expiries] tokens vencen reautorizar
    [alert_settings] slack webhook correo silencio
    [to_link] vincular sku desconocido
    [conformance] pruebas plataformas
    [new_product] crear añadir
    [new_rule] crear validación
    [new_rule_list] crear enviar marcas validación
    [google_sheet] sheets importar
    [export] descargar hoja
    [export_products] descargar catálogo
    [export_customers] descargar compradores contactos hoja
    [sync_all] actualizar traer importar ahora pedidos
    [appearance] tema modo claro oscuro oscura nocturno colores
    [disconnect] quitar eliminar integración canal tienda
    [shortcuts] teclas combinaciones
    [invite] agregar añadir nuevo usuario equipo miembro acceso
    [export_analytics] descargar informes gráficos hoja xlsx
    [to_light] tema modo claro apariencia día
    [to_dark] tema modo oscuro apariencia nocturno noche
    [to_system] tema modo automático apariencia
    [language] lengua traducir language
    [connect] agregar integración canal tienda marketplace
    [saved_view] vista vistas guardadas filtro
   *[sign_out] cerrar sesión salir sair logout
}
shortcuts = Atajos de teclado
key-palette = Ir a cualquier página, venta, producto o cliente
key-rows = Recorrer las filas y los resultados
key-open = Abrir
key-pick = Seleccionar la fila
# The name of the key.
key-space = Espacio
key-close = Cerrar
key-search = Buscar
key-help = Mostrar estos atajos
letters-off = Desactivar los atajos de letras
letters-on = Activar los atajos de letras
letters-are-off = Atajos de letras desactivados.
letters-are-on = Atajos de letras activados.
