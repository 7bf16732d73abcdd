import { webDarkTheme, webLightTheme, type Theme } from '@fluentui/react-components';

export const themeChoices = ['system', 'light', 'dark'] as const;
export type ThemeChoice = (typeof themeChoices)[number];

const fonts = {
  fontFamilyBase: '"Segoe UI Variable Text", "Segoe UI Variable", "Segoe UI", system-ui, sans-serif',
  fontFamilyMonospace: '"Cascadia Mono", Consolas, ui-monospace, monospace',
};

export const themes: Readonly<Record<'light' | 'dark', Theme>> = {
  light: { ...webLightTheme, ...fonts },
  dark: { ...webDarkTheme, ...fonts },
};

const key = 'theme';

/**
 * Returns the theme that was chosen last; the only thing the page remembers by itself. A browser that lets pages keep
 * nothing throws already when its storage is asked for (HTML Standard, localStorage): then it is remembered by nobody.
 */
export function rememberedTheme(): ThemeChoice {
  const stored = withStorage((storage) => storage.getItem(key));
  return themeChoices.find((choice) => choice === stored) ?? 'system';
}

export function rememberTheme(choice: ThemeChoice): void {
  withStorage((storage) => storage.setItem(key, choice));
}

function withStorage<Result>(work: (storage: Storage) => Result): Result | null {
  try {
    return work(window.localStorage);
  } catch (error) {
    if (error instanceof DOMException) return null;
    throw error;
  }
}
