export { immersioKeyContext, pushEnrollments, type ImmersioDeps } from './push-enrollments.ts';
