import { httpSysEndpoint, sitesSharing } from '../iis/binding.ts';
import type { Facts } from '../wizard/facts.ts';
import type { Plan } from './plan.ts';

/** Whom a plan concerns beside the visitors that it is made for. */
export interface Affected {
  /** Every binding of the site, `https *:443:new.example.com`. */
  bindings: readonly string[];
  /** The sites that share an HTTP.SYS record with it. */
  sharing: readonly string[];
  /** The sites whose folder is the same, when the plan writes its web.config: that file counts for them too. */
  sameFolder: readonly string[];
}

/** Returns whom a plan concerns; null where no applicationHost.config tells. */
export function affectedBy(
  { changes, target }: Pick<Plan, 'changes' | 'target'>,
  {
    site,
    sites,
  }: Pick<Facts, 'sites'> & {
    site: Pick<NonNullable<Facts['site']>, 'name' | 'physicalPath' | 'bindings'> | null;
  },
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
    sameFolder:
      target.configuration === 'web.config' && site.physicalPath !== null
        ? sites
            .filter(({ name }) => name.toLowerCase() !== site.name.toLowerCase())
            .filter(({ physicalPath }) => isSameFolder(physicalPath, site.physicalPath))
            .map(({ name }) => name)
        : [],
  };
}

/** Windows compares paths without case, and a backslash at the end is no other folder. */
function isSameFolder(one: string | null, other: string | null): boolean {
  const plain = (path: string | null) => (path ?? '').replaceAll('/', '\\').replace(/\\+$/, '').toLowerCase();
  return plain(one) !== '' && plain(one) === plain(other);
}
