import type { Tx } from '#db/database.ts';
import type { LocalisedText } from '#platform/localised-text.ts';

/** The school's own page as it is set. */
export type LandingSettings = {
  templateId: number;
  primaryColor: string;
  logoUrl: string | null;
  heroImageUrl: string | null;
  pageTitle: LocalisedText;
  pageSubtitle: LocalisedText;
  teacherBio: LocalisedText;
  socialLinks: { kind: string; url: string }[];
  published: boolean;
};

/** What a school that never set anything shows. */
const UNSET: LandingSettings = {
  templateId: 1,
  primaryColor: '#2f5d50',
  logoUrl: null,
  heroImageUrl: null,
  pageTitle: {},
  pageSubtitle: {},
  teacherBio: {},
  socialLinks: [],
  published: false,
};

/** The landing settings of the transaction's school. */
export async function landingSettings(tx: Tx): Promise<LandingSettings> {
  const row = await tx.db.selectFrom('tenant_landing_settings').selectAll().executeTakeFirst();
  if (!row) return UNSET;
  return {
    templateId: row.template_id,
    primaryColor: row.primary_color,
    logoUrl: row.logo_url,
    heroImageUrl: row.hero_image_url,
    pageTitle: row.page_title as LocalisedText,
    pageSubtitle: row.page_subtitle as LocalisedText,
    teacherBio: row.teacher_bio as LocalisedText,
    socialLinks: row.social_links as { kind: string; url: string }[],
    published: row.published,
  };
}
