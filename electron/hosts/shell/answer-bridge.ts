import { writeFile } from 'node:fs/promises';
import type { BrowserWindow } from 'electron';
import { z } from 'zod';
import { bridgeChannels, type BridgeAnswer } from '../../../shared/api/bridge.ts';
import { instantSchema } from '../../../shared/api/call.ts';
import { defineProblems } from '../../../shared/api/define-problems.ts';
import { fail, succeed, type Reply } from '../../../shared/api/reply.ts';
import { maximumUploadBytes } from '../../../shared/wizard/upload-limit.ts';
import type { CallContext } from '../../core/core.ts';
import type { OpenSession } from '../open-session.ts';
import { answerPage, withoutExceptions } from '../page-calls.ts';
import { ChosenFolders, folderOf, type ChosenFolder } from './chosen-folders.ts';
import type { ElectronParts } from './electron-parts.ts';
import { LongAnswers } from './long-answers.ts';
import { LongInputs } from './long-inputs.ts';
import { isPage } from './page-protocol.ts';

const bridgeProblem = defineProblems({
  'window.not-our-page': {
    title: 'The request does not come from the wizard',
    fix: 'Close the window and start again.',
  },
  'window.bad-request': { title: 'The request is not one of the wizard', fix: 'Start the wizard again.' },
  'window.folder-refused': {
    title: 'The folder was not allowed',
    fix: 'Choose the folder with the button, or allow it when the program asks.',
  },
  'window.download-failed': { title: 'The file could not be written', fix: 'Choose another place.' },
  'window.ticket-used': { title: 'The file is no longer there', fix: 'Make it once more.' },
});

const requestSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('call'), group: z.string(), name: z.string(), input: z.string() }),
  z.strictObject({
    kind: z.literal('upload'),
    name: z.string(),
    bytes: z.instanceof(ArrayBuffer).refine(({ byteLength }) => byteLength <= maximumUploadBytes),
    at: instantSchema,
  }),
  z.strictObject({ kind: z.literal('download'), ticket: z.string(), name: z.string() }),
  z.strictObject({ kind: z.literal('pick-folder') }),
  z.strictObject({ kind: z.literal('restart-elevated') }),
]);
const moreSchema = z.strictObject({ kind: z.literal('more'), of: z.string() });
const partSchema = z.strictObject({ kind: z.literal('part'), text: z.string() });
type BridgeRequest = z.infer<typeof requestSchema>;

const badRequest = (detail: string): Reply<never> => fail(bridgeProblem('window.bad-request', { detail }));

/** Answers the page of one window. A message from any other frame or place is refused (Electron: Security, point 17). */
export function answerBridge(
  { ipcMain, dialog }: Pick<ElectronParts, 'ipcMain' | 'dialog'>,
  window: BrowserWindow,
  { core, session }: OpenSession,
  restartElevated: () => Promise<Reply<null>>,
): void {
  const running = new Map<number, AbortController>();
  const folders = new ChosenFolders();
  const answers = new LongAnswers();
  const inputs = new LongInputs();
  // Electron's event for a page that was reloaded or left.
  window.webContents.on('did-navigate', () => {
    answers.forgetAll();
    inputs.forgetAll();
  });
  const isOurs = ({ senderFrame }: { senderFrame: Electron.WebFrameMain | null }) =>
    senderFrame !== null && senderFrame === window.webContents.mainFrame && isPage(senderFrame.url);

  ipcMain.handle(bridgeChannels.request, async (event, id: unknown, input: unknown): Promise<BridgeAnswer> => {
    if (!isOurs(event)) {
      return {
        reply: fail(bridgeProblem('window.not-our-page', { detail: 'It came from another frame or address.' })),
      };
    }
    const more = moreSchema.safeParse(input);
    if (more.success) return answers.more(more.data.of) ?? { reply: badRequest('That answer was given.') };
    const part = partSchema.safeParse(input);
    if (typeof id === 'number' && part.success) {
      return { reply: inputs.add(id, part.data.text) ? succeed(null) : badRequest('It is too long.') };
    }
    const request = requestSchema.safeParse(input);
    if (typeof id !== 'number' || !request.success) return { reply: badRequest('Its form is not known.') };
    return answers.begin(await replyTo(id, request.data));
  });

  async function replyTo(id: number, request: BridgeRequest): Promise<Reply<unknown>> {
    const controller = new AbortController();
    running.set(id, controller);
    try {
      return await withoutExceptions(() =>
        answer(id, request, {
          signal: controller.signal,
          onProgress: (progress) => window.webContents.send(bridgeChannels.progress, id, progress),
        }),
      );
    } finally {
      running.delete(id);
    }
  }

  ipcMain.on(bridgeChannels.cancel, (event, id: unknown) => {
    if (isOurs(event) && typeof id === 'number') running.get(id)?.abort();
  });

  async function answer(id: number, request: BridgeRequest, context: CallContext): Promise<Reply<unknown>> {
    switch (request.kind) {
      case 'call': {
        const { group, name } = request;
        const input = inputs.take(id, request.input);
        if (input === undefined) return badRequest('Its input is not JSON.');
        const written = folderOf(group, name, input);
        if (!written) return answerPage(core, group, name, input, context);
        const place = await placeToWrite(written.folder);
        if (place === null) return fail(bridgeProblem('window.folder-refused', { detail: `"${written.folder}"` }));
        return answerPage(core, group, name, written.withFolder(place), context);
      }
      case 'upload':
        return session.upload(request.name, new Uint8Array(request.bytes), request.at, context);
      case 'download':
        return download(request.ticket, request.name);
      case 'pick-folder':
        return succeed(await pickFolder());
      case 'restart-elevated':
        return restartElevated();
    }
  }

  async function pickFolder(): Promise<ChosenFolder | null> {
    const { filePaths } = await dialog.showOpenDialog(window, { properties: ['openDirectory', 'createDirectory'] });
    const [folder] = filePaths;
    return folder === undefined ? null : folders.choose(folder);
  }

  /** Returns where to write; null when the user did not allow it. A typed folder is asked for once, in a dialog that the page cannot press. */
  async function placeToWrite(folder: string): Promise<string | null> {
    const place = folders.placeOf(folder);
    if (place !== undefined) return place;
    if (folders.isAllowed(folder)) return folder;
    const { response } = await dialog.showMessageBox(window, {
      type: 'question',
      title: 'IIS Client Certificate Wizard',
      message: 'Write files into this folder?',
      detail: folder,
      buttons: ['Write', 'Cancel'],
      defaultId: 1,
      cancelId: 1,
      noLink: true,
    });
    if (response !== 0) return null;
    folders.allow(folder);
    return folder;
  }

  async function download(ticket: string, name: string): Promise<Reply<null>> {
    const file = session.takeDownload(ticket);
    if (!file) return fail(bridgeProblem('window.ticket-used', { detail: `"${name}" was fetched already.` }));
    const { filePath } = await dialog.showSaveDialog(window, { defaultPath: name.replace(/[\\/:]/g, '-') });
    if (filePath === '') return succeed(null);
    try {
      await writeFile(filePath, file.bytes);
      return succeed(null);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
      return fail(bridgeProblem('window.download-failed', { detail: `"${filePath}" (${code}).` }));
    }
  }
}
