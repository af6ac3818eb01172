-- What marketplaces ask of a product besides its name, its codes and its price.
alter table products
    add column brand text check (char_length(brand) between 1 and 120),
    -- A name, a path, or a channel's code.
    add column category text check (char_length(category) between 1 and 255),
    -- What it cost before, in the product's currency. It may be below the price: rules tell that, and nothing is refused.
    add column compare_at_minor bigint check (compare_at_minor >= 0),
    -- Packed, as it is sent.
    add column weight_grams bigint check (weight_grams between 1 and 100000000),
    add column length_mm bigint check (length_mm between 1 and 1000000),
    add column width_mm bigint check (width_mm between 1 and 1000000),
    add column height_mm bigint check (height_mm between 1 and 1000000),
    -- Addresses, the main one first; each at most 1,000 characters long.
    add column images text[] not null default '{}'
        check (cardinality(images) <= 20 and array_position(images, null) is null
            and char_length(array_to_string(images, '')) <= 20000);
