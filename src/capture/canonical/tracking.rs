//! Parameters that follow people and name nothing. It never removes one that some site needs to find a page:
//! names with other uses (`ref`, `source`, `id`) are left to the rules of the sites.

/// Names in lower case, by who sets them; a star stands for any ending.
const TRACKING: [(&str, &str); 19] = [
    // Campaign analytics, read by scripts on the page alone.
    (
        "campaigns",
        "utm_* utm mtm_* matomo_* pk_campaign pk_kwd pk_keyword pk_source pk_medium pk_content pk_cid piwik_campaign piwik_keyword piwik_kwd",
    ),
    // Google Analytics, Ads and Search: the visit, the click, the result that was clicked.
    (
        "google",
        "_ga _gl _gac ga_* gclid gclsrc dclid gbraid wbraid gad_source gad_campaignid srsltid gs_l gs_lcp",
    ),
    // Facebook and Instagram: the click and the person who shared.
    (
        "meta",
        "fbclid fb_action_ids fb_action_types fb_source fb_ref action_object_map action_type_map action_ref_map igshid igsh mibextid",
    ),
    // Ad clicks of other networks.
    (
        "ads",
        "msclkid twclid ttclid li_fat_id yclid ymclid epik rdt_cid sccid irclickid irgwc cjevent awc zanpid tduid rb_clickid wickedid s_kwcid ef_id obclid tblci dicbo",
    ),
    // Yandex's open statistics.
    ("yandex", "_openstat ysclid"),
    // Who a newsletter was sent to.
    (
        "mail",
        "mc_cid mc_eid mc_tc mkt_tok ml_subscriber ml_subscriber_hash vero_id vero_conv oly_anon_id oly_enc_id _kx nb_klid dm_i ck_subscriber_id sb_referer_host __s bxid",
    ),
    // HubSpot: the visit and the button.
    ("hubspot", "_hsenc _hsmi __hssc __hstc __hsfp hsctatracking hsa_*"),
    // Adobe Analytics: the campaign.
    ("adobe", "s_cid cmpid icid"),
    // Webtrekk and Mapp: the campaign.
    ("webtrekk", "wt_mc wt_zmc wtrid wt.mc_id wt.zmc wt_cc1 wt_cc2 wt_cc3 wt_cc4"),
    // AT Internet and Comscore: the campaign.
    (
        "audience",
        "xtor at_medium at_campaign at_custom1 at_custom2 at_custom3 at_custom4 ns_mchannel ns_source ns_campaign ns_linkname ns_fee",
    ),
    // Links inside a site, and where on the page they stood.
    (
        "internal",
        "itm_campaign itm_medium itm_source itm_content itm_term otm_* hmb_campaign hmb_medium hmb_source trk_contact trk_msg trk_module trk_sid",
    ),
    // Alibaba's shops: the place on the page and the list.
    ("alibaba", "spm scm pvid algo_pvid algo_expid btsid ws_ab_test"),
    // Branch: the app link that was followed.
    ("branch", "_branch_match_id _branch_referrer"),
    // Yahoo and Aol: the consent page that was passed.
    ("yahoo", "guccounter guce_referrer guce_referrer_sig ncid"),
    // Twitter: the impression of an embedded page.
    ("twitter", "__twitter_impression"),
    // eBay: the page the link stood on.
    ("ebay", "_trkparms _trksid"),
    // Echobox: the post that was published.
    ("publishers", "echobox tracking_source"),
    // Marin, Kenshoo and other bid managers.
    ("bids", "mkwid pcrid pmt_id kpid"),
    // The shape of the page, not the page.
    ("shape", "amp __a"),
];

/// Parameters that carry the visitor's session where they look like one.
const SESSIONS: [&str; 6] = ["sid", "s", "phpsessid", "sessionid", "session_id", "zenid"];

/// The length of a session's name in forums and shops: an MD5 sum in hexadecimal.
const SESSION_LENGTH: usize = 32;

/// Whether a parameter (its name in lower case) only follows people.
pub(super) fn is_tracking(name: &str) -> bool {
    TRACKING.iter().flat_map(|(_, names)| names.split(' ')).any(|known| fits(name, known))
}

/// Whether a parameter holds a session.
pub(super) fn is_session(name: &str, value: &str) -> bool {
    let hexadecimal = value.len() == SESSION_LENGTH && value.bytes().all(|byte| byte.is_ascii_hexdigit());
    name == "phpsessid" || name == "jsessionid" || SESSIONS.contains(&name) && hexadecimal
}

/// Whether a name is the known one, whose star stands for any ending.
pub(super) fn fits(name: &str, known: &str) -> bool {
    match known.strip_suffix('*') {
        Some(start) => name.starts_with(start),
        None => name == known,
    }
}
