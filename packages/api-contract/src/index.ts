export * from './afterwards.ts';
export * from './common.ts';
export * from './event-types.ts';
export * from './bookings.ts';
export * from './session.ts';
export * from './verifications.ts';
