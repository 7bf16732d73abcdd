import type { ChildProcess } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, watch } from 'node:fs';
import { join } from 'node:path';

/** Whether the process list can be read as files. */
export const hasProcessList = process.platform === 'linux';

/** How often it is looked, in milliseconds: a child that ends sooner may be missed. */
const interval = 5;

/**
 * Watches what others can see of a process and its children while they run: temporary folder, arguments, environment.
 * A temporary file that is gone before it was read is a place of its own, `MISSED: NAME`: nobody knows what was in it.
 */
export class WatchedProcess {
  readonly seen = new Map<string, Buffer>();
  readonly #folder: string;
  readonly #watcher;
  readonly #timer: NodeJS.Timeout;

  constructor(child: ChildProcess, temporaryFolder: string) {
    this.#folder = temporaryFolder;
    const pid = child.pid ?? 0;
    this.#watcher = watch(temporaryFolder, { recursive: true }, (_, name) => {
      this.#look(pid);
      if (name !== null) this.#noteMissed(name);
    });
    this.#timer = setInterval(() => this.#look(pid), interval);
    this.#look(pid);
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
    this.#lookAtProcess(pid, 'process list: ');
  }

  #lookAtProcess(pid: number, place: string): void {
    for (const name of ['cmdline', 'environ']) this.#keep(`${place}${name}`, `/proc/${pid}/${name}`);
    for (const thread of entriesOf(`/proc/${pid}/task`, false)) {
      this.#keep(`${place}name of a thread`, `/proc/${pid}/task/${thread}/comm`);
      for (const child of childrenOf(pid, thread)) this.#lookAtProcess(child, `${place}child: `);
    }
  }

  #noteMissed(name: string): void {
    const place = `temporary folder: ${name}`;
    const isThere = existsSync(join(this.#folder, name));
    if (!isThere && !this.seen.has(place)) this.seen.set(`MISSED: ${name}`, Buffer.alloc(0));
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

function childrenOf(pid: number, thread: string): number[] {
  try {
    return readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8').split(' ').filter(Boolean).map(Number);
  } catch {
    // It has ended.
    return [];
  }
}
