### The queue: background work, what waits, runs and failed for good.

title = Cola
context = Lo que Orion aún tiene que hacer, y lo que se detuvo con un error.
filter-label = Filtrar la cola
list = Tareas
open = Abiertas
all-done = La cola está vacía.

kind-label = Tarea
kind-any = Todas
kind = { $kind ->
    [sync_orders] Sincronización de pedidos
    [drain_events] Avisos en tiempo real
    [register_webhooks] Registro de avisos en la plataforma
    [send_action] Acción en el canal
    [check_completeness] Comprobación de pedidos
    [replay] Procesamiento repetido
    [validate] Comprobación de una hoja
    [write_results] Resultados en la hoja de Google
    [correct] Corrección de una hoja
    [import_catalogue] Importación al catálogo
   *[look_at_plan] Revisión de una acción en lote
}
standing-label = Estado
standing = { $standing ->
    [waiting] En cola
    [running] En curso
    [delayed] Programadas
   *[failed] Con error
}
# Of one job.
state = { $state ->
    [waiting] En cola
    [running] En curso
    [delayed] Programada
   *[failed] Con error
}
stopping = Deteniendo
priority = { $priority ->
    [critical] Prioridad crítica
    [normal] Prioridad normal
   *[low] Prioridad baja
}
priority-count = { $priority ->
    [critical] { $count ->
        [one] { $count } crítica
       *[other] { $count } críticas
    }
    [normal] { $count ->
        [one] { $count } normal
       *[other] { $count } normales
    }
   *[low] { $count ->
        [one] { $count } baja
       *[other] { $count } bajas
    }
}
when = { $standing ->
    [waiting] pedida { $when }
    [running] empezó { $when }
    [delayed] empieza { $when }
   *[failed] se detuvo { $when }
}
starts = { $count ->
    [one] { $count } intento
   *[other] { $count } intentos
}
# What went wrong before this attempt.
last-attempt = Último intento: { $problem }

## Kinds

kinds = Por tipo de tarea
oldest = Más antigua
active = Activa
paused = Pausada
paused-by = por { $name }, { $since }
paused-since = en pausa { $since }
pause = Pausar
resume = Reanudar
paused-toast = Tareas de este tipo en pausa; las que ya empezaron llegan al final.
resumed-toast = Tareas de este tipo reanudadas.

## What is empty

empty = Nada en la cola
    .text = Lecturas, comprobaciones y todo lo que lleva tiempo pasan por aquí mientras esperan, se ejecutan o fallan. Todo el trabajo está al día.
empty-filtered = Ninguna tarea con estos filtros
    .text = Cambie los filtros o vea todas.

## What failed

failed-count = { $count ->
    [one] { $count } tarea se detuvo con un error
   *[other] { $count } tareas se detuvieron con un error
}
failed-text = Orion desistió después de varios intentos. No se borró nada: vea el motivo, intente de nuevo o descarte la tarea.
all-again = Intentar todas de nuevo: { $kind }
own-fault = Una falla de Orion, que está en el registro técnico.
# What to do in place of trying again.
instead = { $kind ->
    [replay] Pídalo de nuevo, en la página de la venta, la sincronización o la integración.
    [validate] Compruebe la hoja de nuevo, en su página.
    [write_results] Pídalo de nuevo, en la página de la comprobación.
    [correct] Aplique las correcciones de nuevo, en la página de la comprobación.
    [import_catalogue] Importe de nuevo, en la página de la comprobación.
    [look_at_plan] Pida la acción en lote de nuevo, en la lista de ventas.
   *[send_action] El resultado está en la venta; si aún lo necesita, pídalo de nuevo allí.
}
redriven = { $asked ->
    [0] Nada se rehízo ahora.
    [one] { $asked } tarea volvió a la cola.
   *[other] { $asked } tareas volvieron a la cola.
}{ $refused ->
    [0] { "" }
    [one] { " " }{ $refused } quedó: la integración está ocupada o desconectada.
   *[other] { " " }{ $refused } quedaron: las integraciones están ocupadas o desconectadas.
}
cancelled-toast = La tarea se detendrá; lo que ya se hizo queda.
not-cancellable = Esta tarea no se puede cancelar
    .text = Termina sola en instantes. Para retener las próximas, pause el tipo.
not-redrivable = Esta tarea no se puede rehacer
    .text = Pídala de nuevo en la página de donde vino.

## Giving up what failed

dismiss = Descartar
dismiss-all = Descartar todas: { $kind }
dismiss-question = { $count ->
    [one] ¿Descartar { $count } tarea detenida: { $kind }?
   *[other] ¿Descartar { $count } tareas detenidas: { $kind }?
}
# What becomes of it, and what still brings what is missing.
given-up = { $kind ->
    [sync_orders] Lo que estas sincronizaciones no leyeron no se rehace desde aquí. Los pedidos que falten aún entran con la próxima sincronización o con la comprobación.
    [drain_events] Los avisos que fallaron no se leen de nuevo desde aquí. Siguen en la página de avisos de la integración, y la comprobación aún trae lo que falte.
    [register_webhooks] El registro de los avisos no se rehace desde aquí. Orion lo comprueba de nuevo por sí solo; hasta entonces los pedidos entran por sincronización.
    [send_action] El canal no recibe estas acciones. Las ventas quedan como están; revise cada una antes, y pídalo de nuevo en la venta si aún lo necesita.
    [check_completeness] La comprobación que se detuvo no se rehace desde aquí. La próxima empieza sola, a su hora.
    [replay] Lo que ya se grabó queda; el resto de estos procesamientos no se graba.
    [validate] Las hojas siguen guardadas. Las comprobaciones que se detuvieron no se rehacen desde aquí; si aún las necesita, compruebe de nuevo en la página de cada hoja.
    [write_results] Las hojas quedan como están. Los resultados que faltan no se escriben desde aquí; si aún los necesita, pídalos de nuevo en la página de cada comprobación.
    [correct] Las hojas quedan como estaban. Las correcciones que se detuvieron no se rehacen desde aquí; si aún las necesita, aplíquelas de nuevo en la página de la comprobación.
    [import_catalogue] Lo ya importado queda en el catálogo. Lo que faltó no se rehace desde aquí; si aún lo necesita, importe de nuevo en la página de la comprobación.
   *[look_at_plan] Las ventas de estas acciones en lote no se comprueban, y no se hace nada con ellas.
}
keep = Mantener en la lista
nothing-failed = Nada detenido de este tipo
    .text = Alguien ya lo intentó de nuevo o lo descartó.
dismissed = { $count ->
    [0] No se descartó nada ahora.
    [one] { $count } tarea descartada.
   *[other] { $count } tareas descartadas.
}
