### The money that companies sell in most, by its name.

# Empty for a currency that has no name here; its code then stands alone.
name = { $code ->
    [BRL] Brazilian real
    [USD] US dollar
    [EUR] Euro
    [ARS] Argentine peso
    [CLP] Chilean peso
    [COP] Colombian peso
    [MXN] Mexican peso
    [PEN] Peruvian sol
    [UYU] Uruguayan peso
    [GBP] British pound
    [PYG] Paraguayan guarani
    [BOB] Bolivian boliviano
    [CRC] Costa Rican colón
    [DOP] Dominican peso
    [GTQ] Guatemalan quetzal
    [CAD] Canadian dollar
    [AUD] Australian dollar
    [CHF] Swiss franc
    [SEK] Swedish krona
    [PLN] Polish zloty
    [JPY] Japanese yen
    [CNY] Chinese yuan
    [INR] Indian rupee
    [AOA] Angolan kwanza
    [MZN] Mozambican metical
    [ZAR] South African rand
    [VES] Venezuelan bolívar
    [PAB] Panamanian balboa
    [NZD] New Zealand dollar
    [DKK] Danish krone
    [NOK] Norwegian krone
    [TRY] Turkish lira
    [MAD] Moroccan dirham
    [NGN] Nigerian naira
    [AED] Emirati dirham
    [SGD] Singapore dollar
    [HKD] Hong Kong dollar
    [KRW] South Korean won
   *[other] { "" }
}
