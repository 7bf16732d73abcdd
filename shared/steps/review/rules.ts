import type { Finding } from '../../api/finding.ts';
import { listNames } from '../../text/list-names.ts';
import type { Answers } from '../../wizard/answers.ts';
import type { Facts } from '../../wizard/facts.ts';
import { reviewFinding } from './text.en.ts';

/** Every rule of step 6. */
export function reviewFindings(answers: Answers, facts: Facts): Finding[] {
  return [...targetFindings(answers, facts), ...passwordFindings(answers, facts)];
}

function targetFindings({ review, target }: Answers, { site, applicationHost }: Facts): Finding[] {
  const findings: Finding[] = [];
  if (review.target === 'web.config') {
    findings.push(reviewFinding('web-config-target', {}, 'review.target'));
    const locked = site?.locks.filter((lock) => lock.locked === true).map(({ section }) => section) ?? [];
    if (locked.length > 0)
      findings.push(reviewFinding('sections-locked', { sections: listNames(locked) }, 'review.target'));
  }
  const isMerged = target.applicationHostConfig !== undefined && applicationHost?.isFragment !== true;
  if (review.target === 'applicationHost.config' && isMerged) {
    findings.push(reviewFinding('merged-copy', { file: 'applicationHost.config' }, 'target.applicationHostConfig'));
  }
  return findings;
}

function passwordFindings({ review, userAccount, mapping }: Answers, { passwordsGiven }: Facts): Finding[] {
  if (!review.plainTextPasswords) return [];
  const used = new Set([...mapping.oneToOne, ...mapping.manyToOne].map(({ account }) => account));
  const accounts = userAccount.accounts.filter(({ id }) => used.has(id));
  const generated = accounts.filter(({ password }) => password === 'generate').map(({ userName }) => userName);
  const missing = accounts.filter(({ id, password }) => password === 'ask' && !passwordsGiven.has(id));
  const place = 'review.plainTextPasswords';
  return [
    reviewFinding('plain-text-passwords', { file: review.target }, place),
    ...(generated.length > 0 ? [reviewFinding('plain-text-generate', { accounts: listNames(generated) }, place)] : []),
    ...(missing.length > 0
      ? [reviewFinding('plain-text-not-given', { accounts: listNames(missing.map(({ userName }) => userName)) }, place)]
      : []),
  ];
}
