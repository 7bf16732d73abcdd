import type { Progress } from '../core.ts';
import type { FileToOpen, OpenedFiles } from './open-files.ts';

/** What the main thread sends: one job, after which the worker waits for the next. */
export interface OpenRequest {
  readonly files: readonly FileToOpen[];
  readonly at: string;
  readonly allowManyIterations: boolean;
}

/** What the worker answers: any number of reports, then the result. Keys and passwords are in neither. */
export type OpenAnswer = { readonly progress: Progress } | { readonly result: OpenedFiles };
