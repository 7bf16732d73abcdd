import { win32 } from 'node:path';

const usual = 'C:\\Windows';

/** Returns the folder of Windows: a name that the environment gives counts only as an absolute local path. */
export function windowsFolder(environment: NodeJS.ProcessEnv): string {
  const named = environment['SystemRoot'] ?? '';
  return /^[A-Za-z]:\\[^:*?"<>|/]+$/.test(named) && win32.normalize(named) === named ? named : usual;
}

/** Returns the programs by their full path: what a search path or a current folder holds is never run. */
export function systemPrograms(environment: NodeJS.ProcessEnv): { powerShell: string; appcmd: string } {
  const system = win32.join(windowsFolder(environment), 'System32');
  return {
    powerShell: win32.join(system, 'WindowsPowerShell', 'v1.0', 'powershell.exe'),
    appcmd: win32.join(system, 'inetsrv', 'appcmd.exe'),
  };
}

const passedOn = ['ProgramData', 'ProgramFiles', 'CommonProgramFiles', 'TEMP', 'TMP', 'USERPROFILE', 'COMPUTERNAME'];

/** Returns the environment of a child: Windows' own folders, and nothing that somebody else could have put into ours. */
export function cleanEnvironment(environment: NodeJS.ProcessEnv): Record<string, string> {
  const root = windowsFolder(environment);
  const system = win32.join(root, 'System32');
  const kept = passedOn.flatMap((name) => {
    const value = environment[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return {
    ...Object.fromEntries(kept),
    SystemRoot: root,
    windir: root,
    SystemDrive: root.slice(0, 2),
    PATH: [system, root].join(';'),
    PATHEXT: '.COM;.EXE',
    PSModulePath: win32.join(system, 'WindowsPowerShell', 'v1.0', 'Modules'),
  };
}

/** Returns how a shipped script is started: nothing of ours is in a command text, and no profile is run. */
export function scriptArguments(script: string, ...options: readonly string[]): string[] {
  return ['-NoProfile', '-NonInteractive', '-NoLogo', '-File', script, ...options];
}
