import { CalendarCheck, type LucideIcon } from 'lucide-react';
import type { SignedInUser } from '../api/session.ts';
import type { Texts } from '../i18n/texts.ts';

type NavigationItem = {
  to: '/bookings';
  icon: LucideIcon;
  label: (t: Texts) => string;
  roles: readonly SignedInUser['role'][];
};

/** The main navigation, in groups that are set apart from each other; each role sees what is open to it. */
const NAVIGATION: readonly (readonly NavigationItem[])[] = [
  [
    {
      to: '/bookings',
      icon: CalendarCheck,
      label: (t) => t.navigation.bookings,
      roles: ['admin', 'teacher'],
    },
  ],
];

export function navigationFor(role: SignedInUser['role']): NavigationItem[][] {
  return NAVIGATION.map((group) => group.filter(({ roles }) => roles.includes(role))).filter(
    (group) => group.length > 0,
  );
}
