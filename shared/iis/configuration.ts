import type { SectionName } from './schema.ts';
import type { XmlDocument, XmlElement } from './xml/document.ts';
import type { TextEncoding } from './xml/text-encoding.ts';

export type OverrideMode = 'Allow' | 'Deny' | 'Inherit';

/** One level of a file: its root, or one `<location>`. */
export interface Scope {
  /** The location's path without slashes at its ends; empty for the root, `path=""` and `path="."`. */
  path: string;
  /** `path` in lower case: IIS does not tell the cases apart. */
  key: string;
  /** What the location says of the sections in it; the legacy `allowOverride` counts as Allow or Deny. */
  overrideMode: OverrideMode;
  inheritInChildApplications: boolean;
  element: XmlElement;
  /** The sections of our table that stand in this scope; more than one element is a mistake in the file. */
  sections: ReadonlyMap<SectionName, readonly XmlElement[]>;
}

/** How `<configSections>` of an applicationHost.config declares a section. */
export interface SectionDeclaration {
  name: string;
  overrideModeDefault: 'Allow' | 'Deny';
  allowDefinition: string;
  element: XmlElement;
}

/** A web.config or applicationHost.config as it was read. */
export interface Configuration {
  kind: 'web' | 'applicationHost';
  /** Only `<location>` blocks of an applicationHost.config, as bundles hold them: sites, locks and modules are not told. */
  isFragment: boolean;
  /** As the user wrote it. */
  file: string;
  byteLength: number;
  encoding: TextEncoding;
  document: XmlDocument;
  /** The root first, then every `<location>` in document order. */
  scopes: readonly Scope[];
  /** The same scopes by their `key`. */
  scopesByKey: ReadonlyMap<string, readonly Scope[]>;
  /** Sections by their full name. */
  declarations: ReadonlyMap<string, SectionDeclaration>;
}
