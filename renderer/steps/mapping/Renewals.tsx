import { Button, Field, Select } from '@fluentui/react-components';
import { useMemo, useState } from 'react';
import { expiring, renewalsInPortions, type Expiry } from '../../../shared/mapping/renewal.ts';
import { replaceClient } from '../../../shared/steps/mapping/edit-one-to-one.ts';
import { VirtualTable, type Column } from '../../components/VirtualTable.tsx';
import { useActions, useDraft, useWizard } from '../../store/wizard-context.tsx';
import { useInPortions } from './in-portions.ts';
import { mappingScreen } from './text.en.ts';
import { useKnownClients } from './use-simulation.ts';

const words = mappingScreen.renewal;

/** Mapped certificates that end soon, and the newer ones that can take their place. */
export function Renewals() {
  const { mapping } = useDraft();
  const clients = useKnownClients();
  const at = useWizard((state) => state.evaluatedAt);
  const [mapped, others] = useMemo(() => {
    const named = new Set(mapping.oneToOne.map(({ client }) => client));
    return [clients.filter(({ id }) => named.has(id)), clients.filter(({ id }) => !named.has(id))];
  }, [clients, mapping.oneToOne]);
  const renewals = useInPortions(useMemo(() => () => renewalsInPortions(mapped, others), [mapped, others]));
  const ending = useMemo(() => expiring(mapped, at), [mapped, at]);
  return (
    <>
      <p className="muted">{words.lead}</p>
      {renewals === null ? (
        <p className="muted">{mappingScreen.tryOut.waiting}</p>
      ) : renewals.length === 0 ? (
        <p>{words.noRenewals}</p>
      ) : (
        <VirtualTable
          label={words.renewals}
          rows={renewals}
          keyOf={(renewal) => renewal.mapped}
          nameOf={(renewal, index) => words.renewalRow(index + 1, renewals.length, renewal)}
          height={14}
          empty={words.noRenewals}
          columns={[
            { name: words.mapped, width: '2fr', cell: (renewal) => <bdi>{renewal.mapped}</bdi> },
            {
              name: words.by,
              width: '3fr',
              cell: ({ by, sameIssuer }) => (
                <>
                  <bdi>{by}</bdi> {!sameIssuer && <span className="muted">{words.otherIssuer}</span>}
                </>
              ),
            },
            { name: words.actions, width: '13rem', cell: (renewal) => <Replace {...renewal} /> },
          ]}
        />
      )}
      <Ending ending={ending} />
    </>
  );
}

function Replace({ mapped, by }: { mapped: string; by: string }) {
  const { change, announce } = useActions();
  const replace = (keepOld: boolean) => {
    change(null, (draft) => replaceClient(draft, mapped, by, keepOld));
    announce(keepOld ? words.both(mapped, by) : words.replaced(mapped, by));
  };
  return (
    <span className="row">
      <Button size="small" aria-label={words.replaceOf(mapped, by)} onClick={() => replace(false)}>
        {words.replace}
      </Button>
      <Button size="small" aria-label={words.keepOf(mapped, by)} onClick={() => replace(true)}>
        {words.keep}
      </Button>
    </span>
  );
}

const endingColumns: Column<Expiry>[] = [
  { name: words.mapped, width: '3fr', cell: ({ id }) => <bdi>{id}</bdi> },
  { name: words.ends, width: '8rem', cell: ({ certificate }) => certificate.notAfter.slice(0, 10) },
  { name: words.left, width: '9rem', cell: ({ days }) => words.days(days) },
];

function Ending({ ending }: { ending: readonly Expiry[] }) {
  const [within, setWithin] = useState(90);
  const shown = ending.filter(({ window }) => window === 'expired' || window <= within);
  return (
    <>
      <Field label={words.within}>
        <Select value={String(within)} onChange={(_, { value }) => setWithin(Number(value))}>
          {([0, 30, 60, 90] as const).map((days) => (
            <option key={days} value={days}>
              {words.windows[days]}
            </option>
          ))}
        </Select>
      </Field>
      <VirtualTable
        label={words.ending}
        rows={shown}
        columns={endingColumns}
        keyOf={({ id }) => id}
        nameOf={({ id, days }, index) => words.endingRow(index + 1, shown.length, id, days)}
        height={14}
        empty={words.noneEnds}
      />
    </>
  );
}
