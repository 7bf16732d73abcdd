import { useEffect, useState } from 'react';
import type { Problem } from '../../../shared/api/problem.ts';
import type { Progress } from '../../../shared/api/transport.ts';
import type { FileContents, FileExcerpt, UnopenedFile } from '../../../shared/steps/certificate-import/calls.ts';
import type { JudgedRow, RecognisedFile } from '../../../shared/wizard/session-calls.ts';
import { useActions, useTransport, useWizardStore } from '../../store/wizard-context.tsx';
import { mappingScreen } from './text.en.ts';

const words = mappingScreen.importing;

/** How far the judgement of a table is. */
export type Judgement =
  | { kind: 'working'; progress: Progress | null }
  | { kind: 'failed'; problem: Problem }
  | { kind: 'judged'; rows: readonly JudgedRow[]; taken: number };

/** Returns what each row of a table comes to, asked for again with each `attempt`; what is under way ends with the component. */
export function useJudgement(path: string | null, attempt: number): Judgement | null {
  const transport = useTransport();
  const store = useWizardStore();
  const [judgement, setJudgement] = useState<Judgement | null>(null);
  useEffect(() => {
    const draft = store.getState().draft?.present;
    if (path === null || !draft) return;
    const controller = new AbortController();
    const { signal } = controller;
    const tell = (next: Judgement) => {
      if (!signal.aborted) setJudgement(next);
    };
    const judge = async (): Promise<Judgement> => {
      const onProgress = (progress: Progress) => tell({ kind: 'working', progress });
      const input = { answers: draft, path, at: new Date().toISOString() };
      const table = await transport.call('session', 'judgeTable', input, { signal, onProgress });
      if (!table.ok) return { kind: 'failed', problem: table.problem };
      const rows: JudgedRow[] = [];
      while (rows.length < table.value.rows) {
        // In portions: the certificates of ten thousand rows have some 20 MB, and the page has to draw.
        const portion = await transport.call('session', 'judgedRows', { path, from: rows.length }, { signal });
        if (!portion.ok) return { kind: 'failed', problem: portion.problem };
        if (portion.value.rows.length === 0) break;
        rows.push(...portion.value.rows);
      }
      return { kind: 'judged', rows, taken: table.value.taken };
    };
    tell({ kind: 'working', progress: null });
    void judge().then(tell);
    return () => controller.abort();
  }, [path, attempt, store, transport]);
  return path === null ? null : judgement;
}

/** Returns what hands the rows of a table that cannot be taken to the user, as a file. */
export function useRejectedDownload(path: string): () => Promise<void> {
  const transport = useTransport();
  const { announce } = useActions();
  return async () => {
    const reply = await transport.call('session', 'downloadRejected', { path });
    const done = reply.ok ? await transport.download(reply.value.ticket, words.rejectedName(path)) : reply;
    if (!done.ok) announce(`${done.problem.title}. ${done.problem.fix}`);
  };
}

/** Uploads that are under way at the same time. */
const uploadsAtOnce = 6;

/** Files on their way into an import, and those that are no use to it. */
export interface Arriving {
  done: number;
  total: number;
  refused: readonly Refused[];
}

type CertificateFile = FileContents | UnopenedFile;

interface Refused {
  name: string;
  why: Pick<Problem, 'title' | 'fix'>;
}

/** Takes a table and the certificate files that it names into the session; none of them becomes a client by itself. */
export function useImportFiles() {
  const store = useWizardStore();
  const [arriving, setArriving] = useState<Arriving>({ done: 0, total: 0, refused: [] });
  const [brought, setBrought] = useState<readonly string[]>([]);
  const [opened, setOpened] = useState<readonly CertificateFile[]>([]);
  const keep = (files: readonly CertificateFile[]) => {
    const paths = new Set(files.map(({ path }) => path));
    setOpened((before) => [...before.filter(({ path }) => !paths.has(path)), ...files]);
  };

  const whole = (file: FileExcerpt | UnopenedFile): Promise<CertificateFile | null> =>
    'error' in file ? Promise.resolve(file) : store.getState().wholeFile(file);

  const take = async (files: readonly File[]): Promise<void> => {
    const { upload, openTable, removeFile } = store.getState();
    const refused: Refused[] = [];
    const paths: string[] = [];
    const certificates: CertificateFile[] = [];
    let tables: string[] = [];
    let done = 0;
    setArriving({ done, total: files.length, refused });
    const queue = files[Symbol.iterator]();
    const work = async () => {
      for (const file of queue) {
        const recognised = await upload({ name: file.name, size: file.size, bytes: () => file.arrayBuffer() });
        done += 1;
        if (recognised?.kind === 'mappings') tables = [...tables, recognised.path];
        const contents = recognised?.kind === 'certificates' ? await whole(recognised.file) : null;
        if (contents) certificates.push(contents);
        const why = recognised && uselessness(recognised);
        if (why) refused.push({ name: file.name, why });
        if (recognised && staysIn(recognised)) paths.push(pathOf(recognised));
        setArriving({ done, total: files.length, refused: [...refused] });
      }
    };
    await Promise.all(Array.from({ length: uploadsAtOnce }, work));
    const [table, ...others] = tables;
    for (const other of others) await removeFile(other);
    setBrought((before) => [...before, ...paths]);
    keep(certificates);
    if (table !== undefined) openTable(table);
  };

  /** Opens a file with its password. */
  const unlock = async (path: string, password: string): Promise<void> => {
    const { givePassword, recognise } = store.getState();
    await givePassword('file', path, password);
    const recognised = await recognise(path);
    const contents = recognised?.kind === 'certificates' ? await whole(recognised.file) : null;
    if (contents) keep([contents]);
  };

  return { arriving, brought, opened, take, unlock };
}

/** Why a file is of no use to an import; null for a table and for certificates. */
function uselessness(recognised: RecognisedFile): Refused['why'] | null {
  switch (recognised.kind) {
    case 'mappings':
    case 'certificates':
      return null;
    case 'unknown':
      return recognised.error;
    case 'applicationHost.config':
    case 'web.config':
    case 'answers':
      return words.elsewhere;
  }
}

function staysIn({ kind }: RecognisedFile): boolean {
  return kind !== 'unknown' && kind !== 'answers';
}

function pathOf(recognised: RecognisedFile): string {
  return recognised.kind === 'certificates' ? recognised.file.path : recognised.path;
}
