### The frame of the console: navigation, account menu, company settings.

## Navigation

overview = Resumen
orders = Ventas
products = Productos
validation = Validación
customers = Clientes
analytics = Análisis
integrations = Integraciones
syncs = Sincronizaciones
queue = Cola
health = Salud
alerts = Alertas
storage = Almacenamiento
account = Cuenta
navigation = Navegación
open-navigation = Abrir navegación
close-navigation = Cerrar navegación
narrow-navigation = Plegar navegación
widen-navigation = Mostrar nombres
search-all = Buscar ventas, productos, clientes y páginas
to-integrations = Ver integraciones
waiting = { $count ->
    [0] Lo que pide atención
    [one] { $count } asunto pide atención
   *[other] { $count } asuntos piden atención
}
# Names the corner where confirmations appear.
messages = Mensajes

## Roles

role-owner = Propietario
role-admin = Administrador
role-operator = Operador
role-viewer = Lector

## Company settings

company = Empresa
    .context = Vale para todas las personas de la empresa.

time-zone = Zona horaria
    .help = Las fechas y los totales por día siguen esta zona.

currency = Moneda
    .help = La moneda en que se suman los totales de la empresa.

company-language = Idioma y formatos de la empresa
    .help = Los números, importes y fechas aparecen así para todas las personas. Los textos siguen el idioma de cada una.
