import { clientErrorNumbers } from './client-errors.en.ts';
import { hresultOfWin32 } from './windows-code.ts';
import type { WindowsError } from './windows-error.ts';

/** What clients on Windows say when no HTTP answer came. */
export const networkErrors: readonly WindowsError[] = [
  { code: hresultOfWin32(10054), name: 'WSAECONNRESET', explanation: clientErrorNumbers.connectionReset },
  {
    code: hresultOfWin32(12030),
    name: 'ERROR_WINHTTP_CONNECTION_ERROR',
    otherNames: ['ERROR_INTERNET_CONNECTION_ABORTED'],
    explanation: { ...clientErrorNumbers.connectionReset, certainty: 'inferred' },
  },
  {
    code: hresultOfWin32(12031),
    name: 'ERROR_INTERNET_CONNECTION_RESET',
    explanation: clientErrorNumbers.connectionReset,
  },
  {
    code: hresultOfWin32(12044),
    name: 'ERROR_WINHTTP_CLIENT_AUTH_CERT_NEEDED',
    otherNames: ['ERROR_INTERNET_CLIENT_AUTH_CERT_NEEDED'],
    explanation: clientErrorNumbers.certificateNeeded,
  },
  {
    code: hresultOfWin32(12185),
    name: 'ERROR_WINHTTP_CLIENT_CERT_NO_PRIVATE_KEY',
    explanation: clientErrorNumbers.privateKeyMissing,
  },
];
