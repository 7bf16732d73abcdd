import { fail, succeed, type Reply } from '../../../shared/api/reply.ts';
import { parseBindingInformation } from '../../../shared/iis/binding.ts';
import type { Binding } from '../../../shared/iis/site-state.ts';
import { childrenNamed, type XmlElement } from '../../../shared/iis/xml/document.ts';
import { parseXml } from '../../../shared/iis/xml/parse-xml.ts';
import { decodeOutput } from './code-page.ts';
import { windowsProblem } from './problems.ts';
import { runProgram, type Program } from './run-program.ts';

const idleMilliseconds = 2 * 60 * 1000;

/** A site as appcmd lists it. */
export interface ListedSite {
  name: string;
  id: number;
  state: string;
  bindings: readonly Binding[];
}

/** A section that may hold no password: only these are read or written with appcmd. */
export type PlainSection =
  | 'system.webServer/security/access'
  | 'system.webServer/security/authentication/anonymousAuthentication'
  | 'system.webServer/security/authentication/iisClientCertificateMappingAuthentication';

/**
 * IIS' command line by its full path and an array of arguments: listing, backup and restore, unlocking for one site. Its
 * raw output never leaves this file, because it can hold passwords in clear. Nothing secret and no one-to-one mapping is
 * written with it: Microsoft says that appcmd cannot parse the certificate.
 */
export class Appcmd {
  readonly #program: Program;
  readonly #codePage: number;

  constructor(program: Program, codePage: number) {
    this.#program = program;
    this.#codePage = codePage;
  }

  /** Returns the sites with their bindings. */
  async sites(signal?: AbortSignal): Promise<Reply<ListedSite[]>> {
    const root = await this.#list(['list', 'sites', '/xml', '/config:*'], signal);
    return root.ok ? succeed(childrenNamed(root.value, 'SITE').map(siteOf)) : root;
  }

  /** Returns whether a section is locked for a site's web.config. */
  async isLocked(site: string, section: PlainSection, signal?: AbortSignal): Promise<Reply<boolean>> {
    const path = `MACHINE/WEBROOT/APPHOST/${site}`;
    const root = await this.#list(
      ['list', 'config', path, `/section:${section}`, '/commit:apphost', '/config:*', '/xml'],
      signal,
    );
    if (!root.ok) return root;
    const mode = childrenNamed(root.value, 'CONFIG')[0]?.attributes.get('overrideMode');
    if (mode === undefined) return fail(notUnderstood('The section has no overrideMode.'));
    return succeed(mode === 'Deny');
  }

  /** Returns the names of IIS' backups. */
  async backups(signal?: AbortSignal): Promise<Reply<string[]>> {
    const root = await this.#list(['list', 'backup', '/xml'], signal);
    if (!root.ok) return root;
    return succeed(
      childrenNamed(root.value, 'BACKUP').flatMap(({ attributes }) => attributes.get('BACKUP.NAME') ?? []),
    );
  }

  addBackup(name: string, signal?: AbortSignal): Promise<Reply<null>> {
    return this.#do(['add', 'backup', name], signal);
  }

  /** Replaces IIS' whole configuration and stops the server meanwhile: only ever on somebody's explicit wish. */
  restoreBackup(name: string, signal?: AbortSignal): Promise<Reply<null>> {
    return this.#do(['restore', 'backup', name], signal);
  }

  /** Unlocks a section for one site, never for the server. */
  unlock(site: string, section: PlainSection, signal?: AbortSignal): Promise<Reply<null>> {
    return this.#do(['unlock', 'config', site, `/section:${section}`, '/commit:apphost'], signal);
  }

  async #do(options: readonly string[], signal: AbortSignal | undefined): Promise<Reply<null>> {
    const ended = await this.#run(options, signal);
    return ended.ok ? succeed(null) : ended;
  }

  async #list(options: readonly string[], signal: AbortSignal | undefined): Promise<Reply<XmlElement>> {
    const ended = await this.#run(options, signal);
    if (!ended.ok) return ended;
    const text = decodeOutput(ended.value, this.#codePage);
    if (!text.ok) return text;
    const document = parseXml(text.value.trim(), 'appcmd');
    // What is wrong with the text could quote it.
    if (!document.ok || document.value.root.name !== 'appcmd')
      return fail(notUnderstood('It is not the XML of appcmd.'));
    return succeed(document.value.root);
  }

  async #run(options: readonly string[], signal: AbortSignal | undefined): Promise<Reply<Uint8Array>> {
    const ended = await runProgram(this.#program, { arguments: options, idleMilliseconds, ...(signal && { signal }) });
    if (!ended.ok) return ended;
    const { status, output } = ended.value;
    if (status === 0) return succeed(output);
    const detail = `appcmd ${options.slice(0, 2).join(' ')} ended with status ${status ?? 'none'}.`;
    return fail(windowsProblem('windows.program-failed', { detail }));
  }
}

const notUnderstood = (detail: string) => windowsProblem('windows.output-not-understood', { detail });

/** With `/config:*` the bindings stand as elements; their attribute is cut at commas, which a host name cannot hold. */
function siteOf(element: XmlElement): ListedSite {
  const { attributes } = element;
  const listed = childrenNamed(element, 'site').flatMap((site) => childrenNamed(site, 'bindings'));
  const bindings = listed.flatMap((each) => childrenNamed(each, 'binding')).map(bindingOf);
  return {
    name: attributes.get('SITE.NAME') ?? '',
    id: Number(attributes.get('SITE.ID') ?? 0),
    state: attributes.get('state') ?? '',
    bindings: bindings.length > 0 ? bindings : shortBindings(attributes.get('bindings') ?? ''),
  };
}

function bindingOf({ attributes }: XmlElement): Binding {
  return {
    protocol: attributes.get('protocol') ?? '',
    bindingInformation: attributes.get('bindingInformation') ?? '',
    sslFlags: Number(attributes.get('sslFlags') ?? 0),
  };
}

function shortBindings(text: string): Binding[] {
  return text.split(',').flatMap((each) => {
    const slash = each.indexOf('/');
    const information = each.slice(slash + 1);
    if (slash < 1 || parseBindingInformation(information) === null) return [];
    return [{ protocol: each.slice(0, slash), bindingInformation: information, sslFlags: 0 }];
  });
}
