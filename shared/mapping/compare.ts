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
 * many are empty, so that a page can draw between them. `certificateOf` has what the mapper sees of each.
 */
export function* whoChanges<V>(
  before: PreparedSection,
  after: PreparedSection,
  visitors: readonly V[],
  certificateOf: (visitor: V) => Visitor,
): Generator<ChangedVisitor<V>[], void> {
  const larger = before.section.manyToOne.length > after.section.manyToOne.length ? before : after;
  for (const portion of portions(larger, visitors)) {
    const changed: ChangedVisitor<V>[] = [];
    for (const visitor of portion) {
      const certificate = certificateOf(visitor);
      const [one, other] = [decide(before, certificate), decide(after, certificate)];
      if (!isSameDecision(one, before, other, after)) changed.push({ visitor, before: one, after: other });
    }
    yield changed;
  }
}

function isSameDecision(one: Decision, before: PreparedSection, other: Decision, after: PreparedSection): boolean {
  if (one.outcome !== other.outcome) return false;
  return accountOf(one, before) === accountOf(other, after);
}

/** Windows does not tell upper from lower case; a bare name belongs to the section's default domain, if it has one. */
function accountOf({ account }: Decision, { section }: PreparedSection): string {
  if (account === undefined) return '';
  const { form, domain, name } = parseAccountName(account);
  if (form === 'upn') return account.toLowerCase();
  const place = form === 'bare' ? section.defaultLogonDomain : (domain ?? '');
  return `${place === '.' ? '' : place}\\${name}`.toLowerCase();
}
