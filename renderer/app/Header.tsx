import { Button, Select } from '@fluentui/react-components';
import { HelpIcon, HomeIcon, RedoIcon, UndoIcon } from '../components/icons.tsx';
import { useActions, useWizard } from '../store/wizard-context.tsx';
import { frameText } from './text.en.ts';
import { themeChoices } from './theme.ts';
import type { useTheme } from './use-theme.ts';

export function Header({ theme }: { theme: ReturnType<typeof useTheme> }) {
  const isPractice = useWizard(({ document, draft }) => draft !== null && document?.isPractice === true);
  const site = useWizard(({ draft }) => draft?.present.sslRequire.site);
  const isInStep = useWizard(({ navigation }) => navigation.current !== 'start');
  return (
    <header className="frame-header">
      <span className="frame-product">{frameText.product}</span>
      {isPractice && (
        <span className="frame-practice" title={frameText.practiceHint}>
          {frameText.practice}
        </span>
      )}
      <span className="frame-site">{isInStep && site !== undefined && frameText.site(site)}</span>
      <div className="frame-tools">
        {isInStep && <DocumentTools />}
        <ThemeChooser theme={theme} />
        <HelpButton />
      </div>
    </header>
  );
}

function DocumentTools() {
  const { go, undo, redo } = useActions();
  const canUndo = useWizard(({ draft }) => (draft?.past.length ?? 0) > 0);
  const canRedo = useWizard(({ draft }) => (draft?.future.length ?? 0) > 0);
  return (
    <>
      <Tool {...frameText.start} icon={<HomeIcon />} onClick={() => go({ kind: 'start' })} />
      <Tool {...frameText.undo} icon={<UndoIcon />} isDisabled={!canUndo} onClick={undo} />
      <Tool {...frameText.redo} icon={<RedoIcon />} isDisabled={!canRedo} onClick={redo} />
    </>
  );
}

interface ToolProps {
  label: string;
  title: string;
  /** As `aria-keyshortcuts` spells them. */
  keys?: string;
  icon: React.JSX.Element;
  isDisabled?: boolean;
  onClick: () => void;
}

/** The word stands beside the icon while there is room for it; where there is none, it is still the button's name. */
function Tool({ label, title, keys, icon, isDisabled = false, onClick }: ToolProps) {
  return (
    <Button
      appearance="subtle"
      icon={icon}
      title={title}
      aria-keyshortcuts={keys}
      disabledFocusable={isDisabled}
      onClick={onClick}
    >
      <span className="frame-tool-label">{label}</span>
    </Button>
  );
}

function HelpButton() {
  const { show } = useActions();
  return <Tool {...frameText.help} icon={<HelpIcon />} onClick={() => show('help')} />;
}

function ThemeChooser({ theme: { choice, choose } }: { theme: ReturnType<typeof useTheme> }) {
  return (
    <Select
      aria-label={frameText.theme.label}
      value={choice}
      onChange={(_, { value }) => choose(themeChoices.find((each) => each === value) ?? choice)}
    >
      {themeChoices.map((each) => (
        <option key={each} value={each}>
          {frameText.theme[each]}
        </option>
      ))}
    </Select>
  );
}
