import type { DistinguishedName, NameAttribute } from './certificate.ts';
import { attributeShortNames } from './distinguished-name.ts';

/** What is wrong with a typed name, and at which character of it (from 0). */
export interface NameProblem {
  at: number;
  reason: string;
}

export type ParsedName = { ok: true; rdns: DistinguishedName } | { ok: false; problem: NameProblem };

const shortNames: ReadonlyMap<string, string> = new Map([
  ...[...attributeShortNames.values()].map((name) => [name.toLowerCase(), name] as const),
  // RFC 4514, OpenSSL and others.
  ['st', 'S'],
  ['email', 'E'],
  ['emailaddress', 'E'],
  ['gn', 'G'],
  ['givenname', 'G'],
  ['surname', 'SN'],
  ['initials', 'I'],
  ['title', 'T'],
  ['serial', 'SERIALNUMBER'],
]);

/**
 * Returns the relative distinguished names of a typed name in the order of the encoding, which is the reverse of how both
 * forms are written: Windows' (`CN=Alice, O="A ""B"""`) and RFC 4514's (`CN=Alice,O=A \"B\"`). Separators are commas,
 * semicolons and line breaks; `+` joins the attributes of one RDN.
 */
export function parseName(text: string): ParsedName {
  return new NameParser(text).name();
}

/** Thrown inside the parser only. */
class NotAName extends Error {
  readonly problem: NameProblem;

  constructor(at: number, reason: string) {
    super(reason);
    this.problem = { at, reason };
  }
}

class NameParser {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  name(): ParsedName {
    const rdns: NameAttribute[][] = [];
    try {
      this.#skipBlanks();
      while (this.#at < this.#text.length) {
        rdns.push(this.#rdn());
        const isNewLine = this.#skipBlanks();
        if (this.#at === this.#text.length) break;
        this.#expectSeparator(isNewLine);
        this.#skipBlanks();
      }
    } catch (error) {
      if (error instanceof NotAName) return { ok: false, problem: error.problem };
      throw error;
    }
    return { ok: true, rdns: rdns.reverse() };
  }

  #rdn(): NameAttribute[] {
    const attributes: NameAttribute[] = [];
    for (;;) {
      attributes.push(this.#attribute());
      this.#skipSpaces();
      if (this.#text[this.#at] !== '+') return attributes;
      this.#at += 1;
      this.#skipBlanks();
    }
  }

  #attribute(): NameAttribute {
    const start = this.#at;
    const equals = this.#text.indexOf('=', start);
    const type = (equals === -1 ? this.#text.slice(start) : this.#text.slice(start, equals)).trim();
    if (equals === -1) throw new NotAName(start, `"${type.slice(0, 40)}" has no "=" after it.`);
    const oid = /^(?:oid\.)?(\d+(?:\.\d+)+)$/i.exec(type)?.[1];
    const known = oid === undefined ? shortNames.get(type.toLowerCase()) : (attributeShortNames.get(oid) ?? oid);
    if (known === undefined && !/^[A-Za-z][A-Za-z0-9-]*$/.test(type)) {
      throw new NotAName(start, `"${type.slice(0, 40)}" is no attribute type such as CN, O or OU.`);
    }
    this.#at = equals + 1;
    this.#skipSpaces();
    return { type: known ?? type, value: this.#text[this.#at] === '"' ? this.#quotedValue() : this.#plainValue() };
  }

  /** In quotes a doubled quotation mark is one (Windows), and so is one after a backslash (RFC 2253). */
  #quotedValue(): string {
    const start = this.#at;
    let value = '';
    for (this.#at += 1; this.#at < this.#text.length;) {
      const character = this.#text[this.#at] ?? '';
      if (character === '"' && this.#text[this.#at + 1] !== '"') {
        this.#at += 1;
        return value;
      }
      if (character === '"' || (character === '\\' && /^["\\]/.test(this.#text.slice(this.#at + 1, this.#at + 2)))) {
        value += this.#text[this.#at + 1] ?? '';
        this.#at += 2;
      } else {
        value += character;
        this.#at += 1;
      }
    }
    throw new NotAName(start, 'The quotation mark has no partner.');
  }

  #plainValue(): string {
    let value = '';
    let end = 0;
    for (; this.#at < this.#text.length;) {
      const character = this.#text[this.#at] ?? '';
      if (/[,;+\r\n]/.test(character)) break;
      if (character === '\\') value += this.#escaped();
      else {
        value += character;
        this.#at += 1;
      }
      // A blank at the end counts only when it is escaped (RFC 4514, section 2.4).
      if (character !== ' ' && character !== '\t') end = value.length;
    }
    return value.slice(0, end);
  }

  /** `\,` is the character, `\C3\A9` are octets of UTF-8 (RFC 4514, section 2.4). */
  #escaped(): string {
    const octets = /^(?:\\[0-9A-Fa-f]{2})+/.exec(this.#text.slice(this.#at, this.#at + 3000))?.[0];
    if (octets === undefined) {
      const character = String.fromCodePoint(this.#text.codePointAt(this.#at + 1) ?? 0x5c);
      this.#at += 1 + character.length;
      return character;
    }
    const start = this.#at;
    this.#at += octets.length;
    try {
      const bytes = Uint8Array.from(octets.slice(1).split('\\'), (digits) => Number.parseInt(digits, 16));
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    } catch {
      throw new NotAName(start, `${octets.slice(0, 40)} is not UTF-8.`);
    }
  }

  #expectSeparator(isNewLine: boolean): void {
    const character = this.#text[this.#at] ?? '';
    if (character === ',' || character === ';') this.#at += 1;
    else if (!isNewLine) {
      throw new NotAName(this.#at, `${JSON.stringify(character)} stands where a comma must stand.`);
    }
  }

  #skipSpaces(): void {
    while (/^[ \t]/.test(this.#text[this.#at] ?? '')) this.#at += 1;
  }

  /** Returns whether a line ended there. */
  #skipBlanks(): boolean {
    const start = this.#at;
    while (/^\s/.test(this.#text[this.#at] ?? '')) this.#at += 1;
    return /[\r\n]/.test(this.#text.slice(start, this.#at));
  }
}
