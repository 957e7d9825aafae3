//! The path of categories that a page's data names above a product. It takes no path that may belong to another page.

use super::{
    super::{
        builder::{Builder, Ground},
        link,
        slot::Slot,
    },
    is_same,
    item::{Item, Value},
    json_ld::Data,
};
use crate::model::{
    provenance::{Certainty, Origin},
    text::folded,
};

/// Offers the categories of the product that was read, where the page names one path. It is certain where it ends at this
/// very page or product; another may be left over from the page before.
pub fn offer(data: &Data, ground: &Ground, builder: &mut Builder) {
    let Some(product) = builder.content().product.as_ref() else { return };
    let mut lists = data.items().iter().filter(|item| item.is(&["BreadcrumbList"]));
    let (Some(list), None) = (lists.next(), lists.next()) else { return };
    let mut steps: Vec<(String, Option<String>)> =
        list.items("itemListElement").filter_map(|step| named(step, ground)).collect();
    let name = product.name.as_deref().map(folded);
    let is_own = |(step, address): &(String, Option<String>)| {
        Some(step) == name.as_ref() || address.as_ref().is_some_and(|address| is_same(address, &ground.page))
    };
    let certainty = if steps.last().is_some_and(is_own) { Certainty::Sure } else { Certainty::Unsure };
    if certainty == Certainty::Sure {
        steps.pop();
    }
    let path: Vec<String> = steps.into_iter().map(|(step, _)| step).collect();
    builder.offer(Slot::Category, &path.join("\n"), (Origin::StructuredData, certainty));
}

/// A step's name and address: its own, or those of the page it names.
fn named(step: &Item, ground: &Ground) -> Option<(String, Option<String>)> {
    let page = step.item("item");
    let name = step.text(&["name"]).or_else(|| page.and_then(|page| page.text(&["name"])))?;
    let address = step.all("item").find_map(Value::address).or_else(|| step.text(&["url"]));
    Some((folded(name), address.and_then(|address| link::resolve(&ground.base, address))))
}
