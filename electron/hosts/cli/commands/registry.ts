import type { CommandModule } from '../command.ts';

/** Every command, in the order of the help; each is loaded when it is asked for: a short command loads little. */
const loaders: Readonly<Record<string, () => Promise<CommandModule>>> = {
  new: async () => (await import('./new.ts')).newCommand,
  inspect: async () => (await import('./inspect.ts')).inspectCommand,
  validate: async () => (await import('./validate.ts')).validateCommand,
  'check-config': async () => (await import('./check-config.ts')).checkConfigCommand,
  adopt: async () => (await import('./adopt.ts')).adoptCommand,
  plan: async () => (await import('./plan.ts')).planCommand,
  export: async () => (await import('./export.ts')).exportCommand,
  import: async () => (await import('./import.ts')).importCommand,
  simulate: async () => (await import('./simulate.ts')).simulateCommand,
  diagnose: async () => (await import('./diagnose.ts')).diagnoseCommand,
  apply: async () => (await import('./apply.ts')).applyCommand,
  verify: async () => (await import('./verify.ts')).verifyCommand,
  rollback: async () => (await import('./rollback.ts')).rollbackCommand,
  serve: async () => (await import('./serve.ts')).serveCommand,
  schema: async () => (await import('./schema.ts')).schemaCommand,
};

/** Returns the command that the arguments name, or every command where they name none that there is. */
export async function loadCommands(args: readonly string[]): Promise<Readonly<Record<string, CommandModule>>> {
  const name = args.find((arg) => !arg.startsWith('-'));
  const wanted = Object.entries(loaders).filter(([each]) => each === name);
  const loading = (wanted.length > 0 ? wanted : Object.entries(loaders)).map(
    async ([each, load]) => [each, await load()] as const,
  );
  return Object.fromEntries(await Promise.all(loading));
}
