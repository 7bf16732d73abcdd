import type { z } from 'zod';
import { answersVersion, type answersSchema } from '../../../shared/wizard/answers.ts';
import { issuingCaName, organization, siteHost, units } from './practice-names.ts';

export const serverPfx = 'certificates/server.pfx';
export const carolPfx = 'certificates/carol.pfx';
/** The account whose password the admin gives; the others' passwords are made on the server. */
export const askedAccount = 'certservice';

const siteFolder = 'D:\\sites\\new';

const issuedByPractice = {
  certificateField: 'Issuer',
  certificateSubField: 'CN',
  matchCriteria: issuingCaName,
  compareCaseSensitive: true,
} as const;

const account = (id: string, password: 'generate' | 'ask', rights: 'ReadAndExecute' | 'Read' | 'Modify') => ({
  id,
  kind: 'local' as const,
  userName: id,
  create: true,
  password,
  directoryAccess: [{ path: siteFolder, rights }],
});

/** Returns answers that use every file of the practice material; `inlineClient` is single-line Base-64 of a certificate. */
export function practiceAnswers(inlineClient: string): z.input<typeof answersSchema> {
  return {
    version: answersVersion,
    target: {
      windows: 'server-2022',
      computerName: 'WEB01',
      applicationHostConfig: 'server/applicationHost.config',
      webConfig: 'server/web.config',
    },
    sslRequire: {
      site: 'new',
      physicalPath: siteFolder,
      paths: ['/'],
      requireSsl: true,
      clientCertificate: 'require',
      require128Bit: false,
      binding: {
        ipAddress: '*',
        port: 443,
        hostName: siteHost,
        serverNameIndication: true,
        negotiateClientCertificate: true,
        disableTls13: false,
        disableHttp2: false,
      },
    },
    certificateImport: {
      server: { file: serverPfx, store: 'My' },
      authorities: [
        { file: 'certificates/root.cer', store: 'Root' },
        { file: 'certificates/issuing.cer', store: 'CA' },
      ],
      clients: [
        { id: 'alice', file: 'certificates/alice.cer' },
        { id: 'bob', file: 'certificates/bob.pem' },
        { id: 'carol', file: carolPfx },
        { id: 'dave', file: 'certificates/dave-expired.cer' },
        { id: 'erin', file: 'certificates/erin-other-root.cer' },
        { id: 'frank', certificate: inlineClient },
        { id: 'grace', file: 'certificates/grace.cer' },
        { id: 'awkward', file: 'certificates/awkward name.cer' },
      ],
    },
    userAccount: {
      accounts: [
        account('certuser', 'generate', 'ReadAndExecute'),
        account('certpartner', 'generate', 'Read'),
        account(askedAccount, 'ask', 'Modify'),
      ],
    },
    mapping: {
      disableAnonymous: true,
      logonMethod: 'Network',
      defaultLogonDomain: '',
      oneToOne: [
        { client: 'alice', account: 'certuser', enabled: true },
        { client: 'bob', account: 'certuser', enabled: true },
        { client: 'carol', account: askedAccount, enabled: true },
        { client: 'dave', account: 'certuser', enabled: true },
        { client: 'erin', account: 'certpartner', enabled: true },
        { client: 'awkward', account: 'certpartner', enabled: true },
      ],
      manyToOne: [
        {
          name: 'PRACTICE contractors',
          description: 'Contractors stay outside; stands before the mapping that lets people in',
          enabled: true,
          permissionMode: 'Deny',
          rules: [
            {
              certificateField: 'Subject',
              certificateSubField: 'OU',
              matchCriteria: units.contractors,
              compareCaseSensitive: true,
            },
            issuedByPractice,
          ],
        },
        {
          name: 'PRACTICE staff',
          description: `Everybody else whose certificate names ${organization}`,
          enabled: true,
          permissionMode: 'Allow',
          account: 'certuser',
          rules: [
            {
              certificateField: 'Subject',
              certificateSubField: 'O',
              matchCriteria: organization,
              compareCaseSensitive: true,
            },
            issuedByPractice,
          ],
        },
      ],
      exact: false,
    },
    review: { target: 'applicationHost.config', plainTextPasswords: false },
  };
}
