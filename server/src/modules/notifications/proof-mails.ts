import { claimProofMail, CODE_LASTS, type ProofMail } from '#modules/people/index.ts';
import { landingSettings } from '#modules/landing/index.ts';
import { ownSchool, schoolOrigin, type School } from '#modules/tenants/index.ts';
import { MINUTE } from '#platform/clock.ts';
import type { Locale } from '#platform/locale.ts';
import type { MailDeps } from './booking-source.ts';
import { mailHtml, mailText, type MailContent } from './layout.ts';
import { sendOnce } from './send-once.ts';

const MINUTES = CODE_LASTS / MINUTE;

const en = {
  hello: 'Hello,',
  helloTo: (name: string) => `Hello ${name},`,
  code: 'Code',
  once: `Link and code are good once, for ${MINUTES} minutes.`,
  ignore: 'You did not ask for this? Then there is nothing to do: without you, nobody gets any further.',
  footer: (school: string) => `You receive this message because somebody gave this address at ${school}.`,
  verification: {
    subject: (school: string) => `Confirm your address for ${school}`,
    lead: 'Enter this code on the page that you came from, or open the link: it shows that this address is yours.',
    button: 'Confirm this address',
  },
  sign_in: {
    subject: (school: string) => `Sign in to ${school}`,
    lead: 'Open the link or enter this code on the page that you came from, and you are signed in.',
    button: 'Sign in',
  },
};

const vi: typeof en = {
  hello: 'Xin chào,',
  helloTo: (name) => `Xin chào ${name},`,
  code: 'Mã',
  once: `Đường dẫn và mã chỉ dùng được một lần, trong ${MINUTES} phút.`,
  ignore: 'Nếu bạn không yêu cầu, bạn có thể bỏ qua thư này: không ai có thể tiếp tục nếu không có mã.',
  footer: (school) => `Bạn nhận được thư này vì có người đã nhập địa chỉ này tại ${school}.`,
  verification: {
    subject: (school) => `Xác nhận địa chỉ của bạn với ${school}`,
    lead: 'Hãy nhập mã này vào trang bạn đang mở, hoặc bấm vào đường dẫn để xác nhận địa chỉ này là của bạn.',
    button: 'Xác nhận địa chỉ',
  },
  sign_in: {
    subject: (school) => `Đăng nhập vào ${school}`,
    lead: 'Hãy bấm vào đường dẫn hoặc nhập mã này vào trang bạn đang mở để đăng nhập.',
    button: 'Đăng nhập',
  },
};

const messagesIn = (locale: Locale) => (locale === 'vi' ? vi : en);

/** Mails code and link to who asked for them, or does nothing; which of the two only the address' owner finds out. */
export async function sendProof(deps: MailDeps, tenantId: number, proofId: number): Promise<void> {
  const source = await deps.db.withTenant(tenantId, async (tx) => {
    const mail = await claimProofMail(tx, deps, proofId);
    if (!mail) return null;
    return { mail, school: await ownSchool(tx), accent: (await landingSettings(tx)).primaryColor };
  });
  if (!source) return;
  const { mail, school } = source;
  const m = messagesIn(mail.locale);
  const content = contentOf(mail, {
    school,
    accent: source.accent,
    url: `${schoolOrigin(school, deps.addresses)}/verify?token=${encodeURIComponent(mail.token)}&lang=${mail.locale}`,
  });
  await sendOnce(deps, tenantId, {
    dedupeKey: `${mail.purpose} ${mail.uid}`,
    bookingId: null,
    kind: mail.purpose,
    locale: mail.locale,
    from: { name: school.name, address: `${school.subdomain}@${deps.mailDomain}` },
    to: { name: mail.name, address: mail.email },
    replyTo: school.settings.contactEmail,
    // The code is in the text alone: subjects show on locked screens, and are kept.
    subject: m[mail.purpose].subject(school.name),
    text: mailText(content),
    html: mailHtml(content),
  });
}

function contentOf(
  mail: ProofMail,
  { school, accent, url }: { school: School; accent: string; url: string },
): MailContent {
  const m = messagesIn(mail.locale);
  return {
    school: school.name,
    accent,
    greeting: mail.name === '' ? m.hello : m.helloTo(mail.name),
    lead: m[mail.purpose].lead,
    facts: [[m.code, `${mail.code.slice(0, 4)} ${mail.code.slice(4)}`]],
    notes: [m.once, m.ignore],
    button: { label: m[mail.purpose].button, url },
    footer: m.footer(school.name),
    lang: mail.locale,
  };
}
