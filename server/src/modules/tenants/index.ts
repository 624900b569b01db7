export {
  ownSchool,
  platformOrigin,
  schoolOrigin,
  type Addresses,
  type School,
  type SchoolSettings,
} from './settings.ts';
