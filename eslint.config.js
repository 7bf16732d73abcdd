import jsxA11y from 'eslint-plugin-jsx-a11y';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

/** Imports go one way: renderer -> shared; hosts -> core -> shared; platform -> core/ports, shared; never back. */
const never = (patterns, why) => ({
  'no-restricted-imports': ['error', { patterns: [{ regex: patterns, message: why }] }],
});

export default tseslint.config(
  { ignores: ['node_modules', 'dist', 'coverage', 'test-results', '**/bin/**', '**/obj/**'] },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        project: [
          './shared/tsconfig.json',
          './electron/tsconfig.json',
          './e2e/tsconfig.json',
          './renderer/tsconfig.json',
        ],
      },
    },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      'no-console': 'error',
    },
  },
  { files: ['**/*.js'], ...tseslint.configs.disableTypeChecked },
  {
    files: ['shared/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: never(
      '^(node:|electron$|react)|/(electron|renderer)/',
      'shared/ is pure: it runs in the page, in Node and in preload.',
    ),
  },
  {
    files: ['electron/core/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: never('^electron$|/(platform|hosts|renderer)/', 'The core knows ports, never drivers or hosts.'),
  },
  {
    files: ['electron/platform/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: never(
      '^electron$|/hosts/|/renderer/|/core/(?!ports/)',
      'A driver implements a port: it imports core/ports and shared only.',
    ),
  },
  {
    files: ['electron/hosts/cli/**/*.ts', 'electron/hosts/loopback/**/*.ts'],
    rules: never('^electron$|/renderer/', 'Only hosts/shell imports electron.'),
  },
  {
    files: ['renderer/**/*.{ts,tsx}'],
    ignores: ['**/*.test.ts'],
    extends: [jsxA11y.flatConfigs.strict, reactHooks.configs.flat.recommended],
    rules: {
      ...never('^(node:|electron$|zod$)|/electron/', 'The page knows shared/ only, and carries no schema library.'),
      '@typescript-eslint/no-confusing-void-expression': 'off',
      // What scrolls has to be reachable by keyboard.
      'jsx-a11y/no-noninteractive-tabindex': ['error', { roles: ['group', 'region', 'table', 'tabpanel'] }],
      'jsx-a11y/no-static-element-interactions': ['error', { handlers: ['onClick', 'onKeyDown', 'onPointerDown'] }],
      // It speaks of React's compiler, which is not used.
      'react-hooks/incompatible-library': 'off',
    },
  },
  { files: ['scripts/**'], rules: { 'no-console': 'off' } },
);
