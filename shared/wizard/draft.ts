import type { z } from 'zod';
import type { WindowsVersion } from '../iis/windows-version.ts';
import type { StepId } from '../steps/step-id.ts';
import type { Account } from '../steps/user-account/answers.ts';
import type { Answers, answersSchema } from './answers.ts';

/**
 * The answers while they are being made: every key that has a default is there, but what is typed may not be valid yet.
 * The core is the judge of it. This file runs in the page, which carries no schema library.
 */
export type Draft = Answers;

type AnswersInput = z.input<typeof answersSchema>;

/** Returns answers with every default filled in, as the schema does. */
export function fillDraft({
  sslRequire,
  certificateImport,
  userAccount,
  mapping,
  review,
  ...rest
}: AnswersInput): Draft {
  return {
    ...rest,
    sslRequire: fillSslRequire(sslRequire),
    certificateImport: fillCertificateImport(certificateImport),
    userAccount: {
      accounts: (userAccount?.accounts ?? []).map((account) =>
        filled<Account>({ create: false, directoryAccess: [] }, account),
      ),
    },
    mapping: fillMapping(mapping),
    review: filled<Draft['review']>({ plainTextPasswords: false }, review),
  };
}

type Section<Name extends keyof AnswersInput> = AnswersInput[Name];

function fillSslRequire({ binding, ...rest }: Section<'sslRequire'>): Draft['sslRequire'] {
  return {
    ...filled<Omit<Draft['sslRequire'], 'binding'>>({ paths: ['/'], require128Bit: false }, rest),
    ...(binding && { binding: filled(plainBinding, binding) }),
  };
}

function fillCertificateImport(answers: Section<'certificateImport'>): Draft['certificateImport'] {
  const { server, authorities = [], clients = [] } = answers ?? {};
  return {
    ...(server && { server: filled<NonNullable<Draft['certificateImport']['server']>>({ store: 'My' }, server) }),
    authorities,
    clients,
  };
}

function fillMapping(answers: Section<'mapping'>): Draft['mapping'] {
  const { oneToOne = [], manyToOne = [], ...rest } = answers ?? {};
  return {
    ...filled<Omit<Draft['mapping'], 'oneToOne' | 'manyToOne'>>(
      { disableAnonymous: false, logonMethod: 'ClearText', defaultLogonDomain: '', exact: false },
      rest,
    ),
    oneToOne: oneToOne.map((entry) => filled<Draft['mapping']['oneToOne'][number]>({ enabled: true }, entry)),
    manyToOne: manyToOne.map(({ rules = [], ...entry }) => ({
      ...filled<Omit<ManyToOne, 'rules'>>(
        { description: '', enabled: true, permissionMode: 'Allow', acceptRisk: false },
        entry,
      ),
      rules: rules.map((rule) => filled<ManyToOne['rules'][number]>({ compareCaseSensitive: true }, rule)),
    })),
  };
}

type ManyToOne = Draft['mapping']['manyToOne'][number];

/** Returns what is given, with a default for each key that has none. */
function filled<T extends object>(defaults: Partial<T>, given: { [Key in keyof T]?: T[Key] | undefined }): T {
  const said = Object.entries(given).filter(([, value]) => value !== undefined);
  // Whoever calls names a default for every key that may be missing; the tests compare with the schema.
  return { ...defaults, ...Object.fromEntries(said) } as T;
}

/** An HTTPS binding as the schema's defaults have it. */
export const plainBinding: NonNullable<Draft['sslRequire']['binding']> = {
  ipAddress: '*',
  port: 443,
  hostName: '',
  serverNameIndication: false,
  negotiateClientCertificate: false,
  disableTls13: false,
  disableHttp2: false,
};

/**
 * Returns the answers that a new document begins with: what the walkthrough ends with for one site, so that only what is
 * special about this server has to be typed. Negotiation in the first handshake is proposed on every Windows, because it
 * is the one way that works with every TLS version.
 */
export function newDraft(windows: WindowsVersion): Draft {
  return fillDraft({
    version: 1,
    target: { windows },
    sslRequire: {
      site: '',
      requireSsl: true,
      clientCertificate: 'require',
      binding: { negotiateClientCertificate: true },
    },
    userAccount: {
      accounts: [{ id: 'certuser', kind: 'local', userName: 'certuser', create: true, password: 'generate' }],
    },
    mapping: { disableAnonymous: true, logonMethod: 'Network' },
    review: { target: 'applicationHost.config' },
  });
}

/** Returns the step whose screen has the field of a path in the answers (`mapping.oneToOne[0].client`). */
export function stepOfPath(path: string): StepId {
  if (/^mapping\.(logonMethod|defaultLogonDomain)\b/.test(path)) return 'user-account';
  const section = /^[A-Za-z]*/.exec(path)?.[0] ?? '';
  return stepOfSection[section] ?? 'ssl-require';
}

const stepOfSection: Readonly<Record<string, StepId>> = {
  target: 'ssl-require',
  sslRequire: 'ssl-require',
  certificateImport: 'certificate-import',
  userAccount: 'user-account',
  mapping: 'mapping',
  review: 'review',
};
