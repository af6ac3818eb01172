### The cities by which time zones are called.

# By the last part of the name of the zone. Empty where the city is called as people there call it.
city = { $zone ->
    [Mexico_City] Mexico City
    [Lisbon] Lisbon
    [Brussels] Brussels
    [Zurich] Zurich
    [Rome] Rome
    [Vienna] Vienna
    [Warsaw] Warsaw
    [Athens] Athens
    [Istanbul] Istanbul
    [Panama] Panama
   *[other] { "" }
}
