import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

type EmptyStateProps = {
  icon: LucideIcon;
  title: string;
  text: string;
  headingLevel?: 1 | 2;
  /** What can be done about it. */
  children?: ReactNode;
};

export function EmptyState({ icon: Icon, title, text, headingLevel = 2, children }: EmptyStateProps) {
  const Heading = `h${headingLevel}` as const;
  return (
    <div className="grid justify-items-center gap-3 px-4 py-16 text-center">
      <span className="grid size-14 place-items-center rounded-full bg-sunken text-muted">
        <Icon aria-hidden className="size-6" />
      </span>
      <Heading className="text-lg font-strong">{title}</Heading>
      <p className="max-w-prose text-pretty text-muted">{text}</p>
      {children !== undefined && <div className="mt-2 flex flex-wrap justify-center gap-3">{children}</div>}
    </div>
  );
}
