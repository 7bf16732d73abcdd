import { useEffect, useRef, useState } from 'react';
import type { CallArgument } from '../../../shared/api/contract.ts';
import type { Problem } from '../../../shared/api/problem.ts';
import type { Transport } from '../../../shared/api/transport.ts';
import type { WizardStore } from '../../store/wizard-store.ts';
import { reviewText } from './text.en.ts';

const words = reviewText.export;

export type ExportState =
  | { kind: 'idle' }
  /** `share` is the part that is done, from 0 to 1; null when nobody can know. */
  | { kind: 'busy'; message: string; share: number | null }
  | { kind: 'failed'; problem: Problem }
  | { kind: 'blocked' }
  | { kind: 'done'; place: string | null; digest: string; files: readonly { path: string; bytes: number }[] };

type Destination = CallArgument<'session', 'export'>['to'];

/** Returns the state of the export that runs or ran last, and how to start and cancel one. */
export function useExport(transport: Transport, store: WizardStore) {
  const [state, setState] = useState<ExportState>({ kind: 'idle' });
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);

  async function run(to: Destination): Promise<void> {
    const { draft, announce } = store.getState();
    if (!draft || running.current) return;
    const controller = new AbortController();
    running.current = controller;
    setState({ kind: 'busy', message: words.busy, share: null });
    const reply = await transport.call(
      'session',
      'export',
      { answers: draft.present, at: new Date().toISOString(), to },
      {
        signal: controller.signal,
        onProgress: ({ message, done, total }) =>
          setState({ kind: 'busy', message, share: total === undefined ? null : done / total }),
      },
    );
    running.current = null;
    if (!reply.ok) {
      const isCancelled = reply.problem.code === 'api.cancelled';
      setState(isCancelled ? { kind: 'idle' } : { kind: 'failed', problem: reply.problem });
      announce(reply.problem.title);
      return;
    }
    if (!('planDigest' in reply.value)) {
      setState({ kind: 'blocked' });
      announce(words.blocked);
      return;
    }
    const { bundle, ticket, planDigest: digest, files } = reply.value;
    if (ticket !== undefined) {
      const downloaded = await transport.download(ticket, words.zipName(draft.present.sslRequire.site));
      if (!downloaded.ok) {
        setState({ kind: 'failed', problem: downloaded.problem });
        return;
      }
    }
    const count = files.length;
    setState({ kind: 'done', place: ticket === undefined ? bundle : null, digest, files });
    announce(ticket === undefined ? words.done(count, bundle) : words.downloaded(count));
  }

  return { state, run, cancel: () => running.current?.abort() };
}
