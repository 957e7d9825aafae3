// The texts of both languages: the same keys, the same places for values, every number form, and a text for every key the
// screens name.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

type Texts = Record<string, { message: string }>;

function texts(language: string): Texts {
  const folder = `extension/_locales/${language}`;
  const files = readdirSync(folder).map((file) => JSON.parse(readFileSync(join(folder, file), "utf8")) as Texts);
  return Object.assign({}, ...files) as Texts;
}

const places = (message: string): string => [...new Set(message.match(/\$\d/gu))].sort().join();
const [en, de] = [texts("en"), texts("de")];

test("both languages have the same keys and the same places for values", () => {
  assert.deepEqual(Object.keys(de).sort(), Object.keys(en).sort());
  for (const [key, { message }] of Object.entries(en)) {
    assert.notEqual(message.trim(), "", key);
    // One is said without its number in some languages.
    if (!key.endsWith("_one")) assert.equal(places(de[key]?.message ?? ""), places(message), key);
  }
});

test("every number form has its other half", () => {
  for (const key of Object.keys(en).filter((one) => one.endsWith("_one"))) assert.ok(en[key.replace(/_one$/u, "_other")], key);
});

test("every key the screens name has a text", () => {
  const sources = readdirSync("extension", { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
  for (const file of sources) {
    const source = readFileSync(join("extension", file), "utf8");
    for (const [, key = ""] of source.matchAll(/\btext\(\s*"([a-z_0-9]+)"/gu)) assert.ok(en[key], `${file}: ${key}`);
    for (const [, key = ""] of source.matchAll(/\bcounted\(\s*"([a-z_0-9]+)"/gu)) assert.ok(en[`${key}_other`], `${file}: ${key}`);
    // `text(\`kind_${kind}\`)`: some key must begin so.
    for (const [, start = ""] of source.matchAll(/\btext\(\s*`([a-z_0-9]+)\$/gu)) assert.ok(Object.keys(en).some((key) => key.startsWith(start)), `${file}: ${start}`);
  }
});
