import { randomBytes } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import type { Fault, Server, ServerState } from '../../core/ports/server.ts';
import { defineProblems } from '../../../shared/api/define-problems.ts';
import type { Problem } from '../../../shared/api/problem.ts';
import { fail, succeed, type Reply } from '../../../shared/api/reply.ts';
import { httpSysEndpoint } from '../../../shared/iis/binding.ts';
import { resourceStates, type Change, type ChangeOf, type Plan, type Resource } from '../../../shared/plan/plan.ts';
import { resourceKey, sameState, untouchedState } from '../../../shared/plan/resource-state.ts';

const practiceProblem = defineProblems({
  'practice.state-damaged': {
    title: 'The file is not the state of a practice server',
    fix: 'Name the file of a practice server, or a new one: it is made when it is absent.',
  },
  'practice.fault': { title: 'The practice server was told to fail here', fix: 'Run it again without --fault.' },
  'practice.locked': {
    title: 'The section is locked (0x80070021)',
    fix: 'Unlock the section for this site first; the plan has that as its own change.',
  },
});

const kinds = Object.keys(resourceStates) as [Resource, ...Resource[]];
const stateSchema = z.strictObject({
  version: z.literal(1),
  practice: z.literal(true),
  resources: z.record(
    z.string(),
    z.strictObject({ resource: z.enum(kinds), state: z.record(z.string(), z.unknown()) }),
  ),
});
type State = z.infer<typeof stateSchema>;

/**
 * A Windows server with IIS that lives in one file: every resource that differs from an untouched server's. A binding that
 * is written loses its HTTP.SYS settings, and a locked section refuses a web.config, as on the real one.
 */
export class PracticeServer implements Server {
  readonly #path: string;
  readonly #state: State;
  readonly #usesWebConfig: boolean;
  readonly #fault: Fault | null;

  private constructor(path: string, state: State, usesWebConfig: boolean, fault: Fault | null) {
    this.#path = path;
    this.#state = state;
    this.#usesWebConfig = usesWebConfig;
    this.#fault = fault;
  }

  /** Opens the server of a file; an absent one is made from the state that the plan was made from, else untouched. */
  static async open(path: string, plan: Plan | null, fault: Fault | null = null): Promise<Reply<PracticeServer>> {
    const text = await readIfPresent(path);
    const usesWebConfig = plan?.target.configuration === 'web.config';
    if (text === null) {
      const server = new PracticeServer(path, { version: 1, practice: true, resources: {} }, usesWebConfig, fault);
      for (const change of plan?.changes ?? []) if (change.before) server.#put(change, change.before);
      await server.#save();
      return succeed(server);
    }
    const parsed = stateSchema.safeParse(parseJson(text));
    if (!parsed.success) {
      const detail = `${path} does not hold what a practice server writes.`;
      return fail(practiceProblem('practice.state-damaged', { detail, location: { file: path } }));
    }
    return succeed(new PracticeServer(path, parsed.data, usesWebConfig, fault));
  }

  read(change: Change): Promise<ServerState | null> {
    const stored = this.#state.resources[resourceKey(change)];
    return Promise.resolve(stored ? ({ ...stored.state } as ServerState) : untouchedState(change));
  }

  pass(change: Change): Problem | null {
    const problem = this.#failure(change);
    if (!problem) this.#killAt(change);
    return problem;
  }

  async write(change: Change, state: ServerState | null) {
    const failure = this.#failure(change);
    if (failure) return failure;
    const section = sectionOf(change.resource);
    if (this.#usesWebConfig && section && this.#isLocked(section)) {
      return practiceProblem('practice.locked', { detail: `${section} is locked for web.config.` });
    }
    this.#put(change, state);
    if (change.resource === 'https-binding') this.#dropHttpSysSettings(change);
    await this.#save();
    this.#killAt(change);
    return null;
  }

  #failure({ id }: Change): Problem | null {
    if (this.#fault?.change !== id || this.#fault.kind === 'kill') return null;
    return practiceProblem('practice.fault', { detail: `At ${id}.` });
  }

  #killAt({ id }: Change): void {
    if (this.#fault?.change === id) process.kill(process.pid, 'SIGKILL');
  }

  #put(change: Change, state: ServerState | null): void {
    const key = resourceKey(change);
    const isUntouched = state === null || sameState(state, untouchedState(change));
    if (isUntouched) Reflect.deleteProperty(this.#state.resources, key);
    else this.#state.resources[key] = { resource: change.resource, state: { ...state } };
  }

  #isLocked(section: string): boolean {
    const lock = Object.values(this.#state.resources).find(
      ({ resource, state }) => resource === 'section-lock' && state['section'] === section,
    );
    return lock?.state['overrideMode'] !== 'Allow';
  }

  /** A commit that touched a binding can recreate its record (Microsoft Learn: netsh http; win-acme#1768). */
  #dropHttpSysSettings({ after }: ChangeOf<'https-binding'>): void {
    const endpoint = httpSysEndpoint(after.bindingInformation, after.sslFlags);
    for (const { resource, state } of Object.values(this.#state.resources)) {
      if (resource === 'http-sys-record' && JSON.stringify(state['endpoint']) === JSON.stringify(endpoint)) {
        state['negotiateClientCertificate'] = false;
      }
    }
  }

  async #save(): Promise<void> {
    const resources = Object.fromEntries(Object.entries(this.#state.resources).sort(([a], [b]) => (a < b ? -1 : 1)));
    const temporary = `${this.#path}.${randomBytes(6).toString('hex')}`;
    await writeFile(temporary, `${JSON.stringify({ ...this.#state, resources }, null, 2)}\n`, { flush: true });
    await rename(temporary, this.#path);
  }
}

function sectionOf(resource: Resource): string | null {
  const authentication = 'system.webServer/security/authentication';
  if (resource === 'ssl-flags') return 'system.webServer/security/access';
  if (resource === 'anonymous-authentication') return `${authentication}/anonymousAuthentication`;
  const isMapping = ['mapping-section', 'one-to-one-mapping', 'many-to-one-mapping'].includes(resource);
  return isMapping ? `${authentication}/iisClientCertificateMappingAuthentication` : null;
}

async function readIfPresent(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
