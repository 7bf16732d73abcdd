import type { Practice } from '../../core/ports/server.ts';
import { journalFile } from '../files/journal-file.ts';
import { PracticeServer } from './practice-server.ts';

/** Returns the practice servers of this machine's files; a server's journal lies beside it. */
export const practice: Practice = {
  open: (file, plan, fault) => PracticeServer.open(file.handle, plan, fault),
  journalOf: ({ handle }) => journalFile(`${handle}.journal`),
  journal: ({ handle }) => journalFile(handle),
};
