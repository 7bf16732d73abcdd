import type { Finding } from '../../api/finding.ts';
import { localNameProblem, parseAccountName, sameAccountName } from '../../windows/account-name.ts';
import { isLocalWindowsPath } from '../../windows/local-path.ts';
import { passwordlessAccount } from '../../windows/passwordless-account.ts';
import type { Answers } from '../../wizard/answers.ts';
import type { Facts } from '../../wizard/facts.ts';
import type { Account } from './answers.ts';
import { userAccountFinding } from './text.en.ts';

const administratorName = /^administrat(or|eur|ör|ore|orius)$/i;

/** Every rule of step 3 (Microsoft Learn: New-LocalUser; IIS client certificate mapping authentication). */
export function userAccountFindings(answers: Answers, facts: Facts): Finding[] {
  const { accounts } = answers.userAccount;
  const used = new Set([...answers.mapping.oneToOne, ...answers.mapping.manyToOne].map(({ account }) => account));
  const { defaultLogonDomain } = answers.mapping;
  const context = { defaultLogonDomain, computerName: answers.target.computerName };
  const ids = new Set<string>();
  const names = new Map<string, string>();
  const findings: Finding[] = [];
  for (const [index, account] of accounts.entries()) {
    const place = `userAccount.accounts[${index}]`;
    const { id, userName } = account;
    if (ids.has(id)) findings.push(userAccountFinding('id-twice', { id }, `${place}.id`));
    ids.add(id);
    const key = accountKey(account, context).toLowerCase();
    const same = names.get(key);
    if (same !== undefined)
      findings.push(userAccountFinding('name-twice', { userName, other: same }, `${place}.userName`));
    else names.set(key, id);
    findings.push(
      ...(account.kind === 'local' ? localFindings(account, answers, place) : domainFindings(account, answers, place)),
      ...passwordFindings(account, place),
      ...accessFindings(account, place),
    );
    if (!used.has(id)) findings.push(userAccountFinding('not-used', { id }, place));
  }
  for (const id of facts.passwordsGiven) {
    if (!accounts.some((account) => account.id === id)) {
      findings.push(userAccountFinding('password-for-nobody', { id }, 'userAccount.accounts'));
    }
  }
  return findings;
}

/** Returns the text by which two answers are the same Windows account. */
export function accountKey(
  { kind, userName }: Pick<Account, 'kind' | 'userName'>,
  { defaultLogonDomain, computerName }: { defaultLogonDomain: string; computerName?: string | undefined },
): string {
  const { domain, name } = parseAccountName(userName);
  if (kind === 'domain') return `${domain ?? defaultLogonDomain}\\${name}`;
  return domain === null || domain === '.' || domain.toLowerCase() === computerName?.toLowerCase()
    ? `.\\${name}`
    : userName;
}

function localFindings({ userName }: Account, { target }: Answers, place: string): Finding[] {
  const parsed = parseAccountName(userName);
  const where = `${place}.userName`;
  const without = passwordlessAccount(userName, 'local');
  if (without !== null) return [userAccountFinding('managed-account', { userName, without }, where)];
  if (parsed.form === 'domain') {
    const own = parsed.domain === '.' || parsed.domain?.toLowerCase() === target.computerName?.toLowerCase();
    if (!own) {
      return [userAccountFinding('local-name-of-other-computer', { userName, computer: target.computerName }, where)];
    }
  }
  const name = parsed.form === 'domain' ? parsed.name : userName;
  const reason = localNameProblem(name);
  if (reason !== null) return [userAccountFinding('local-name', { userName, reason }, where)];
  if (target.computerName !== undefined && sameAccountName(name, target.computerName)) {
    return [userAccountFinding('name-of-computer', { userName }, where)];
  }
  return administratorName.test(name) ? [userAccountFinding('administrator', { userName }, where)] : [];
}

function domainFindings({ userName, create }: Account, { mapping }: Answers, place: string): Finding[] {
  const findings: Finding[] = [];
  const where = `${place}.userName`;
  const { form, domain, name } = parseAccountName(userName);
  const without = passwordlessAccount(userName, 'domain');
  if (without !== null) return [userAccountFinding('managed-account', { userName, without }, where)];
  if (form === 'bare' && mapping.defaultLogonDomain === '') {
    findings.push(userAccountFinding('domain-missing', { userName }, where));
  }
  const reason = domainNameProblem(domain, name);
  if (reason !== null) findings.push(userAccountFinding('domain-name', { userName, reason }, where));
  if (form === 'upn') findings.push(userAccountFinding('user-principal-name', { userName }, where));
  if (administratorName.test(name)) findings.push(userAccountFinding('administrator', { userName }, where));
  if (create) findings.push(userAccountFinding('create-domain-account', { userName }, `${place}.create`));
  return findings;
}

function domainNameProblem(domain: string | null, name: string): string | null {
  if (name === '') return 'It has no name after the domain.';
  if (domain === '' || domain === '.') return 'It has no domain before the name.';
  const character = /["/\\[\]:;|=,+*?<>]/.exec(name)?.[0] ?? /["/\\:;|=,+*?<>\s]/.exec(domain ?? '')?.[0];
  if (character !== undefined) return `It contains ${JSON.stringify(character)}.`;

  return /[\u0000-\u001f]/.test(name) ? 'It contains a control character.' : null;
}

function passwordFindings({ kind, userName, create, password }: Account, place: string): Finding[] {
  const where = `${place}.password`;
  if (password === 'generate') {
    return kind === 'local' && create ? [] : [userAccountFinding('generate-needs-create', { userName }, where)];
  }
  if (password === 'keep' && create) return [userAccountFinding('keep-needs-existing', { userName }, where)];
  return [userAccountFinding('password-expires', { userName }, where)];
}

function accessFindings({ userName, directoryAccess }: Account, place: string): Finding[] {
  if (directoryAccess.length === 0) {
    return [userAccountFinding('no-directory-access', { userName }, `${place}.directoryAccess`)];
  }
  return directoryAccess.flatMap(({ path }, index) =>
    isLocalWindowsPath(path)
      ? []
      : [userAccountFinding('directory-not-local', { path }, `${place}.directoryAccess[${index}].path`)],
  );
}
