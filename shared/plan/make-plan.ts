import type { Finding } from '../api/finding.ts';
import type { Certificate } from '../certificates/certificate.ts';
import { bindingInformation, bindingSslFlags, httpSysEndpoint, sameBinding } from '../iis/binding.ts';
import { sectionNames } from '../iis/schema.ts';
import { windowsTraits } from '../iis/windows-version.ts';
import { answeredSslFlags } from '../steps/ssl-require/rules.ts';
import { neededRights } from '../windows/logon-method.ts';
import type { Answers } from '../wizard/answers.ts';
import type { Facts } from '../wizard/facts.ts';
import { change, siteName } from './change.ts';
import { mappingChanges } from './mapping-changes.ts';
import { planSchema, type Change, type Plan } from './plan.ts';
import { noDigest } from './print-plan.ts';

/**
 * Returns the plan: every change that the answers ask for, in the order of execution. A site is shut only after everything
 * that opens it again is in place, and removals come last. Pure: the same answers and facts give the same plan. The
 * digest is still zeros; `withDigest` fills it in.
 */
export function makePlan(answers: Answers, facts: Facts, findings: readonly Finding[]): Plan {
  const { target, sslRequire, review } = answers;
  const physicalPath = sslRequire.physicalPath ?? facts.site?.physicalPath ?? undefined;
  const mapping = mappingChanges(answers, facts);
  // Parsed, so that the keys stand in the schema's order: the digest is over bytes.
  return planSchema.parse({
    version: 1,
    digest: noDigest,
    target: {
      windows: target.windows,
      ...(target.computerName !== undefined && { computerName: target.computerName }),
      site: siteName(answers, facts),
      ...(physicalPath !== undefined && { physicalPath }),
      configuration: review.target,
    },
    changes: withUniqueIds([
      featureChange(answers, facts),
      ...authorityChanges(answers, facts),
      ...serverCertificateChange(answers, facts),
      ...accountChanges(answers),
      ...bindingChanges(answers, facts),
      ...sectionLockChanges(answers, facts),
      ...mapping.written,
      ...pathChanges(answers, facts),
      ...mapping.removed,
    ]),
    findings: [...findings],
  } satisfies Plan);
}

function featureChange({ target }: Answers, { site }: Facts): Change {
  const { kind, iisMapping: name } = windowsTraits[target.windows].features;
  const installed = site?.moduleInstalled ?? null;
  const before = installed === null ? null : { name, kind, present: installed };
  return change('windows-feature', 'feature', 'mapping', before, { name, kind, present: true });
}

/** Intermediates before roots: a root that arrives first makes chains complete that lack their intermediate. */
function authorityChanges({ certificateImport }: Answers, { authorities }: Facts): Change[] {
  const stores = ['CA', 'Root'] as const;
  return stores.flatMap((store) => {
    const certificates = certificateImport.authorities.flatMap((answer, index) =>
      answer.store === store ? (authorities[index] ?? []) : [],
    );
    const once = new Map(certificates.map((certificate) => [certificate.thumbprint, certificate]));
    return [...once.values()].map((certificate) => certificateChange(store, certificate, false));
  });
}

function certificateChange(
  store: 'Root' | 'CA' | 'My' | 'WebHosting',
  certificate: Certificate,
  privateKey: boolean,
): Change {
  const { thumbprint, subject } = certificate;
  const kind = store === 'Root' ? 'root' : store === 'CA' ? 'intermediate' : 'server-certificate';
  return change('certificate', `${kind}-${thumbprint.slice(0, 8)}`, 'certificate-import', null, {
    store,
    thumbprint,
    subject,
    file: `certificates/${thumbprint}.cer`,
    privateKey,
    present: true,
  });
}

function serverCertificateChange({ certificateImport }: Answers, { server }: Facts): Change[] {
  if (!certificateImport.server || !server) return [];
  return [certificateChange(certificateImport.server.store, server.certificate, true)];
}

function accountChanges({ userAccount, mapping }: Answers): Change[] {
  const used = new Set([...mapping.oneToOne, ...mapping.manyToOne].map(({ account }) => account));
  return userAccount.accounts.flatMap(({ id, kind, userName, create, password, directoryAccess }) => {
    const changes: Change[] = [];
    if (kind === 'local' && create) {
      changes.push(
        change('local-account', `account-${id}`, 'user-account', null, {
          account: id,
          userName,
          password,
          present: true,
        }),
      );
    }
    if (used.has(id)) {
      const right = neededRights[mapping.logonMethod].right;
      const after = { account: id, userName, right, granted: true };
      changes.push(change('logon-right', `logon-right-${id}`, 'user-account', null, after));
    }
    for (const [index, { path, rights }] of directoryAccess.entries()) {
      const after = { account: id, userName, path, rights, granted: true };
      changes.push(change('directory-access', `directory-access-${id}-${index + 1}`, 'user-account', null, after));
    }
    return changes;
  });
}

function bindingChanges(answers: Answers, facts: Facts): Change[] {
  const { binding } = answers.sslRequire;
  if (!binding) return [];
  const site = siteName(answers, facts);
  const information = bindingInformation(binding);
  const existing = facts.site?.bindings.find(
    ({ protocol, bindingInformation: other }) => protocol === 'https' && sameBinding(other, information),
  );
  const sslFlags = bindingSslFlags(binding, answers.target.windows, existing?.sslFlags ?? 0);
  const state = { site, bindingInformation: existing?.bindingInformation ?? information, sslFlags, present: true };
  const known = facts.sites !== null && facts.site !== null;
  const before = known ? { ...state, sslFlags: existing?.sslFlags ?? 0, present: existing !== undefined } : null;
  const endpoint = httpSysEndpoint(information, sslFlags);
  const server = answers.certificateImport.server;
  return [
    change('https-binding', 'binding', 'ssl-require', before, state),
    ...(endpoint
      ? [
          change('http-sys-record', 'http-sys-record', 'ssl-require', null, {
            endpoint,
            ...(server &&
              facts.server && {
                certificateHash: facts.server.certificate.thumbprint,
                certificateStoreName: server.store,
              }),
            negotiateClientCertificate: binding.negotiateClientCertificate,
            disableTls13: binding.disableTls13 && windowsTraits[answers.target.windows].hasTls13,
            disableHttp2: binding.disableHttp2 && windowsTraits[answers.target.windows].hasHttp2,
          }),
        ]
      : []),
  ];
}

/** A web.config may hold the sections only where they are unlocked: for this one site, never for the server. */
function sectionLockChanges(answers: Answers, facts: Facts): Change[] {
  if (answers.review.target !== 'web.config') return [];
  const site = siteName(answers, facts);
  return (['access', 'anonymous', 'mapping'] as const).map((name) => {
    const section = sectionNames[name];
    const locked = facts.site?.locks.find((lock) => lock.section === section)?.locked ?? null;
    const before =
      locked === null ? null : { site, section, overrideMode: locked ? ('Deny' as const) : ('Allow' as const) };
    return change('section-lock', `unlock-${name}`, 'review', before, { site, section, overrideMode: 'Allow' });
  });
}

/** Anonymous off, then the SSL flags, at every protected path. */
function pathChanges(answers: Answers, facts: Facts): Change[] {
  const { sslRequire, mapping } = answers;
  const site = siteName(answers, facts);
  const known = (path: string) => facts.site?.paths.find((each) => each.path === path);
  const id = (name: string, path: string, index: number) => (path === '/' ? name : `${name}-path-${index + 1}`);
  const anonymous = mapping.disableAnonymous
    ? sslRequire.paths.map((path, index) => {
        const enabled = known(path)?.anonymousEnabled ?? null;
        const before = enabled === null ? null : { site, path, enabled };
        return change('anonymous-authentication', id('anonymous', path, index), 'mapping', before, {
          site,
          path,
          enabled: false,
        });
      })
    : [];
  const flags = sslRequire.paths.map((path, index) => {
    const current = known(path)?.sslFlags ?? null;
    const before = current === null ? null : { site, path, sslFlags: [...current] };
    const after = { site, path, sslFlags: answeredSslFlags(sslRequire) };
    return change('ssl-flags', id('ssl-flags', path, index), 'ssl-require', before, after);
  });
  return [...anonymous, ...flags];
}

function withUniqueIds(changes: readonly Change[]): Change[] {
  const seen = new Map<string, number>();
  return changes.map((each) => {
    const key = each.id.toLowerCase();
    const count = (seen.get(key) ?? 0) + 1;
    seen.set(key, count);
    return count === 1 ? each : { ...each, id: `${each.id}-${count}` };
  });
}
