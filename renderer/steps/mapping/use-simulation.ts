import { useCallback, useMemo } from 'react';
import type { Certificate } from '../../../shared/certificates/certificate.ts';
import { whoChanges } from '../../../shared/mapping/compare.ts';
import { countMatches, type MatchCount } from '../../../shared/mapping/count-matches.ts';
import { decide, type Decision } from '../../../shared/mapping/decide.ts';
import { portions } from '../../../shared/mapping/decide-all.ts';
import type { MappingSection } from '../../../shared/mapping/mapping-section.ts';
import { fillCertificates, type NamedSection } from '../../../shared/mapping/named-certificates.ts';
import { prepareInPortions } from '../../../shared/mapping/prepare-in-portions.ts';
import type { PreparedSection } from '../../../shared/mapping/prepare-section.ts';
import { useDraft, useWizard } from '../../store/wizard-context.tsx';
import { useInPortions } from './in-portions.ts';

/** A client of the answers whose certificate could be read. */
export interface KnownClient {
  id: string;
  certificate: Certificate;
}

const none: readonly KnownClient[] = [];

/** Returns the clients whose certificates are known. */
export function useKnownClients(): readonly KnownClient[] {
  return useWizard(({ evaluation }) => evaluation?.clients ?? none);
}

/** The clients of an evaluation by their ids, made once for all who ask. */
const indices = new WeakMap<readonly KnownClient[], ReadonlyMap<string, KnownClient>>();

/** Returns the clients by their ids. */
export function useClientsById(): ReadonlyMap<string, KnownClient> {
  return byId(useKnownClients());
}

function byId(clients: readonly KnownClient[]): ReadonlyMap<string, KnownClient> {
  const known = indices.get(clients);
  if (known) return known;
  const index = new Map(clients.map((client) => [client.id, client]));
  indices.set(clients, index);
  return index;
}

function usePrepared(section: MappingSection | null): PreparedSection | null {
  return useInPortions(useMemo(() => (section ? () => prepareInPortions(section) : null), [section]));
}

function* prepareNamed(section: NamedSection, clients: readonly KnownClient[]) {
  const filled = fillCertificates(section, byId(clients));
  yield undefined;
  return yield* prepareInPortions(filled);
}

/** Returns the section that the site will have, ready to be asked; null until there is one. */
export function usePlannedSection(): PreparedSection | null {
  const given = useWizard(({ evaluation }) => evaluation?.mapping ?? null);
  const clients = useKnownClients();
  // It came as JSON, which knows no undefined: a key is there or it is not.
  return useInPortions(useMemo(() => given && (() => prepareNamed(given as NamedSection, clients)), [given, clients]));
}

/** Returns for each many-to-one mapping, by its name, what it does with the clients at hand. */
export function useMatchCounts(prepared: PreparedSection | null): ReadonlyMap<string, MatchCount> | null {
  const clients = useKnownClients();
  const begin = useCallback(
    function* () {
      if (!prepared) return null;
      let counts: MatchCount[] = [];
      const visitors = clients.map(({ certificate }) => certificate);
      for (const portion of countMatches(prepared, visitors)) {
        counts = portion;
        yield undefined;
      }
      const { manyToOne } = prepared.section;
      return new Map(
        counts.flatMap((count, index) => {
          const mapping = manyToOne[index];
          return mapping ? [[mapping.name.toLowerCase(), count] as const] : [];
        }),
      );
    },
    [prepared, clients],
  );
  return useInPortions(prepared && clients.length > 0 ? begin : null);
}

/** A client with what the mapper does with it. */
export interface DecidedClient {
  id: string;
  decision: Decision;
}

/** Returns what the mapper does with each client at hand; null while it is worked out. */
export function useDecisions(prepared: PreparedSection | null): readonly DecidedClient[] | null {
  const clients = useKnownClients();
  const begin = useCallback(
    function* () {
      const decided: DecidedClient[] = [];
      if (!prepared) return decided;
      for (const portion of portions(prepared, clients)) {
        for (const { id, certificate } of portion) decided.push({ id, decision: decide(prepared, certificate) });
        yield undefined;
      }
      return decided;
    },
    [prepared, clients],
  );
  return useInPortions(prepared ? begin : null);
}

const certificateOf = ({ certificate }: KnownClient) => certificate;

/** A client whom the new configuration gives something else than the one that is there. */
export interface ChangedClient {
  id: string;
  before: Decision;
  after: Decision;
}

/** Returns who gets something else than with the existing configuration; null where there is none, or while it is worked out. */
export function useWhoChanges(after: PreparedSection | null): readonly ChangedClient[] | null {
  const clients = useKnownClients();
  const { computerName } = useDraft().target;
  const before = usePrepared(
    useWizard(({ evaluation }) => (evaluation?.site?.mapping ?? null) as MappingSection | null),
  );
  const begin = useCallback(
    function* () {
      const changed: ChangedClient[] = [];
      if (!before || !after) return changed;
      for (const portion of whoChanges(before, after, clients, certificateOf, computerName)) {
        for (const { visitor, before: was, after: is } of portion) {
          changed.push({ id: visitor.id, before: was, after: is });
        }
        yield undefined;
      }
      return changed;
    },
    [before, after, clients, computerName],
  );
  return useInPortions(before && after ? begin : null);
}
