import { CheckField } from '../../components/Field.tsx';
import { VirtualTable, type Column } from '../../components/VirtualTable.tsx';
import { useActions, useDraft } from '../../store/wizard-context.tsx';
import { mappingScreen } from './text.en.ts';
import { useKnownClients, useWhoChanges, type ChangedClient } from './use-simulation.ts';
import type { PreparedSection } from '../../../shared/mapping/prepare-section.ts';

const words = mappingScreen.changes;

const columns: Column<ChangedClient>[] = [
  { name: words.who, width: '2fr', cell: ({ id }) => id },
  { name: words.before, width: '2fr', cell: ({ before }) => words.outcome(before) },
  { name: words.after, width: '2fr', cell: ({ after }) => <b>{words.outcome(after)}</b> },
];

/** Who gets something else than with the mappings that the server's file has; only shown where it has some. */
export function WhoChanges({ prepared }: { prepared: PreparedSection | null }) {
  const changed = useWhoChanges(prepared);
  const clients = useKnownClients();
  const { mapping } = useDraft();
  const { change } = useActions();
  if (changed === null) return null;
  return (
    <section className="card" aria-labelledby="changes-title">
      <h2 id="changes-title">{words.title}</h2>
      <p className="muted">{words.lead}</p>
      <CheckField
        path="mapping.exact"
        label={words.exact}
        hint={words.exactHint}
        value={mapping.exact}
        onChange={(exact) => change(null, (draft) => ({ ...draft, mapping: { ...draft.mapping, exact } }))}
      />
      <p>{changed.length === 0 ? words.none : words.some(changed.length, clients.length)}</p>
      {changed.length > 0 && (
        <VirtualTable
          label={words.table}
          rows={changed}
          columns={columns}
          keyOf={({ id }) => id}
          height={16}
          empty={words.none}
        />
      )}
    </section>
  );
}
