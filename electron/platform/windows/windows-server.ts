import type { WindowsServer } from '../../core/ports/windows-server.ts';
import { PowerShellServer } from './power-shell-server.ts';
import { shippedScript } from './shipped-script.ts';
import { cleanEnvironment, systemPrograms } from './system.ts';

/** Returns this Windows server; null elsewhere. */
export function windowsServer(platform: NodeJS.Platform, environment: NodeJS.ProcessEnv): WindowsServer | null {
  if (platform !== 'win32') return null;
  const program = { path: systemPrograms(environment).powerShell, environment: cleanEnvironment(environment) };
  return new PowerShellServer(program, shippedScript('powershell/'));
}
