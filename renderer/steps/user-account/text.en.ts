import type { LogonMethod } from '../../../shared/mapping/mapping-section.ts';

/** The words of step 3. */
export const userAccountScreen = {
  accounts: 'Accounts',
  empty: 'No account yet. Without one no certificate can be mapped.',
  add: 'Add an account',
  remove: (name: string) => `Remove the account ${name}`,
  removed: (name: string) => `The account ${name} was removed. Undo (Ctrl+Z) brings it back.`,
  unnamed: 'Account without a name',
  kind: {
    label: 'Kind',
    help: 'A local account exists on this one server. A domain account exists in Active Directory and can reach other servers.',
    local: { title: 'Local account', effect: 'Exists on this server only. The wizard can create it.' },
    domain: { title: 'Domain account', effect: 'Exists in the domain already. Written as DOMAIN\\name.' },
  },
  name: 'Account name',
  nameHelp: 'Windows allows 20 characters for a local account, and none of " / \\ [ ] : ; | = , + * ? < > @',
  left: (count: number) => `${count} of 20 characters left.`,
  nameDomainHint: 'Such as CONTOSO\\certuser.',
  create: 'Create the account',
  createHint: 'Off: it exists already.',
  password: {
    label: 'Password',
    help: 'IIS logs on with it for each visitor, so it is stored in the mapping, encrypted. You do not have to know it.',
    generate: {
      title: 'Made on the server',
      effect: 'Long and random, shown to nobody. Only for an account that is created.',
    },
    ask: { title: 'Asked when applying', effect: 'You type it on the server. It is in no file.' },
    keep: { title: 'Keep what is stored', effect: 'The mapping on the server has it already.' },
    usual: 'safest',
  },
  access: {
    title: 'Folders it may read',
    path: (number: number) => (number === 1 ? 'Folder' : `Folder ${number}`),
    pathHint: 'On the server, with its drive letter.',
    rights: 'Rights',
    options: { ReadAndExecute: 'Read & execute', Read: 'Read', Modify: 'Modify' },
    effect: (rights: string, account: string, path: string) =>
      `NTFS: ${rights} for ${account} on ${path}, and on what is inside it.`,
    none: 'It gets no access by itself; it may read only what every user may.',
    add: 'Add a folder',
    remove: (path: string) => `Remove the folder ${path}`,
  },
  logon: {
    title: 'How IIS logs these accounts on',
    label: 'Logon method',
    help: 'The same for every mapping of the site. Each method needs a logon right on the server; the plan grants it.',
    recommended: 'usual',
    methods: {
      Network: {
        title: 'Network',
        effect: 'Needs “Access this computer from the network”. The account cannot go on to other servers.',
      },
      ClearText: {
        title: 'Clear text',
        effect: 'IIS’ default. The account can go on to other servers. Needs “Access this computer from the network”.',
      },
      Batch: { title: 'Batch', effect: 'Needs “Log on as a batch job”.' },
      Interactive: {
        title: 'Interactive',
        effect: 'Needs “Allow log on locally”. Gives the account more than it needs.',
      },
    } satisfies Record<LogonMethod, { title: string; effect: string }>,
    domain: 'Default domain',
    domainHint: 'For account names without a domain. Empty: the server itself.',
  },
} as const;
