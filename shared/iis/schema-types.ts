/** The versions of IIS' schema, oldest first; 10.0 is that of Windows Server 2016 and later. */
export const schemaVersions = ['7.0', '7.5', '8.0', '8.5', '10.0'] as const;
export type SchemaVersion = (typeof schemaVersions)[number];

export const attributeTypes = ['bool', 'enum', 'flags', 'uint', 'string', 'timeSpan'] as const;
export type AttributeType = (typeof attributeTypes)[number];

/** One attribute, in the words of IIS_schema.xml; what is absent has that file's default. */
export interface AttributeSchema {
  name: string;
  type: AttributeType;
  /** Names and numbers of an `enum` or of `flags`. */
  values?: Readonly<Record<string, number>>;
  defaultValue?: string;
  required?: true;
  isUniqueKey?: true;
  isCombinedKey?: true;
  caseSensitive?: true;
  encrypted?: true;
  expanded?: true;
  validationType?: string;
  validationParameter?: string;
  /** The first version that knows it; absent: all. */
  since?: SchemaVersion;
}

export interface ElementSchema {
  attributes: readonly AttributeSchema[];
  elements?: Readonly<Record<string, ElementSchema>>;
  collection?: CollectionSchema;
  /** Child elements that IIS knows and the product leaves alone. */
  ignored?: readonly string[];
  /** Other schema files add attributes or elements of their own (FTP, HSTS, dynamic attributes of bindings). */
  extensible?: true;
}

/** Entries of an element: the names of the directives that the schema has, and what an entry looks like. */
export interface CollectionSchema extends ElementSchema {
  addElement: string;
  clearElement?: string;
  removeElement?: string;
}

/** A configuration section. */
export interface SectionSchema extends ElementSchema {
  /** In a standard applicationHost.config (`overrideModeDefault` of its declaration in configSections). */
  overrideModeDefault: 'Allow' | 'Deny';
  allowDefinition?: 'AppHostOnly';
}
