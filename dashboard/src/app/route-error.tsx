import type { ErrorComponentProps } from '@tanstack/react-router';
import { ErrorState } from '../ui/error-state.tsx';

/** A fault of ours while drawing a page, or a part of the app that could not be fetched: a reload mends the second. */
export function RouteError({ error }: ErrorComponentProps) {
  return <ErrorState error={error} headingLevel={1} onRetry={() => window.location.reload()} />;
}
