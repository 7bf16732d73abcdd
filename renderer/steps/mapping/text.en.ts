import type { Certainty } from '../../../shared/api/finding.ts';
import type { Progress } from '../../../shared/api/transport.ts';
import type { TraceEntry } from '../../../shared/mapping/simulation.ts';
import type { Decision } from '../../../shared/mapping/decide.ts';
import type { JudgedRow } from '../../../shared/wizard/session-calls.ts';

const number = (value: number) => value.toLocaleString('en-US');
const plural = (count: number, one: string, many: string) => (count === 1 ? `1 ${one}` : `${number(count)} ${many}`);

/** The words of step 5. */
export const mappingScreen = {
  tabs: 'Kind of mapping',
  oneToOne: {
    tab: (count: number) => `One certificate, one account (${number(count)})`,
    lead: 'Each certificate has an account of its own. IIS compares the whole certificate: a renewed one must be mapped again.',
    add: 'Map a certificate',
    certificate: 'Certificate',
    account: 'Account',
    enabled: 'Enabled',
    addButton: 'Map',
    addAll: (count: number) => `Map all ${number(count)} that are left`,
    added: (client: string, account: string) => `${client} is mapped to ${account}.`,
    addedAll: (count: number, account: string) =>
      `${plural(count, 'certificate is', 'certificates are')} mapped to ${account}.`,
    allMapped: 'Every certificate of step 2 is mapped.',
    noClients: 'There is no visitor’s certificate yet.',
    toCertificates: 'Add one in step 2',
    noAccounts: 'There is no account yet.',
    toAccounts: 'Add one in step 3',
    empty: 'Nothing is mapped one to one yet.',
    emptySearch: 'Nothing fits the search.',
    table: 'One certificate, one account',
    search: 'Search',
    searchHint: 'Name, issuer, thumbprint or account',
    found: (shown: number, all: number) =>
      shown === all ? plural(all, 'mapping', 'mappings') : `${number(shown)} of ${plural(all, 'mapping', 'mappings')}`,
    row: (position: number, count: number, client: string, account: string, enabled: boolean) =>
      `Row ${number(position)} of ${number(count)}, ${client}, mapped to ${account}${enabled ? '' : ', turned off'}`,
    enabledOf: (client: string) => `${client}: enabled`,
    accountOf: (client: string) => `Account of ${client}`,
    remove: (client: string) => `Remove the mapping of ${client}`,
    removed: (client: string) => `The mapping of ${client} is removed.`,
    tryIt: 'try this certificate',
    removeColumn: 'Remove',
    unread: 'not opened yet',
    unknownAccount: (id: string) => `${id} (not there)`,
    selectAll: (count: number) => `Select all ${number(count)}`,
    selected: (count: number) => `${number(count)} selected`,
    turnOn: 'Turn on',
    turnOff: 'Turn off',
    changeAccount: 'Change account',
    newAccount: 'Account for the selected',
    removeSelected: 'Remove',
    changed: (count: number) => `${plural(count, 'mapping', 'mappings')} changed.`,
    removedSome: (count: number) => `${plural(count, 'mapping', 'mappings')} removed.`,
  },
  importing: {
    button: 'Import a CSV file …',
    title: 'Import mappings from a CSV file',
    files: 'Table and certificates',
    filesHint:
      'A CSV file with the columns certificate, account and, if you like, enabled and id, in any order. A certificate is its Base-64, the thumbprint of a certificate of step 2, or a file: choose those files, or their folder, too.',
    arriving: (done: number, total: number) => `${number(done)} of ${plural(total, 'file', 'files')} taken in`,
    refused: 'Files that are of no use here',
    reading: 'Reading the table …',
    working: ({ message, done, total }: Progress) =>
      `${message}: ${number(done)}${total === undefined ? '' : ` of ${number(total)}`}`,
    password: (file: string) => `Password of ${file}`,
    passwordHint: 'It is used to open the file and never stored.',
    open: 'Open',
    verdict: (taken: number, all: number) =>
      taken === all
        ? `${plural(all, 'row', 'rows')} can be taken over.`
        : `${number(taken)} of ${plural(all, 'row', 'rows')} can be taken over; ${number(all - taken)} cannot. Nothing is taken over before you say so.`,
    onlyProblems: (count: number) => `Only the ${plural(count, 'row that cannot', 'rows that cannot')}`,
    download: (count: number) => `Download ${count === 1 ? 'it' : `these ${number(count)}`} with reasons (CSV)`,
    rejectedName: (table: string) => `${table.replace(/\.[^.]*$/, '')}-rejected.csv`,
    table: 'Rows of the table',
    row: 'Row',
    verdictColumn: 'Verdict',
    good: 'Good',
    bad: 'Problem',
    what: 'Certificate, or what is wrong',
    account: 'Account',
    target: (account: string, enabled: boolean) => (enabled ? account : `${account} (off)`),
    reason: ({ column, title, detail, fix }: Extract<JudgedRow, { taken: false }>) =>
      `${column === undefined ? '' : `${column}: `}${title}. ${detail} ${fix}`,
    rowName: (row: JudgedRow) =>
      row.taken
        ? `Row ${number(row.row)}, good, ${row.subject}, to be mapped to ${row.account}`
        : `Row ${number(row.row)}, problem, ${row.title}`,
    take: (count: number) => `Take over ${plural(count, 'mapping', 'mappings')}`,
    taken: (count: number) => `${plural(count, 'mapping is', 'mappings are')} taken over. Ctrl+Z takes them back.`,
    nothing: 'Take over nothing',
    cancel: 'Cancel',
  },
  manyToOne: {
    tab: (count: number) => `Many certificates, one account (${number(count)})`,
    lead: 'Rules on the names in a certificate. They are asked in this order after the single certificates; the first one that matches decides (inferred: no document of IIS 7 or later says so).',
    table: 'Many certificates, one account',
    position: '#',
    name: 'Name',
    effect: 'Effect',
    rules: 'Rules',
    matches: 'Matches',
    count: (matching: number, deciding: number) =>
      matching === deciding ? number(matching) : `${number(matching)}, decides ${number(deciding)}`,
    noRules: 'everybody',
    allow: (account: string) => `Allow → ${account}`,
    deny: 'Deny',
    off: ' (off)',
    add: 'Add a rule set',
    newName: 'New rule set',
    empty: 'There are no rules yet. Add one, or start from a template.',
    row: (position: number, count: number, name: string, effect: string) =>
      `Row ${number(position)} of ${number(count)}, ${name}, ${effect}. Alt and an arrow key moves it.`,
    moved: (name: string, position: number, count: number) => `${name} is now ${number(position)} of ${number(count)}.`,
    edit: (name: string) => `Edit “${name}”`,
    up: 'Move up',
    down: 'Move down',
    remove: 'Remove',
    removed: (name: string) => `${name} is removed.`,
    nameHint: 'Unique; IIS does not tell upper from lower case here.',
    description: 'Description',
    enabled: 'Enabled',
    mode: 'Effect',
    modes: { Allow: 'Allow: log on as the account', Deny: 'Deny: refuse with 403.12' },
    account: 'Account',
    chooseAccount: 'Choose an account',
    rulesTitle: 'All of these must match',
    rulesNone: 'Without a rule it matches every certificate that the server trusts (inferred).',
    field: (position: number) => `Rule ${position}: field`,
    fields: { Subject: 'Subject', Issuer: 'Issuer' },
    subField: (position: number) => `Rule ${position}: subfield`,
    subFieldHelp:
      'Microsoft documents CN, OU, O, L, S (the state) and C. Whether IIS knows another one is not confirmed.',
    criteria: (position: number) => `Rule ${position}: value`,
    criteriaHelp:
      'The value alone, without “CN=”. Without an asterisk the whole value must be equal. An asterisk stands for any text: Contoso* begins with it, *Contoso* contains it. What IIS 7 and later make of an asterisk is not documented.',
    anyCase: (position: number) => `Rule ${position}: upper and lower case are alike`,
    anyCaseShort: 'Any case',
    addRule: 'Add a rule',
    removeRule: (position: number) => `Remove rule ${position}`,
    star: '* stands for any text: “Contoso*” begins with Contoso, “*Contoso*” contains it. Without * the whole value must be equal. What IIS 7 and later make of * is not documented: test it on the server.',
    acceptRisk: 'I know that any trusted CA can let visitors in here',
    acceptRiskHint:
      'No rule asks who issued the certificate. Any CA that the server trusts can write such a name into one.',
    acceptRiskHelp: 'A rule on the issuer, such as Issuer CN, is safer. It compares names, not keys.',
  },
  templates: {
    title: 'Start from a template',
    kind: 'Template',
    kinds: {
      issuer: 'Everybody with a certificate of one CA',
      except: 'Everybody of an organization but one unit',
      person: 'Deny one person',
      rest: 'Deny whoever is left',
    },
    issuer: 'Issued by',
    organisation: 'Organization (O)',
    unit: 'Except the unit (OU)',
    person: 'Name (CN)',
    account: 'Account',
    add: 'Add',
    added: (names: string) => `Added: ${names}.`,
    needsIssuer: 'It needs the certificate of a CA or of a visitor: add one in step 2.',
    needsAccount: 'It needs an account: add one in step 3.',
  },
  tryOut: {
    title: 'Try a certificate',
    lead: 'Who would this visitor be? It is worked out with the rules of IIS as far as they are known; no server is asked.',
    with: 'Try with',
    modes: { client: 'A certificate of step 2', typed: 'A typed name' },
    certificate: 'Certificate',
    subject: 'Subject',
    subjectHint: 'For example CN=alice, OU=Sales, O=Contoso',
    issuer: 'Issuer',
    nameProblem: (at: number, reason: string) => `At character ${at + 1}: ${reason}`,
    typedNote: 'A typed name has no certificate, so no one-to-one mapping can match it.',
    waiting: 'Working it out …',
    nothing: 'The answer appears as soon as step 1 to 3 say enough.',
    noClients: 'There is no certificate to try yet. Type a name instead, or add a certificate in step 2.',
    trace: 'What was looked at',
    traceNone: 'No entry was looked at.',
    stored: 'How the certificate is stored',
    storedLead:
      'IIS stores the certificate as one line of Base-64, without the BEGIN and END lines and without breaks.',
    sourceOf: {
      documented: 'Source: Microsoft Learn, IIS client certificate mapping authentication.',
      inferred: 'Source: the priorities that Microsoft documents for IIS 6; no document of IIS 7 or later says it.',
      unverified: 'Nobody could confirm it: test it on the server before you rely on it.',
    } satisfies Record<Certainty, string>,
    certainty: {
      documented: 'documented',
      inferred: 'inferred',
      unverified: 'unverified',
    } satisfies Record<Certainty, string>,
    results: {
      match: 'Match',
      'no-match': 'No match',
      disabled: 'Off',
    } satisfies Record<TraceEntry['result'], string>,
    ruleMatches: 'Match',
    ruleMisses: 'No match',
    entry: ({ kind, entry, name, userName }: TraceEntry) => {
      const places = entry.replace(/^\w+\[(\d+)(?:\.\.(\d+))?\]$/, (_, from: string, to: string | undefined) =>
        to === undefined ? number(Number(from) + 1) : `${number(Number(from) + 1)} to ${number(Number(to) + 1)}`,
      );
      const what = kind === 'one-to-one' ? 'One-to-one' : 'Rules';
      return `${what} ${places}${name === undefined ? '' : `: ${name}`}${userName === undefined ? '' : ` → ${userName}`}`;
    },
    status: (code: string) => `The visitor sees ${code}.`,
  },
  answer: (who: string, { outcome, account }: Pick<Decision, 'outcome' | 'account'>) => {
    switch (outcome) {
      case 'mapped':
        return account === undefined ? `${who} is let in, but no account is named` : `${who} → ${account}`;
      case 'denied':
        return `${who} is denied`;
      case 'unmapped':
        return `${who} gets no account`;
    }
  },
  changes: {
    title: 'Who changes',
    lead: 'Compared with the mappings in the server’s file.',
    none: 'None of the certificates of step 2 gets anything else than now.',
    some: (count: number, all: number) =>
      `${number(count)} of ${plural(all, 'certificate gets', 'certificates get')} something else than now.`,
    table: 'Who gets something else than now',
    who: 'Certificate',
    before: 'Now',
    after: 'Then',
    outcome: ({ outcome, account }: Pick<Decision, 'outcome' | 'account'>) =>
      outcome === 'mapped' ? (account ?? 'an entry without account') : outcome === 'denied' ? 'denied' : 'no account',
    exact: 'Remove the mappings of the server that are not named here',
    exactHint: 'Off: they stay, and the new ones are added.',
  },
  anonymous: {
    title: 'Visitors without a mapping',
    off: 'Turn anonymous authentication off',
    hint: 'As long as it is on, IIS lets a visitor in whose certificate is not mapped. Off, such a visitor gets 401.2.',
  },
  picker: {
    none: 'Choose a certificate',
    hint: (count: number) => `${number(count)} certificates: type a part of the name.`,
  },
} as const;
