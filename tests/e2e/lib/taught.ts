// A backup of what somebody has who teaches sites: adapters of their own, one with every trouble there is, how well those
// and the ones that ship read of late, and a pin that was seen again and again. Nothing in it is of anybody.
import { type Kept, sealed } from "./sealed";

const NOW = Date.UTC(2026, 9, 20, 9);
const HOUR = 3_600_000;
/** As long as a host may be, and so named that it breaks nowhere by itself. */
const LONG = `${"donaudampfschifffahrtselektrizitaetenhauptbetriebswerkbauunter"}.${"beamtengesellschaft".repeat(3)}.example`;

/** The pin that was seen again. */
export const SEEN = "01KK0000000000000000S00001";

const adapter = (host: string, expires: string): string =>
  JSON.stringify({
    id: "own", hosts: [host], network: host, updated: "2019-11-20", expires,
    card: [
      {
        kind: "post", root: ".brick", required: ["url", "author"], identity: `${host}:{post}`,
        fields: { url: [{ css: ".when a", attr: "href", pattern: "/said/{post}" }], name: [{ css: ".who" }], text: [{ css: ".words" }] },
      },
    ],
  });

const own = (host: string, more: { readonly state?: "off"; readonly data?: string; readonly expires?: string } = {}): Kept => [
  "adapter",
  host,
  { host, state: more.state ?? "on", data: more.data ?? adapter(host, more.expires ?? "2036-11-20"), created: NOW, changed: NOW },
];

/** The last captures, of which the first so many missed fields. */
const health = (id: string, captures: number, poor = 0): Kept => [
  "health",
  id,
  {
    adapter: id,
    version: "2026-11-20",
    last: Array.from({ length: captures }, (_, at) => ({ at: NOW + at * HOUR, ...(at < poor ? { missing: at % 2 === 0 ? ["author", "url"] : ["author"] } : {}) })),
  },
];

const look = (hours: number, likes: number, sighting: "unchanged" | "edited" | "gone", text?: string): object => ({
  at: NOW + hours * HOUR,
  engagement: sighting === "gone" ? {} : { likes, replies: 3 + hours },
  sighting,
  ...(text === undefined ? {} : { text }),
});

export const taught = (): string =>
  sealed([
    own("clearing.pinfold.example"),
    own(LONG),
    own("broken.example", { data: adapter("other.example", "2036-11-20").replace(".brick", "..") }),
    own("old.example", { state: "off", expires: "2020-01-01" }),
    health("user:clearing.pinfold.example", 20),
    health(`user:${LONG}`, 20, 8),
    health("hackernews", 20),
    health("reddit", 17, 2),
    health("discourse", 9, 1),
    ...["amazon", "bluesky", "mastodon", "trustpilot", "youtube"].map((id) => health(id, 20)),
    [
      "pin",
      SEEN,
      {
        id: SEEN, created: NOW, changed: NOW, kind: "post",
        source: { page_url: "https://social.pinfold.example/", url: "https://social.pinfold.example/@mara/1", site: "social.pinfold.example", network: "social", native_id: "1" },
        author: { handle: "mara", name: "Mara Tannenhofer-Wiesengrund", url: "https://social.pinfold.example/@mara" },
        published: { instant: NOW - HOUR, offset_minutes: 60, precision: "minute" },
        text: "Third week waiting for the desk, and the tracking page still says “preparing”. Nobody answers the phone.",
        lang: "en", engagement: { likes: 27, replies: 3 }, tags: ["complaint/delivery/late"], rights: { status: "unknown" },
        observations: [
          look(2, 31, "unchanged"),
          look(5, 1_204, "edited", "Third week waiting for the desk, and the tracking page still says “preparing”. They answered the phone: it comes on Friday. Solved!"),
          look(30, 1_204, "unchanged"),
          look(54, 0, "gone"),
        ],
      },
    ],
  ]);
