import type { ReactNode } from 'react';

/** Small line icons in the current text colour. Each is decoration: the word beside it says the same. */
function Icon({ children, size = 20 }: { children: ReactNode; size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {children}
    </svg>
  );
}

export const CheckIcon = () => (
  <Icon>
    <circle cx="10" cy="10" r="7.5" />
    <path d="m6.5 10.2 2.4 2.4 4.6-5" />
  </Icon>
);
export const ErrorIcon = () => (
  <Icon>
    <circle cx="10" cy="10" r="7.5" />
    <path d="m7.2 7.2 5.6 5.6m0-5.6-5.6 5.6" />
  </Icon>
);
export const WarningIcon = () => (
  <Icon>
    <path d="M10 3 2.5 16.5h15L10 3Zm0 5v4m0 2.2v.1" />
  </Icon>
);
export const InformationIcon = () => (
  <Icon>
    <circle cx="10" cy="10" r="7.5" />
    <path d="M10 9v4.5m0-7v.1" />
  </Icon>
);
export const PendingIcon = () => (
  <Icon>
    <circle cx="10" cy="10" r="7.5" strokeDasharray="2.5 2.5" />
  </Icon>
);
export const EmptyIcon = () => (
  <Icon>
    <circle cx="10" cy="10" r="7.5" />
  </Icon>
);
export const SeenIcon = () => (
  <Icon>
    <circle cx="10" cy="10" r="7.5" />
    <circle cx="10" cy="10" r="2.5" fill="currentColor" />
  </Icon>
);
export const UnknownIcon = () => (
  <Icon>
    <circle cx="10" cy="10" r="7.5" />
    <path d="M7.8 8a2.2 2.2 0 1 1 3 2.1c-.6.3-.8.7-.8 1.4m0 2.4v.1" />
  </Icon>
);
export const HelpIcon = UnknownIcon;
export const UndoIcon = () => (
  <Icon>
    <path d="M4 8h8a4 4 0 0 1 0 8H8M4 8l3.5-3.5M4 8l3.5 3.5" />
  </Icon>
);
export const RedoIcon = () => (
  <Icon>
    <path d="M16 8H8a4 4 0 0 0 0 8h4m4-8-3.5-3.5M16 8l-3.5 3.5" />
  </Icon>
);
export const HomeIcon = () => (
  <Icon>
    <path d="m3 9.5 7-6 7 6V16a1 1 0 0 1-1 1h-3.5v-4.5h-5V17H4a1 1 0 0 1-1-1Z" />
  </Icon>
);
export const CopyIcon = () => (
  <Icon size={16}>
    <rect x="7" y="7" width="9.5" height="9.5" rx="1.5" />
    <path d="M13 7V4.5A1.5 1.5 0 0 0 11.5 3h-7A1.5 1.5 0 0 0 3 4.5v7A1.5 1.5 0 0 0 4.5 13H7" />
  </Icon>
);
export const FileIcon = () => (
  <Icon>
    <path d="M5 2.8h6.5L15.5 7v9a1.2 1.2 0 0 1-1.2 1.2H5.7A1.2 1.2 0 0 1 4.5 16V4A1.2 1.2 0 0 1 5.7 2.8ZM11.3 3v4.2h4" />
  </Icon>
);
export const CloseIcon = () => (
  <Icon>
    <path d="m5.5 5.5 9 9m0-9-9 9" />
  </Icon>
);
export const AddIcon = () => (
  <Icon>
    <path d="M10 4.5v11M4.5 10h11" />
  </Icon>
);
export const KeyIcon = () => (
  <Icon size={16}>
    <circle cx="6.5" cy="10" r="3.5" />
    <path d="M10 10h7m-2 0v3m-2.5-3v2" />
  </Icon>
);
export const ServerIcon = () => (
  <Icon>
    <rect x="3" y="3.5" width="14" height="5.5" rx="1.2" />
    <rect x="3" y="11" width="14" height="5.5" rx="1.2" />
    <path d="M6 6.2v.1M6 13.8v.1" />
  </Icon>
);
