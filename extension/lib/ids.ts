// Identifiers, made by whoever asks: asking again with the same one doubles nothing.

const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const TIME_CHARACTERS = 10;
const RANDOM_CHARACTERS = 16;

/** A new ULID: 48 bits of time, 80 bits of chance, in Crockford's base 32. */
export function newId(): string {
  let time = Date.now();
  const characters: string[] = [];
  for (let place = 0; place < TIME_CHARACTERS; place += 1) {
    characters.unshift(ALPHABET.charAt(time % 32));
    time = Math.floor(time / 32);
  }
  for (const byte of crypto.getRandomValues(new Uint8Array(RANDOM_CHARACTERS))) {
    characters.push(ALPHABET.charAt(byte % 32));
  }
  return characters.join("");
}
