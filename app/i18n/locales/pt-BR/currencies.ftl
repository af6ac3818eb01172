### The money that companies sell in most, by its name.

# Empty for a currency that has no name here; its code then stands alone.
name = { $code ->
    [BRL] Real brasileiro
    [USD] Dólar americano
    [EUR] Euro
    [ARS] Peso argentino
    [CLP] Peso chileno
    [COP] Peso colombiano
    [MXN] Peso mexicano
    [PEN] Sol peruano
    [UYU] Peso uruguaio
    [GBP] Libra esterlina
    [PYG] Guarani paraguaio
    [BOB] Boliviano
    [CRC] Colón costarriquenho
    [DOP] Peso dominicano
    [GTQ] Quetzal guatemalteco
    [CAD] Dólar canadense
    [AUD] Dólar australiano
    [CHF] Franco suíço
    [SEK] Coroa sueca
    [PLN] Zloty polonês
    [JPY] Iene japonês
    [CNY] Yuan chinês
    [INR] Rúpia indiana
    [AOA] Kwanza angolano
    [MZN] Metical moçambicano
    [ZAR] Rand sul-africano
    [VES] Bolívar venezuelano
    [PAB] Balboa panamenho
    [NZD] Dólar neozelandês
    [DKK] Coroa dinamarquesa
    [NOK] Coroa norueguesa
    [TRY] Lira turca
    [MAD] Dirham marroquino
    [NGN] Naira nigeriana
    [AED] Dirham dos Emirados
    [SGD] Dólar de Singapura
    [HKD] Dólar de Hong Kong
    [KRW] Won sul-coreano
   *[other] { "" }
}
