import { bindingInformation, parseBindingInformation } from '../../iis/binding.ts';
import type { SiteState } from '../../iis/site-state.ts';
import type { Answers } from '../../wizard/answers.ts';

/** Where the site is reached over https; `host` is null when nobody said. */
export interface SiteAddress {
  host: string | null;
  port: number;
  path: string;
}

/**
 * Returns the address of the answered binding, else of the site's first https binding. A wildcard stands for any name, so
 * `www` is tried.
 */
export function siteAddress(
  { sslRequire, target }: Pick<Answers, 'sslRequire' | 'target'>,
  site: Pick<SiteState, 'bindings'> | null,
): SiteAddress {
  const information = sslRequire.binding
    ? bindingInformation(sslRequire.binding)
    : site?.bindings.find(({ protocol }) => protocol === 'https')?.bindingInformation;
  const parsed = information === undefined ? null : parseBindingInformation(information);
  const host = parsed?.hostName.replace(/^\*\./, 'www.').replace(/^\*$/, '') ?? '';
  return {
    host: host !== '' ? host : (target.computerName ?? null),
    port: parsed?.port ?? 443,
    path: sslRequire.paths[0] ?? '/',
  };
}
