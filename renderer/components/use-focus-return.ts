import { useEffect, useState } from 'react';

/** Gives the focus back, when what lies over the step is closed, to what had it before: nobody loses the place. */
export function useFocusReturn(): void {
  const [before] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    },
    [before],
  );
}
