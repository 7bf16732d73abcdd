import type { Finding } from '../../api/finding.ts';
import type { Layer } from '../effective.ts';
import { effectiveBoolean, effectiveValue, explicitValue, layersOf } from '../effective.ts';
import { sectionNames } from '../schema.ts';
import type { SslFlag } from '../ssl-flags.ts';
import { parseSslFlags } from '../ssl-flags.ts';
import type { Place } from './place.ts';
import { locate } from './place.ts';
import { sslRequireFileFinding } from './text.en.ts';

/** What a level asks of a visitor. */
interface Protection {
  flags: SslFlag[];
  anonymous: boolean;
  access: Layer[];
  authentication: Layer[];
}

function protectionOf({ given, site }: Place, path: string): Protection {
  const access = layersOf(given, site, path, sectionNames.access);
  const authentication = layersOf(given, site, path, sectionNames.anonymous);
  return {
    flags: parseSslFlags(effectiveValue(access, sectionNames.access, 'sslFlags')).flags,
    anonymous: effectiveBoolean(authentication, sectionNames.anonymous, 'enabled'),
    access,
    authentication,
  };
}

/** Returns what is wrong with the flags of each level, and the levels that open again what one above them protects. */
export function accessFindings(places: readonly Place[]): Finding[] {
  return places.flatMap((place) => [...flagFindings(place), ...reopenings(place)]);
}

function flagFindings(place: Place): Finding[] {
  const { configuration, scope } = place;
  const element = scope.sections.get(sectionNames.access)?.[0];
  const text = element?.attributes.get('sslFlags');
  if (element === undefined || text === undefined) return [];
  const { flags } = parseSslFlags(text);
  const at = locate(configuration, element);
  const asks = flags.includes('SslNegotiateCert') || flags.includes('SslRequireCert');
  return [
    ...(flags.includes('SslRequireCert') && !flags.includes('SslNegotiateCert')
      ? [sslRequireFileFinding('require-without-negotiate', { place: place.words }, at)]
      : []),
    ...(asks && !flags.includes('Ssl')
      ? [sslRequireFileFinding('require-without-ssl', { place: place.words }, at)]
      : []),
  ];
}

/** Only the level that says it is named, not those that inherit it. */
function reopenings(place: Place): Finding[] {
  const { configuration, scope, path } = place;
  if (path === '/') return [];
  const parentPath = path.slice(0, path.lastIndexOf('/')) || '/';
  const above = protectionOf(place, parentPath);
  const here = protectionOf(place, path);
  const said = (layers: readonly Layer[], attribute: string) => {
    const found = explicitValue(layers, attribute)?.layer;
    return found?.scope.key === scope.key ? found.element : undefined;
  };
  const parent = parentPath === '/' ? 'The site' : `"${parentPath}"`;
  const findings: Finding[] = [];
  const access = said(here.access, 'sslFlags');
  const lost = above.flags.filter((flag) => flag !== 'Ssl128' && !here.flags.includes(flag));
  if (access && lost.length > 0) {
    const what = `sslFlags lacks ${lost.join(' and ')}`;
    findings.push(sslRequireFileFinding('child-reopens', { child: path, parent, what }, locate(configuration, access)));
  }
  const anonymous = said(here.authentication, 'enabled');
  const isProtected = above.flags.includes('SslRequireCert') || above.flags.includes('SslNegotiateCert');
  if (anonymous && isProtected && !above.anonymous && here.anonymous) {
    const what = 'anonymous authentication is on';
    findings.push(
      sslRequireFileFinding('child-reopens', { child: path, parent, what }, locate(configuration, anonymous)),
    );
  }
  return findings;
}
