import type { Certainty } from '../api/finding.ts';
import type { Certificate } from '../certificates/certificate.ts';
import { isValidAt, mayAuthenticateClient, maySign } from '../certificates/judge.ts';
import { tlsVerdict, type TlsVerdict } from '../steps/ssl-require/rules.ts';
import { chainFault, rootCertificates } from '../steps/trust-check/rules.ts';
import type { Account } from '../steps/user-account/answers.ts';
import { accountKey } from '../steps/user-account/rules.ts';
import { windowsTraits } from '../iis/windows-version.ts';
import { neededRights, type NeededRight } from '../windows/logon-method.ts';
import { accountKindOf, parseAccountName } from '../windows/account-name.ts';
import { sameWindowsPath } from '../windows/local-path.ts';
import { passwordlessAccount } from '../windows/passwordless-account.ts';
import type { Answers } from '../wizard/answers.ts';
import type { Facts } from '../wizard/facts.ts';
import type { accessQuestions } from './access-text.en.ts';
import { askedText, folderText, loggedOnText, sentText, trustedText } from './access-text.en.ts';
import type { PreparedSection } from './prepare-section.ts';
import { simulate } from './simulate.ts';
import type { Simulation } from './simulation.ts';

export type AccessStation = keyof typeof accessQuestions;

/** One question between the handshake and the file. What only the server or the visitor's computer can say is not known. */
export interface AccessAnswer {
  station: AccessStation;
  state: 'yes' | 'no' | 'not-known';
  reason: string;
  certainty: Certainty;
  /** What the visitor gets when the answer is no; absent where there is no status, as when the connection is reset. */
  status?: string;
  fix?: string;
}

export interface AccessPath {
  answers: readonly AccessAnswer[];
  /** The first station that turns the visitor away; null when none is known to. */
  stopsAt: AccessStation | null;
  /** True: the mapper has nothing for the visitor, and anonymous authentication lets everybody in. */
  isAnonymous: boolean;
}

/** What the way is judged by: the draft, what its files say, and the section that the site will have. */
export interface AccessInput {
  answers: Answers;
  facts: Pick<Facts, 'at' | 'site' | 'chains' | 'authorities'>;
  prepared: PreparedSection;
}

/** Returns the way of a visitor with this certificate, station by station, and where it ends. */
export function accessPath(certificate: Certificate, input: AccessInput): AccessPath {
  const { answers, facts, prepared } = input;
  const anonymous = !answers.mapping.disableAnonymous && (facts.site?.paths.some(isAnonymousOn) ?? true);
  const simulation = simulate(prepared, certificate, '', anonymous);
  const isAnonymous = simulation.outcome === 'unmapped' && simulation.status === undefined;
  const stations = [
    asked(input),
    sent(certificate, answers),
    trusted(certificate, input),
    mapped(simulation),
    loggedOn(simulation, input),
    folder(simulation, input),
  ];
  const stop = stations.find(({ state, station }) => state === 'no' && !(isAnonymous && station === 'mapped'));
  return { answers: stations, stopsAt: stop?.station ?? null, isAnonymous };
}

function isAnonymousOn({ anonymousEnabled }: { anonymousEnabled: boolean | null }): boolean {
  return anonymousEnabled !== false;
}

const askedStates: Readonly<Record<TlsVerdict['kind'], Pick<AccessAnswer, 'state' | 'certainty'>>> = {
  'not-asked': { state: 'no', certainty: 'documented' },
  'asked-in-first-handshake': { state: 'yes', certainty: 'documented' },
  'late-request-works': { state: 'yes', certainty: 'documented' },
  'late-request-over-http2-not-known': { state: 'not-known', certainty: 'unverified' },
  'late-request-fails': { state: 'no', certainty: 'documented' },
  'binding-not-known': { state: 'not-known', certainty: 'documented' },
};

function asked({ answers: { sslRequire, target } }: AccessInput): AccessAnswer {
  const verdict = tlsVerdict(sslRequire, target.windows);
  const { reason, fix } = askedText[verdict.kind];
  const { lateRequestUnderTls13 } = windowsTraits[target.windows];
  const status = verdict.kind === 'not-asked' ? '401.2' : lateRequestUnderTls13 === 'http-500.0' ? '500.0' : undefined;
  const { state, certainty } = askedStates[verdict.kind];
  return {
    station: 'asked',
    state,
    reason: reason('symptom' in verdict ? verdict.symptom : ''),
    certainty,
    ...(state !== 'yes' && status !== undefined && { status }),
    ...(fix !== undefined && { fix }),
  };
}

function sent(certificate: Certificate, { sslRequire }: Answers): AccessAnswer {
  const status = sslRequire.clientCertificate === 'require' ? '403.7' : '401.2';
  const common = { station: 'sent', status, certainty: 'documented' } as const;
  if (!mayAuthenticateClient(certificate)) {
    return { ...common, state: 'no', reason: sentText.purpose, fix: sentText.fix };
  }
  if (!maySign(certificate)) return { ...common, state: 'no', reason: sentText.keyUsage, fix: sentText.fix };
  return { ...common, state: 'not-known', reason: sentText.notKnown, fix: sentText.look };
}

function trusted(certificate: Certificate, { answers, facts }: AccessInput): AccessAnswer {
  const common = { station: 'trusted', status: '403.16', certainty: 'documented' } as const;
  const { notBefore, notAfter, thumbprint } = certificate;
  if (!isValidAt(certificate, facts.at)) {
    const reason = trustedText.expired(`from ${notBefore.slice(0, 10)} to ${notAfter.slice(0, 10)}`);
    return { ...common, state: 'no', status: '403.17', reason, fix: trustedText.renew };
  }
  const chain = facts.chains.find(({ of }) => of === thumbprint);
  if (!chain) return { ...common, state: 'not-known', reason: trustedText.noChain, fix: trustedText.check };
  const roots = new Set(rootCertificates(answers, facts).map((root) => root.thumbprint));
  const fault = chainFault(chain, roots, certificate, facts.at);
  if (fault === null) return { ...common, state: 'not-known', reason: trustedText.complete, fix: trustedText.check };
  const isWrong = fault.kind === 'problem';
  const reason = trustedText[fault.kind](fault.what);
  return {
    ...common,
    state: isWrong ? 'no' : 'not-known',
    reason,
    fix: isWrong ? trustedText.renew : trustedText.supply,
  };
}

function mapped({ outcome, reason, certainty, status }: Simulation): AccessAnswer {
  return {
    station: 'mapped',
    state: outcome === 'mapped' ? 'yes' : 'no',
    reason,
    certainty,
    ...(status && { status: status.code }),
  };
}

function loggedOn({ outcome, account }: Simulation, { answers }: AccessInput): AccessAnswer {
  const common = { station: 'logged-on', state: 'not-known', status: '401.1', certainty: 'documented' } as const;
  if (outcome !== 'mapped' || account === undefined) {
    return { station: 'logged-on', state: 'not-known', reason: loggedOnText.nobody, certainty: 'documented' };
  }
  const known = accountOf(account, answers);
  const kind = known?.kind ?? accountKindOf(account, answers.mapping.defaultLogonDomain);
  if (passwordlessAccount(account, kind) !== null) {
    const reason = loggedOnText.passwordless(account);
    return { ...common, state: 'no', certainty: 'inferred', reason, fix: loggedOnText.ordinary };
  }
  const method = neededRights[answers.mapping.logonMethod];
  const { reason, certainty } = known
    ? logonOf(known.password, account, method)
    : { reason: loggedOnText.notInAnswers(account), certainty: 'documented' as const };
  if (parseAccountName(account).form !== 'upn') return { ...common, certainty, reason, fix: loggedOnText.test };
  // No source shows a mapping with such a name.
  return { ...common, certainty: 'unverified', reason: `${loggedOnText.upn} ${reason}`, fix: loggedOnText.test };
}

function logonOf(
  password: Account['password'],
  account: string,
  { right, certainty }: NeededRight,
): { reason: string; certainty: Certainty } {
  switch (password) {
    case 'generate':
      return { certainty, reason: loggedOnText.generated(account, right) };
    case 'ask':
      return { certainty, reason: loggedOnText.asked(account, right) };
    case 'keep':
      return { certainty: 'documented', reason: loggedOnText.kept(account) };
  }
}

function folder({ outcome, account }: Simulation, { answers, facts }: AccessInput): AccessAnswer {
  const common = { station: 'folder', state: 'not-known', certainty: 'documented' } as const;
  if (outcome !== 'mapped' || account === undefined) return { ...common, reason: folderText.nobody };
  const path = answers.sslRequire.physicalPath ?? facts.site?.physicalPath ?? null;
  if (path === null) return { ...common, status: '401.3', reason: folderText.noFolder, fix: folderText.give };
  const grant = accountOf(account, answers)?.directoryAccess.find((each) => isWithin(path, each.path));
  if (!grant) {
    return { ...common, status: '401.3', reason: folderText.notGranted(account, path), fix: folderText.grant };
  }
  const reason = folderText.granted(account, grant.rights, grant.path);
  return { ...common, state: 'yes', certainty: 'inferred', reason };
}

function accountOf(userName: string, { userAccount, mapping, target }: Answers): Account | undefined {
  const context = { defaultLogonDomain: mapping.defaultLogonDomain, computerName: target.computerName };
  return userAccount.accounts.find((account) => {
    const key = accountKey(account, context).toLowerCase();
    return key === accountKey({ kind: account.kind, userName }, context).toLowerCase();
  });
}

/** A grant on a folder is inherited by what is in it. */
function isWithin(path: string, folderPath: string): boolean {
  const comparable = (text: string) => `${text.replaceAll('/', '\\').replace(/\\+$/, '').toLowerCase()}\\`;
  return sameWindowsPath(path, folderPath) || comparable(path).startsWith(comparable(folderPath));
}
