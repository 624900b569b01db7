import type { ReactNode } from 'react';

/** A label above its control. */
export function Field({
  label,
  className = '',
  children,
}: {
  label: string;
  className?: string;
  children: ReactNode;
}) {
  return (
    <label className={`grid min-w-0 gap-1 text-xs text-muted ${className}`}>
      {label}
      {children}
    </label>
  );
}

export const CONTROL =
  'control min-h-11 w-full min-w-0 rounded-sm border border-line-strong bg-surface px-3 text-sm text-ink';
