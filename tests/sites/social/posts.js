// What people of Murmur wrote. All of it is invented.
"use strict";
const PEOPLE = {
  "carla.moreno": { name: "Carla Moreno", hue: 12 },
  "jonas_w": { name: "Jonas Weber", hue: 150 },
  "yuki": { name: "山田 ゆき", hue: 320 },
  "amal.h": { name: "أمل حداد", hue: 265 },
  "tomasz": { name: "Tomasz Nowak", hue: 95 },
  "lina-k": { name: "Lina Kask", hue: 190 },
};
const POSTS = [
  { id: "48213", by: "carla.moreno", at: "2026-03-02T09:14:00Z", lang: "en", image: "parcel.jpg", alt: "A crushed parcel, dripping",
    text: "My Hearthside kettle arrived like this. Third parcel in a row, @hearthside! Order number 77-1043, nobody answers the phone. #delivery #refund",
    replies: 14, boosts: 38, likes: 1240 },
  { id: "48207", by: "jonas_w", at: "2026-03-02T08:40:00Z", lang: "en",
    text: "Unpopular opinion: the new Hearthside lamp is the best thing on my desk. Warm light, no flicker, and the joint does not sag. 👏",
    replies: 3, boosts: 5, likes: 87, image: "lamp.jpg", alt: "A desk lamp switched on" },
  { id: "48199", by: "yuki", at: "2026-03-01T22:05:00Z", lang: "ja",
    text: "ケトルから水が漏れます。返金できますか？ #返金 #ケトル", replies: 2, boosts: 0, likes: 9 },
  { id: "48181", by: "amal.h", at: "2026-03-01T17:30:00Z", lang: "ar",
    text: "وصل الطلب متأخرًا عشرة أيام، لكن خدمة العملاء كانت لطيفة جدًا. شكرًا @hearthside", replies: 1, boosts: 2, likes: 41 },
  { id: "48170", by: "tomasz", at: "2026-03-01T12:00:00Z", lang: "en", image: "trail.jpg", alt: "A red flask on a mountain trail",
    text: "Two litres of tea, eleven hours of walking, still hot. Whoever designed this flask deserves a raise.",
    replies: 21, boosts: 112, likes: 15300 },
  { id: "48166", by: "lina-k", at: "2026-03-01T10:22:00Z", lang: "en", quoted: "48213",
    text: "Same here. If a parcel leaks, do not open it at home. Ask for the batch code first.", replies: 0, boosts: 4, likes: 33 },
  { id: "48150", by: "carla.moreno", at: "2026-02-28T19:45:00Z", lang: "en", image: "mug.jpg", alt: "A green mug, steaming",
    text: "The mug, on the other hand, is lovely. Look at that glaze!", replies: 1, boosts: 1, likes: 64 },
  { id: "48131", by: "jonas_w", at: "2026-02-28T07:10:00Z", lang: "en",
    text: "Does anybody know whether the filter of the K2 kettle fits the K1? https://hearthside.example/k2?utm_source=murmur&utm_medium=post", replies: 6, boosts: 0, likes: 4 },
];
const REPLIES = {
  "48213": [
    { id: "48215", by: "lina-k", at: "2026-03-02T09:31:00Z", lang: "en", text: "Did they at least pick it up?", replies: 1, boosts: 0, likes: 3 },
    { id: "48218", by: "carla.moreno", at: "2026-03-02T09:50:00Z", lang: "en", text: "No. I was told to “wait for the driver”, twice.", replies: 0, boosts: 0, likes: 7 },
  ],
  // A thread: Tomasz goes on with his own post, and then answers somebody else.
  "48170": [
    { id: "48171", by: "tomasz", at: "2026-03-01T12:04:00Z", lang: "en", answers: "48170", text: "Day two: forgot it outside at minus six. Lid frozen shut, tea inside still warm.", replies: 0, boosts: 9, likes: 840 },
    { id: "48172", by: "tomasz", at: "2026-03-01T12:09:00Z", lang: "en", answers: "48171", text: "Day three: dropped it down a gully. One dent, no leak. I am keeping this flask.", replies: 1, boosts: 14, likes: 1100 },
    { id: "48173", by: "amal.h", at: "2026-03-01T13:30:00Z", lang: "en", answers: "48170", text: "Which size is it?", replies: 1, boosts: 0, likes: 2 },
    { id: "48174", by: "tomasz", at: "2026-03-01T13:41:00Z", lang: "en", answers: "48173", text: "The large one.", replies: 0, boosts: 0, likes: 3 },
  ],
};
// The feed goes on: the same voices, later pages.
const MORE = ["Still waiting for a spare lid.", "Colour is off compared with the picture.", "Great packaging this time, thank you!", "The app logged me out again.", "Two weeks in, no complaints.", "Is there a student discount?"];
function older(page) {
  const people = Object.keys(PEOPLE);
  return Array.from({ length: 12 }, (_, at) => {
    const number = page * 12 + at;
    return { id: String(48000 - number), by: people[number % people.length], lang: "en", replies: number % 4, boosts: number % 3, likes: (number * 37) % 900,
      at: new Date(Date.UTC(2026, 1, 27) - number * 3_600_000).toISOString().replace(".000", ""), text: `${MORE[number % MORE.length]} (${number + 1})` };
  });
}
