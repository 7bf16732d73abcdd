import type { Configuration, OverrideMode, Scope } from './configuration.ts';
import type { SectionName } from './schema.ts';
import { sectionSchema } from './schema.ts';

/** Whether a section may stand in a web.config, and what decides it. */
export interface Lock {
  section: string;
  locked: boolean;
  /** What decides: the declaration, or a location; with its line. */
  by: string;
}

/** Returns whether IIS' standard installation locks the section; null for a section that the product does not know. */
export function lockedByDefault(section: string): boolean | null {
  const schema = sectionSchema(section);
  return schema ? schema.overrideModeDefault === 'Deny' || schema.allowDefinition === 'AppHostOnly' : null;
}

/** Returns the lock that the declaration in `<configSections>` gives; without one IIS' standard counts. */
function declaredLock(configuration: Configuration, section: string): Lock {
  const declaration = configuration.declarations.get(section);
  if (declaration === undefined) {
    return {
      section,
      locked: lockedByDefault(section) ?? false,
      by: 'the standard of IIS (the file does not declare it)',
    };
  }
  const line = configuration.document.line(declaration.element);
  const appHostOnly = /^apphostonly$|^machineonly$/i.test(declaration.allowDefinition);
  const by = appHostOnly
    ? `allowDefinition="${declaration.allowDefinition}" in configSections, line ${line}`
    : `overrideModeDefault="${declaration.overrideModeDefault}" in configSections, line ${line}`;
  return { section, locked: appHostOnly || declaration.overrideModeDefault === 'Deny', by };
}

function lockByScope(configuration: Configuration, scope: Scope, section: string, mode: OverrideMode): Lock {
  const line = configuration.document.line(scope.element);
  return {
    section,
    locked: mode === 'Deny',
    by: `<location path="${scope.path}" overrideMode="${mode}">, line ${line}`,
  };
}

/** Returns the location's own word on a section that stands in it: its overrideMode, or a `lockItem` on the section. */
function scopeLock(configuration: Configuration, scope: Scope, section: SectionName): Lock | null {
  const elements = scope.sections.get(section);
  if (elements === undefined) return null;
  const item = elements.find((element) => element.attributes.get('lockItem')?.toLowerCase() === 'true');
  if (item) {
    return { section, locked: true, by: `lockItem="true", line ${configuration.document.line(item)}` };
  }
  if (scope.overrideMode === 'Inherit') return null;
  return lockByScope(configuration, scope, section, scope.overrideMode);
}

/**
 * Returns whether a section may stand in the web.config in a site's root folder (`site` null: in any), by an
 * applicationHost.config: the nearest explicit word decides (Microsoft Learn: Deep Dive into IIS Configuration).
 */
export function effectiveLock(configuration: Configuration, site: string | null, section: SectionName): Lock {
  let lock = declaredLock(configuration, section);
  const appHostOnly = lock.locked && /allowDefinition/.test(lock.by);
  for (const key of site === null ? [''] : ['', site.toLowerCase()]) {
    for (const scope of configuration.scopesByKey.get(key) ?? []) {
      const own = !appHostOnly ? scopeLock(configuration, scope, section) : null;
      if (own) lock = own;
    }
  }
  return lock;
}

/**
 * Returns every lock of a file: for an applicationHost.config each declared section at the server level, then what single
 * locations say; for a web.config, which shows none, the standard of IIS for the sections in it and those of the mapping.
 */
export function listLocks(configuration: Configuration, known: readonly SectionName[]): Lock[] {
  if (configuration.kind === 'web') {
    return known.map((section) => ({
      section,
      locked: lockedByDefault(section) ?? false,
      by: 'the standard of IIS; this file does not show what the server says',
    }));
  }
  const locks = known.map((section) => effectiveLock(configuration, null, section));
  for (const { name } of configuration.declarations.values()) {
    if (!known.some((section) => section === name)) locks.push(declaredLock(configuration, name));
  }
  for (const scope of configuration.scopes) {
    if (scope.key === '') continue;
    for (const section of known) {
      const own = scopeLock(configuration, scope, section);
      if (own) locks.push(own);
    }
  }
  return locks;
}
