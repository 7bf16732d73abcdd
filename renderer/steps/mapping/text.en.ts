import type { Certainty } from '../../../shared/api/finding.ts';
import type { Progress } from '../../../shared/api/transport.ts';
import type { TraceEntry } from '../../../shared/mapping/simulation.ts';
import type { AccessAnswer } from '../../../shared/mapping/access-path.ts';
import type { FileOffer } from '../../../shared/mapping/import/offered-files.ts';
import { groupDigits as number } from '../../../shared/text/group-digits.ts';
import type { Decision } from '../../../shared/mapping/decide.ts';
import type { JudgedRow } from '../../../shared/wizard/session-calls.ts';

const plural = (count: number, one: string, many: string) => (count === 1 ? `1 ${one}` : `${number(count)} ${many}`);

/** The words of step 5. */
export const mappingScreen = {
  tabs: 'Kind of mapping',
  oneToOne: {
    tab: (count: number) => `One to one (${number(count)})`,
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
    order: 'Order',
    orders: {
      answers: 'As they were added',
      certificate: 'By certificate',
      account: 'By account',
      end: 'By the end of validity',
    },
    blocked: (count: number) =>
      `${plural(count, 'mapping is', 'mappings are')} turned off. A connection that is open already may keep its account until it ends.`,
    changed: (count: number) => `${plural(count, 'mapping', 'mappings')} changed.`,
    removedSome: (count: number) => `${plural(count, 'mapping', 'mappings')} removed.`,
  },
  access: {
    title: (client: string) => `From the handshake to the file: ${client}`,
    lead: 'Six questions, in the order in which the server asks them. What only the server or the visitor’s computer can say is marked as not known.',
    states: { yes: 'Yes', no: 'No', 'not-known': 'Not known from here' } satisfies Record<
      AccessAnswer['state'],
      string
    >,
    status: (code: string) => `If not: ${code}.`,
    stops: (question: string, status: string | undefined) =>
      `It ends at “${question}”${status === undefined ? '.' : ` with ${status}.`}`,
    passes: 'Nothing that is known here stops this visitor.',
    anonymous: 'Anonymous authentication is on and lets the visitor in all the same.',
  },
  matrix: {
    title: 'All certificates and what they get',
    lead: 'Worked out for every certificate of step 2; a name opens the whole explanation above.',
    filter: 'Show',
    filters: { all: 'Everybody', mapped: 'Who gets an account', denied: 'Who is denied', unmapped: 'Who gets none' },
    search: 'Search the outcomes',
    found: (shown: number, all: number) => `${number(shown)} of ${plural(all, 'certificate', 'certificates')}`,
    table: 'Certificates and outcomes',
    certificate: 'Certificate',
    outcome: 'Outcome',
    by: 'Decided by',
    certainty: 'Certainty',
    none: 'No certificate fits.',
    decidedBy: (by: Decision['by'], name: string | undefined) => {
      if (by === null) return 'no entry';
      return by.kind === 'one-to-one'
        ? `one-to-one ${number(by.index + 1)}`
        : `rules ${number(by.index + 1)}: ${name ?? ''}`;
    },
    row: (position: number, count: number, client: string, { outcome, account }: Decision) =>
      `Row ${number(position)} of ${number(count)}, ${client}, ${outcome === 'mapped' ? `mapped to ${account ?? 'no account'}` : outcome}`,
  },
  renewal: {
    title: 'Renewals and certificates that run out',
    lead: 'IIS compares the whole certificate, so a renewed one needs a mapping of its own.',
    renewals: 'Renewed certificates that are not mapped',
    noRenewals: 'No certificate of step 2 renews a mapped one.',
    mapped: 'Mapped certificate',
    by: 'Renewed by',
    otherIssuer: '(another CA issued it: make sure it is the same person)',
    actions: 'What to do',
    replace: 'Replace',
    keep: 'Map both',
    replaceOf: (mapped: string, by: string) => `Replace ${mapped} by ${by}`,
    keepOf: (mapped: string, by: string) => `Map both, ${mapped} and ${by}`,
    replaced: (mapped: string, by: string) => `${by} is mapped in the place of ${mapped}.`,
    both: (mapped: string, by: string) => `${mapped} and ${by} are mapped to the same account.`,
    renewalRow: (position: number, count: number, { mapped, by }: { mapped: string; by: string }) =>
      `Row ${number(position)} of ${number(count)}, ${mapped}, renewed by ${by}`,
    within: 'Runs out',
    windows: { 0: 'Already', 30: 'Within 30 days', 60: 'Within 60 days', 90: 'Within 90 days' },
    ending: 'Mapped certificates that run out',
    ends: 'Valid until',
    left: 'Left',
    days: (days: number) => (days < 0 ? 'expired' : plural(days, 'day', 'days')),
    endingRow: (position: number, count: number, client: string, days: number) =>
      `Row ${number(position)} of ${number(count)}, ${client}, ${days < 0 ? 'expired' : `${plural(days, 'day', 'days')} left`}`,
    noneEnds: 'None of the mapped certificates.',
  },
  pattern: {
    title: 'An account for each certificate',
    lead: 'Makes a new local account for every certificate that has no mapping yet. Windows makes the passwords; nobody sees them.',
    pattern: 'Pattern of the names',
    hint: (placeholders: string) =>
      `${placeholders}, or any subfield. Cut to 20 characters, without what Windows forbids, each name once.`,
    preview: 'Names by the pattern',
    certificate: 'Certificate',
    account: 'New account',
    adapted: '(adapted)',
    row: (position: number, count: number, client: string, result: string) =>
      `Row ${number(position)} of ${number(count)}, ${client}, ${result}`,
    none: 'Every certificate has a mapping.',
    add: (count: number) => `Create and map ${plural(count, 'account', 'accounts')}`,
    added: (count: number) => `${plural(count, 'account is', 'accounts are')} added and mapped.`,
  },
  uses: {
    title: 'Accounts and their passwords',
    lead: 'IIS stores the password in each entry, so a new one has to go into all of them. Here it is given once.',
    table: 'Accounts in use',
    account: 'Account',
    entries: 'Entries',
    password: 'Password',
    change: 'New password …',
    changeOf: (userName: string) => `New password of ${userName}`,
    newPassword: (userName: string) => `Password that ${userName} has now`,
    hint: (count: number) =>
      `It goes into ${plural(count, 'entry', 'entries')}. It is kept in memory until it is applied and never written into the answers; the account itself keeps the password that it has.`,
    give: 'Use it in all entries',
    given: (userName: string, count: number) =>
      `The password of ${userName} goes into ${plural(count, 'entry', 'entries')}.`,
    row: (position: number, count: number, userName: string, entries: number) =>
      `Row ${number(position)} of ${number(count)}, ${userName}, ${plural(entries, 'entry', 'entries')}`,
    none: 'There is no account.',
  },
  importing: {
    button: 'Import a CSV file …',
    title: 'Import mappings from a CSV file',
    files: 'Table and certificates',
    filesHint:
      'A CSV file with the columns certificate, account and, if you like, enabled and id, in any order. A certificate is its Base-64, the thumbprint of a certificate of step 2, or a file: choose those files, or their folder, too. Certificate files without a table are mapped to one account.',
    arriving: (done: number, total: number) => `${number(done)} of ${plural(total, 'file', 'files')} taken in`,
    refused: 'Files that are of no use here',
    elsewhere: {
      title: 'It is neither a table nor a certificate',
      fix: 'Close the import and drop it again: another step takes it.',
    },
    reading: 'Reading the table …',
    working: ({ message, done, total }: Progress) =>
      `${message}: ${number(done)}${total === undefined ? '' : ` of ${number(total)}`}`,
    file: 'File',
    offers: 'Certificates in the files',
    offered: (taken: number, all: number) =>
      `${number(taken)} of ${plural(all, 'certificate', 'certificates')} can be mapped. Nothing is mapped before you say so.`,
    offer: (offer: FileOffer) =>
      offer.taken ? offer.certificate.subject : `${offer.problem.title}. ${offer.problem.detail} ${offer.problem.fix}`,
    offerName: (position: number, count: number, offer: FileOffer) =>
      `Row ${number(position)} of ${number(count)}, ${offer.taken ? `good, ${offer.certificate.subject}` : `problem, ${offer.problem.title}`}`,
    accountOfAll: 'Account for all of them',
    map: (count: number) => `Map ${plural(count, 'certificate', 'certificates')}`,
    passwordOfFile: 'It is used to open the file and never stored.',
    password: (file: string) => `Password of ${file}`,
    passwordHint: (rows: number) =>
      `${plural(rows, 'row waits', 'rows wait')} for it. It is used to open the file and never stored.`,
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
    tab: (count: number) => `Many to one (${number(count)})`,
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
      `Row ${number(position)} of ${number(count)}, ${name}, ${effect}. Alt and an arrow key moves it, Delete removes it.`,
    rowName: (position: number, count: number, name: string, effect: string) =>
      `Row ${number(position)} of ${number(count)}, ${name}, ${effect}`,
    drag: 'Drag to another place',
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
