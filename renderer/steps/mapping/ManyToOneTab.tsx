import { Button } from '@fluentui/react-components';
import { useRef, useState } from 'react';
import type { MatchCount } from '../../../shared/mapping/count-matches.ts';
import type { PreparedSection } from '../../../shared/mapping/prepare-section.ts';
import {
  insertManyToOne,
  moveManyToOne,
  removeManyToOne,
  type ManyToOneAnswer,
} from '../../../shared/steps/mapping/edit-many-to-one.ts';
import { partsOfPath } from '../../../shared/wizard/path.ts';
import { AddIcon } from '../../components/icons.tsx';
import { VirtualTable, type Column } from '../../components/VirtualTable.tsx';
import { useActions, useDraft, useWizard } from '../../store/wizard-context.tsx';
import { focusSoon } from './focus-soon.ts';
import { RuleSetEditor } from './RuleSetEditor.tsx';
import { Templates } from './Templates.tsx';
import { mappingScreen } from './text.en.ts';
import { useDragOrder } from './use-drag-order.ts';
import { useMatchCounts } from './use-simulation.ts';

const words = mappingScreen.manyToOne;

/** Many certificates, one account: the rule sets in their order, and one of them open for changes. */
export function ManyToOneTab({ prepared }: { prepared: PreparedSection | null }) {
  const { mapping, userAccount } = useDraft();
  const { change, announce } = useActions();
  const focusPath = useWizard((state) => state.focusPath);
  const counts = useMatchCounts(prepared);
  const [chosen, setOpen] = useState(0);
  const { manyToOne } = mapping;
  const asked = indexOfPath(focusPath);
  if (asked !== null && asked !== chosen) setOpen(asked);
  const open = Math.min(chosen, manyToOne.length - 1);
  const entry = manyToOne[open];
  const sets = useRef<HTMLDivElement>(null);
  const focusOn = (index: number) => focusSoon(sets.current, `[data-rule-set="${index}"]`, '[data-add]');

  const move = (from: number, to: number) => {
    const moved = manyToOne[from];
    if (!moved || to < 0 || to >= manyToOne.length) return;
    change(null, (draft) => moveManyToOne(draft, from, to));
    setOpen(to);
    announce(words.moved(moved.name, to + 1, manyToOne.length));
  };
  const remove = (index: number) => {
    const removed = manyToOne[index];
    if (!removed) return;
    change(null, (draft) => removeManyToOne(draft, index));
    announce(words.removed(removed.name));
    // What came after it takes its place.
    const next = Math.max(0, Math.min(index, manyToOne.length - 2));
    setOpen(next);
    focusOn(next);
  };
  const add = () => {
    const account = userAccount.accounts[0]?.id;
    const fresh: ManyToOneAnswer = {
      name: words.newName,
      description: '',
      enabled: true,
      permissionMode: 'Allow',
      ...(account !== undefined && { account }),
      rules: [
        { certificateField: 'Issuer', certificateSubField: 'CN', matchCriteria: '', compareCaseSensitive: false },
      ],
      acceptRisk: false,
    };
    change(null, (draft) => insertManyToOne(draft, [fresh], manyToOne.length));
    setOpen(manyToOne.length);
  };

  return (
    <>
      <p className="muted">{words.lead}</p>
      <div className="stack" ref={sets}>
        <div data-path="mapping.manyToOne">
          <RuleSetTable
            entries={manyToOne}
            open={open}
            counts={counts}
            onOpen={setOpen}
            onMove={move}
            onRemove={remove}
            onFocus={focusOn}
          />
        </div>
        <div className="row">
          <Button data-add icon={<AddIcon />} onClick={add}>
            {words.add}
          </Button>
        </div>
      </div>
      {entry && (
        <RuleSetEditor
          entry={entry}
          index={open}
          count={manyToOne.length}
          onMove={(to) => move(open, to)}
          onRemove={() => remove(open)}
        />
      )}
      <Templates onAdded={setOpen} />
    </>
  );
}

function indexOfPath(path: string | null): number | null {
  if (path?.startsWith('mapping.manyToOne[') !== true) return null;
  const index = partsOfPath(path)[2];
  return typeof index === 'number' ? index : null;
}

interface RuleSetTableProps {
  entries: readonly ManyToOneAnswer[];
  open: number;
  counts: ReadonlyMap<string, MatchCount> | null;
  onOpen: (index: number) => void;
  onMove: (from: number, to: number) => void;
  onRemove: (index: number) => void;
  onFocus: (index: number) => void;
}

function RuleSetTable({ entries, open, counts, onOpen, onMove, onRemove, onFocus }: RuleSetTableProps) {
  const { userAccount } = useDraft();
  const dragging = useDragOrder(onMove);
  const effectOf = ({ permissionMode, account, enabled }: ManyToOneAnswer) => {
    const name = userAccount.accounts.find(({ id }) => id === account)?.userName ?? account ?? '?';
    return `${permissionMode === 'Deny' ? words.deny : words.allow(name)}${enabled ? '' : words.off}`;
  };
  const onKeyDown = (event: React.KeyboardEvent<HTMLButtonElement>, index: number) => {
    if (event.key === 'Delete') onRemove(index);
    const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const to = index + step;
    if (to < 0 || to >= entries.length) return;
    // The focus goes with what was moved, and to the neighbour otherwise.
    if (event.altKey) onMove(index, to);
    else onOpen(to);
    onFocus(to);
  };
  const columns: Column<ManyToOneAnswer>[] = [
    {
      name: words.position,
      width: '3rem',
      cell: (_, index) => (
        <span className="rule-set-handle" draggable title={words.drag} {...dragging.handle(index)}>
          {index + 1}
        </span>
      ),
    },
    {
      name: words.name,
      width: '3fr',
      cell: (entry, index) => (
        <Button
          size="small"
          appearance={index === open ? 'primary' : 'subtle'}
          className="mapping-name"
          data-rule-set={index}
          aria-pressed={index === open}
          aria-label={words.row(index + 1, entries.length, entry.name, effectOf(entry))}
          onClick={() => onOpen(index)}
          onKeyDown={(event) => onKeyDown(event, index)}
        >
          {entry.name}
        </Button>
      ),
    },
    { name: words.effect, width: '3fr', cell: effectOf },
    {
      name: words.matches,
      width: '6rem',
      cell: ({ name }) => {
        const count = counts?.get(name.toLowerCase());
        return count ? words.count(count.matching, count.deciding) : '';
      },
    },
  ];
  return (
    <div {...dragging.area}>
      <VirtualTable
        label={words.table}
        rows={entries}
        columns={columns}
        keyOf={(_, index) => String(index)}
        nameOf={(entry, index) => words.rowName(index + 1, entries.length, entry.name, effectOf(entry))}
        height={16}
        empty={words.empty}
      />
    </div>
  );
}
