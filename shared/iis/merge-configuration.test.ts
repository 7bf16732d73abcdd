import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Secret } from '../api/secret.ts';
import type { ConfigurationEdits } from './configuration-edits.ts';
import { mergeConfiguration } from './merge-configuration.ts';
import { readConfiguration } from './read-configuration.ts';
import { readSite } from './read-site.ts';
import { mappingEdit, sampleCertificate, sampleEdits } from './testing/sample-edits.ts';
import type { ReferenceElement } from './testing/reference-xml.ts';
import { elementsOf, readReference } from './testing/reference-xml.ts';
import { replaceParts } from './xml/splicer.ts';
import { encodeText } from './xml/text-encoding.ts';

function merge(text: string, edits: ConfigurationEdits, encoding = 'utf-8', byteOrderMark = false, file = 'f.config') {
  const bytes = encodeText(text, { name: encoding, byteOrderMark });
  const configuration = readConfiguration(bytes, file);
  if (!configuration.ok) throw new Error(JSON.stringify(configuration.problem));
  return mergeConfiguration(configuration.value, edits);
}

function mergedText(text: string, edits: ConfigurationEdits): string {
  const merged = merge(text, edits);
  if (!merged.ok) throw new Error(JSON.stringify(merged.problem));
  return merged.value.text;
}

const sites = (lineBreak = '\n') =>
  [
    '  <system.applicationHost>',
    '    <sites>',
    '      <site name="New" id="2">',
    '        <application path="/"><virtualDirectory path="/" physicalPath="D:\\new" /></application>',
    '        <bindings>',
    '          <binding protocol="http" bindingInformation="*:80:" />',
    '        </bindings>',
    '      </site>',
    '      <site name="other" id="3"><bindings /></site>',
    '    </sites>',
    '  </system.applicationHost>',
  ].join(lineBreak);

/** The own settings of a level, read without the product: every location with that path, or the root. */
function settings(root: ReferenceElement, path: string | null) {
  const scopes =
    path === null
      ? [root]
      : elementsOf(root, 'location').filter((each) => each.attributes['path']?.toLowerCase() === path.toLowerCase());
  const security = scopes.flatMap((scope) =>
    elementsOf(scope, 'system.webServer').flatMap((group) => elementsOf(group, 'security')),
  );
  const authentication = security.flatMap((group) => elementsOf(group, 'authentication'));
  const mapping = authentication.flatMap((group) => elementsOf(group, 'iisClientCertificateMappingAuthentication'));
  const entries = (name: string) =>
    mapping.flatMap((section) => elementsOf(section, name)).flatMap((list) => elementsOf(list, 'add'));
  return {
    access: security.flatMap((group) => elementsOf(group, 'access')).map(({ attributes }) => attributes),
    anonymous: authentication.flatMap((group) => elementsOf(group, 'anonymousAuthentication')).map((e) => e.attributes),
    mapping: mapping.map(({ attributes }) => attributes),
    oneToOne: entries('oneToOneMappings').map(({ attributes }) => attributes),
    manyToOne: entries('manyToOneMappings').map((entry) => ({
      ...(entry.attributes as { name?: string; password?: string }),
      rules: elementsOf(entry, 'rules')
        .flatMap((list) => elementsOf(list, 'add'))
        .map(({ attributes }) => attributes),
    })),
  };
}

const expected = {
  access: [{ sslFlags: 'Ssl, SslNegotiateCert, SslRequireCert' }],
  anonymous: [{ enabled: 'false' }],
  mapping: [
    {
      enabled: 'true',
      oneToOneCertificateMappingsEnabled: 'true',
      manyToOneCertificateMappingsEnabled: 'true',
      logonMethod: 'ClearText',
    },
  ],
  oneToOne: [{ enabled: 'false', userName: 'certuser', certificate: sampleCertificate }],
  manyToOne: [
    {
      name: 'Contoso "staff" & Söhne',
      description: '$(x) &lt;literal&gt; 😀',
      enabled: 'true',
      permissionMode: 'Allow',
      userName: 'DOM\\user',
      password: 'p&lt;"\'\t<>ü',
      rules: [
        {
          certificateField: 'Subject',
          certificateSubField: 'O',
          matchCriteria: "Con'toso",
          compareCaseSensitive: 'true',
        },
        {
          certificateField: 'Issuer',
          certificateSubField: 'CN',
          matchCriteria: 'Issuing*',
          compareCaseSensitive: 'false',
        },
      ],
    },
    { name: 'Rest', enabled: 'true', permissionMode: 'Deny', rules: [] },
  ],
};

/** What a random document is made of: text that no merge may touch, and levels that are there already. */
const noise = fc.constantFrom(
  '<!-- <location path="new"><system.webServer /></location> -->',
  '<appSettings><add key="a" value="x > y" /></appSettings>',
  "<system.web><compilation debug='true'/></system.web>",
  '<x><![CDATA[ <security> & ]]></x>',
  '<?note keep?>',
  '<connectionStrings><!-- ä 😀 --><add name="&#x41;&#10;" /></connectionStrings>',
  '\n\n\t',
  '<empty></empty>',
);
const inner = fc.constantFrom(
  '',
  '<system.webServer />',
  '<system.webServer></system.webServer>',
  '<system.webServer><security/></system.webServer>',
  '<system.webServer>\n      <!-- a -->\n      <security><authentication /></security>\n    </system.webServer>',
  '<system.webServer>\n\t<handlers />\n\t<security>\n\t\t<requestFiltering />\n\t</security>\n</system.webServer>',
);

const document = fc.record({
  kind: fc.constantFrom('web', 'applicationHost'),
  before: fc.array(noise, { maxLength: 4 }),
  after: fc.array(noise, { maxLength: 4 }),
  levels: fc.array(inner, { maxLength: 2 }),
  access: fc.constantFrom(
    '',
    '<system.webServer><security><access sslFlags="None"/></security></system.webServer>',
    "<system.webServer>\n\t<security>\n\t\t<access\n\t\t\tsslFlags = 'Ssl'></access>\n\t</security>\n</system.webServer>",
    '<system.webServer><security><access /></security></system.webServer>',
  ),
  extra: fc.constantFrom('', '<location path="NEW/sub"><system.webServer /></location>'),
  lineBreak: fc.constantFrom('\n', '\r\n', '\r'),
  final: fc.constantFrom('', '\n', ' '),
  pretty: fc.boolean(),
  encoding: fc.constantFrom('utf-8', 'utf-8-bom', 'utf-16le', 'utf-16be'),
});

function print(model: typeof document extends fc.Arbitrary<infer T> ? T : never): string {
  const isServer = model.kind === 'applicationHost';
  const label = model.encoding.startsWith('utf-16') ? 'utf-16' : 'utf-8';
  const parts = [
    ...(isServer ? [sites()] : []),
    ...model.before,
    ...[...model.levels, model.access].map((level) => (isServer ? `<location path="new">${level}</location>` : level)),
    model.extra,
    ...model.after,
  ];
  const body = parts.map((part) => (model.pretty ? `\n  ${part}` : part)).join('');
  const text = `<?xml version="1.0" encoding="${label}"?>\n<configuration>${body}${model.pretty ? '\n' : ''}</configuration>${model.final}`;
  return text.replaceAll('\n', model.lineBreak);
}

/** Whether the original is the result with insertions only; `/>` may have become `>`. */
function isKept(original: string, result: string): boolean {
  let at = 0;
  for (let index = 0; index < original.length; index++) {
    const character = original.charAt(index);
    if (character === '/' && original.charAt(index + 1) === '>' && result.charAt(at) === '>') continue;
    const found = result.charAt(at) === character ? at : result.indexOf(character, at);
    if (found === -1) return false;
    at = found + 1;
  }
  return true;
}

describe('merging into a document', () => {
  it('keeps what is there, adds exactly what was asked for, and adds nothing the second time', () => {
    fc.assert(
      fc.property(document, (model) => {
        const text = print(model);
        const mark = model.encoding === 'utf-8-bom' || model.encoding.startsWith('utf-16');
        const encoding = model.encoding === 'utf-8-bom' ? 'utf-8' : model.encoding;
        const merged = merge(text, sampleEdits(), encoding, mark);
        if (!merged.ok) throw new Error(JSON.stringify(merged.problem));
        const { text: result, bytes } = merged.value;
        expect(bytes).toEqual(encodeText(result, { name: encoding, byteOrderMark: mark }));
        expect(isKept(text.replace(/(?<=sslFlags\s*=\s*["'])(None|Ssl)(?=["'])/, ''), result)).toBe(true);
        const undone = replaceParts(result, merged.value.undo);
        const given = { name: encoding, byteOrderMark: mark };
        expect(encodeText(undone, given)).toEqual(encodeText(text, given));
        for (const part of [...model.before, ...model.after].filter((each) => each.trim() !== ''))
          expect(result).toContain(part.replaceAll('\n', model.lineBreak));
        expect(settings(readReference(result), model.kind === 'web' ? null : 'new')).toEqual(expected);
        const again = merge(result, sampleEdits(), encoding, mark);
        expect(again.ok && again.value.text).toBe(result);
        const others = [...result.matchAll(/\r\n|\r|\n/g)].filter(([found]) => found !== model.lineBreak);
        expect(others).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('keeps a byte order mark and the lack of one', () => {
    for (const mark of [true, false]) {
      const merged = merge('<configuration />', sampleEdits(), 'utf-8', mark);
      expect(merged.ok && merged.value.bytes[0] === 0xef).toBe(mark);
    }
  });

  it('writes what is not ASCII as references where the declared encoding may lack it', () => {
    const source = '<?xml version="1.0" encoding="iso-8859-1"?>\n<configuration><!-- \u00e4 --></configuration>';
    const bytes = Uint8Array.from(source, (character) => character.charCodeAt(0));
    const configuration = readConfiguration(bytes, 'web.config');
    if (!configuration.ok) throw new Error('unreadable');
    const merged = mergeConfiguration(configuration.value, sampleEdits());
    if (!merged.ok) throw new Error(merged.problem.detail);
    const latin = String.fromCharCode(...merged.value.bytes);
    expect(latin).toContain('<!-- \u00e4 -->');
    expect(settings(readReference(latin), null)).toEqual(expected);
  });
});

describe('merging into an applicationHost.config', () => {
  const server = (rest: string) => `<configuration>\n${sites()}\n${rest}</configuration>\n`;

  it('adds a location at the end with the name as the site has it', () => {
    const text = mergedText(server(''), sampleEdits());
    expect(text).toContain('  <location path="New">\n    <system.webServer>\n      <security>\n        <access ');
    expect(text.endsWith('  </location>\n</configuration>\n')).toBe(true);
  });

  it('adds the binding to the site only', () => {
    const root = readReference(mergedText(server(''), sampleEdits()));
    const list = elementsOf(root, 'system.applicationHost')
      .flatMap((group) => elementsOf(group, 'sites'))
      .flatMap((group) => elementsOf(group, 'site'))
      .map((site) => elementsOf(site, 'bindings').flatMap((bindings) => elementsOf(bindings).map((e) => e.attributes)));
    expect(list).toEqual([
      [
        { protocol: 'http', bindingInformation: '*:80:' },
        { protocol: 'https', bindingInformation: '*:443:new.example.com', sslFlags: '1' },
      ],
      [],
    ]);
  });

  it.each([
    ['sslFlags="0"', 0, 'sslFlags="0"'],
    ['', 0, ''],
    ['sslFlags="0"', 33, 'sslFlags="33"'],
    ['', 33, 'sslFlags="33"'],
  ])('changes an existing binding %s to %d', (before, flags, after) => {
    const text = server('').replace(
      '<binding protocol="http" ',
      `<binding protocol="HTTPS" bindingInformation=":443:NEW.example.com" ${before} /><binding protocol="http" `,
    );
    const binding = { bindingInformation: '*:443:new.example.com', sslFlags: flags };
    const result = mergedText(text, sampleEdits({ binding }));
    expect(result.match(/<binding protocol="https".*?\/>/gi)).toHaveLength(1);
    expect(/<binding protocol="HTTPS"(.*?)\/>/.exec(result)?.[1]).toContain(after);
    if (after === '') expect(/<binding protocol="HTTPS"(.*?)\/>/.exec(result)?.[1]).not.toContain('sslFlags');
  });

  it('refuses a site that is not there, and says so', () => {
    const merged = merge(server(''), sampleEdits({ site: 'absent' }));
    expect(merged.ok ? null : merged.problem.code).toBe('configuration.site-not-in-file');
  });

  it('changes each section in the location that has it, of several with the same path', () => {
    const text = mergedText(
      server(
        '<location path="new" overrideMode="Allow"><system.webServer><security><access sslFlags="Ssl"/></security></system.webServer></location>' +
          '<location path="NEW"><system.webServer><security><authentication><anonymousAuthentication enabled="true" userName=\'\' /></authentication></security></system.webServer></location>',
      ),
      sampleEdits(),
    );
    expect(text).toContain(
      'overrideMode="Allow"><system.webServer><security><access sslFlags="Ssl, SslNegotiateCert, SslRequireCert"/></security>',
    );
    expect(text).toContain('<anonymousAuthentication enabled="false" userName=\'\' />');
    expect(settings(readReference(text), 'new')).toMatchObject({
      ...expected,
      anonymous: [{ enabled: 'false', userName: '' }],
    });
  });

  it('does not put new sections into a location that unlocks or locks', () => {
    for (const mode of ['overrideMode="Allow"', 'allowOverride="false"', 'inheritInChildApplications="false"']) {
      const text = mergedText(server(`<location path="New" ${mode}><system.webServer /></location>`), sampleEdits());
      expect(text).toContain(`<location path="New" ${mode}><system.webServer /></location>`);
      expect(settings(readReference(text), 'new')).toEqual(expected);
    }
  });

  it('refuses a section that stands twice for the site', () => {
    const access =
      '<location path="new"><system.webServer><security><access /></security></system.webServer></location>';
    const merged = merge(server(`${access}\n${access}`), sampleEdits());
    expect(merged.ok ? null : merged.problem).toMatchObject({
      code: 'configuration.section-twice',
      location: { line: 14 },
    });
  });

  it.each(['configSource="x.config"', 'configProtectionProvider="P"'])('refuses a section with %s', (attribute) => {
    const merged = merge(
      server(
        `<location path="new"><system.webServer><security><access ${attribute} /></security></system.webServer></location>`,
      ),
      sampleEdits(),
    );
    expect(merged.ok ? null : merged.problem.code).toBe('configuration.section-elsewhere');
  });

  it('writes below the site where only a path is protected, and the mappings at the site', () => {
    const paths = [{ path: '/secure', sslFlags: ['Ssl', 'SslNegotiateCert'], anonymousEnabled: false }] as const;
    const root = readReference(mergedText(server(''), sampleEdits({ paths })));
    expect(settings(root, 'new')).toEqual({ ...expected, access: [], anonymous: [] });
    expect(settings(root, 'new/secure')).toEqual({
      access: [{ sslFlags: 'Ssl, SslNegotiateCert' }],
      anonymous: [{ enabled: 'false' }],
      mapping: [],
      oneToOne: [],
      manyToOne: [],
    });
  });

  it('leaves an entry out that the server level has just so, and refuses to double another', () => {
    const atServer = (userName: string) =>
      server(
        `<system.webServer><security><authentication><iisClientCertificateMappingAuthentication><oneToOneMappings><add userName="${userName}" password="[enc:P:AA==:enc]" certificate="${sampleCertificate}" /></oneToOneMappings></iisClientCertificateMappingAuthentication></authentication></security></system.webServer>`,
      );
    const oneToOne = [
      { certificate: sampleCertificate, userName: 'u', enabled: true, password: { kind: 'keep' } },
    ] as const;
    const edits = sampleEdits({ mapping: mappingEdit({ oneToOne }) });
    expect(settings(readReference(mergedText(atServer('u'), edits)), 'new').oneToOne).toEqual([]);
    const merged = merge(atServer('another'), edits);
    expect(merged.ok ? null : merged.problem.code).toBe('configuration.entry-inherited');
  });
});

describe('merging into existing entries', () => {
  const section = (entries: string, attributes = 'enabled="true"') =>
    `<configuration>\n  <system.webServer>\n    <security>\n      <authentication>\n        <iisClientCertificateMappingAuthentication ${attributes}>\n${entries}\n        </iisClientCertificateMappingAuthentication>\n      </authentication>\n    </security>\n  </system.webServer>\n</configuration>\n`;
  const list = (name: string, entries: readonly string[]) =>
    `          <${name}>\n${entries.map((entry) => `            ${entry}\n`).join('')}          </${name}>`;
  const only = (mapping: ReturnType<typeof mappingEdit>) => sampleEdits({ paths: [], mapping });
  const rule = {
    certificateField: 'Issuer',
    certificateSubField: 'CN',
    matchCriteria: 'CA',
    compareCaseSensitive: true,
  } as const;
  const named = (name: string, given: object = {}) => ({
    name,
    description: '',
    enabled: true,
    permissionMode: 'Allow' as const,
    userName: 'u',
    password: { kind: 'keep' as const },
    rules: [rule],
    ...given,
  });
  const existing = (name: string, userName = 'u') =>
    `<add name="${name}" userName="${userName}" password="[enc:P:${btoa(name)}:enc]"><rules><add certificateField="Issuer" certificateSubField="CN" matchCriteria="CA" /></rules></add>`;

  it('keeps the cipher text, the order of attributes and the quotes of an entry that it changes', () => {
    const wrapped = `${sampleCertificate.slice(0, 60)}&#10;  ${sampleCertificate.slice(60)}`;
    const before = section(
      list('oneToOneMappings', [
        `<add  userName='old' certificate="${wrapped}"   password='[enc:P:AA==:enc]' /><!-- x -->`,
      ]),
      'enabled="true" oneToOneCertificateMappingsEnabled="true" manyToOneCertificateMappingsEnabled="true" logonMethod="ClearText"',
    );
    const oneToOne = [
      { certificate: sampleCertificate, userName: 'O\'"x', enabled: true, password: { kind: 'keep' } },
    ] as const;
    const after = mergedText(before, only(mappingEdit({ oneToOne })));
    expect(after).toBe(before.replace("'old'", `'O&apos;"x'`).replace(wrapped, sampleCertificate));
  });

  it('takes a stored password out and disables the entry when the password is to be set by apply', () => {
    const before = section(
      list('oneToOneMappings', [
        `<add enabled="true" userName="u" password="[enc:P:AA==:enc]" certificate="${sampleCertificate}" />`,
      ]),
    );
    const oneToOne = [
      { certificate: sampleCertificate, userName: 'u', enabled: true, password: { kind: 'none' } },
    ] as const;
    const after = mergedText(before, only(mappingEdit({ oneToOne })));
    expect(after).toContain(`            <!-- Disabled: apply.ps1 sets`);
    expect(after).toContain(`\n            <add enabled="false" userName="u" certificate="${sampleCertificate}" />\n`);
    expect(mergedText(after, only(mappingEdit({ oneToOne })))).toBe(after);
  });

  it('does not enable an entry that has nothing to keep', () => {
    const before = section(
      list('oneToOneMappings', [`<add enabled="false" userName="u" certificate="${sampleCertificate}" />`]),
    );
    const oneToOne = [
      { certificate: sampleCertificate, userName: 'u', enabled: true, password: { kind: 'keep' } },
    ] as const;
    expect(settings(readReference(mergedText(before, only(mappingEdit({ oneToOne })))), null).oneToOne).toMatchObject([
      { enabled: 'false' },
    ]);
  });

  it('puts a new entry before the next answered one that is there, after the comment of the one before', () => {
    const before = section(
      list('manyToOneMappings', [existing('One'), '<!-- about Two -->', existing('Two'), existing('Three')]),
    );
    const manyToOne = [named('New', { permissionMode: 'Deny' }), named('Two'), named('Last')];
    const after = mergedText(before, only(mappingEdit({ manyToOne })));
    expect(settings(readReference(after), null).manyToOne.map(({ name }) => name)).toEqual([
      'One',
      'New',
      'Two',
      'Three',
      'Last',
    ]);
    expect(after).toContain('            <!-- about Two -->\n            <add name="Two"');
  });

  it('moves as few entries as it can when they are answered in another order, with their passwords', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(['A', 'B', 'C', 'D', 'E'], { minLength: 1 }), (names) => {
        const before = section(
          list(
            'manyToOneMappings',
            ['A', 'B', 'C', 'D', 'E'].map((name) => existing(name)),
          ),
        );
        const edits = only(mappingEdit({ manyToOne: names.map((name) => named(name)) }));
        const after = mergedText(before, edits);
        const found = settings(readReference(after), null).manyToOne;
        expect(found.map(({ name }) => name).filter((name) => names.includes(name ?? ''))).toEqual(names);
        expect(found).toHaveLength(5);
        for (const { name, password } of found) expect(password).toBe(`[enc:P:${btoa(name ?? '')}:enc]`);
        expect(mergedText(after, edits)).toBe(after);
      }),
    );
  });

  it('finds an entry by its name whatever the case, and compares rules as a set', () => {
    const before = section(list('manyToOneMappings', [existing('CONTOSO')]));
    const manyToOne = [named('Contoso', { rules: [{ ...rule, certificateField: 'Subject' }, rule] })];
    const [entry, ...others] = settings(
      readReference(mergedText(before, only(mappingEdit({ manyToOne })))),
      null,
    ).manyToOne;
    expect(others).toEqual([]);
    expect(entry).toMatchObject({
      name: 'Contoso',
      rules: [{ certificateField: 'Issuer' }, { certificateField: 'Subject' }],
    });
  });

  it('takes out what is to be removed, with its line, and nothing else', () => {
    const lines = [existing('A'), existing('B'), `${existing('C')}${existing('D')}`];
    const before = section(
      list('manyToOneMappings', lines),
      'enabled="true" oneToOneCertificateMappingsEnabled="true" manyToOneCertificateMappingsEnabled="true" logonMethod="ClearText"',
    );
    const after = mergedText(before, only(mappingEdit({ removeManyToOne: ['a', 'C', 'absent'] })));
    expect(after).toBe(before.replace(`            ${existing('A')}\n`, '').replace(existing('C'), ''));
  });

  it('takes out entries by certificate, and by text where it is none', () => {
    const lines = [
      `<add certificate="${sampleCertificate} " />`,
      '<add certificate="garbage" />',
      '<add certificate="stay" />',
    ];
    const before = section(list('oneToOneMappings', lines));
    const after = mergedText(before, only(mappingEdit({ removeOneToOne: [sampleCertificate, 'garbage'] })));
    expect(settings(readReference(after), null).oneToOne).toEqual([{ certificate: 'stay' }]);
  });

  it('says both collections in words even where the section is silent', () => {
    const after = mergedText(section(''), only(mappingEdit({ manyToOneEnabled: false })));
    expect(settings(readReference(after), null).mapping).toEqual([
      {
        enabled: 'true',
        oneToOneCertificateMappingsEnabled: 'true',
        manyToOneCertificateMappingsEnabled: 'false',
        logonMethod: 'ClearText',
      },
    ]);
  });

  it('refuses values that XML or IIS cannot hold, without showing them', () => {
    const oneToOne = [
      {
        certificate: sampleCertificate,
        userName: 'u',
        enabled: true,
        password: { kind: 'clear', password: new Secret('se\u0001cret') },
      },
    ] as const;
    const merged = merge(section(''), only(mappingEdit({ oneToOne })));
    expect(merged.ok ? null : merged.problem.code).toBe('xml.character');
    expect(JSON.stringify(merged)).not.toContain('cret');
    const unnamed = merge(section(''), only(mappingEdit({ manyToOne: [named('')] })));
    expect(unnamed.ok ? null : unnamed.problem.code).toBe('configuration.result-invalid');
  });
});

describe('the product reads what it wrote', () => {
  it('as the effective state of the site', () => {
    const text = mergedText(`<configuration>${sites()}</configuration>`, sampleEdits());
    const configuration = readConfiguration(new TextEncoder().encode(text), 'applicationHost.config');
    if (!configuration.ok) throw new Error('unreadable');
    const state = readSite({ applicationHost: configuration.value, web: null }, 'NEW', ['/', '/deep/er']);
    expect(state).toMatchObject({
      name: 'New',
      physicalPath: 'D:\\new',
      bindings: [{ protocol: 'http' }, { protocol: 'https', sslFlags: 1 }],
      paths: [
        { path: '/', sslFlags: ['Ssl', 'SslNegotiateCert', 'SslRequireCert'], anonymousEnabled: false },
        { path: '/deep/er', sslFlags: ['Ssl', 'SslNegotiateCert', 'SslRequireCert'], anonymousEnabled: false },
      ],
      mapping: {
        oneToOne: [{ password: 'none', enabled: false }],
        manyToOne: [{ password: 'clear' }, { permissionMode: 'Deny' }],
      },
    });
    expect(JSON.stringify(state)).not.toContain('&lt;"');
  });
});
