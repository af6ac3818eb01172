### The cities by which time zones are called.

# By the last part of the name of the zone. Empty where the city is called as people there call it.
city = { $zone ->
    [New_York] Nova York
    [Mexico_City] Cidade do México
    [Montevideo] Montevidéu
    [Asuncion] Assunção
    [London] Londres
    [Madrid] Madri
    [Brussels] Bruxelas
    [Amsterdam] Amsterdã
    [Zurich] Zurique
    [Berlin] Berlim
    [Vienna] Viena
    [Warsaw] Varsóvia
    [Stockholm] Estocolmo
    [Athens] Atenas
    [Istanbul] Istambul
    [Johannesburg] Joanesburgo
    [Singapore] Singapura
    [Shanghai] Xangai
    [Tokyo] Tóquio
   *[other] { "" }
}
