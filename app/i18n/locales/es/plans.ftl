### Plans, what they include, and what the company uses of them.

plan = { $code ->
    [free] Free
    [pro] Pro
    [business] Business
   *[enterprise] Enterprise
}
quota = { $code ->
    [validations] Productos comprobados por mes
    [orders] Pedidos por mes
    [connections] Conexiones
    [members] Personas
   *[history_days] Historial guardado
}
quota-help = { $code ->
    [validations] Cada producto cuenta una vez por mes mientras él y las reglas no cambien.
    [orders] Pedidos nuevos, hechos hace 31 días como máximo. Los más antiguos, que llegan al conectar una tienda, y los de tiendas de demostración no cuentan.
    [connections] Tiendas y cuentas conectadas. Las desconectadas no cuentan.
    [members] Personas del equipo e invitaciones abiertas.
   *[history_days] Cuánto tiempo se guardan los datos originales de los canales, los historiales y las sincronizaciones. Las ventas se guardan siempre.
}
no-limit = Sin límite
days = { $days ->
    [one] { $days } día
   *[other] { $days } días
}

## The page of plans

menu = Planes y uso
title = Planes
    .context = Qué incluye cada plan, y cuánto usa la empresa ahora
current = Plan actual: { $plan }
source = { $code ->
    [default] El plan de quien todavía no eligió otro
    [assigned] Definido por quien administra esta instalación
   *[subscription] Por suscripción
}
# Where the contract or gift ends.
assigned-until = Vale hasta { $when }
used-of = { $used } de { $limit }
anew-on = La cuenta del mes empieza de nuevo el { $day }.
compare = Comparar planes
price-month = { $price } por mes
price-year = { $price } por año
free-price = Gratis
contract-price = Por contrato
# To whoever sells plans by contract, and what the e-mail to them is about.
ask-offer = Pedir una propuesta
offer-subject = Plan Enterprise de Orion
yours = Su plan
show-prices = Ver precios
paid = Pago
currency = Moneda
interval = { $code ->
    [month] Mensual
   *[year] Anual, con dos meses gratis
}
priority = Prioridad en la cola
priority-rank = { $code ->
    [free] Normal
    [pro] Alta
    [business] Muy alta
   *[enterprise] Máxima
}
see-usage = Ver el uso
see-plans = Ver los planes
beyond = Qué pasa en el límite
    .orders = Los pedidos nunca se rechazan ni se pierden. Los que llegan más allá del plan quedan guardados y pasan a ser ventas en cuanto haya lugar: al cambiar de plan o al comenzar el próximo mes, en el orden en que llegaron.
    .validations = Una comprobación que pasaría del límite no empieza, o termina sin resultado y sin contar nada.
    .places = Las nuevas conexiones e invitaciones esperan hasta que haya lugar. Al pasar a un plan menor, las conexiones más nuevas quedan detenidas; las ventas quedan, y el historial más allá del plan se borra después de 30 días.
paid-in = La empresa paga en { $currency }.
owners-choose = Solo quien es propietario de la empresa elige el plan: { $names }.
no-billing = En esta instalación, quien la administra define el plan de cada empresa.
# Where a connection is made and there is no place for one more.
no-connection = Conexiones: { $used } en uso, { $limit } en el plan
    .text = Para conectar una más, desconecte otra o use un plan mayor.

## The page of usage

usage = Uso
    .context = Lo que la empresa usó del plan { $plan } este mes
today = Hoy: { $count }
reached-on = Al ritmo de este mes, el límite llega el { $day }.
reached = Se alcanzó el límite.
# The variable count is a figure.
exceeded = Se superó el límite en { $count }.
lasts = Al ritmo de este mes, el plan alcanza.
parked-orders = { $count ->
    [one] { $count } pedido guardado espera lugar en el plan.
   *[other] { $count } pedidos guardados esperan lugar en el plan.
}
entering-orders = { $count ->
    [one] { $count } pedido guardado está entrando.
   *[other] { $count } pedidos guardados están entrando.
}
parked-connections = { $count ->
    [one] { $count } conexión está detenida porque el plan incluye menos.
   *[other] { $count } conexiones están detenidas porque el plan incluye menos.
}
# Under the number of connections.
demo-connections = { $count ->
    [one] { $count } conexión de demostración no cuenta.
   *[other] { $count } conexiones de demostración no cuentan.
}
entries = Registros
    .context = Todo lo que se contó, de lo más nuevo a lo más antiguo
all-meters = Todo
when = Cuándo
what = Qué se contó
quantity = Cantidad
cause = Causa
cause-name = { $code ->
    [run] Sincronización
    [validation] Comprobación
   *[other] Otra
}
# Of a run or a check that was removed since.
cause-gone = Ya no se guarda
no-entries = Todavía no se contó nada
    .text = En cuanto llegue un pedido o se compruebe una hoja, el registro aparece aquí con su causa.
older = Más antiguos
newest = Más nuevos
