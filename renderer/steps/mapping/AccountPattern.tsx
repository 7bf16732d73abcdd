import { Button, Field, Input } from '@fluentui/react-components';
import { useCallback, useState } from 'react';
import {
  accountNamesInPortions,
  patternPlaceholders,
  type PatternName,
} from '../../../shared/mapping/account-pattern.ts';
import { AddIcon } from '../../components/icons.tsx';
import { VirtualTable, type Column } from '../../components/VirtualTable.tsx';
import { useActions, useDraft } from '../../store/wizard-context.tsx';
import { useInPortions } from './in-portions.ts';
import { mapToNewAccounts } from './map-clients.ts';
import { mappingScreen } from './text.en.ts';
import { useKnownClients, type KnownClient } from './use-simulation.ts';

const words = mappingScreen.pattern;

interface Named extends KnownClient {
  result: PatternName;
}

const nobody: readonly Named[] = [];

const columns: Column<Named>[] = [
  { name: words.certificate, width: '3fr', cell: ({ id }) => <bdi>{id}</bdi> },
  {
    name: words.account,
    width: '4fr',
    cell: ({ result }) =>
      result.ok ? (
        <>
          <bdi>{result.name}</bdi> {result.adapted && <span className="muted">{words.adapted}</span>}
        </>
      ) : (
        result.reason
      ),
  },
];

/** A new local account for each certificate that is left, named by a pattern. */
export function AccountPattern() {
  const { mapping, userAccount, target } = useDraft();
  const { change, announce } = useActions();
  const clients = useKnownClients();
  const [pattern, setPattern] = useState('{CN}');
  const begin = useCallback(
    function* () {
      const mapped = new Set(mapping.oneToOne.map(({ client }) => client));
      const left = clients.filter(({ id }) => !mapped.has(id));
      const taken = [
        ...userAccount.accounts.flatMap(({ id, userName }) => [id, userName]),
        ...(target.computerName === undefined ? [] : [target.computerName]),
      ];
      const certificates = left.map(({ certificate }) => certificate);
      const results = yield* accountNamesInPortions(pattern, certificates, { taken });
      return left.flatMap((client, index): Named[] => {
        const result = results[index];
        return result ? [{ ...client, result }] : [];
      });
    },
    [clients, mapping.oneToOne, userAccount.accounts, target.computerName, pattern],
  );
  const preview = useInPortions(begin);
  const named = preview ?? nobody;
  const good = named.flatMap(({ id, result }) => (result.ok ? [{ client: id, userName: result.name }] : []));
  return (
    <>
      <p className="muted">{words.lead}</p>
      <Field label={words.pattern} hint={words.hint(patternPlaceholders.map((each) => `{${each}}`).join(' '))}>
        <Input value={pattern} spellCheck={false} onChange={(_, { value }) => setPattern(value)} />
      </Field>
      <VirtualTable
        label={words.preview}
        rows={named}
        columns={columns}
        keyOf={({ id }) => id}
        nameOf={({ id, result }, index) =>
          words.row(index + 1, named.length, id, result.ok ? result.name : result.reason)
        }
        height={14}
        empty={preview === null ? mappingScreen.tryOut.waiting : words.none}
      />
      {good.length > 0 && (
        <div>
          <Button
            icon={<AddIcon />}
            onClick={() => {
              change(null, (draft) => mapToNewAccounts(draft, good));
              announce(words.added(good.length));
            }}
          >
            {words.add(good.length)}
          </Button>
        </div>
      )}
    </>
  );
}
