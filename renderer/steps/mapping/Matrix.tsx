import { Field, Input, Select } from '@fluentui/react-components';
import { useDeferredValue, useMemo, useState } from 'react';
import type { Decision } from '../../../shared/mapping/decide.ts';
import type { PreparedSection } from '../../../shared/mapping/prepare-section.ts';
import { VirtualTable } from '../../components/VirtualTable.tsx';
import { CertaintyMark } from './CertaintyMark.tsx';
import { mappingScreen } from './text.en.ts';
import { useDecisions } from './use-simulation.ts';

const words = mappingScreen.matrix;

type Filter = Decision['outcome'] | 'all';
const filters: readonly Filter[] = ['all', 'mapped', 'denied', 'unmapped'];

/** What every certificate of step 2 would get. */
export function Matrix({ prepared, onTry }: { prepared: PreparedSection | null; onTry: (client: string) => void }) {
  const decisions = useDecisions(prepared);
  const [filter, setFilter] = useState<Filter>('all');
  const [search, setSearch] = useState('');
  const wanted = useDeferredValue(search).trim().toLowerCase();
  const shown = useMemo(
    () =>
      (decisions ?? []).filter(
        ({ id, decision: { outcome, account = '' } }) =>
          (filter === 'all' || outcome === filter) && `${id} ${account}`.toLowerCase().includes(wanted),
      ),
    [decisions, filter, wanted],
  );
  if (decisions === null) return <p className="muted">{mappingScreen.tryOut.waiting}</p>;
  return (
    <>
      <p className="muted">{words.lead}</p>
      <div className="mapping-tools">
        <Field label={words.filter}>
          <Select
            value={filter}
            onChange={(_, { value }) => setFilter(filters.find((each) => each === value) ?? 'all')}
          >
            {filters.map((each) => (
              <option key={each} value={each}>
                {words.filters[each]}
              </option>
            ))}
          </Select>
        </Field>
        <Field label={words.search}>
          <Input type="search" value={search} onChange={(_, { value }) => setSearch(value)} />
        </Field>
        <p className="muted" role="status">
          {words.found(shown.length, decisions.length)}
        </p>
      </div>
      <VirtualTable
        label={words.table}
        rows={shown}
        keyOf={({ id }) => id}
        nameOf={({ id, decision }, index) => words.row(index + 1, shown.length, id, decision)}
        height={20}
        empty={words.none}
        columns={[
          {
            name: words.certificate,
            width: '3fr',
            cell: ({ id }) => (
              <button type="button" className="mapping-name matrix-name" onClick={() => onTry(id)}>
                <bdi>{id}</bdi>
              </button>
            ),
          },
          { name: words.outcome, width: '3fr', cell: ({ decision }) => mappingScreen.changes.outcome(decision) },
          { name: words.by, width: '3fr', cell: ({ decision: { by, mapping } }) => words.decidedBy(by, mapping) },
          { name: words.certainty, width: '7rem', cell: ({ decision }) => <CertaintyMark certainty={decision.certainty} /> }, // prettier-ignore
        ]}
      />
    </>
  );
}
