### The words of the platforms for the state of an order.

# By the platform and its code; nothing for a code that is not known.
status = { $code ->
    [woocommerce_pending] Attente paiement
    [woocommerce_processing] En cours
    [woocommerce_on_hold] En attente
    [woocommerce_completed] Terminée
    [woocommerce_cancelled] Annulée
    [woocommerce_refunded] Remboursée
    [woocommerce_failed] Échouée
    [woocommerce_trash] À la corbeille
    [shopify_authorized] Autorisé
    [shopify_paid] Payé
    [shopify_partially_paid] Payé en partie
    [shopify_partially_refunded] Remboursé en partie
    [shopify_pending] Paiement en attente
    [shopify_refunded] Remboursé
    [shopify_expired] Paiement expiré
    [shopify_voided] Paiement annulé
    [shopify_unfulfilled] Non traité
    [shopify_fulfilled] Traité
    [shopify_partially_fulfilled] Traité en partie
    [shopify_fulfillment_not_required] Sans expédition
    [shopify_on_hold] En attente
    [shopify_restocked] Remis en stock
    [magalu_new] Nouvelle
    [magalu_approved] Approuvée
    [magalu_invoiced] Facturée
    [magalu_shipped] Expédiée
    [magalu_delivered] Livrée
    [magalu_finished] Terminée
    [magalu_frozen] Bloquée
    [magalu_cancelled] Annulée
    [tiktok_shop_unpaid] Non payée
    [tiktok_shop_on_hold] En attente
    [tiktok_shop_awaiting_shipment] En attente d’expédition
    [tiktok_shop_awaiting_collection] En attente d’enlèvement
    [tiktok_shop_partially_shipping] Expédiée en partie
    [tiktok_shop_in_transit] En transit
    [tiktok_shop_delivered] Livrée
    [tiktok_shop_completed] Terminée
    [tiktok_shop_cancelled] Annulée
    [tiktok_shop_cancel] Annulée
    [mercadolivre_paid] Payé
    [mercadolivre_partially_refunded] Remboursé en partie
    [mercadolivre_cancelled] Annulé
    [mercadolivre_to_be_agreed] Livraison à convenir
    [mercadolivre_pending] Envoi en attente
    [mercadolivre_handling] En préparation
    [mercadolivre_ready_to_ship] Prêt à expédier
    [mercadolivre_shipped] En route
    [mercadolivre_delivered] Livré
    [mercadolivre_not_delivered] Non livré
   *[other] { "" }
}
