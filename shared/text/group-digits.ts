/** Returns a whole number with a comma between thousands. `Intl` takes longer for its first number than a page has for a frame. */
export function groupDigits(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ',');
}
