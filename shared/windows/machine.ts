import { z } from 'zod';
import { windowsVersions } from '../iis/windows-version.ts';

/** What a server says of itself; null is what it did not say. */
export const machineSchema = z.object({
  computerName: z.string(),
  /** Null also for a Windows that answers cannot name. */
  windows: z.enum(windowsVersions).nullable(),
  /** Windows' own names of itself: `Windows Server 2022 Datacenter`, `ServerDatacenter`. */
  productName: z.string().nullable(),
  edition: z.string().nullable(),
  /** `20348.2113`; without the part after the point where Windows has none. */
  build: z.string().nullable(),
  desktop: z.enum(['full', 'server-core']).nullable(),
  /** `10.0`; null where IIS has not left its version. */
  iis: z.string().nullable(),
  isElevated: z.boolean(),
});
export type Machine = z.infer<typeof machineSchema>;
