//! The forms of well-known sites: which of their hosts are the same site, and which parts of an address name
//! nothing. It never touches an address of a site that is not in the table.

use super::{
    host::{host_matches, is_brand},
    query::Query,
    tracking::fits,
};
use url::Url;

/// A site whose mobile, old and local hosts show the same pages.
struct Site {
    /// The site's domain; its subdomains in `same` are the same site.
    domain: &'static str,
    /// Labels before the domain that change only the look; `xx` is any language, `` the bare domain.
    same: &'static str,
    /// The host that people share.
    host: &'static str,
    /// Parameters that name nothing there; a star stands for any ending.
    drop: &'static str,
}

const SITES: [Site; 29] = [
    // `s` and `t` say from which device and by whom a post was shared.
    Site { domain: "twitter.com", same: " www mobile m", host: "x.com", drop: "s t cn ref_src ref_url src" },
    Site { domain: "x.com", same: " www mobile m", host: "x.com", drop: "s t cn ref_src ref_url src" },
    // `context` is how many comments above are shown.
    Site {
        domain: "reddit.com",
        same: " www old new np m i amp sh xx",
        host: "www.reddit.com",
        drop: "context share_id rdt ref ref_source ref_campaign correlation_id $deep_link $3p $original_url post_fullname post_index",
    },
    Site {
        domain: "youtube.com",
        same: " www m",
        host: "www.youtube.com",
        drop: "si feature pp ab_channel app kw",
    },
    Site { domain: "youtube-nocookie.com", same: " www", host: "www.youtube.com", drop: "si feature" },
    Site {
        domain: "facebook.com",
        same: " www m mbasic touch web free xx",
        host: "www.facebook.com",
        drop: "__tn__ __cft__* __xts__* __so__ __rv__ _rdr _rdc rdid share_url ref refid refsrc fref hc_ref hc_location eav paipv sfnsn extid \
               locale comment_tracking acontext notif_id notif_t wtsid eid _ft_ lst av app ls_ref dti tracking referral_code aref n_m bcode lloc",
    },
    Site { domain: "fb.com", same: " www m", host: "www.facebook.com", drop: "" },
    Site { domain: "instagram.com", same: " www m", host: "www.instagram.com", drop: "img_index hl r api" },
    Site { domain: "threads.net", same: " www", host: "www.threads.com", drop: "xmt slof" },
    Site { domain: "threads.com", same: " www", host: "www.threads.com", drop: "xmt slof" },
    Site {
        domain: "tiktok.com",
        same: " www m",
        host: "www.tiktok.com",
        drop: "_r _t _d is_from_webapp is_copy_url sender_device sender_web_id web_id lang tt_from u_code share_* sec_user_id checksum refer source timestamp user_id preview_pb",
    },
    Site {
        domain: "linkedin.com",
        same: " www m touch xx",
        host: "www.linkedin.com",
        drop: "trk trackingid refid lipi licu lici rcm originalsubdomain midtoken midsig trkemail eid li_* src",
    },
    Site {
        domain: "pinterest.com",
        same: " www m xx",
        host: "www.pinterest.com",
        drop: "sender invite_code nic nic_v1 mt lp",
    },
    Site { domain: "tumblr.com", same: " www m", host: "www.tumblr.com", drop: "source" },
    Site { domain: "vk.com", same: " www m", host: "vk.com", drop: "ref reply_ref" },
    Site { domain: "t.me", same: " www", host: "t.me", drop: "single embed mode" },
    Site { domain: "telegram.me", same: " www", host: "t.me", drop: "single embed mode" },
    Site { domain: "bsky.app", same: " www", host: "bsky.app", drop: "ref_src ref_url" },
    Site { domain: "medium.com", same: " www", host: "medium.com", drop: "source sk gi" },
    Site { domain: "open.spotify.com", same: "", host: "open.spotify.com", drop: "si nd dl_branch context" },
    Site {
        domain: "etsy.com",
        same: " www m",
        host: "www.etsy.com",
        drop: "ref click_key click_sum ga_* ls pro frs sts content_source external pla_spr organic_search_click",
    },
    Site {
        domain: "aliexpress.com",
        same: " www m xx",
        host: "www.aliexpress.com",
        drop: "gps-id pdp_npi gatewayadapt sk aff_* af cv dp terminal_id curpagelogid utparam-url",
    },
    Site { domain: "yelp.com", same: " www m", host: "www.yelp.com", drop: "osq hrid adjust_creative" },
    Site { domain: "imdb.com", same: " www m", host: "www.imdb.com", drop: "ref_ pf_rd_* pd_rd_*" },
    Site { domain: "github.com", same: " www", host: "github.com", drop: "" },
    Site {
        domain: "quora.com",
        same: " www m",
        host: "www.quora.com",
        drop: "share srid ch oid target_type no_redirect",
    },
    Site {
        domain: "play.google.com",
        same: "",
        host: "play.google.com",
        drop: "hl gl pli referrer showAllReviews",
    },
    Site { domain: "apps.apple.com", same: "", host: "apps.apple.com", drop: "l platform mt ls itsct itscg" },
    Site { domain: "tripadvisor.com", same: " www m", host: "www.tripadvisor.com", drop: "" },
];

/// Parameters of Amazon's pages that name nothing.
const AMAZON: &str = "pf_rd_* pd_rd_* qid sr ref ref_ tag linkcode linkid ascsubtag crid sprefix keywords th psc smid ie _encoding dib dib_tag content-id \
                      creative creativeasin camp social_share skiptwisterog language dchild refrid coliid colid cv_ct_* sb-ci-* rnid";

/// Brings an address of a known site into the form that people share.
pub(super) fn apply(url: &mut Url, query: &mut Query) {
    let host = url.host_str().unwrap_or_default().to_owned();
    if is_brand(&host, "amazon") {
        amazon(url, query, &host);
    } else if is_brand(&host, "ebay") {
        ebay(url, query, &host);
    } else if host_matches(&host, "youtu.be") {
        let id = segments(url).first().cloned();
        if let Some(id) = id.filter(|id| !id.is_empty()) {
            watch(url, query, &id);
        }
    } else if host_matches(&host, "wikipedia.org") {
        move_to(url, &host.replacen(".m.wikipedia.org", ".wikipedia.org", 1));
    } else if let Some(site) = SITES.iter().find(|site| host_matches(&host, site.domain)) {
        // Another host of the site (`music.`, a writer's own on Medium) is another place with the same habits.
        query.retain(|name, _| !site.drop.split_whitespace().any(|known| fits(name, known)));
        if site.has(&host) {
            move_to(url, site.host);
            paths(url, query, site.host);
        }
    }
}

impl Site {
    /// Whether a host of the site's domain shows the same pages.
    fn has(&self, host: &str) -> bool {
        let label = host.strip_suffix(self.domain).unwrap_or_default().trim_end_matches('.');
        self.same.split(' ').any(|known| known == label || known == "xx" && is_language(label))
    }
}

/// `de`, `pt-br`: a label that says which language the pages are in.
fn is_language(label: &str) -> bool {
    let (language, region) = label.split_once('-').unwrap_or((label, "xx"));
    let short = |part: &str| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_lowercase());
    short(language) && short(region)
}

/// Forms of paths that name the same thing.
fn paths(url: &mut Url, query: &mut Query, host: &str) {
    let parts = segments(url);
    let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
    match (host, parts.as_slice()) {
        ("x.com", [name, "status" | "statuses", id, rest @ ..])
            if rest.first().is_none_or(|part| matches!(*part, "photo" | "video" | "analytics" | "")) =>
        {
            url.set_path(&format!("/{name}/status/{id}"));
        }
        ("www.youtube.com", ["watch", ..]) => {
            let id = query.get("v").map(str::to_owned);
            if let Some(id) = id {
                watch(url, query, &id);
            }
        }
        ("www.youtube.com", ["embed" | "v", id, ..]) if *id != "videoseries" => watch(url, query, id),
        ("www.tiktok.com", [name, "video" | "photo", _, ..]) if name.starts_with('@') => {
            query.retain(|_, _| false)
        }
        // Before the app's id, some of the store's own links have its name.
        ("play.google.com", ["store", "apps", "details", _]) => url.set_path("/store/apps/details"),
        ("t.me", ["s", channel, post, ..]) => url.set_path(&format!("/{channel}/{post}")),
        _ => {}
    }
}

/// A video is named by its id, a comment on it by `lc`; lists and times are how it was watched.
fn watch(url: &mut Url, query: &mut Query, id: &str) {
    move_to(url, "www.youtube.com");
    query.retain(|name, _| name == "lc");
    query.put_first("v", id);
    url.set_path("/watch");
}

/// A product is named by its number of ten letters and digits, whatever stands around it.
fn amazon(url: &mut Url, query: &mut Query, host: &str) {
    query.retain(|name, _| !AMAZON.split_whitespace().any(|known| fits(name, known)));
    let Some(at) = host.find("amazon.") else { return };
    let local = host.get(at..).unwrap_or_default().to_owned();
    if !matches!(host.get(..at), Some("" | "www." | "m." | "smile.")) {
        return;
    }
    move_to(url, &format!("www.{local}"));
    let parts = segments(url);
    let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
    let is_item = |id: &str| id.len() == 10 && id.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let item = parts.windows(2).find_map(|pair| match pair {
        ["dp" | "product" | "d" | "asin" | "ASIN", id] if is_item(id) => Some((*id).to_owned()),
        _ => None,
    });
    if let Some(item) = item {
        url.set_path(&format!("/dp/{item}"));
        query.retain(|_, _| false);
        return;
    }
    let kept: Vec<&str> = parts.iter().copied().filter(|part| !part.starts_with("ref=")).collect();
    let path = format!("/{}", kept.join("/"));
    url.set_path(&path);
}

/// An item is named by its number; `var` is which of its variants.
fn ebay(url: &mut Url, query: &mut Query, host: &str) {
    let Some(at) = host.find("ebay.") else { return };
    let local = host.get(at..).unwrap_or_default().to_owned();
    if !matches!(host.get(..at), Some("" | "www." | "m.")) {
        return;
    }
    move_to(url, &format!("www.{local}"));
    let parts = segments(url);
    let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
    if let ["itm", rest @ ..] = parts.as_slice()
        && let Some(id) =
            rest.iter().take(2).find(|id| id.len() >= 9 && id.bytes().all(|byte| byte.is_ascii_digit()))
    {
        url.set_path(&format!("/itm/{id}"));
        query.retain(|name, _| name == "var");
    }
}

/// The parts of the path as written.
fn segments(url: &Url) -> Vec<String> {
    url.path_segments().map(|parts| parts.map(str::to_owned).collect()).unwrap_or_default()
}

/// Another host of the same site, which serves https.
fn move_to(url: &mut Url, host: &str) {
    // Neither can fail: the scheme is http or https and the host comes from the table or from the address.
    if url.set_host(Some(host)).is_ok() && url.port().is_none() {
        let _ = url.set_scheme("https");
    }
}
