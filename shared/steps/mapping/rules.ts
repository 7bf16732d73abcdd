import type { Finding } from '../../api/finding.ts';
import { mappingSections } from '../../iis/read-site.ts';
import {
  certificateKey,
  passwordIsInFile,
  plannedMappings,
  type PlannedMappings,
} from '../../plan/planned-mappings.ts';
import { listNames } from '../../text/list-names.ts';
import { nearest } from '../../text/nearest.ts';
import type { Answers } from '../../wizard/answers.ts';
import type { Facts } from '../../wizard/facts.ts';
import { manyToOneFindings } from './many-to-one-rules.ts';
import { renewalFindings } from './renewal-rules.ts';
import { mappingFinding } from './text.en.ts';

/** Every rule of step 5. */
export function mappingFindings(answers: Answers, facts: Facts): Finding[] {
  const planned = plannedMappings(answers, facts);
  return [
    ...referenceFindings(answers),
    ...duplicateFindings(answers, facts),
    ...renewalFindings(answers, facts),
    ...manyToOneFindings(answers, facts),
    ...sectionFindings(answers, facts),
    ...existingFindings(answers, planned),
    ...otherFileFindings(answers, facts, planned),
    ...passwordFindings(answers, facts, planned),
  ];
}

function referenceFindings({ mapping, certificateImport, userAccount }: Answers): Finding[] {
  const clients = certificateImport.clients.map(({ id }) => id);
  const accounts = userAccount.accounts.map(({ id }) => id);
  const [knownClients, knownAccounts] = [new Set(clients), new Set(accounts)];
  const unknownAccount = (account: string, place: string) =>
    knownAccounts.has(account)
      ? []
      : [mappingFinding('unknown-account', { account, near: nearest(account, accounts) }, `${place}.account`)];
  return [
    ...mapping.oneToOne.flatMap(({ client, account }, index) => {
      const place = `mapping.oneToOne[${index}]`;
      const near = knownClients.has(client) ? null : nearest(client, clients);
      return [
        ...(near === null ? [] : [mappingFinding('unknown-client', { client, near }, `${place}.client`)]),
        ...unknownAccount(account, place),
      ];
    }),
    ...mapping.manyToOne.flatMap(({ name, account, permissionMode }, index) => {
      const place = `mapping.manyToOne[${index}]`;
      if (account !== undefined) return unknownAccount(account, place);
      return permissionMode === 'Allow' ? [mappingFinding('account-missing', { name }, place)] : [];
    }),
  ];
}

function duplicateFindings({ mapping }: Answers, { clients }: Facts): Finding[] {
  const findings: Finding[] = [];
  const certificateOf = new Map(clients.map(({ id, certificate }) => [id, certificate.sha256]));
  const seen = new Set<string>();
  for (const [index, { client }] of mapping.oneToOne.entries()) {
    const key = certificateOf.get(client) ?? client;
    if (seen.has(key)) {
      findings.push(mappingFinding('same-certificate-twice', { client }, `mapping.oneToOne[${index}].client`));
    }
    seen.add(key);
  }
  return findings;
}

function sectionFindings({ mapping, sslRequire }: Answers, { site }: Facts): Finding[] {
  const findings: Finding[] = [];
  const enabled = [...mapping.oneToOne, ...mapping.manyToOne].some((entry) => entry.enabled);
  const existing = !mapping.exact && (site?.mapping?.oneToOne.length ?? 0) + (site?.mapping?.manyToOne.length ?? 0) > 0;
  if (!enabled && !existing) findings.push(mappingFinding('nothing-mapped', {}, 'mapping'));
  const alreadyOff = site?.paths.every(({ anonymousEnabled }) => anonymousEnabled === false) ?? false;
  if (!mapping.disableAnonymous && !alreadyOff && sslRequire.clientCertificate !== 'ignore') {
    findings.push(mappingFinding('anonymous-on', {}, 'mapping.disableAnonymous'));
  }
  if (mapping.logonMethod === 'ClearText') findings.push(mappingFinding('clear-text-logon', {}, 'mapping.logonMethod'));
  return findings;
}

function existingFindings(answers: Answers, { otherOneToOne, otherManyToOne }: PlannedMappings): Finding[] {
  const { exact } = answers.mapping;
  const removed = (entry: { own: boolean }) => exact && entry.own;
  const describe = (wanted: (entry: { own: boolean }) => boolean) => {
    const oneToOne = otherOneToOne.filter(wanted);
    const manyToOne = otherManyToOne.filter(wanted);
    return [
      ...(oneToOne.length > 0
        ? [`${oneToOne.length} one-to-one (${listNames(oneToOne.map(({ userName }) => userName))})`]
        : []),
      ...(manyToOne.length > 0
        ? [`${manyToOne.length} many-to-one (${listNames(manyToOne.map(({ name }) => name))})`]
        : []),
    ].join(' and ');
  };
  const going = describe(removed);
  const staying = describe((entry) => !removed(entry));
  return [
    ...(going === '' ? [] : [mappingFinding('others-removed', { entries: going }, 'mapping.exact')]),
    ...(staying === ''
      ? []
      : [mappingFinding(exact ? 'inherited-stay' : 'others-stay', { entries: staying }, 'mapping.exact')]),
  ];
}

/** IIS reads both files for the site: an entry in the other one is a duplicate key, even one that is written the same. */
function otherFileFindings(
  answers: Answers,
  { applicationHost, web, site }: Facts,
  planned: PlannedMappings,
): Finding[] {
  const isWeb = answers.review.target === 'web.config';
  const sections = mappingSections({ applicationHost: isWeb ? applicationHost : null, web: isWeb ? null : web }).filter(
    (placed) => placed.path === '/' && (!isWeb || placed.site === undefined || placed.site === site?.name),
  );
  const certificates = new Set(planned.oneToOne.map(({ certificate }) => certificate.singleLineBase64));
  const names = new Set(answers.mapping.manyToOne.map(({ name }) => name.toLowerCase()));
  const entries = sections.flatMap(({ section }) => [
    ...section.oneToOne
      .filter(({ certificate }) => certificates.has(certificateKey(certificate)))
      .map(({ userName }) => userName),
    ...section.manyToOne.filter(({ name }) => names.has(name.toLowerCase())).map(({ name }) => name),
  ]);
  const [first] = sections;
  if (entries.length === 0 || !first) return [];
  const location = { file: first.file, line: first.line };
  return [mappingFinding('in-both-files', { file: first.file, entries: listNames([...new Set(entries)]) }, location)];
}

function passwordFindings(answers: Answers, facts: Facts, { oneToOne, manyToOne }: PlannedMappings): Finding[] {
  const findings: Finding[] = [];
  const entries = [...oneToOne, ...manyToOne];
  const file = answers.target.applicationHostConfig ?? answers.target.webConfig;
  const needing = new Set(
    entries
      .filter(({ answer, existing }) => existing === undefined || (answer.enabled && existing.password === 'none'))
      .map(({ account }) => account),
  );
  for (const [index, account] of answers.userAccount.accounts.entries()) {
    if (account.password !== 'keep' || !needing.has(account)) continue;
    const { userName } = account;
    const place = `userAccount.accounts[${index}].password`;
    findings.push(
      facts.site?.mapping && file !== undefined
        ? mappingFinding('nothing-to-keep', { userName, file }, place)
        : mappingFinding('keep-on-server-only', { userName }, place),
    );
  }
  const waiting = entries.filter(
    ({ answer, account, password, existing }) => answer.enabled && account && !passwordIsInFile(password, existing),
  );
  if (waiting.length > 0) {
    const accounts = listNames([...new Set(waiting.flatMap(({ account }) => (account ? [account.userName] : [])))]);
    findings.push(mappingFinding('disabled-until-apply', { accounts }, 'mapping'));
  }
  return findings;
}
