"""Two products with two pictures and three reviews each. Prints their addresses."""

import io
import json
from decimal import Decimal

from django.core.files.base import ContentFile
from oscar.core.loading import get_model
from PIL import Image, ImageDraw

PRODUCTS = [("Blender X200", "49.90", "4006381333900"), ("Kettle «Ö» 1,7 L", "29.00", "4006381333917")]
REVIEWS = [
    (1, "Leaks", "Leaked after one week, want my money back!", "Carla"),
    (5, "Super", "Läuft einwandfrei 👍", "Jürgen"),
    (3, "普通", "可もなく不可もなく。", "山田"),
]


def picture(product, view):
    image = Image.new("RGB", (640, 640), (220 - 60 * product, 160 + 40 * view, 120))
    ImageDraw.Draw(image).ellipse((120, 120, 520, 520), fill=(30, 60 + 80 * view, 160))
    out = io.BytesIO()
    image.save(out, "PNG")
    return ContentFile(out.getvalue())


get_model("address", "Country").objects.get_or_create(
    iso_3166_1_a2="DE", defaults={"printable_name": "Germany", "name": "GERMANY", "iso_3166_1_a3": "DEU", "is_shipping_country": True}
)
appliances = get_model("catalogue", "ProductClass").objects.create(name="Appliance")
kitchen = get_model("catalogue", "Category").add_root(name="Kitchen")
partner = get_model("partner", "Partner").objects.create(name="Acme")
addresses = []
for number, (title, price, gtin) in enumerate(PRODUCTS):
    product = get_model("catalogue", "Product").objects.create(
        product_class=appliances, title=title, upc=gtin, structure="standalone", description="<p>Sturdy, with <b>two</b> jugs.</p>"
    )
    product.categories.add(kitchen)
    get_model("partner", "StockRecord").objects.create(
        product=product, partner=partner, partner_sku=f"SKU-{number}", price_currency="EUR", price=Decimal(price), num_in_stock=12
    )
    for view in range(2):
        shown = get_model("catalogue", "ProductImage")(product=product, display_order=view, caption=f"view {view}")
        shown.original.save(f"product-{number}-{view}.png", picture(number, view))
        shown.save()
    for score, heading, words, name in REVIEWS:
        get_model("reviews", "ProductReview").objects.create(
            product=product, score=score, title=heading, body=words, name=name, email="somebody@mail.example", status=1
        )
    product.update_rating()
    addresses.append(product.get_absolute_url())
print(json.dumps({"products": addresses}))
