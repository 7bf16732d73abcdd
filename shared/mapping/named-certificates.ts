import type { MappingSection, OneToOneMapping } from './mapping-section.ts';
import type { Client } from './renewal.ts';

/** An entry whose certificate is that of a client, named by its id: beside the clients it need not be said again. */
export interface NamedOneToOne extends OneToOneMapping {
  client?: string | undefined;
}

export interface NamedSection extends Omit<MappingSection, 'oneToOne'> {
  oneToOne: NamedOneToOne[];
}

/** Returns the section with the names of clients in the place of their certificates; what is no client's stays. */
export function nameCertificates(section: MappingSection, clients: readonly Client[]): NamedSection {
  const idOf = new Map(clients.map(({ id, certificate }) => [certificate.singleLineBase64, id]));
  const oneToOne = section.oneToOne.map((entry): NamedOneToOne => {
    const client = idOf.get(entry.certificate);
    return client === undefined ? entry : { ...entry, certificate: '', client };
  });
  return { ...section, oneToOne };
}

/** Returns the section with the certificates of the clients that its entries name. */
export function fillCertificates(section: NamedSection, clients: ReadonlyMap<string, Client>): MappingSection {
  const oneToOne = section.oneToOne.map(({ client, ...entry }): OneToOneMapping => {
    const certificate = client === undefined ? undefined : clients.get(client)?.certificate.singleLineBase64;
    return certificate === undefined ? entry : { ...entry, certificate };
  });
  return { ...section, oneToOne };
}
