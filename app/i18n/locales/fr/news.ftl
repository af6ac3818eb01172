### What came while a page was open.

arrived = { $count ->
    [one] { $count } nouvelle vente{ "\u00A0" }: afficher
   *[other] { $count } nouvelles ventes{ "\u00A0" }: afficher
}
arrived-more = Plus de { NUMBER($count) } nouvelles ventes{ "\u00A0" }: afficher
arrived-flood = De nombreuses ventes sont arrivées{ "\u00A0" }: actualiser la liste
mark = nouvelle
