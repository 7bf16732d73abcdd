/** The three looks that every screen has. */
export const themes = [
  { name: 'light', colorScheme: 'light', forcedColors: 'none' },
  { name: 'dark', colorScheme: 'dark', forcedColors: 'none' },
  { name: 'high contrast', colorScheme: 'dark', forcedColors: 'active' },
] as const;

/** Fluent's markers for keeping the focus inside are hidden and focusable on purpose: they hand the focus on. */
export const focusMarkers = '[data-tabster-dummy]';
