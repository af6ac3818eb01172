//! What a catalogue says of a product, whatever a sheet or a marketplace calls it.

crate::code_enum! {
    /// A canonical field of a product record. A variation is a record of its own: `group` says of what.
    pub enum ProductField {
        Sku = "sku",
        /// What the variations of one product have in common: the SKU of the parent, or any other key.
        Group = "group",
        Title = "title",
        Description = "description",
        Brand = "brand",
        Model = "model",
        /// A name, a path or a code of the channel.
        Category = "category",
        /// `new`, `used` or `refurbished`, or the channel's word for it.
        Condition = "condition",
        Price = "price",
        /// What it cost before, shown crossed out. Not below the price.
        CompareAtPrice = "compare_at_price",
        SalePrice = "sale_price",
        /// What the merchant paid.
        Cost = "cost",
        /// Code of ISO 4217.
        Currency = "currency",
        Stock = "stock",
        /// GTIN-8, -12, -13 or -14: EAN, UPC.
        Gtin = "gtin",
        /// The maker's part number.
        Mpn = "mpn",
        Isbn = "isbn",
        /// Brazil's tax classification of goods: eight digits.
        Ncm = "ncm",
        /// Brazil's code of tax substitution: seven digits.
        Cest = "cest",
        /// Brazil's digit of origin of goods: 0 to 8.
        Origin = "origin",
        /// Kilograms.
        Weight = "weight",
        /// Centimetres.
        Length = "length",
        /// Centimetres.
        Width = "width",
        /// Centimetres.
        Height = "height",
        Colour = "colour",
        Size = "size",
        Material = "material",
        /// Addresses, the main one first.
        Images = "images",
        /// Pixels, of each image in its place.
        ImageWidth = "image_width",
        /// Pixels, of each image in its place.
        ImageHeight = "image_height",
        /// Bytes of the file, of each image in its place.
        ImageBytes = "image_bytes",
        /// An address.
        Video = "video",
        /// The product's page.
        Url = "url",
        Warranty = "warranty",
        /// Days between sale and dispatch.
        HandlingDays = "handling_days",
        Tags = "tags",
        /// Whether it is offered.
        Status = "status",
    }
}

crate::code_enum! {
    /// What the values of a field are.
    pub enum ProductFieldKind {
        Text = "text",
        /// Text of many lines, in which some channels allow HTML.
        LongText = "long_text",
        Money = "money",
        Number = "number",
        Integer = "integer",
        /// Several values.
        List = "list",
        Url = "url",
    }
}

impl ProductField {
    pub const fn kind(self) -> ProductFieldKind {
        match self {
            Self::Description => ProductFieldKind::LongText,
            Self::Price | Self::CompareAtPrice | Self::SalePrice | Self::Cost => ProductFieldKind::Money,
            Self::Weight | Self::Length | Self::Width | Self::Height => ProductFieldKind::Number,
            Self::Stock | Self::HandlingDays => ProductFieldKind::Integer,
            Self::Images | Self::ImageWidth | Self::ImageHeight | Self::ImageBytes | Self::Tags => {
                ProductFieldKind::List
            }
            Self::Video | Self::Url => ProductFieldKind::Url,
            _ => ProductFieldKind::Text,
        }
    }
}
