import { createContext, use } from 'react';
import type { School, SignedInUser } from '../api/session.ts';

type Session = { user: SignedInUser; school: School };

export const SessionContext = createContext<Session | null>(null);

/** The signed-in member of staff and the school; everything inside of the shell has them. */
export function useSession(): Session {
  const session = use(SessionContext);
  if (!session) throw new Error('useSession needs the shell around it');
  return session;
}
