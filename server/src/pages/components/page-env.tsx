import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Messages } from '../messages/index.ts';
import type { PageContext } from '../view-models.ts';

export interface PageEnv extends PageContext {
  t: Messages;
  /** Names of the islands on the page; filled while it renders, read when the document is put together. */
  islands: Set<string>;
}

export const PageEnvContext = createContext<PageEnv | undefined>(undefined);

/** What every component may need: texts, language, zone, school. */
export function usePage(): PageEnv {
  const env = useContext(PageEnvContext);
  if (env === undefined) throw new Error('A page component was rendered outside of renderPage.');
  return env;
}
