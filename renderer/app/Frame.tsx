import { lazy, Suspense, useEffect } from 'react';
import { stepIds } from '../../shared/steps/step-id.ts';
import { focusPath } from '../components/focus-path.ts';
import { useRemarks } from '../store/use-remarks.ts';
import { useActions, useWizard } from '../store/wizard-context.tsx';
import { writeAddress } from './address.ts';
import { Banners } from './Banners.tsx';
import { DropAnywhere } from './DropAnywhere.tsx';
import { Footer } from './Footer.tsx';
import { Header } from './Header.tsx';
import { StartScreen } from './StartScreen.tsx';
import { StepRail } from './StepRail.tsx';
import { StepScreen } from './StepScreen.tsx';
import { frameText } from './text.en.ts';
import { useShortcuts } from './use-shortcuts.ts';
import { useUnsavedWarning } from './use-unsaved-warning.ts';
import type { useTheme } from './use-theme.ts';
import './Frame.css';

/** Loaded once the screen can be used. */
const Panels = lazy(async () => ({ default: (await import('./Panels.tsx')).Panels }));

/** The window: header, rail, the step or the start screen, footer; and what lies over them. */
export function Frame({ theme }: { theme: ReturnType<typeof useTheme> }) {
  const current = useWizard(({ navigation }) => navigation.current);
  const hasDraft = useWizard(({ draft }) => draft !== null);
  const announcement = useWizard((state) => state.announcement);
  const hasHost = useWizard(({ host }) => host !== null);
  const remarks = useRemarks();
  const step = hasDraft && current !== 'start' ? current : null;
  useShortcuts();
  useUnsavedWarning();
  useEffect(() => writeAddress(step ?? 'start'), [step]);
  useEffect(() => {
    const number = step ? `${stepIds.indexOf(step) + 1}. ` : '';
    document.title = `${number}${frameText.product}`;
  }, [step]);
  usePendingFocus();
  return (
    <div className={step ? 'frame' : 'frame frame-start'}>
      <Header theme={theme} />
      {step && <StepRail remarks={remarks} />}
      <main className="frame-main">
        <Banners />
        <div className="frame-scroll" key={step ?? 'start'}>
          <div className="frame-main-inner">{step ? <StepScreen step={step} /> : <StartScreen />}</div>
        </div>
      </main>
      {step && <Footer remarks={remarks} />}
      <DropAnywhere />
      <div className="visually-hidden" aria-live="polite" data-testid="live">
        {announcement}
      </div>
      {hasHost && (
        <Suspense>
          <Panels />
        </Suspense>
      )}
    </div>
  );
}

/** Puts the focus where a fix leads, as soon as that place is on the screen. */
function usePendingFocus(): void {
  const path = useWizard((state) => state.focusPath);
  const { focused } = useActions();
  useEffect(() => {
    if (path === null) return;
    if (focusPath(path)) {
      focused();
      return;
    }
    const observer = new MutationObserver(() => {
      if (!focusPath(path)) return;
      observer.disconnect();
      focused();
    });
    observer.observe(document.body, { childList: true, subtree: true });
    return () => observer.disconnect();
  }, [path, focused]);
}
