### The words of the platforms for the state of an order.

# By the platform and its code; nothing for a code that is not known.
status = { $code ->
    [woocommerce_pending] Pendiente de pago
    [woocommerce_processing] Procesando
    [woocommerce_on_hold] En espera
    [woocommerce_completed] Completado
    [woocommerce_cancelled] Cancelado
    [woocommerce_refunded] Reembolsado
    [woocommerce_failed] Fallido
    [woocommerce_trash] En la papelera
    [shopify_authorized] Autorizado
    [shopify_paid] Pagado
    [shopify_partially_paid] Pagado en parte
    [shopify_partially_refunded] Reembolsado en parte
    [shopify_pending] Pago pendiente
    [shopify_refunded] Reembolsado
    [shopify_expired] Pago vencido
    [shopify_voided] Pago anulado
    [shopify_unfulfilled] No preparado
    [shopify_fulfilled] Preparado
    [shopify_partially_fulfilled] Preparado en parte
    [shopify_fulfillment_not_required] Sin envío
    [shopify_on_hold] En espera
    [shopify_restocked] Devuelto a existencias
    [magalu_new] Nuevo
    [magalu_approved] Aprobado
    [magalu_invoiced] Facturado
    [magalu_shipped] Enviado
    [magalu_delivered] Entregado
    [magalu_finished] Finalizado
    [magalu_frozen] Retenido
    [magalu_cancelled] Cancelado
    [tiktok_shop_unpaid] Sin pagar
    [tiktok_shop_on_hold] Retenido
    [tiktok_shop_awaiting_shipment] A la espera de envío
    [tiktok_shop_awaiting_collection] A la espera de recogida
    [tiktok_shop_partially_shipping] Enviado en parte
    [tiktok_shop_in_transit] En tránsito
    [tiktok_shop_delivered] Entregado
    [tiktok_shop_completed] Completado
    [tiktok_shop_cancelled] Cancelado
    [tiktok_shop_cancel] Cancelado
    [mercadolivre_paid] Pagado
    [mercadolivre_partially_refunded] Reembolsado en parte
    [mercadolivre_cancelled] Cancelado
    [mercadolivre_to_be_agreed] Entrega por acordar
    [mercadolivre_pending] Envío pendiente
    [mercadolivre_handling] En preparación
    [mercadolivre_ready_to_ship] Listo para enviar
    [mercadolivre_shipped] En camino
    [mercadolivre_delivered] Entregado
    [mercadolivre_not_delivered] No entregado
   *[other] { "" }
}
