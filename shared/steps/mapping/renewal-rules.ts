import type { Finding } from '../../api/finding.ts';
import { expiring, findRenewals } from '../../mapping/renewal.ts';
import { listNames } from '../../text/list-names.ts';
import type { Answers } from '../../wizard/answers.ts';
import type { Facts } from '../../wizard/facts.ts';
import { mappingFinding } from './text.en.ts';

/** Returns which mapped certificates have run out or soon do, and which have a successor that is not mapped; one finding for all of a kind. */
export function renewalFindings({ mapping }: Answers, { clients, at }: Facts): Finding[] {
  const enabled = new Set(mapping.oneToOne.filter((entry) => entry.enabled).map(({ client }) => client));
  const named = new Set(mapping.oneToOne.map(({ client }) => client));
  const mapped = clients.filter(({ id }) => enabled.has(id));
  const ending = expiring(mapped, at);
  const expired = ending.filter(({ window }) => window === 'expired');
  const soon = ending.filter(({ window }) => window === 30);
  const renewals = findRenewals(
    mapped,
    clients.filter(({ id }) => !named.has(id)),
  );
  const place = 'mapping.oneToOne';
  const about = (found: readonly { id: string }[]) => ({
    clients: listNames(found.map(({ id }) => id)),
    count: found.length,
  });
  return [
    ...(expired.length > 0 ? [mappingFinding('certificate-expired', about(expired), place)] : []),
    ...(soon.length > 0 ? [mappingFinding('certificate-expires-soon', about(soon), place)] : []),
    ...(renewals.length > 0
      ? [
          mappingFinding(
            'renewal-not-mapped',
            { renewals: listNames(renewals.map((each) => `${each.by} for ${each.mapped}`)), count: renewals.length },
            place,
          ),
        ]
      : []),
  ];
}
