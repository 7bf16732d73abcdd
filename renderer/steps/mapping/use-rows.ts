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
  /** Everything that a search looks at, in lower case. */
  text: string;
}

/** Returns the one-to-one mappings that fit a search. */
export function useRows(search: string): { rows: readonly MappingRow[]; count: number } {
  const { mapping, userAccount } = useDraft();
  const clients = useClientsById();
  const all = useMemo(() => {
    const names = new Map(userAccount.accounts.map(({ id, userName }) => [id, userName]));
    return mapping.oneToOne.map(({ client, account, enabled }, index): MappingRow => {
      const certificate = clients.get(client)?.certificate ?? null;
      const userName = names.get(account) ?? null;
      const found = certificate ? `${certificate.subject} ${certificate.issuer} ${certificate.thumbprint}` : '';
      const text = `${client} ${userName ?? account} ${found}`.toLowerCase();
      return { index, client, account, enabled, certificate, userName, text };
    });
  }, [mapping.oneToOne, userAccount.accounts, clients]);
  const wanted = useDeferredValue(search).trim().toLowerCase();
  const rows = useMemo(() => (wanted === '' ? all : all.filter(({ text }) => text.includes(wanted))), [all, wanted]);
  return { rows, count: all.length };
}

/** Returns the name that a row's certificate is shown under. */
export function nameOf({ certificate, client }: MappingRow): string {
  return certificate ? shortName(certificate.subjectRdns, certificate.subject) : client;
}
