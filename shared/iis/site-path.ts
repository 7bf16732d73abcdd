/** Returns why a text is not a path of a site (`/`, `/secure`, `/area/page.aspx`), or null when it is one. */
export function sitePathProblem(path: string): string | null {
  if (!path.startsWith('/')) return 'It does not begin with a slash.';
  if (path === '/') return null;
  if (path.endsWith('/')) return 'It ends with a slash.';
  if (path.includes('//')) return 'It has an empty part.';
  if (path.split('/').some((part) => part === '.' || part === '..')) return 'It has a part "." or "..".';

  const character = /[\\?;:@&=+$,|"<>*\u0000-\u001f]/.exec(path)?.[0];
  if (character !== undefined) return `It contains ${JSON.stringify(character)}.`;
  return null;
}

/** Returns the `path` of the `<location>` that holds a path of a site: the site's name, and below it the path. */
export function locationPath(site: string, path: string): string {
  return path === '/' ? site : site + path;
}

/** Characters that IIS refuses in a site's name (Microsoft.Web.Administration: SiteCollection.InvalidSiteNameCharacters). */
export function invalidSiteNameCharacter(site: string): string | null {
  return /[\\/?;:@&=+$,|"<>*]/.exec(site)?.[0] ?? null;
}
