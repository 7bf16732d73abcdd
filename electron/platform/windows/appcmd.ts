import { fail, succeed, type Reply } from '../../../shared/api/reply.ts';
import { mappingSectionNames } from '../../../shared/iis/read-site.ts';
import type { SiteState } from '../../../shared/iis/site-state.ts';
import { siteOfElement } from '../../../shared/iis/sites.ts';
import { childrenNamed, type XmlElement } from '../../../shared/iis/xml/document.ts';
import { parseXml } from '../../../shared/iis/xml/parse-xml.ts';
import type { ListedSite } from '../../../shared/steps/ssl-require/choose-site.ts';
import { decodeOutput } from './code-page.ts';
import { windowsProblem } from './problems.ts';
import { runProgram, type Program } from './run-program.ts';

const idleMilliseconds = 2 * 60 * 1000;

/**
 * IIS' own program by its full path and an array of arguments, for listing only: what changes a server is done by the
 * scripts. Its raw output never leaves this file, because it can hold passwords in clear.
 */
export class Appcmd {
  readonly #program: Program;
  readonly #codePage: number | null;

  /** `codePage` is that of the console, for names that are not in UTF-8; null where it is not known. */
  constructor(program: Program, codePage: number | null) {
    this.#program = program;
    this.#codePage = codePage;
  }

  /** Returns the sites with folder and bindings. */
  async sites(signal: AbortSignal): Promise<Reply<ListedSite[]>> {
    const root = await this.#list(['list', 'sites', '/xml', '/config:*'], signal);
    if (!root.ok) return root;
    const sites = childrenNamed(root.value, 'SITE').flatMap((listed) => childrenNamed(listed, 'site'));
    return succeed(
      sites.map(siteOfElement).map(({ name, physicalPath, bindings }) => ({
        name,
        physicalPath: physicalPath || null,
        bindings: bindings.map(({ element: _element, ...binding }) => binding),
      })),
    );
  }

  /** Returns of each section that a mapping needs whether it is locked for the web.config of a site. */
  async locks(site: string, signal: AbortSignal): Promise<Reply<SiteState['locks']>> {
    const locks: { section: string; locked: boolean }[] = [];
    for (const section of mappingSectionNames) {
      const path = `MACHINE/WEBROOT/APPHOST/${site}`;
      const root = await this.#list(
        ['list', 'config', path, `/section:${section}`, '/commit:apphost', '/config:*', '/xml'],
        signal,
      );
      if (!root.ok) return root;
      const mode = childrenNamed(root.value, 'CONFIG')[0]?.attributes.get('overrideMode');
      if (mode === undefined) return fail(notUnderstood('The section has no overrideMode.'));
      locks.push({ section, locked: mode === 'Deny' });
    }
    return succeed(locks);
  }

  async #list(options: readonly string[], signal: AbortSignal): Promise<Reply<XmlElement>> {
    const ended = await runProgram(this.#program, { arguments: options, idleMilliseconds, signal });
    if (!ended.ok) return ended;
    const { status, output } = ended.value;
    if (status !== 0) {
      const detail = `appcmd ${options.slice(0, 2).join(' ')} ended with status ${status ?? 'none'}.`;
      return fail(windowsProblem('windows.program-failed', { detail }));
    }
    const text = decodeOutput(output, this.#codePage);
    if (!text.ok) return text;
    const document = parseXml(text.value.trim(), 'appcmd');
    // What is wrong with the text could quote it.
    if (!document.ok || document.value.root.name !== 'appcmd') {
      return fail(notUnderstood('It is not the XML of appcmd.'));
    }
    return succeed(document.value.root);
  }
}

const notUnderstood = (detail: string) => windowsProblem('windows.output-not-understood', { detail });
