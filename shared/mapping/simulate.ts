import type { Finding } from '../api/finding.ts';
import type { Certificate } from '../certificates/certificate.ts';
import { certificateDamage } from '../iis/certificate-damage.en.ts';
import { mappingFileFinding } from '../iis/findings/text.en.ts';
import { userAccountFinding } from '../steps/user-account/text.en.ts';
import { accountKindOf, parseAccountName } from '../windows/account-name.ts';
import { passwordlessAccount } from '../windows/passwordless-account.ts';
import { decide } from './decide.ts';
import type { MappingSection } from './mapping-section.ts';
import type { PreparedSection } from './prepare-section.ts';
import type { Simulation } from './simulation.ts';
import { outcomeReason } from './text.en.ts';
import { toldOneByOne, traceOf } from './trace.ts';
import { visitorStatus } from './visitor-status.ts';
import type { Visitor } from './visitor.ts';

/**
 * Returns which account a certificate gets once it has reached the mapper, and why. `name` is that of its file;
 * `anonymous` whether anonymous authentication is on, null when nothing tells: it changes the status only.
 */
export function simulate(
  prepared: PreparedSection,
  certificate: Visitor & Pick<Certificate, 'subject'>,
  name: string,
  anonymous: boolean | null = null,
): Simulation {
  const decision = decide(prepared, certificate);
  const { outcome, account, mapping, certainty } = decision;
  const meant = meantEntries(prepared, certificate);
  const status = visitorStatus(decision, meant.length > 0, anonymous);
  return {
    certificate: name,
    thumbprint: certificate.thumbprint,
    subject: certificate.subject,
    outcome,
    ...(account !== undefined && { account }),
    ...(mapping !== undefined && { mapping }),
    certainty,
    reason: outcomeReason(prepared.section, decision),
    ...(status && { status }),
    trace: traceOf(prepared, certificate, decision),
    findings: outcome === 'unmapped' ? damageFindings(prepared, meant) : accountFindings(prepared.section, account),
  };
}

/** What the name alone says of an account: that nobody has its password, or that no source shows such a name here. */
function accountFindings({ defaultLogonDomain }: MappingSection, userName = ''): Finding[] {
  const without = passwordlessAccount(userName, accountKindOf(userName, defaultLogonDomain));
  if (without !== null) return [userAccountFinding('managed-account', { userName, without }, undefined, 'warning')];
  return parseAccountName(userName).form === 'upn' ? [userAccountFinding('user-principal-name', { userName })] : [];
}

/** The damaged entries that IIS would look at and that are meant for this certificate. */
function meantEntries({ section, damagedHolders }: PreparedSection, visitor: Visitor): number[] {
  if (!section.enabled || !section.oneToOneEnabled) return [];
  return [visitor.singleLineBase64, visitor.thumbprint]
    .flatMap((key) => damagedHolders.get(key) ?? [])
    .filter((index) => section.oneToOne[index]?.enabled);
}

/** Any damaged entry may have been meant for an unmapped visitor; in a long list only those that are known to be. */
function damageFindings({ section, problems }: PreparedSection, meant: readonly number[]): Finding[] {
  const all = section.enabled && section.oneToOneEnabled && section.oneToOne.length <= toldOneByOne;
  return [...problems].flatMap(([index, problem]) => {
    const entry = section.oneToOne[index];
    if (!entry?.enabled || !(all || meant.includes(index))) return [];
    const parameters = { userName: entry.userName, problem: certificateDamage[problem] };
    return [mappingFileFinding('certificate-damaged', parameters, undefined, 'warning')];
  });
}
