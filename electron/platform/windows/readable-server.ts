import type { ServerConfiguration } from '../../core/ports/servers.ts';
import type { ServerFacts } from '../../core/ports/server-facts.ts';
import { Appcmd } from './appcmd.ts';
import { PowerShellFacts } from './power-shell-facts.ts';
import { configurationFiles } from './server-configuration.ts';
import { shippedScript } from './shipped-script.ts';
import { cleanEnvironment, scriptArguments, systemPrograms } from './system.ts';
import { WarmScript } from './warm-script.ts';

/** The script has its own folder: it belongs to the program and to no bundle. */
const script = shippedScript('facts/answer-questions.ps1');

export interface ReadableServer {
  configuration: ServerConfiguration;
  facts: ServerFacts;
}

/** Returns what can be read of this Windows server. Its script is started at the first question, and stays. */
export function readableServer(environment: NodeJS.ProcessEnv): ReadableServer {
  const programs = systemPrograms(environment);
  const clean = cleanEnvironment(environment);
  const facts = new PowerShellFacts(
    new WarmScript({ path: programs.powerShell, environment: clean }, scriptArguments(script)),
  );
  const appcmd = async (signal: AbortSignal) =>
    new Appcmd({ path: programs.appcmd, environment: clean }, await facts.codePage(signal));
  return {
    configuration: {
      ...configurationFiles(environment),
      sites: async (signal) => (await appcmd(signal)).sites(signal),
      locks: async (site, signal) => (await appcmd(signal)).locks(site, signal),
    },
    facts,
  };
}
