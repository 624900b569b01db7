export { hashPassword } from './passwords.ts';
export { forgetExpiredSessions, resolveSession, signIn, signOut, type OpenedSession } from './sign-in.ts';
export { studentByAddress } from './guests.ts';
export { sessionRoutes } from './routes.ts';
