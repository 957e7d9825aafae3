// Reads photographs, edits each as the web edits pictures, and writes what the extension would see of every one of them:
// a line of JSON, then its pixels, four bytes each. The hashes of other programs stand in the line, each with its time.

import { readFile } from "node:fs/promises";
import { createInterface } from "node:readline";

import { bmvbhash } from "blockhash-core";
import sharp from "sharp";
import phash from "sharp-phash";

/** Photographs are edited at this size: as large as pages show them. */
const MAX_SIDE = 1_024;
/** What the extension looks at: SEEN_SIDE of extension/background/picture.ts. */
const SEEN_SIDE = 256;
/** Bits on a side of a block hash: what its authors use. */
const BLOCKS = 16;
/** Brightness goes up and down by this. */
const BRIGHTNESS = 0.15;

const BORDERS = { white: "#ffffff", black: "#000000", colour: "#2f6f4f" };

/** The edits of one photograph, by name: what they make of its pixels, and how the result is encoded. */
function edits(width, height, dice) {
  const jpeg = (quality) => (image) => image.jpeg({ quality });
  const all = {
    original: [(image) => image, (image) => image.png()],
    half: [resized(0.5), jpeg(85)],
    quarter: [resized(0.25), jpeg(85)],
    "jpeg 40": [(image) => image, jpeg(40)],
    "jpeg 60": [(image) => image, jpeg(60)],
    "jpeg 80": [(image) => image, jpeg(80)],
    brighter: [(image) => image.linear(1 + BRIGHTNESS, 0), jpeg(90)],
    darker: [(image) => image.linear(1 - BRIGHTNESS, 0), jpeg(90)],
    png: [(image) => image, (image) => image.png()],
    jpeg: [(image) => image, jpeg(90)],
    webp: [(image) => image, (image) => image.webp({ quality: 80 })],
  };
  for (const [name, background] of Object.entries(BORDERS)) {
    for (const part of [0.02, 0.05, 0.1]) {
      const wide = Math.max(1, Math.round(part * Math.min(width, height)));
      const around = { top: wide, bottom: wide, left: wide, right: wide, background };
      all[`border ${name} ${part * 100}`] = [(image) => image.extend(around), jpeg(85)];
    }
  }
  for (const kept of [0.9, 0.8]) {
    const [w, h] = [Math.round(width * kept), Math.round(height * kept)];
    const cut = (x, y) => (image) => image.extract({ left: Math.floor((width - w) * x), top: Math.floor((height - h) * y), width: w, height: h });
    all[`crop ${kept * 100} middle`] = [cut(0.5, 0.5), jpeg(85)];
    all[`crop ${kept * 100} anywhere`] = [cut(dice(), dice()), jpeg(85)];
  }
  // As networks cut pictures: square.
  const side = Math.min(width, height);
  all["crop square"] = [(image) => image.extract({ left: (width - side) >> 1, top: (height - side) >> 1, width: side, height: side }), jpeg(85)];
  return all;

  function resized(part) {
    return (image) => image.resize(Math.max(1, Math.round(width * part)), Math.max(1, Math.round(height * part)), { fit: "fill" });
  }
}

/** Numbers from 0 to 1, the same in every run: xorshift, after Marsaglia. */
function dice(seed) {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

async function timed(run) {
  const start = performance.now();
  const value = await run();
  return [value, performance.now() - start];
}

async function peers(bytes) {
  const { data, info } = await sharp(bytes).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  const [block, blockMs] = await timed(() => bmvbhash({ data, width: info.width, height: info.height }, BLOCKS));
  const [perceptual, perceptualMs] = await timed(() => phash(bytes));
  const hex = perceptual.replace(/.{4}/gu, (bits) => Number.parseInt(bits, 2).toString(16));
  return { megapixels: (info.width * info.height) / 1e6, "blockhash-core": [block, blockMs], "sharp-phash": [hex, perceptualMs] };
}

async function one(path, at) {
  const { data, info } = await sharp(await readFile(path))
    .rotate()
    .resize(MAX_SIDE, MAX_SIDE, { fit: "inside", withoutEnlargement: true })
    .toColourspace("srgb")
    .flatten({ background: "#ffffff" })
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { width, height } = info;
  for (const [edit, [change, encode]] of Object.entries(edits(width, height, dice(at + 1)))) {
    const bytes = await encode(change(sharp(data, { raw: info }))).toBuffer();
    const seen = await sharp(bytes)
      .resize(SEEN_SIDE, SEEN_SIDE, { fit: "inside", withoutEnlargement: true })
      .ensureAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    const line = { photo: path, edit, width: seen.info.width, height: seen.info.height, peers: await peers(bytes) };
    await written(Buffer.concat([Buffer.from(`${JSON.stringify(line)}\n`), seen.data]));
  }
}

/** Waits until the reader has taken it: all the pixels at once would fill the memory. */
const written = (bytes) => new Promise((resolve, reject) => process.stdout.write(bytes, (error) => (error ? reject(error) : resolve())));

sharp.concurrency(1);
let at = 0;
for await (const path of createInterface({ input: process.stdin })) if (path !== "") await one(path, at++);
