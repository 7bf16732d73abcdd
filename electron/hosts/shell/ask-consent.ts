import type { BrowserWindow, Dialog } from 'electron';
import type { ConsentRequest } from '../../core/ports/servers.ts';

const words = {
  apply: { message: 'Apply this plan to this server?', button: 'Apply' },
  rollback: { message: 'Roll this plan back on this server?', button: 'Roll back' },
};

/** Returns how somebody at the computer is asked before this server is changed: in a dialog of the system, which no page can press. */
export function consentDialog(dialog: Pick<Dialog, 'showMessageBox'>, window: BrowserWindow) {
  return async ({ action, site, digest, changes }: ConsentRequest): Promise<boolean> => {
    const { message, button } = words[action];
    const { response } = await dialog.showMessageBox(window, {
      type: 'warning',
      title: 'IIS Client Certificate Wizard',
      message,
      detail: `Site: ${printable(site)}\nChanges: ${changes}\nPlan digest: ${digest}`,
      buttons: [button, 'Cancel'],
      defaultId: 1,
      cancelId: 1,
      noLink: true,
    });
    return response === 0;
  };
}

/** A site's name comes from a file: it must not add lines that read as if the program had written them. */
function printable(name: string): string {
  return name.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '\u{fffd}').slice(0, 300);
}
