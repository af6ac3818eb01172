"""openpyxl, read-only, or (with READER=calamine) python-calamine: the sheet row by row, and the ten rules in plain Python,
with the failing line numbers of each kept."""
import collections
import os
import re

from common import CATEGORIES, CSV, CURRENCIES, GTIN, SKU, URL, found

if os.environ.get("READER") == "calamine":
    from python_calamine import CalamineWorkbook

    rows = CalamineWorkbook.from_path(CSV).get_sheet_by_index(0).iter_rows()
else:
    from openpyxl import load_workbook

    rows = load_workbook(CSV, read_only=True).worksheets[0].iter_rows(values_only=True)


def text(cell):
    """As it is shown: calamine has whole numbers as floats, openpyxl nothing for an empty cell."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return "" if cell is None else str(cell)


def is_number(cell):
    return isinstance(cell, (int, float))


sku_form, gtin_form, url_form = (re.compile(form).match for form in (SKU, GTIN, URL))
currencies, categories = set(CURRENCIES), set(CATEGORIES)
faults, lines_of = collections.defaultdict(list), collections.defaultdict(list)
next(rows)
for line, cells in enumerate(rows, 2):
    sku, title, _, price, sale_price, currency, stock, gtin, image_url, category, _, _ = cells
    sku = text(sku)
    if sku:
        lines_of[sku].append(line)
    if not sku_form(sku):
        faults["sku_pattern"].append(line)
    if not 1 <= len(text(title)) <= 150:
        faults["title_required"].append(line)
    if not (is_number(price) and price > 0):
        faults["price_positive"].append(line)
    if not (is_number(price) and is_number(sale_price) and sale_price <= price):
        faults["sale_not_above_price"].append(line)
    if currency not in currencies:
        faults["currency_known"].append(line)
    if not (is_number(stock) and stock >= 0):
        faults["stock_not_negative"].append(line)
    if not gtin_form(text(gtin)):
        faults["gtin_13_digits"].append(line)
    if not url_form(text(image_url)):
        faults["image_url_https"].append(line)
    if category not in categories:
        faults["category_known"].append(line)
faults["sku_unique"] = [line for lines in lines_of.values() if len(lines) > 1 for line in lines]
found({rule: len(lines) for rule, lines in faults.items()})
