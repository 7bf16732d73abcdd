import {
  Button,
  Checkbox,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  ProgressBar,
} from '@fluentui/react-components';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { Problem } from '../../../shared/api/problem.ts';
import { offerFiles } from '../../../shared/mapping/import/offered-files.ts';
import type { JudgedRow } from '../../../shared/wizard/session-calls.ts';
import { DropZone } from '../../components/DropZone.tsx';
import { CheckIcon, ErrorIcon } from '../../components/icons.tsx';
import { PasswordPrompt } from '../../components/PasswordPrompt.tsx';
import { VirtualTable, type Column } from '../../components/VirtualTable.tsx';
import { useFocusReturn } from '../../components/use-focus-return.ts';
import { useDrops } from '../../components/use-drops.ts';
import { addOneToOne } from '../../../shared/steps/mapping/edit-one-to-one.ts';
import { useActions, useDraft, useWizard, useWizardStore } from '../../store/wizard-context.tsx';
import { nextTask } from '../../api/turns.ts';
import { takeOver, type TakenRow } from './map-clients.ts';
import { OfferedFiles } from './OfferedFiles.tsx';
import { mappingScreen } from './text.en.ts';
import { useKnownClients } from './use-simulation.ts';
import { useImportFiles, useJudgement, useRejectedDownload, type Arriving, type Judgement } from './use-import.ts';

const words = mappingScreen.importing;

const accepted = '.csv,.txt,.tsv,.cer,.crt,.pem,.der,.p7b,.pfx,.p12';

/** Takes one-to-one mappings over from a CSV file: first a verdict for each row, then all good ones or nothing. */
export function ImportDialog({ onClose }: { onClose: () => void }) {
  useFocusReturn();
  const store = useWizardStore();
  const { change, announce, givePassword, openTable, removeFile } = useActions();
  const table = useWizard((state) => state.table);
  const content = useRef<HTMLDivElement>(null);
  const [attempt, setAttempt] = useState(0);
  const judgement = useJudgement(table, attempt);
  const { arriving, brought, opened, take, unlock } = useImportFiles();
  const draft = useDraft();
  const clients = useKnownClients();
  const [wantedAccount, setAccount] = useState('');
  const account = draft.userAccount.accounts.find(({ id }) => id === wantedAccount) ?? draft.userAccount.accounts[0];
  const offers = useMemo(
    () => (table === null ? offerFiles(opened, draft, clients) : []),
    [table, opened, draft, clients],
  );
  const offered = offers.filter((offer) => offer.taken);
  const takeFiles = (files: readonly File[]) => void take(files).then(() => setAttempt((count) => count + 1));
  useDrops({ onFiles: takeFiles, isDialog: true });
  const taken = useMemo(
    () => (judgement?.kind === 'judged' ? judgement.rows.filter((row) => row.taken) : []),
    [judgement],
  );
  const close = async () => {
    // The rows first: with the dialog at once they would keep the page from drawing.
    openTable(null);
    await nextTask();
    onClose();
    void forgetFiles();
  };
  const forgetFiles = async () => {
    const named = JSON.stringify(store.getState().draft?.present.certificateImport.clients.map(fileOf));
    for (const path of new Set([...brought, ...(table === null ? [] : [table])])) {
      if (!named.includes(JSON.stringify(path))) await removeFile(path);
    }
  };
  const takeAll = async (rows: readonly TakenRow[]) => {
    await close();
    // The dialog is gone before thousands of rows come: each takes a frame of its own.
    await nextTask();
    change(null, (draft) => takeOver(draft, rows));
    announce(words.taken(rows.length));
  };
  const mapAll = async (to: string) => {
    await close();
    await nextTask();
    change(null, (current) =>
      addOneToOne(
        current,
        offered.map(({ certificate, client }) => ({ certificate, client, account: to })),
      ),
    );
    announce(words.taken(offered.length));
  };
  return (
    <Dialog open onOpenChange={() => void close()}>
      <DialogSurface className="import-dialog">
        <DialogBody>
          <DialogTitle>{words.title}</DialogTitle>
          <DialogContent>
            <div className="stack" tabIndex={-1} ref={content}>
              <DropZone label={words.files} hint={words.filesHint} accept={accepted} takesFolders onFiles={takeFiles} />
              <Arrivals arriving={arriving} />
              {judgement && table !== null && (
                <Judged
                  judgement={judgement}
                  table={table}
                  onPassword={async (file, password) => {
                    // The field goes away while the table is judged again; the keyboard stays in the dialog.
                    content.current?.focus();
                    await givePassword('file', file, password);
                    setAttempt((count) => count + 1);
                  }}
                />
              )}
              {offers.length > 0 && (
                <OfferedFiles
                  offers={offers}
                  account={account?.id ?? ''}
                  onAccount={setAccount}
                  onPassword={(file, password) => {
                    content.current?.focus();
                    return unlock(file, password);
                  }}
                />
              )}
            </div>
          </DialogContent>
          <DialogActions fluid>
            <Button onClick={() => void close()}>{taken.length > 0 ? words.nothing : words.cancel}</Button>
            {offered.length > 0 && account && (
              <Button appearance="primary" onClick={() => void mapAll(account.id)}>
                {words.map(offered.length)}
              </Button>
            )}
            {taken.length > 0 && (
              <Button appearance="primary" onClick={() => void takeAll(taken)}>
                {words.take(taken.length)}
              </Button>
            )}
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}

function fileOf(client: { file: string } | { certificate: string }): string | null {
  return 'file' in client ? client.file : null;
}

function Arrivals({ arriving: { done, total, refused } }: { arriving: Arriving }) {
  return (
    <>
      {done < total && (
        <div role="status">
          <p>{words.arriving(done, total)}</p>
          <ProgressBar value={done} max={total} aria-label={words.files} />
        </div>
      )}
      {refused.length > 0 && (
        <ul className="import-refused" aria-label={words.refused}>
          {refused.map(({ name, why: { title, fix } }) => (
            <li key={name}>
              <bdi>{name}</bdi>: {title}. {fix}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

interface JudgedProps {
  judgement: Judgement;
  table: string;
  onPassword: (file: string, password: string) => Promise<void>;
}

function Judged({ judgement, table, onPassword }: JudgedProps) {
  switch (judgement.kind) {
    case 'working': {
      const { progress } = judgement;
      return (
        <div role="status">
          <p>{progress ? words.working(progress) : words.reading}</p>
          <ProgressBar
            aria-label={words.reading}
            {...(progress?.total !== undefined && { value: progress.done, max: progress.total })}
          />
        </div>
      );
    }
    case 'failed':
      return <Failed problem={judgement.problem} />;
    case 'judged':
      return (
        <>
          <LockedFile rows={judgement.rows} onPassword={onPassword} />
          <Rows judgement={judgement} table={table} />
        </>
      );
  }
}

function Failed({ problem: { title, detail, fix } }: { problem: Problem }) {
  return (
    <p role="alert">
      <b>{title}.</b> {detail} {fix}
    </p>
  );
}

/** Asks for the password of the first file that rows wait for; the other rows can be taken over without it. */
function LockedFile({ rows, onPassword }: { rows: readonly JudgedRow[]; onPassword: JudgedProps['onPassword'] }) {
  const waiting = useMemo(() => rows.flatMap((row) => (!row.taken && row.locked !== undefined ? [row] : [])), [rows]);
  const [first] = waiting;
  const isWrong = first?.code === 'certificate.wrong-password';
  const prompt = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isWrong) prompt.current?.querySelector('input')?.focus();
  }, [isWrong]);
  if (first?.locked === undefined) return null;
  const { locked, title } = first;
  const count = waiting.filter((row) => row.locked === locked).length;
  return (
    <div ref={prompt}>
      <PasswordPrompt
        key={locked}
        label={words.password(locked)}
        hint={words.passwordHint(count)}
        error={isWrong ? title : undefined}
        action={words.open}
        onPassword={(password) => onPassword(locked, password)}
      />
    </div>
  );
}

function Rows({ judgement, table }: { judgement: Extract<Judgement, { kind: 'judged' }>; table: string }) {
  const { rows, taken } = judgement;
  const download = useRejectedDownload(table);
  const [onlyProblems, setOnlyProblems] = useState(false);
  const rejected = useMemo(() => rows.filter((row) => !row.taken), [rows]);
  const shown = onlyProblems && rejected.length > 0 ? rejected : rows;
  const columns = useColumns();
  return (
    <>
      <p role="status">{words.verdict(taken, rows.length)}</p>
      {rejected.length > 0 && (
        <div className="row">
          <Checkbox
            label={words.onlyProblems(rejected.length)}
            checked={onlyProblems}
            onChange={(_, { checked }) => setOnlyProblems(checked === true)}
          />
          <Button size="small" onClick={() => void download()}>
            {words.download(rejected.length)}
          </Button>
        </div>
      )}
      <VirtualTable
        label={words.table}
        rows={shown}
        columns={columns}
        keyOf={({ row }) => String(row)}
        nameOf={(row) => words.rowName(row)}
        height={18}
        empty={words.reading}
      />
    </>
  );
}

function useColumns(): Column<JudgedRow>[] {
  const { userAccount } = useDraft();
  return useMemo(() => {
    const names = new Map(userAccount.accounts.map(({ id, userName }) => [id, userName]));
    return [
      { name: words.row, width: '4rem', cell: ({ row }) => row },
      {
        name: words.verdictColumn,
        width: '7rem',
        cell: ({ taken }) => (
          <span className="import-verdict">
            {taken ? <CheckIcon /> : <ErrorIcon />} {taken ? words.good : words.bad}
          </span>
        ),
      },
      {
        name: words.what,
        width: '4fr',
        cell: (row) => {
          const text = row.taken ? row.subject : words.reason(row);
          return (
            <bdi className="import-text" title={text}>
              {text}
            </bdi>
          );
        },
      },
      {
        name: words.account,
        width: '2fr',
        cell: (row) => (row.taken ? <bdi className="import-text">{words.target(names.get(row.account) ?? row.account, row.enabled)}</bdi> : ''), // prettier-ignore
      },
    ];
  }, [userAccount.accounts]);
}
