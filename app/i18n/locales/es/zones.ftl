### The cities by which time zones are called.

# By the last part of the name of the zone. Empty where the city is called as people there call it.
city = { $zone ->
    [New_York] Nueva York
    [Los_Angeles] Los Ángeles
    [London] Londres
    [Dublin] Dublín
    [Paris] París
    [Brussels] Bruselas
    [Amsterdam] Ámsterdam
    [Zurich] Zúrich
    [Berlin] Berlín
    [Vienna] Viena
    [Warsaw] Varsovia
    [Stockholm] Estocolmo
    [Athens] Atenas
    [Istanbul] Estambul
    [Johannesburg] Johannesburgo
    [Dubai] Dubái
    [Kolkata] Bombay
    [Singapore] Singapur
    [Shanghai] Shanghái
    [Tokyo] Tokio
    [Sydney] Sídney
   *[other] { "" }
}
