import { useId, type ReactNode } from 'react';

/** A titled sheet. */
export function Section({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="rounded-md border border-line bg-surface p-4 sm:p-6">
      <h2 id={id} className="mb-4 text-md font-strong">
        {title}
      </h2>
      {children}
    </section>
  );
}
