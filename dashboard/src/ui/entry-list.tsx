import type { ReactNode } from 'react';

/** Entries below each other, a line between them. */
export function EntryList({ children }: { children: ReactNode }) {
  return (
    <ul role="list" className="divide-y divide-line">
      {children}
    </ul>
  );
}

/** What it is on the left, its state on the right (below, where there is no room). */
export function Entry({ badge, children }: { badge?: ReactNode; children: ReactNode }) {
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 py-3 first:pt-0 last:pb-0">
      <div className="min-w-0 flex-1 basis-40">{children}</div>
      {badge}
    </li>
  );
}
