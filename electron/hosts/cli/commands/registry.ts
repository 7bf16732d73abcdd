import type { CommandModule } from '../command.ts';
import { adoptCommand } from './adopt.ts';
import { applyCommand } from './apply.ts';
import { checkConfigCommand } from './check-config.ts';
import { diagnoseCommand } from './diagnose.ts';
import { exportCommand } from './export.ts';
import { importCommand } from './import.ts';
import { inspectCommand } from './inspect.ts';
import { newCommand } from './new.ts';
import { planCommand } from './plan.ts';
import { rollbackCommand } from './rollback.ts';
import { schemaCommand } from './schema.ts';
import { serveCommand } from './serve.ts';
import { simulateCommand } from './simulate.ts';
import { validateCommand } from './validate.ts';
import { verifyCommand } from './verify.ts';

/** Every command, in the order of the help. */
export const commands: Readonly<Record<string, CommandModule>> = {
  new: newCommand,
  inspect: inspectCommand,
  validate: validateCommand,
  'check-config': checkConfigCommand,
  adopt: adoptCommand,
  plan: planCommand,
  export: exportCommand,
  import: importCommand,
  simulate: simulateCommand,
  diagnose: diagnoseCommand,
  apply: applyCommand,
  verify: verifyCommand,
  rollback: rollbackCommand,
  serve: serveCommand,
  schema: schemaCommand,
};
