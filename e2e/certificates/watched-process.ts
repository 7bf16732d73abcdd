import type { ChildProcess } from 'node:child_process';
import { readdirSync, readFileSync, watch } from 'node:fs';
import { join } from 'node:path';

/** Whether the process list can be read as files. */
export const hasProcessList = process.platform === 'linux';

/** Watches what others can see of a process while it runs: its temporary folder, its arguments and its environment. */
export class WatchedProcess {
  readonly seen = new Map<string, Buffer>();
  readonly #folder: string;
  readonly #watcher;
  readonly #timer: NodeJS.Timeout;

  constructor(child: ChildProcess, temporaryFolder: string) {
    this.#folder = temporaryFolder;
    const look = (): void => this.#look(child.pid ?? 0);
    this.#watcher = watch(temporaryFolder, { recursive: true }, look);
    this.#timer = setInterval(look, 20);
    look();
  }

  /** Ends watching, and returns everything that was seen, by its place. */
  end(): ReadonlyMap<string, Buffer> {
    clearInterval(this.#timer);
    this.#watcher.close();
    this.#lookAtFolder();
    return this.seen;
  }

  #look(pid: number): void {
    this.#lookAtFolder();
    for (const name of ['cmdline', 'environ']) this.#keep(`process list: ${name}`, `/proc/${pid}/${name}`);
    for (const thread of entriesOf(`/proc/${pid}/task`, false)) this.#keep('process list: name of a thread', `/proc/${pid}/task/${thread}/comm`); // prettier-ignore
  }

  #lookAtFolder(): void {
    for (const name of entriesOf(this.#folder)) this.#keep(`temporary folder: ${name}`, join(this.#folder, name));
  }

  #keep(place: string, path: string): void {
    try {
      const before = this.seen.get(place) ?? Buffer.alloc(0);
      const now = readFileSync(path);
      if (!before.includes(now)) this.seen.set(place, Buffer.concat([before, now]));
    } catch {
      // It is a folder, or gone already.
    }
  }
}

/** Below /proc a recursive listing would follow the links to the root of the whole file system. */
function entriesOf(folder: string, recursive = true): string[] {
  try {
    return readdirSync(folder, { recursive, encoding: 'utf8' });
  } catch {
    return [];
  }
}
