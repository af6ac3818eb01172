### The money that companies sell in most, by its name.

# Empty for a currency that has no name here; its code then stands alone.
name = { $code ->
    [BRL] Réal brésilien
    [USD] Dollar américain
    [EUR] Euro
    [ARS] Peso argentin
    [CLP] Peso chilien
    [COP] Peso colombien
    [MXN] Peso mexicain
    [PEN] Sol péruvien
    [UYU] Peso uruguayen
    [GBP] Livre sterling
    [PYG] Guarani paraguayen
    [BOB] Boliviano bolivien
    [CRC] Colón costaricain
    [DOP] Peso dominicain
    [GTQ] Quetzal guatémaltèque
    [CAD] Dollar canadien
    [AUD] Dollar australien
    [CHF] Franc suisse
    [SEK] Couronne suédoise
    [PLN] Zloty polonais
    [JPY] Yen japonais
    [CNY] Yuan chinois
    [INR] Roupie indienne
    [AOA] Kwanza angolais
    [MZN] Metical mozambicain
    [ZAR] Rand sud-africain
    [VES] Bolivar vénézuélien
    [PAB] Balboa panaméen
    [NZD] Dollar néo-zélandais
    [DKK] Couronne danoise
    [NOK] Couronne norvégienne
    [TRY] Livre turque
    [MAD] Dirham marocain
    [NGN] Naira nigérian
    [AED] Dirham des Émirats
    [SGD] Dollar de Singapour
    [HKD] Dollar de Hong Kong
    [KRW] Won sud-coréen
   *[other] { "" }
}
