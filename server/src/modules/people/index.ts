export { issueProof, provedAddresses, type AddressProof } from './address-proof.ts';
export { hashPassword } from './passwords.ts';
export {
  claimProofMail,
  CODE_LASTS,
  confirmProof,
  forgetOldProofs,
  peekAtLink,
  requestProof,
  type Proved,
  type ProofMail,
} from './proofs.ts';
export {
  forgetExpiredSessions,
  openSession,
  resolveSession,
  signIn,
  signOut,
  type OpenedSession,
} from './sign-in.ts';
export { studentByAddress } from './guests.ts';
export { sessionRoutes } from './routes.ts';
export { verificationRoutes } from './verification-routes.ts';
