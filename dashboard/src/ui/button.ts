type Look = 'primary' | 'plain';

const LOOKS: Readonly<Record<Look, string>> = {
  primary: 'bg-accent-fill text-accent-on-fill hover:bg-accent-fill-hover',
  plain: 'border border-line-strong bg-surface text-ink hover:bg-sunken',
};

/** For buttons and for links that look like them. */
export const buttonClass = (look: Look): string =>
  `inline-flex min-h-11 items-center justify-center gap-2 rounded-sm px-4 py-2 text-sm font-strong no-underline ` +
  `disabled:opacity-50 ${LOOKS[look]}`;
