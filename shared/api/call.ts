import { z } from 'zod';
import { Secret } from './secret.ts';

/** One call between a host and the core: what goes in and what comes out, both checked at run time. */
export interface Call<Input extends z.ZodType = z.ZodType, Output extends z.ZodType = z.ZodType> {
  input: Input;
  output: Output;
}

export function call<Input extends z.ZodType, Output extends z.ZodType>(
  input: Input,
  output: Output,
): Call<Input, Output> {
  return { input, output };
}

/**
 * A file outside the core: `name` is what the user wrote and what findings and errors show; `handle` is the host's own
 * key for it (a path for the command line, an upload for the browser).
 */
export const fileReferenceSchema = z.object({ name: z.string(), handle: z.string() });
export type FileReference = z.infer<typeof fileReferenceSchema>;

/** ISO 8601 in UTC, to the millisecond. */
export const instantSchema = z.iso.datetime();

const secretsOf = z
  .record(z.string(), z.string())
  .transform((texts) => new Map(Object.entries(texts).map(([key, text]) => [key, new Secret(text)] as const)));

/** The document of `--secrets-stdin`: passwords of files by the text that names the file (`*` for any other), of accounts by id. */
export const secretsSchema = z.strictObject({ files: secretsOf.prefault({}), accounts: secretsOf.prefault({}) });
export type Secrets = z.infer<typeof secretsSchema>;
