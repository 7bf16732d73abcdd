/** How long reading or writing may keep the page from drawing, in milliseconds. */
const budget = 12;

/** Returns a function that lets the page draw when it was kept from it for long enough. */
export function turns(): () => Promise<void> {
  let started = performance.now();
  return async () => {
    if (performance.now() - started < budget) return;
    await new Promise((resolve) => setTimeout(resolve));
    started = performance.now();
  };
}
