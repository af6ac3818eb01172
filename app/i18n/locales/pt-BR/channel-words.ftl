### The words of the platforms for the state of an order.

# By the platform and its code; nothing for a code that is not known.
status = { $code ->
    [woocommerce_pending] Pagamento pendente
    [woocommerce_processing] Processando
    [woocommerce_on_hold] Aguardando
    [woocommerce_completed] Concluído
    [woocommerce_cancelled] Cancelado
    [woocommerce_refunded] Reembolsado
    [woocommerce_failed] Malsucedido
    [woocommerce_trash] Na lixeira
    [shopify_authorized] Autorizado
    [shopify_paid] Pago
    [shopify_partially_paid] Pago em parte
    [shopify_partially_refunded] Reembolsado em parte
    [shopify_pending] Pagamento pendente
    [shopify_refunded] Reembolsado
    [shopify_expired] Pagamento expirado
    [shopify_voided] Pagamento anulado
    [shopify_unfulfilled] Não processado
    [shopify_fulfilled] Processado
    [shopify_partially_fulfilled] Processado em parte
    [shopify_fulfillment_not_required] Sem envio
    [shopify_on_hold] Em espera
    [shopify_restocked] Devolvido ao estoque
    [magalu_new] Novo
    [magalu_approved] Aprovado
    [magalu_invoiced] Faturado
    [magalu_shipped] Enviado
    [magalu_delivered] Entregue
    [magalu_finished] Finalizado
    [magalu_frozen] Retido
    [magalu_cancelled] Cancelado
    [tiktok_shop_unpaid] Não pago
    [tiktok_shop_on_hold] Retido
    [tiktok_shop_awaiting_shipment] Aguardando envio
    [tiktok_shop_awaiting_collection] Aguardando coleta
    [tiktok_shop_partially_shipping] Enviado em parte
    [tiktok_shop_in_transit] Em trânsito
    [tiktok_shop_delivered] Entregue
    [tiktok_shop_completed] Concluído
    [tiktok_shop_cancelled] Cancelado
    [tiktok_shop_cancel] Cancelado
    [mercadolivre_paid] Pago
    [mercadolivre_partially_refunded] Reembolsado em parte
    [mercadolivre_cancelled] Cancelado
    [mercadolivre_to_be_agreed] Entrega a combinar
    [mercadolivre_pending] Envio pendente
    [mercadolivre_handling] Em preparação
    [mercadolivre_ready_to_ship] Pronto para envio
    [mercadolivre_shipped] A caminho
    [mercadolivre_delivered] Entregue
    [mercadolivre_not_delivered] Não entregue
   *[other] { "" }
}
