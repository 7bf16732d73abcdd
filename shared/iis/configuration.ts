/** Placeholder for the reader's document type; see read-configuration.ts. */
export interface Configuration {
  kind: 'web' | 'applicationHost';
  /** As the user wrote it. */
  file: string;
}
