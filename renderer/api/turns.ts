/**
 * How long work may keep the page from drawing, in milliseconds. A collection of garbage can come on top of it, which takes
 * some 30 ms when thousands of certificates have just come in and other programs want the processors too.
 */
const budget = 6;

const channel = new MessageChannel();
const waiting: (() => void)[] = [];
channel.port1.onmessage = () => waiting.shift()?.();

/** Lets the page draw and answer. Unlike a timer, a message does not wait when there is nothing to do. */
export function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    waiting.push(resolve);
    channel.port2.postMessage(null);
  });
}

/** Returns a function that lets the page draw when it was kept from it for long enough. */
export function turns(): () => Promise<void> {
  let started = performance.now();
  return async () => {
    if (performance.now() - started < budget) return;
    await nextTask();
    started = performance.now();
  };
}
