import type { Configuration } from '../iis/configuration.ts';
import { effectiveBoolean, effectiveValue, layersOf, type GivenFiles, tellsAll } from '../iis/effective.ts';
import { splitLocation } from '../iis/read-site.ts';
import { sectionNames } from '../iis/schema.ts';
import { parseSslFlags, type SslFlag } from '../iis/ssl-flags.ts';

/** What one level of a site asks of a visitor. */
export interface Level {
  path: string;
  flags: readonly SslFlag[];
  anonymous: boolean;
  /** Null where the file says nothing at this level. */
  line: number | null;
}

/** What the answers say of a site's protection, and the levels that ask for something else. */
export interface AdoptedProtection {
  paths: readonly string[];
  flags: readonly SslFlag[];
  disableAnonymous: boolean;
  /** False: the file says nothing of the flags, which the server may set elsewhere. */
  isTold: boolean;
  others: readonly Level[];
}

const weights: Record<SslFlag, number> = { SslRequireCert: 8, SslNegotiateCert: 4, Ssl: 2, Ssl128: 1 };

function strength({ flags }: Level): number {
  return flags.reduce((sum, flag) => sum + weights[flag], 0);
}

/**
 * Returns the levels of a site that ask most of a visitor, all alike: answers have one set of flags. Where some of them
 * leave anonymous authentication on, those that turn it off are taken.
 */
export function adoptProtection(configuration: Configuration, given: GivenFiles, site: string): AdoptedProtection {
  const levels = levelsOf(configuration, given, site);
  const isTold = tellsAll(configuration) || levels.some(({ hasFlags }) => hasFlags);
  const candidates = levels.filter(({ path, hasFlags }) => hasFlags || path === '/');
  const most = Math.max(...candidates.map(strength));
  const equals = candidates.filter((level) => strength(level) === most);
  const own = equals.filter(({ hasFlags }) => hasFlags);
  const strongest = own.length > 0 ? own : equals;
  const disableAnonymous = strongest.some(({ anonymous }) => !anonymous);
  const taken = strongest.filter(({ anonymous }) => anonymous !== disableAnonymous);
  return {
    paths: taken.map(({ path }) => path),
    flags: taken[0]?.flags ?? [],
    disableAnonymous,
    isTold,
    others: levels.filter((level) => level.line !== null && !taken.includes(level)),
  };
}

/** The site itself, then every path below it that says something of flags or anonymous authentication. */
function levelsOf(configuration: Configuration, given: GivenFiles, site: string): (Level & { hasFlags: boolean })[] {
  const lines = new Map<string, number | null>([['/', null]]);
  const flagged = new Set<string>();
  for (const scope of configuration.scopes) {
    const [owner, path] =
      configuration.kind === 'web' ? [site, `/${scope.path}`] : splitLocation(configuration, scope.path);
    if (owner?.toLowerCase() !== site.toLowerCase()) continue;
    const access = scope.sections.get(sectionNames.access)?.[0];
    const anonymous = scope.sections.get(sectionNames.anonymous)?.[0];
    const element = access ?? anonymous;
    if (element === undefined) continue;
    lines.set(path, configuration.document.line(element));
    if (access?.attributes.has('sslFlags')) flagged.add(path);
  }
  return [...lines].map(([path, line]) => ({
    path,
    line,
    hasFlags: flagged.has(path),
    flags: parseSslFlags(
      effectiveValue(layersOf(given, site, path, sectionNames.access), sectionNames.access, 'sslFlags'),
    ).flags,
    anonymous: effectiveBoolean(layersOf(given, site, path, sectionNames.anonymous), sectionNames.anonymous, 'enabled'),
  }));
}
