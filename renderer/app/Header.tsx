import { Button, Menu, MenuItemRadio, MenuList, MenuPopover, MenuTrigger, Tooltip } from '@fluentui/react-components';
import { HelpIcon, HomeIcon, RedoIcon, ThemeIcon, UndoIcon } from '../components/icons.tsx';
import { useActions, useWizard } from '../store/wizard-context.tsx';
import { frameText } from './text.en.ts';
import { themeChoices, type ThemeChoice } from './theme.ts';
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
        <ThemeMenu theme={theme} />
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
      <Tool label={frameText.start} icon={<HomeIcon />} onClick={() => go({ kind: 'start' })} />
      <Tool label={frameText.undo} icon={<UndoIcon />} isDisabled={!canUndo} onClick={undo} />
      <Tool label={frameText.redo} icon={<RedoIcon />} isDisabled={!canRedo} onClick={redo} />
    </>
  );
}

interface ToolProps {
  label: string;
  icon: React.JSX.Element;
  isDisabled?: boolean;
  onClick: () => void;
}

function Tool({ label, icon, isDisabled = false, onClick }: ToolProps) {
  return (
    <Tooltip content={label} relationship="label">
      <Button appearance="subtle" icon={icon} disabledFocusable={isDisabled} onClick={onClick} />
    </Tooltip>
  );
}

function HelpButton() {
  const { show } = useActions();
  return <Tool label={frameText.help} icon={<HelpIcon />} onClick={() => show('help')} />;
}

function ThemeMenu({ theme: { choice, choose } }: { theme: ReturnType<typeof useTheme> }) {
  return (
    <Menu
      checkedValues={{ theme: [choice] }}
      onCheckedValueChange={(_, { checkedItems }) => choose(checkedItems[0] as ThemeChoice)}
    >
      <MenuTrigger disableButtonEnhancement>
        <Tooltip content={frameText.theme.label} relationship="label">
          <Button appearance="subtle" icon={<ThemeIcon />} />
        </Tooltip>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {themeChoices.map((each) => (
            <MenuItemRadio key={each} name="theme" value={each}>
              {frameText.theme[each]}
            </MenuItemRadio>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
