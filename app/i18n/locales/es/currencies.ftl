### The money that companies sell in most, by its name.

# Empty for a currency that has no name here; its code then stands alone.
name = { $code ->
    [BRL] Real brasileño
    [USD] Dólar estadounidense
    [EUR] Euro
    [ARS] Peso argentino
    [CLP] Peso chileno
    [COP] Peso colombiano
    [MXN] Peso mexicano
    [PEN] Sol peruano
    [UYU] Peso uruguayo
    [GBP] Libra esterlina
    [PYG] Guaraní paraguayo
    [BOB] Boliviano
    [CRC] Colón costarricense
    [DOP] Peso dominicano
    [GTQ] Quetzal guatemalteco
    [CAD] Dólar canadiense
    [AUD] Dólar australiano
    [CHF] Franco suizo
    [SEK] Corona sueca
    [PLN] Esloti polaco
    [JPY] Yen japonés
    [CNY] Yuan chino
    [INR] Rupia india
    [AOA] Kuanza angoleño
    [MZN] Metical mozambiqueño
    [ZAR] Rand sudafricano
    [VES] Bolívar venezolano
    [PAB] Balboa panameño
    [NZD] Dólar neozelandés
    [DKK] Corona danesa
    [NOK] Corona noruega
    [TRY] Lira de Turquía
    [MAD] Dírham marroquí
    [NGN] Naira de Nigeria
    [AED] Dírham de los Emiratos
    [SGD] Dólar singapurense
    [HKD] Dólar hongkonés
    [KRW] Won surcoreano
   *[other] { "" }
}
