import { httpSysEndpoint, sitesSharing } from '../iis/binding.ts';
import type { Facts } from '../wizard/facts.ts';
import type { Plan } from './plan.ts';

/** Whom a plan concerns beside the visitors that it is made for. */
export interface Affected {
  /** Every binding of the site, `https *:443:new.example.com`. */
  bindings: readonly string[];
  /** The sites that share an HTTP.SYS record with it. */
  sharing: readonly string[];
}

/** Returns whom a plan concerns; null where no applicationHost.config tells. */
export function affectedBy(
  { changes }: Pick<Plan, 'changes'>,
  { site, sites }: Pick<Facts, 'sites'> & { site: Pick<NonNullable<Facts['site']>, 'name' | 'bindings'> | null },
): Affected | null {
  if (sites === null || site === null) return null;
  const https = site.bindings.filter(({ protocol }) => protocol === 'https');
  const planned = changes.flatMap(({ resource, after }) => (resource === 'https-binding' ? [after] : []));
  const endpoints = [...https, ...planned].flatMap(
    (each) => httpSysEndpoint(each.bindingInformation, each.sslFlags) ?? [],
  );
  return {
    bindings: site.bindings.map((each) => `${each.protocol} ${each.bindingInformation}`),
    sharing: [...new Set(endpoints.flatMap((endpoint) => sitesSharing(endpoint, site.name, sites)))],
  };
}
