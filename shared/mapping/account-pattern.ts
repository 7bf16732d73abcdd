import type { Certificate } from '../certificates/certificate.ts';
import { isReservedAccountName, localNameProblem, longestLocalName } from '../windows/account-name.ts';
import { resultOf } from './result-of.ts';
import { visitorNames } from './visitor.ts';

/** What a pattern can name; any subfield of the subject besides. */
export const patternPlaceholders = ['CN', 'O', 'OU', 'email', 'user', 'serial', 'thumbprint', 'number'] as const;

/** The name that a pattern gives a certificate, or why it gives none. */
export type PatternName =
  | {
      ok: true;
      name: string;
      /** It was cut, or a number was put behind it, to be allowed or unique. */ adapted: boolean;
    }
  | { ok: false; reason: string };

export interface PatternOptions {
  /** Names that are in use: the accounts of the answers, the name of the computer. */
  taken: readonly string[];
}

/**
 * Returns the name of a new local account for each certificate, in their order: the pattern with `{CN}`, `{O}`, `{email}` …
 * filled in, what Windows forbids left out, cut to 20 characters, and made unique with a number where it must be.
 */
export function accountNames(
  pattern: string,
  certificates: readonly Certificate[],
  options: PatternOptions,
): PatternName[] {
  return resultOf(accountNamesInPortions(pattern, certificates, options));
}

/** Names that are made in one go: some milliseconds. */
const namesAtOnce = 250;

/** Does what `accountNames` does, in portions small enough that a page can draw between them. */
export function* accountNamesInPortions(
  pattern: string,
  certificates: readonly Certificate[],
  { taken }: PatternOptions,
): Generator<undefined, PatternName[]> {
  const used = new Set(taken.map((name) => name.toLowerCase()));
  const next = new Map<string, number>();
  const nameFor = (certificate: Certificate, index: number): PatternName => {
    const missing: string[] = [];
    const filled = pattern.replaceAll(/\{([^{}]*)\}/g, (_, placeholder: string) => {
      const value = valueOf(placeholder.trim(), certificate, index);
      if (value === '') missing.push(placeholder);
      return value;
    });
    if (missing.length > 0) return { ok: false, reason: `The certificate has no ${missing.join(', no ')}.` };
    const plain = cut(allowed(filled), longestLocalName);
    const isFree = (candidate: string) => !used.has(candidate.toLowerCase()) && !isReservedAccountName(candidate);
    let name = plain;
    if (plain !== '') {
      for (let number = next.get(plain.toLowerCase()) ?? 2; !isFree(name); number += 1) {
        name = `${cut(plain, longestLocalName - String(number).length)}${number}`;
        next.set(plain.toLowerCase(), number + 1);
      }
    }
    const problem = localNameProblem(name);
    if (problem !== null) return { ok: false, reason: problem };
    used.add(name.toLowerCase());
    return { ok: true, name, adapted: name !== filled };
  };
  const names: PatternName[] = [];
  for (const [index, certificate] of certificates.entries()) {
    if (index % namesAtOnce === 0) yield undefined;
    names.push(nameFor(certificate, index));
  }
  return names;
}

function valueOf(placeholder: string, certificate: Certificate, index: number): string {
  const { subjectAlternativeNames, serialNumber, thumbprint } = certificate;
  const alternative = (wanted: string) => subjectAlternativeNames.find(({ type }) => type === wanted)?.value ?? '';
  const { Subject } = visitorNames(certificate);
  const email = alternative('email') || (Subject.get('E')?.[0] ?? '');
  switch (placeholder.toLowerCase()) {
    case 'email':
      return email;
    case 'user':
      return (alternative('upn') || email).split('@')[0] ?? '';
    case 'serial':
      return serialNumber.slice(-8);
    case 'thumbprint':
      return thumbprint.slice(0, 8);
    case 'number':
      return String(index + 1);
    default: {
      const found = [...Subject].find(([type]) => type.toLowerCase() === placeholder.toLowerCase());
      // The most specific of several stands last in the encoding.
      return found?.[1].at(-1)?.trim() ?? '';
    }
  }
}

/** Leaves out what Windows does not take in a name, and what nobody sees. */
function allowed(text: string): string {
  return text
    .normalize('NFC')
    .replace(/["/\\[\]:;|=,+*?<>@]+/g, '-')
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}]+/gu, '')
    .replace(/\s+/g, ' ')
    .replace(/^[\s.-]+|[\s.-]+$/g, '');
}

/** At most so many UTF-16 units, as Windows counts, and no half of a character at the end. */
function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  const splitsPair = /[\ud800-\udbff]/.test(text[length - 1] ?? '');
  return text.slice(0, splitsPair ? length - 1 : length).replace(/[\s.-]+$/, '');
}
