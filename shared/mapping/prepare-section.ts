import { encodeBase64, readCertificateAttribute, type CertificateProblem } from '../iis/certificate-attribute.ts';
import type { MappingSection } from './mapping-section.ts';

/**
 * A mapping section with an index of its one-to-one entries, so that asking for ten thousand certificates does not read
 * ten thousand entries each time.
 */
export interface PreparedSection {
  section: MappingSection;
  /** Positions of the entries that hold a certificate as IIS reads it, by its single-line Base-64, in collection order. */
  holders: ReadonlyMap<string, readonly number[]>;
  /** Positions of damaged entries that still tell whose certificate was meant: by single-line Base-64 or thumbprint. */
  damagedHolders: ReadonlyMap<string, readonly number[]>;
  /** What is wrong with the damaged entries, by position. */
  problems: ReadonlyMap<number, CertificateProblem>;
  /** How many of the entries before each position are disabled, and how many are enabled but damaged; one more than entries. */
  disabledBefore: Uint32Array;
  damagedBefore: Uint32Array;
}

/** Returns the section with its index; reads every certificate once. Equal bytes are equal certificates, however written. */
export function prepareSection(section: MappingSection): PreparedSection {
  const holders = new Map<string, number[]>();
  const damagedHolders = new Map<string, number[]>();
  const problems = new Map<number, CertificateProblem>();
  const disabledBefore = new Uint32Array(section.oneToOne.length + 1);
  const damagedBefore = new Uint32Array(section.oneToOne.length + 1);
  for (const [index, { certificate, enabled }] of section.oneToOne.entries()) {
    const { der, problem } = readCertificateAttribute(certificate);
    if (problem !== null) problems.set(index, problem);
    const key = der
      ? problem === null
        ? canonical(certificate, der)
        : encodeBase64(der)
      : problem === 'thumbprint'
        ? thumbprintOf(certificate)
        : null;
    if (key !== null) add(problem === null ? holders : damagedHolders, key, index);
    disabledBefore[index + 1] = (disabledBefore[index] ?? 0) + (enabled ? 0 : 1);
    damagedBefore[index + 1] = (damagedBefore[index] ?? 0) + (enabled && problem !== null ? 1 : 0);
  }
  return { section, holders, damagedHolders, problems, disabledBefore, damagedBefore };
}

/** Undamaged text is the Base-64 already, but for unused bits at its end (RFC 4648, section 3.5). */
function canonical(text: string, der: Uint8Array): string {
  const rest = der.length % 3;
  return rest === 0 ? text : text.slice(0, -4) + encodeBase64(der.subarray(-rest));
}

function thumbprintOf(text: string): string {
  return text.replace(/[^0-9a-f]/gi, '').toUpperCase();
}

function add(index: Map<string, number[]>, key: string, position: number): void {
  const positions = index.get(key);
  if (positions) positions.push(position);
  else index.set(key, [position]);
}
