import { Button, Checkbox, Field, Input, Select } from '@fluentui/react-components';
import { useMemo, useRef, useState } from 'react';
import { blockedText } from '../../../shared/mapping/block-text.en.ts';
import { removeOneToOne, changeAccount, setEnabled } from '../../../shared/steps/mapping/edit-one-to-one.ts';
import { CellButton, CellCheckbox, CellSelect, CellSwitch } from '../../components/CellControls.tsx';
import { CloseIcon, FileIcon } from '../../components/icons.tsx';
import { VirtualTable, type Column } from '../../components/VirtualTable.tsx';
import { useActions, useDraft, useWizard } from '../../store/wizard-context.tsx';
import { AccountPattern } from './AccountPattern.tsx';
import { AccountUses } from './AccountUses.tsx';
import { AddMapping } from './AddMapping.tsx';
import { CertaintyMark } from './CertaintyMark.tsx';
import { ImportDialog } from './ImportDialog.tsx';
import { focusSoon } from './focus-soon.ts';
import { changeMapping, removeMapping } from './map-clients.ts';
import { mappingScreen } from './text.en.ts';
import { Renewals } from './Renewals.tsx';
import { Unfolding } from './Unfolding.tsx';
import { nameOf, orders, useRows, type MappingRow, type RowOrder } from './use-rows.ts';

const words = mappingScreen.oneToOne;

/** What is left to do where the row that had the focus is gone. */
const addButton = '.mapping-add button';

/** One certificate, one account: a table of any length. */
export function OneToOneTab({ onTry }: { onTry: (client: string) => void }) {
  const [search, setSearch] = useState('');
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [order, setOrder] = useState<RowOrder>('answers');
  const { rows, count } = useRows(search, order);
  const isAnyOff = rows.some(({ enabled }) => !enabled);
  const [isImporting, setImporting] = useState(false);
  const table = useWizard((state) => state.table);
  const select = (clients: readonly string[], isSelected: boolean) => {
    const next = new Set(selected);
    for (const client of clients) {
      if (isSelected) next.add(client);
      else next.delete(client);
    }
    setSelected(next);
  };
  // What was removed, or undone, is selected no more.
  const chosen = rows.filter(({ client }) => selected.has(client)).map(({ client }) => client);
  return (
    <>
      <p className="muted">{words.lead}</p>
      <AddMapping onAdded={onTry} />
      <div className="row">
        <Button size="small" icon={<FileIcon />} onClick={() => setImporting(true)}>
          {mappingScreen.importing.button}
        </Button>
      </div>
      {(isImporting || table !== null) && <ImportDialog onClose={() => setImporting(false)} />}
      {count > 0 && (
        <div className="mapping-tools">
          <Field label={words.search} hint={words.searchHint}>
            <Input type="search" value={search} onChange={(_, { value }) => setSearch(value)} />
          </Field>
          <p className="muted" role="status">
            {words.found(rows.length, count)}
          </p>
          <Field label={words.order}>
            <Select
              value={order}
              onChange={(_, { value }) => setOrder(orders.find((each) => each === value) ?? 'answers')}
            >
              {orders.map((each) => (
                <option key={each} value={each}>
                  {words.orders[each]}
                </option>
              ))}
            </Select>
          </Field>
        </div>
      )}
      {isAnyOff && (
        <p className="row">
          <span>{blockedText.sentence}</span> <CertaintyMark certainty={blockedText.certainty} />
        </p>
      )}
      {rows.length > 1 && (
        <SelectedTools rows={rows} chosen={chosen} onSelect={select} onDone={() => setSelected(new Set())} />
      )}
      <MappingTable rows={rows} count={count} selected={selected} onSelect={select} onTry={onTry} />
      <Unfolding title={mappingScreen.pattern.title}>{() => <AccountPattern />}</Unfolding>
      <Unfolding title={mappingScreen.renewal.title}>{() => <Renewals />}</Unfolding>
      <Unfolding title={mappingScreen.uses.title}>{() => <AccountUses />}</Unfolding>
    </>
  );
}

interface SelectedToolsProps {
  rows: readonly MappingRow[];
  chosen: readonly string[];
  onSelect: (clients: readonly string[], isSelected: boolean) => void;
  onDone: () => void;
}

/** What can be done with many mappings at once. */
function SelectedTools({ rows, chosen, onSelect, onDone }: SelectedToolsProps) {
  const { userAccount } = useDraft();
  const { change, announce } = useActions();
  const [account, setAccount] = useState('');
  const target = userAccount.accounts.find(({ id }) => id === account) ?? userAccount.accounts[0];
  const clients = new Set(chosen);
  const isNothing = chosen.length === 0;
  const turn = (enabled: boolean) => {
    change(null, (draft) => setEnabled(draft, clients, enabled));
    announce(enabled ? words.changed(chosen.length) : words.blocked(chosen.length));
  };
  return (
    <div className="row">
      <Checkbox
        label={words.selectAll(rows.length)}
        checked={isNothing ? false : chosen.length === rows.length ? true : 'mixed'}
        onChange={(_, { checked }) =>
          onSelect(
            rows.map(({ client }) => client),
            checked !== false,
          )
        }
      />
      {!isNothing && (
        <>
          <b>{words.selected(chosen.length)}</b>
          <Button size="small" onClick={() => turn(true)}>
            {words.turnOn}
          </Button>
          <Button size="small" onClick={() => turn(false)}>
            {words.turnOff}
          </Button>
          {target && userAccount.accounts.length > 1 && (
            <>
              <Select
                size="small"
                aria-label={words.newAccount}
                value={target.id}
                onChange={(_, { value }) => setAccount(value)}
              >
                {userAccount.accounts.map(({ id, userName }) => (
                  <option key={id} value={id}>
                    {userName}
                  </option>
                ))}
              </Select>
              <Button
                size="small"
                onClick={() => {
                  change(null, (draft) => changeAccount(draft, clients, target.id));
                  announce(words.changed(chosen.length));
                }}
              >
                {words.changeAccount}
              </Button>
            </>
          )}
          <Button
            size="small"
            onClick={({ currentTarget }) => {
              change(null, (draft) => removeOneToOne(draft, clients));
              announce(words.removedSome(chosen.length));
              onDone();
              focusSoon(currentTarget.closest<HTMLElement>('[role="tabpanel"]'), addButton);
            }}
          >
            {words.removeSelected}
          </Button>
        </>
      )}
    </div>
  );
}

interface MappingTableProps {
  rows: readonly MappingRow[];
  count: number;
  selected: ReadonlySet<string>;
  onSelect: (clients: readonly string[], isSelected: boolean) => void;
  onTry: (client: string) => void;
}

function MappingTable({ rows, count, selected, onSelect, onTry }: MappingTableProps) {
  const { userAccount } = useDraft();
  const { change, announce } = useActions();
  const isEvaluated = useWizard(({ evaluation }) => evaluation !== null);
  const area = useRef<HTMLDivElement>(null);
  const accounts = useMemo(
    () => userAccount.accounts.map(({ id, userName }) => [id, userName] as const),
    [userAccount.accounts],
  );
  const columns: Column<MappingRow>[] = [
    {
      name: words.certificate,
      width: '3fr',
      cell: (row, position) => (
        <span className="mapping-certificate">
          <CellCheckbox
            label={words.row(position + 1, rows.length, row.client, row.userName ?? row.account, row.enabled)}
            checked={selected.has(row.client)}
            onChange={(checked) => onSelect([row.client], checked)}
          />
          <CellButton
            className="mapping-name"
            title={row.certificate?.subject ?? row.client}
            onClick={() => onTry(row.client)}
          >
            {nameOf(row)}
            <span className="visually-hidden">, {words.tryIt}</span>
            {isEvaluated && row.certificate === null && <span className="muted"> &nbsp;({words.unread})</span>}
          </CellButton>
        </span>
      ),
    },
    {
      name: words.account,
      width: '2fr',
      cell: ({ index, client, account, userName }) => (
        <CellSelect
          label={words.accountOf(client)}
          value={account}
          shown={userName ?? words.unknownAccount(account)}
          options={accounts}
          onChange={(value) => change(null, (draft) => changeMapping(draft, index, { account: value }))}
        />
      ),
    },
    {
      name: words.enabled,
      width: '4.5rem',
      cell: ({ index, client, enabled }) => (
        <CellSwitch
          label={words.enabledOf(client)}
          checked={enabled}
          onChange={(checked) => {
            change(null, (draft) => changeMapping(draft, index, { enabled: checked }));
            if (!checked) announce(words.blocked(1));
          }}
        />
      ),
    },
    {
      name: words.removeColumn,
      width: '4.5rem',
      cell: ({ index, client }, position) => (
        <CellButton
          remove={position}
          label={words.remove(client)}
          onClick={() => {
            change(null, (draft) => removeMapping(draft, index));
            announce(words.removed(client));
            const next = Math.min(position, rows.length - 2);
            focusSoon(area.current?.parentElement ?? null, `[data-remove="${next}"]`, addButton);
          }}
        >
          <CloseIcon />
        </CellButton>
      ),
    },
  ];
  return (
    <div ref={area}>
      <VirtualTable
        label={words.table}
        rows={rows}
        columns={columns}
        keyOf={({ client, index }) => `${client} ${index}`}
        empty={count === 0 ? words.empty : words.emptySearch}
        pathOf={(position) => `mapping.oneToOne[${rows[position]?.index ?? position}]`}
        nameOf={(row, position) =>
          words.row(position + 1, rows.length, row.client, row.userName ?? row.account, row.enabled)
        }
      />
    </div>
  );
}
