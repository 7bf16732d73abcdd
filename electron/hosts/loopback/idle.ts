/** Tells when nobody has asked for anything for a while. A call that runs counts as asking. */
export class Idle {
  readonly #milliseconds: number;
  readonly #whenIdle: () => void;
  #running = 0;
  #timer: NodeJS.Timeout;

  constructor(milliseconds: number, whenIdle: () => void) {
    this.#milliseconds = milliseconds;
    this.#whenIdle = whenIdle;
    this.#timer = this.#start();
  }

  begin(): void {
    this.#running += 1;
    clearTimeout(this.#timer);
  }

  end(): void {
    this.#running -= 1;
    if (this.#running === 0) this.#timer = this.#start();
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #start(): NodeJS.Timeout {
    // The server keeps the program running, not this: a call that ends after the server was closed starts it again.
    return setTimeout(this.#whenIdle, this.#milliseconds).unref();
  }
}
