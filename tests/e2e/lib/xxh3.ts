// The checksum of stored records, XXH3-64 without a seed, so that a test can make a backup of any size. It takes
// inputs beyond 240 bytes only, where the function has one path; it checks nothing, the program does that.

const MASK = (1n << 64n) - 1n;
const [P32_1, P32_2, P32_3] = [0x9e3779b1n, 0x85ebca77n, 0xc2b2ae3dn] as const;
const [P64_1, P64_2, P64_3, P64_4, P64_5] = [0x9e3779b185ebca87n, 0xc2b2ae3d27d4eb4fn, 0x165667b19e3779f9n, 0x85ebca77c2b2ae63n, 0x27d4eb2f165667c5n] as const;
const SECRET = Buffer.from(
  "b8fe6c3923a44bbe7c01812cf721ad1cded46de9839097db7240a4a4b7b3671fcb79e64eccc0e578825ad07dccff7221b8084674f743248ee03590e6813a264c" +
    "3c2852bb91c300cb88d0658b1b532ea371644897a20df94e3819ef46a9deacd8a8fa763fe39c343ff9dcbbc7c70b4f1d8a51e04bcdb45931c89f7ec9d9787364ea" +
    "c5ac8334d3ebc3c581a0fffa1363eb170ddd51b7f0da49d316552629d4689e2b16be587d47a1fc8ff8b8d17ad031ce45cb3a8f95160428afd7fbcabb4b407e",
  "hex",
);
const STRIPE = 64;
/** Stripes after which the sums are scrambled. */
const BLOCK = (SECRET.length - STRIPE) / 8;
const SHORTEST = 241;

/** 16 hexadecimal digits. */
export function xxh3(bytes: Buffer): string {
  if (bytes.length < SHORTEST) throw new Error(`${bytes.length} bytes are too few`);
  const sums = [P32_3, P64_1, P64_2, P64_3, P64_4, P32_2, P64_5, P32_1];
  const stripes = Math.floor((bytes.length - 1) / STRIPE);
  for (let stripe = 0; stripe < stripes; stripe++) {
    add(sums, bytes, stripe * STRIPE, (stripe % BLOCK) * 8);
    if (stripe % BLOCK === BLOCK - 1) scramble(sums);
  }
  add(sums, bytes, bytes.length - STRIPE, SECRET.length - STRIPE - 7);
  let hash = BigInt(bytes.length) * P64_1;
  for (let at = 0; at < 4; at++) {
    const [one, other] = [sums[2 * at] ?? 0n, sums[2 * at + 1] ?? 0n];
    const product = (one ^ SECRET.readBigUInt64LE(11 + 16 * at)) * (other ^ SECRET.readBigUInt64LE(19 + 16 * at));
    hash += (product & MASK) ^ (product >> 64n);
  }
  hash &= MASK;
  hash = ((hash ^ (hash >> 37n)) * 0x165667919e3779f9n) & MASK;
  return (hash ^ (hash >> 32n)).toString(16).padStart(16, "0");
}

function add(sums: bigint[], bytes: Buffer, from: number, secret: number): void {
  for (let lane = 0; lane < 8; lane++) {
    const value = bytes.readBigUInt64LE(from + 8 * lane);
    const key = value ^ SECRET.readBigUInt64LE(secret + 8 * lane);
    sums[lane ^ 1] = ((sums[lane ^ 1] ?? 0n) + value) & MASK;
    sums[lane] = ((sums[lane] ?? 0n) + (key & 0xffffffffn) * (key >> 32n)) & MASK;
  }
}

function scramble(sums: bigint[]): void {
  for (let lane = 0; lane < 8; lane++) {
    const sum = sums[lane] ?? 0n;
    sums[lane] = ((sum ^ (sum >> 47n) ^ SECRET.readBigUInt64LE(SECRET.length - STRIPE + 8 * lane)) * P32_1) & MASK;
  }
}
