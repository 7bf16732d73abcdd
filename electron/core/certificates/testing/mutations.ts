/** Returns numbers from 0 to below 1 that are the same for the same seed (mulberry32). */
export function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

type Mutation = (bytes: Uint8Array, below: (limit: number) => number, other: Uint8Array) => Uint8Array;

function join(...parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(Buffer.concat(parts));
}

function withOctet(bytes: Uint8Array, at: number, value: number): Uint8Array {
  const changed = Uint8Array.from(bytes);
  if (at < changed.length) changed[at] = value;
  return changed;
}

/** What damages files, and what an attacker does to them. */
const mutations: readonly Mutation[] = [
  (bytes, below) => {
    const at = below(bytes.length);
    return withOctet(bytes, at, (bytes[at] ?? 0) ^ (1 << below(8)));
  },
  (bytes, below) => withOctet(bytes, below(bytes.length), below(256)),
  // Most structure stands at the beginning: tags, lengths and algorithm identifiers.
  (bytes, below) => withOctet(bytes, below(Math.min(bytes.length, 120)), below(256)),
  (bytes, below) => withOctet(bytes, below(bytes.length), [0x00, 0x80, 0xff, 0x84, 0x30, 0x1f][below(6)] ?? 0),
  (bytes, below) => bytes.subarray(0, below(bytes.length)),
  (bytes, below) => bytes.subarray(below(bytes.length)),
  (bytes, below) => {
    const from = below(bytes.length);
    return join(bytes.subarray(0, from), bytes.subarray(from + 1 + below(64)));
  },
  (bytes, below) => {
    const from = below(bytes.length);
    const piece = bytes.subarray(from, from + 1 + below(200));
    return join(bytes.subarray(0, from), ...Array.from({ length: 1 + below(20) }, () => piece), bytes.subarray(from));
  },
  (bytes, below, other) => join(bytes.subarray(0, below(bytes.length)), other.subarray(below(other.length))),
  (bytes, below, other) => {
    const at = below(bytes.length);
    const from = below(other.length);
    return join(bytes.subarray(0, at), other.subarray(from, from + below(100)), bytes.subarray(at));
  },
  (bytes, below) =>
    join(
      bytes,
      Uint8Array.from({ length: below(2000) }, () => below(256)),
    ),
  (_, below) => Uint8Array.from({ length: below(400) }, (__, index) => (index === 0 ? 0x30 : below(256))),
];

/** Returns one of the files with one to four mutations, the same for the same number. */
export function mutatedFile(files: readonly Uint8Array[], number: number): Uint8Array {
  const random = randomNumbers(number);
  const below = (limit: number) => Math.floor(random() * limit);
  const pick = () => files[below(files.length)] ?? new Uint8Array();
  let bytes = pick();
  for (let left = 1 + below(4); left > 0; left--) {
    const mutate = mutations[below(mutations.length)];
    if (mutate) bytes = mutate(bytes, below, pick());
  }
  return bytes;
}
