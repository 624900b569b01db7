import { useEffect } from 'react';
import { useSession } from './session-context.ts';

/** Names the page in the browser's tab and history, with the school behind it. */
export function useDocumentTitle(title: string): void {
  const { school } = useSession();
  useEffect(() => {
    document.title = `${title} · ${school.name}`;
  }, [title, school.name]);
}
