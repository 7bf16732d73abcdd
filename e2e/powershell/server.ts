import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { watch } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, delimiter, dirname, join, relative, resolve, sep } from 'node:path';
import { PowerShellFacts } from '../../electron/platform/windows/power-shell-facts.ts';
import { WarmScript } from '../../electron/platform/windows/warm-script.ts';
import { printPlan, withDigest } from '../../shared/plan/print-plan.ts';
import { planSchema, type Change, type Plan } from '../../shared/plan/plan.ts';
import { certificates } from './certificates.ts';
import { powerShell, repository, runScript, withoutPowerShell, type Run } from './engine.ts';

const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex');
const here = dirname(new URL(import.meta.url).pathname).replace(/^\/([A-Za-z]:)/, '$1');
export const marker = 'client-certificate-mapping ';

const site = 'new';
const mapping = 'system.webServer/security/authentication/iisClientCertificateMappingAuthentication';
const anonymous = 'system.webServer/security/authentication/anonymousAuthentication';
const access = 'system.webServer/security/access';

/** Returns every kind of change once, in the order of execution, as the walkthrough needs them. */
export function allChanges(configuration: Plan['target']['configuration'] = 'applicationHost.config'): Change[] {
  const made = certificates();
  const account = { account: 'alice', userName: 'certuser' };
  const change = (resource: Change['resource'], id: string, after: object) =>
    ({ id, title: `Change ${id}`, step: 'mapping', resource, before: null, after }) as unknown as Change;
  const certificate = (store: string, each: typeof made.root, privateKey: boolean) => ({
    store,
    thumbprint: each.thumbprint,
    subject: each.subject,
    file: `certificates/${each.thumbprint}.cer`,
    privateKey,
    present: true,
  });
  const locks = [access, anonymous, mapping].map((section, index) =>
    change('section-lock', `unlock-${index}`, { site, section, overrideMode: 'Allow' }),
  );
  return [
    change('windows-feature', 'feature', { name: 'Web-Cert-Auth', kind: 'server-role', present: true }),
    change('certificate', 'intermediate', certificate('CA', made.intermediate, false)),
    change('certificate', 'root', certificate('Root', made.root, false)),
    change('certificate', 'server', certificate('My', made.server, true)),
    change('local-account', 'account', { ...account, password: 'generate', present: true }),
    change('logon-right', 'right', { ...account, right: 'SeNetworkLogonRight', granted: true }),
    change('directory-access', 'folder', {
      ...account,
      path: 'D:\\sites\\new',
      rights: 'ReadAndExecute',
      granted: true,
    }),
    change('https-binding', 'binding', {
      site,
      bindingInformation: '*:443:new.example.com',
      sslFlags: 1,
      present: true,
    }),
    change('http-sys-record', 'record', {
      endpoint: { kind: 'hostnameport', value: 'new.example.com:443' },
      certificateHash: made.server.thumbprint,
      certificateStoreName: 'My',
      negotiateClientCertificate: true,
      disableTls13: false,
      disableHttp2: false,
    }),
    ...(configuration === 'web.config' ? locks : []),
    change('one-to-one-mapping', 'one-alice', {
      site,
      thumbprint: made.client.thumbprint,
      certificate: made.client.base64,
      ...account,
      enabled: true,
      password: 'generate',
      present: true,
    }),
    change('many-to-one-mapping', 'many-staff', {
      site,
      name: 'Contoso staff',
      description: 'Everybody',
      enabled: true,
      permissionMode: 'Allow',
      ...account,
      password: 'generate',
      rules: [
        { certificateField: 'Subject', certificateSubField: 'O', matchCriteria: 'Contoso', compareCaseSensitive: true },
        { certificateField: 'Issuer', certificateSubField: 'CN', matchCriteria: 'CA "1"', compareCaseSensitive: false },
      ],
      present: true,
    }),
    change('mapping-section', 'section', {
      site,
      enabled: true,
      oneToOneEnabled: true,
      manyToOneEnabled: true,
      logonMethod: 'Network',
      defaultLogonDomain: '',
    }),
    change('anonymous-authentication', 'anonymous', { site, path: '/', enabled: false }),
    change('ssl-flags', 'flags', { site, path: '/', sslFlags: ['Ssl', 'SslNegotiateCert', 'SslRequireCert'] }),
    change('ssl-flags', 'flags-admin', { site, path: '/admin', sslFlags: ['Ssl', 'Ssl128'] }),
  ];
}

/** Returns a plan with its digest; `target` overrides what the simulated server is. */
export function aPlan(
  changes: readonly Change[],
  target: Partial<Plan['target']> = {},
  findings: Plan['findings'] = [],
): Plan {
  const plan = planSchema.parse({
    version: 1,
    digest: '0'.repeat(64),
    target: { windows: 'server-2022', site, configuration: 'applicationHost.config', ...target },
    changes,
    findings,
  });
  return withDigest(plan, sha256);
}

/** One simulated server in a folder of its own, and a bundle to be applied to it. */
export class SimulatedServer {
  readonly folder = mkdtempSync(join(tmpdir(), 'simulated-server-'));
  readonly state = join(this.folder, 'server.xml');
  readonly bundle = join(this.folder, 'bundle');
  plan: Plan | null = null;

  constructor(items: readonly (readonly [kind: string, key: string, value: string])[] = []) {
    const defaults: (readonly [kind: string, key: string, value: string])[] = [
      ['folder', 'D:\\sites\\new', 'there'],
      ['right', 'S-1-5-32-544', 'SeNetworkLogonRight'],
      ...items,
    ];
    const escape = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
    const xml = defaults.map(
      ([kind, key, value]) => `<item kind="${kind}" key="${escape(key)}">${escape(value)}</item>`,
    );
    const iis = `<iis><site name="new" physicalPath="D:\\sites\\new"/><site name="other"/></iis>`;
    writeFileSync(this.state, `<server>${iis}${xml.join('')}</server>`);
  }

  /** The state as one text; kinds and keys sorted, so that equal servers have equal texts. */
  read(): string {
    const text = readFileSync(this.state, 'utf8');
    const items = [...text.matchAll(/<item kind="[^]*?(?:<\/item>|\/>)/g)].map(([item]) => item).sort();
    const iis = /<iis>[^]*<\/iis>/.exec(text)?.[0] ?? '';
    return [...items, iis.replace(/>\s+</g, '><').replaceAll(' />', '/>')].join('\n');
  }

  calls(): string[] {
    const log = `${this.state}.calls`;
    return existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n') : [];
  }

  /** The journals of all runs, oldest first. */
  journals(): string[] {
    const runs = join(this.folder, 'ProgramData/runs');
    const names = existsSync(runs) ? readdirSync(runs).sort() : [];
    return names.map((name) => join(runs, name, 'journal.jsonl')).filter((path) => existsSync(path));
  }

  /** Resolves when a run stands still at the call that it was told to wait at. */
  async waiting(): Promise<void> {
    const wanted = `${basename(this.state)}.waiting`;
    const watcher = watch(this.folder);
    for await (const event of watcher) if (event.filename === wanted) return;
  }

  letGo(): void {
    writeFileSync(`${this.state}.go`, '');
  }

  forgetCalls(): void {
    rmSync(`${this.state}.calls`, { force: true });
  }

  /** Writes a bundle as an export has it. */
  export(plan: Plan): void {
    this.plan = plan;
    rmSync(this.bundle, { recursive: true, force: true });
    cpSync(join(repository, 'assets/powershell'), this.bundle, { recursive: true });
    writeFileSync(join(this.bundle, 'plan.json'), printPlan(plan));
    const { root, intermediate, server } = certificates();
    mkdirSync(join(this.bundle, 'certificates'));
    for (const each of [root, intermediate, server]) {
      writeFileSync(join(this.bundle, `certificates/${each.thumbprint}.cer`), each.der);
    }
    this.writeManifest();
  }

  writeManifest(): void {
    const paths = readdirSync(this.bundle, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name !== 'MANIFEST.json')
      .map((entry) => join(entry.parentPath, entry.name));
    const files = paths.map((path) => {
      const bytes = readFileSync(path);
      return { path: relative(this.bundle, path).split(sep).join('/'), sha256: sha256(bytes), bytes: bytes.length };
    });
    writeFileSync(join(this.bundle, 'MANIFEST.json'), JSON.stringify({ files }, null, 2));
  }

  run(
    script: string,
    options: readonly string[] = [],
    more: { input?: string; environment?: Record<string, string>; process?: boolean; inPlace?: boolean } = {},
  ) {
    const environment = { ...this.#environment(), ...more.environment };
    // "-Name" would be an option of the harness, so the names travel behind a plus sign.
    const plus = options.map((option) => option.replace(/^-/, '+'));
    return runScript(join(here, 'harness.ps1'), [resolve(this.bundle, script), ...plus], {
      ...more,
      environment,
      ...(!more.inPlace && { folder: this.folder }),
    });
  }

  /** What this server says of itself, by the shipped script in a process that stays. */
  facts(): PowerShellFacts {
    const shell = powerShell();
    if (!shell) throw new Error(withoutPowerShell);
    const { SIMULATED_INPUT: _read, ...inherited } = process.env as Record<string, string>;
    const environment = { ...inherited, SIMULATED_ASSEMBLY: shell.assembly ?? '', ...this.#environment() };
    const program = { path: shell.command, first: shell.arguments, environment };
    const script = join(repository, 'assets/facts/answer-questions.ps1');
    return new PowerShellFacts(new WarmScript(program, ['-File', join(here, 'harness.ps1'), script]));
  }

  #environment(): Record<string, string> {
    return {
      SIMULATED_SERVER: this.state,
      PSModulePath: [
        join(here, 'simulated-modules'),
        ...(process.platform === 'win32' ? [process.env['PSModulePath'] ?? ''] : []),
      ].join(delimiter),
    };
  }

  /** Takes each change through Get, Test, Set and Undo of its resource in the bundle's module. */
  async drive(changes: readonly Change[], secrets: readonly string[] = pfxLines()): Promise<Driven[]> {
    const plan = aPlan(changes);
    this.export(plan);
    const { output, errors } = await this.run(join(here, 'drive-resources.ps1'), [
      '-Module',
      join(this.bundle, 'ClientCertificateMapping/ClientCertificateMapping.psd1'),
      '-Plan',
      join(this.bundle, 'plan.json'),
      '-Secret',
      [...secrets, 'end', ''].join('\n'),
    ]);
    if (errors !== '') throw new Error(errors);
    const lines = output.split(/\r?\n/).filter((line) => line !== '');
    return lines.map((line) => JSON.parse(line) as Driven);
  }

  async apply({
    secrets = pfxLines(),
    options = [],
    environment = {},
    process = false,
    inPlace = false,
  }: {
    secrets?: readonly string[];
    options?: readonly string[];
    environment?: Record<string, string>;
    /** In a process of its own, not in an engine that is warm. */
    process?: boolean;
    /** With the paths as they are, not with those that a warm engine knows. */
    inPlace?: boolean;
  } = {}): Promise<Applied> {
    const digest = this.plan?.digest ?? '';
    const input = [...secrets, 'end', ''].join('\n');
    return applied(
      await this.run('apply.ps1', ['-ExpectedDigest', digest, '-FromStandardInput', '-Json', ...options], {
        input,
        environment,
        process,
        inPlace,
      }),
    );
  }

  async verify(): Promise<Applied> {
    return applied(await this.run('verify.ps1', ['-Json']));
  }

  async rollback(journal: string, environment: Record<string, string> = {}): Promise<Applied> {
    return applied(await this.run('rollback.ps1', ['-Journal', journal, '-Json'], { environment }));
  }
}

/** What came of one change: its state before, after Set and after Undo, and what differed from the plan. */
export interface Driven {
  id: string;
  before?: Record<string, unknown>;
  differs?: string[];
  after?: Record<string, unknown>;
  left?: string[];
  undone?: { state: string; because?: string };
  back?: Record<string, unknown>;
  phase?: 'get' | 'assert' | 'set' | 'undo';
  code?: string;
  detail?: string;
}

interface Told {
  notAfter?: string;
  event: string;
  change?: string;
  state?: string;
  journal?: string;
  differs?: string[];
  steps?: { change: string; state: string; because?: string }[];
  error?: { code: string; title: string; detail: string; fix: string };
}

export interface Applied extends Run {
  told: Told[];
  code: string | undefined;
  detail: string | undefined;
  journal: string;
  states: Record<string, string>;
}

/** Returns what a run told in its marked lines. */
export function applied(run: Run): Applied {
  const told = run.output
    .split(/\r?\n/)
    .filter((line) => line.startsWith(marker))
    .map((line) => JSON.parse(line.slice(marker.length)) as Told);
  const result = told.find(({ event }) => event === 'result');
  const error = told.find(({ event }) => event === 'error')?.error;
  return {
    ...run,
    told,
    code: error?.code,
    detail: error?.detail,
    journal: result?.journal ?? '',
    states: Object.fromEntries((result?.steps ?? []).map(({ change, state }) => [change, state])),
  };
}

const base64 = (text: string) => Buffer.from(text).toString('base64');

/** Returns the lines that hand the PFX file over. */
export function pfxLines(): string[] {
  const { server, pfx, pfxPassword } = certificates();
  return [`path ${server.thumbprint} ${base64(pfx)}`, `file ${server.thumbprint} ${base64(pfxPassword)}`];
}

/** Returns the line that hands an account's password over. */
export function accountLine(account: string, password: string): string {
  return `account ${account} ${base64(password)}`;
}
