import { parseAccountName } from '../windows/account-name.ts';
import { decide, type Decision } from './decide.ts';
import { portions } from './decide-all.ts';
import type { PreparedSection } from './prepare-section.ts';
import type { Visitor } from './visitor.ts';

/** A visitor whom the change of configuration gives another outcome or another account. */
export interface ChangedVisitor<V> {
  visitor: V;
  before: Decision;
  after: Decision;
}

/**
 * Yields who gets something else after the change: another outcome, or another Windows account. In portions, of which
 * many are empty, so that a page can draw between them. `certificateOf` has what the mapper sees of each; `computerName` is
 * the server's, where it is known.
 */
export function* whoChanges<V>(
  before: PreparedSection,
  after: PreparedSection,
  visitors: readonly V[],
  certificateOf: (visitor: V) => Visitor,
  computerName = '',
): Generator<ChangedVisitor<V>[], void> {
  const larger = before.section.manyToOne.length > after.section.manyToOne.length ? before : after;
  for (const portion of portions(larger, visitors)) {
    const changed: ChangedVisitor<V>[] = [];
    for (const visitor of portion) {
      const compared = compareFor(certificateOf(visitor), before, after, computerName);
      if (compared.changed) changed.push({ visitor, before: compared.before, after: compared.after });
    }
    yield changed;
  }
}

/** Returns what two sections do with one visitor, and whether that is something else. */
export function compareFor(
  visitor: Visitor,
  before: PreparedSection,
  after: PreparedSection,
  computerName = '',
): { before: Decision; after: Decision; changed: boolean } {
  const [one, other] = [decide(before, visitor), decide(after, visitor)];
  const accounts = [accountOf(one, before, computerName), accountOf(other, after, computerName)];
  return { before: one, after: other, changed: one.outcome !== other.outcome || accounts[0] !== accounts[1] };
}

/**
 * Returns an account so that equal ones have equal texts: Windows does not tell upper from lower case, a bare name belongs
 * to the section's default domain, if it has one, and the name of the server, where it is known, stands for itself.
 */
function accountOf({ account }: Decision, { section }: PreparedSection, computerName: string): string {
  if (account === undefined) return '';
  const { form, domain, name } = parseAccountName(account);
  if (form === 'upn') return account.toLowerCase();
  const place = (form === 'bare' ? section.defaultLogonDomain : (domain ?? '')).toLowerCase();
  const isHere = place === '.' || place === computerName.toLowerCase();
  return `${isHere ? '' : place}\\${name.toLowerCase()}`;
}
