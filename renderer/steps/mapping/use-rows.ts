import { useDeferredValue, useMemo } from 'react';
import type { Certificate } from '../../../shared/certificates/certificate.ts';
import { shortName } from '../../../shared/certificates/present.ts';
import { useDraft } from '../../store/wizard-context.tsx';
import { useClientsById } from './use-simulation.ts';

/** One one-to-one mapping as the table shows it. */
export interface MappingRow {
  /** Position in the answers. */
  index: number;
  client: string;
  account: string;
  enabled: boolean;
  /** Null: the file of the client could not be opened. */
  certificate: Certificate | null;
  userName: string | null;
}

export const orders = ['answers', 'certificate', 'account', 'end'] as const;
/** As they stand in the answers, by name, by account, or by who runs out first. */
export type RowOrder = (typeof orders)[number];

const compareText = new Intl.Collator('en', { numeric: true, sensitivity: 'base' }).compare;

function keyOf({ client, userName, account, certificate }: MappingRow, order: Exclude<RowOrder, 'answers'>): string {
  switch (order) {
    case 'certificate':
      return client;
    case 'account':
      return userName ?? account;
    case 'end':
      return certificate?.notAfter ?? '';
  }
}

/** What a search looks at in a certificate, in lower case; made once, for each letter that is typed asks for all of them. */
const certificateTexts = new WeakMap<Certificate, string>();

function certificateText(certificate: Certificate): string {
  const known = certificateTexts.get(certificate);
  if (known !== undefined) return known;
  const text = `${certificate.subject} ${certificate.issuer} ${certificate.thumbprint}`.toLowerCase();
  certificateTexts.set(certificate, text);
  return text;
}

/** Returns whether a search, in lower case, finds something in a row. */
function fits({ client, account, userName, certificate }: MappingRow, wanted: string): boolean {
  return (
    `${client} ${userName ?? account}`.toLowerCase().includes(wanted) ||
    (certificate !== null && certificateText(certificate).includes(wanted))
  );
}

/** Returns the one-to-one mappings that fit a search, in an order. */
export function useRows(search: string, order: RowOrder): { rows: readonly MappingRow[]; count: number } {
  const { mapping, userAccount } = useDraft();
  const clients = useClientsById();
  const all = useMemo(() => {
    const names = new Map(userAccount.accounts.map(({ id, userName }) => [id, userName]));
    return mapping.oneToOne.map(({ client, account, enabled }, index): MappingRow => {
      const certificate = clients.get(client)?.certificate ?? null;
      const userName = names.get(account) ?? null;
      return { index, client, account, enabled, certificate, userName };
    });
  }, [mapping.oneToOne, userAccount.accounts, clients]);
  const wanted = useDeferredValue(search).trim().toLowerCase();
  const rows = useMemo(() => (wanted === '' ? all : all.filter((row) => fits(row, wanted))), [all, wanted]);
  const sorted = useMemo(
    () => (order === 'answers' ? rows : rows.toSorted((a, b) => compareText(keyOf(a, order), keyOf(b, order)))),
    [rows, order],
  );
  return { rows: sorted, count: all.length };
}

/** Returns the name that a row's certificate is shown under. */
export function nameOf({ certificate, client }: MappingRow): string {
  return certificate ? shortName(certificate.subjectRdns, certificate.subject) : client;
}
