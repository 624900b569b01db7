import { CircleAlert } from 'lucide-react';
import { describeProblem } from '../api/problem.ts';
import { useLanguage } from '../preferences/language.tsx';
import { buttonClass } from './button.ts';

type ErrorStateProps = { error: unknown; onRetry: () => void; headingLevel?: 1 | 2 };

/** What went wrong, in the reader's language, and a way to try again. */
export function ErrorState({ error, onRetry, headingLevel = 2 }: ErrorStateProps) {
  const { t } = useLanguage();
  const { text, requestId } = describeProblem(error, t);
  const Heading = `h${headingLevel}` as const;
  return (
    <div role="alert" className="grid justify-items-center gap-3 px-4 py-16 text-center">
      <span className="grid size-14 place-items-center rounded-full bg-danger-soft text-danger">
        <CircleAlert aria-hidden className="size-6" />
      </span>
      <Heading className="text-lg font-strong">{t.problems.title}</Heading>
      <p className="max-w-prose text-pretty text-muted">{text}</p>
      {requestId !== undefined && <p className="text-xs text-muted">{t.problems.requestId(requestId)}</p>}
      <button type="button" className={`${buttonClass('plain')} mt-2`} onClick={onRetry}>
        {t.common.retry}
      </button>
    </div>
  );
}
