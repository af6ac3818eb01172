### The cities by which time zones are called.

# By the last part of the name of the zone. Empty where the city is called as people there call it.
city = { $zone ->
    [Mexico_City] Mexico
    [Panama] Panama
    [Santo_Domingo] Saint-Domingue
    [Lisbon] Lisbonne
    [London] Londres
    [Zurich] Zurich
    [Rome] Rome
    [Vienna] Vienne
    [Warsaw] Varsovie
    [Athens] Athènes
    [Istanbul] Istanbul
    [Dubai] Dubaï
    [Singapore] Singapour
   *[other] { "" }
}
