import type { Explanation } from './diagnosis.ts';
import type { WindowsCode } from './windows-code.ts';

/** A row of the tables of Windows errors. */
export interface WindowsError {
  /** As HRESULT. */
  code: WindowsCode;
  name: string;
  otherNames?: readonly string[];
  /** The NTSTATUS codes that stand for the same, as in event 4625 and in some logs. */
  ntStatuses?: readonly NtStatus[];
  explanation: Explanation;
  /** The HTTP statuses that this row explains better than their own row. */
  explains?: readonly string[];
  /** What it means with an HTTP status where it means something else. */
  under?: Readonly<Record<string, Explanation>>;
}

export interface NtStatus {
  code: WindowsCode;
  name: string;
  /** Where less is known of this form than of the row. */
  certainty?: Explanation['certainty'];
  /** Where this form says more than the row. */
  explanation?: Explanation;
}
