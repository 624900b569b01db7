import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  addEvent,
  addSession,
  book,
  bookingBody,
  iso,
  morning,
  type SceneEvent,
} from '../server/src/testing/scene.ts';
import { stage } from './harness.ts';
import { overflow } from './inspect.ts';
import { bookingIn, fillIn, messages, submitButton } from './steps.ts';

/*
 * Every field that people or schools fill, filled with what breaks out of HTML, attributes, styles, Markdown and addresses where
 * somebody forgot to escape, and looked at in a browser under the product's own policy. The harness fails a test on any complaint
 * of that policy, on any exception and on any request to a stranger; what would run sets `hacked`.
 */

const s = stage();

const CORPUS: readonly string[] = [
  '<script>hacked = 1</script>',
  '</script><script>hacked = 1</script>',
  '"><img src=x onerror="hacked = 1">',
  "' autofocus onfocus='hacked = 1' x='",
  '<svg/onload=hacked=1><style>*{color:red!important}</style>',
  '</title></textarea></style></noscript><script>hacked = 1</script>',
  '<!--><iframe srcdoc="<script>parent.hacked = 1</script>"></iframe>-->',
  '}</style><style>body{display:none}</style>',
  'red;}body{display:none}/*',
  '<base href="https://stranger.example/"><meta http-equiv="refresh" content="0;url=https://stranger.example/">',
  '<link rel=stylesheet href=https://stranger.example/a.css><img src=https://stranger.example/pixel.png>',
  '[click](javascript:hacked=1) ![p](https://stranger.example/p.png) <javascript:hacked=1>',
  '[a](data:text/html,<script>hacked=1</script>) [b](//stranger.example) [c](" onmouseover="hacked=1)',
  '`${hacked=1}` {{constructor.constructor("hacked=1")()}} ${7*7} %3Cscript%3E &lt;script&gt;',
  '\u202Egnirts \u200B\u200F\u2066hidden\u2069 Ẓ̌̈ạ̷l̵g̶o̸ 👩‍👩‍👧‍👧 ﷽',
  'Wolfeschlegelsteinhausenbergerdorff'.repeat(5),
];

const ADDRESSES: readonly string[] = [
  'javascript:hacked=1',
  ' JaVaScRiPt:hacked=1',
  'java\nscript:hacked=1',
  'data:text/html,<script>hacked=1</script>',
  'vbscript:hacked=1',
  '//stranger.example/pixel.png',
  'https://stranger.example/pixel.png" onerror="hacked=1',
  '/\\stranger.example/pixel.png',
];

const all = CORPUS.join('\n\n');
const both = (text: string) => JSON.stringify({ vi: text, en: text });
const line = (index: number): string =>
  (CORPUS[index % CORPUS.length] ?? '').replaceAll('\n', ' ').slice(0, 190);

let events: SceneEvent[];
let colours: { asked: string; refused: boolean }[];

/** Fills the school, its people and its events, behind the back of every check but the database's own. */
async function fillEverything(): Promise<void> {
  const { sql, tenants } = s.product;
  const tenant = tenants.lotus;
  events = [];
  for (const [index, text] of CORPUS.entries()) {
    const event = await addEvent(s.product, {
      kind: index % 2 === 0 ? 'lesson' : 'workshop',
      teachers: 2,
      schedulingType: index % 2 === 0 ? 'ROUND_ROBIN' : null,
      title: { vi: text, en: text },
      seatLimit: 5,
    });
    if (index % 2 === 1) await addSession(s.product, event, { start: morning(5), seats: 5 });
    events.push(event);
    await sql('update event_types set description = $1, image_url = $2, place = $3 where id = $4', [
      both(`${text}\n\n# ${text}\n\n> ${text}\n\n- ${text}`),
      ADDRESSES[index % ADDRESSES.length],
      JSON.stringify(
        index % 3 === 0
          ? { kind: 'online', url: ADDRESSES[index % ADDRESSES.length] }
          : index % 3 === 1
            ? { kind: 'address', text: { vi: text, en: text } }
            : { kind: 'phone', text },
      ),
      event.id,
    ]);
    for (const [number, id] of event.teacherIds.entries())
      await sql('update users set name = $1, bio = $2, photo_url = $3 where id = $4', [
        line(index + number),
        both(text),
        ADDRESSES[(index + number) % ADDRESSES.length],
        id,
      ]);
  }
  await sql('update tenants set name = $1, settings = $2 where id = $3', [
    line(2),
    JSON.stringify({ contactEmail: '"><script>hacked=1</script>@x.example', address: { vi: all, en: all } }),
    tenant,
  ]);
  await sql(
    `update tenant_landing_settings set page_title = $1, page_subtitle = $1, teacher_bio = $2, logo_url = $3, hero_image_url = $4,
       social_links = $5 where tenant_id = $6`,
    [
      both(line(4)),
      both(all),
      ADDRESSES[6],
      ADDRESSES[5],
      JSON.stringify(
        [...ADDRESSES, 'https://safe.example/"><script>hacked=1</script>'].map((url, index) => ({
          kind: line(index),
          url,
        })),
      ),
      tenant,
    ],
  );
  colours = [];
  for (const asked of [
    'red;}body{display:none}/*',
    '#fff}</style><script>hacked=1</script>',
    'url(https://stranger.example/a)',
    '#12345',
  ]) {
    const refused = await sql('update tenant_landing_settings set primary_color = $1 where tenant_id = $2', [
      asked,
      tenant,
    ]).then(
      () => false,
      () => true,
    );
    colours.push({ asked, refused });
  }
}

/** Nothing ran, nothing was styled away, and no link or form leads into a script. */
async function isUnharmed(page: Page, where: string): Promise<void> {
  const found = await page.evaluate<Record<string, unknown>>(`({
    hacked: typeof hacked,
    hidden: getComputedStyle(document.body).display === 'none',
    colour: getComputedStyle(document.body).color === 'rgb(255, 0, 0)',
    strangers: [...document.querySelectorAll('script:not([nonce]), body style, iframe:not([sandbox]), base, meta[http-equiv], [onerror], [onload], [onfocus], [onmouseover]')].map((e) => e.outerHTML),
    links: [...document.querySelectorAll('[href], [src], [action], [formaction]')]
      .flatMap((e) => ['href', 'src', 'action', 'formaction'].map((n) => e[n]).filter((v) => typeof v === 'string'))
      .filter((v) => /^(javascript|vbscript|data:text)/i.test(v)),
    pictures: [...document.images].map(({ src }) => src).filter((v) => !v.startsWith(location.origin + '/')),
  })`);
  expect({ where, ...found }).toEqual({
    where,
    hacked: 'undefined',
    hidden: false,
    colour: false,
    strangers: [],
    links: [],
    pictures: [],
  });
}

beforeAll(async () => {
  await fillEverything();
}, 60_000);

describe.each(['vi', 'en'] as const)('hostile strings in %s', (locale) => {
  const t = messages[locale];
  const visit = () =>
    s.visit({ locale: locale === 'vi' ? 'vi-VN' : 'en-GB', viewport: { width: 360, height: 740 } });

  test('on the school’s own page', async () => {
    const page = await visit();
    await page.goto(s.url('/'));
    await page.locator('h1').waitFor();
    await isUnharmed(page, 'landing');
    expect(await overflow(page)).toBe(0);
    // What is written is shown as it was written.
    expect(await page.locator('main').innerText()).toContain('<script>hacked = 1</script>');
  });

  test('on the page of every event, and in its calendar', async () => {
    const page = await visit();
    for (const [index, { slug }] of events.entries()) {
      await page.goto(s.url(`/e/${slug}`));
      expect(await page.locator('h1').textContent()).toBe(CORPUS[index]);
      if (index % 2 === 0) await page.getByRole('grid').waitFor();
      await isUnharmed(page, slug);
      expect(await overflow(page), slug).toBe(0);
    }
  });

  test('in what a student types: refused, shown again and booked', async () => {
    const page = await visit();
    for (const [index, { slug }] of events.entries()) {
      if (index % 2 === 0) continue;
      await page.goto(s.url(`/e/${slug}/book?start=${iso(morning(5))}&session=1`));
      const name = line(index).slice(0, 100);
      await fillIn(page, { name, email: '"><script>hacked=1</script>@x' });
      await page.evaluate("document.querySelector('main form').noValidate = true");
      await submitButton(page, t).click();
      await page.getByRole('alert').first().waitFor();
      await isUnharmed(page, `${slug} refused`);
      expect(await page.locator('[name="attendees.0.name"]').inputValue()).toBe(name);
      await fillIn(page, { name, email: `hostile-${index}-${locale}@students.example` });
      await submitButton(page, t).click();
      await bookingIn(page, 'confirmed');
      await isUnharmed(page, `${slug} booked`);
    }
  });

  test('in an address’s own parameters', async () => {
    const page = await visit();
    const paths = [`/e/${events[0]?.slug ?? ''}`, `/e/${events[1]?.slug ?? ''}`, '/sign-in'];
    for (const [index, text] of [...CORPUS, ...ADDRESSES].entries()) {
      const query = ['date', 'month', 'host', 'tz', 'from', 'next', 'x']
        .map((name) => `${name}=${encodeURIComponent(text)}`)
        .join('&');
      const path = paths[index % paths.length] ?? '/';
      await page.goto(s.url(`${path}?${query}`));
      await page.locator('h1').waitFor();
      await isUnharmed(page, `${path} ${text}`);
    }
  });
});

test('a colour that is none never gets into the database, and never into a style', () => {
  expect(colours.filter(({ refused }) => !refused)).toEqual([]);
});

test('mails show hostile names as text', async () => {
  const event = events[1];
  await book(
    s.product,
    bookingBody(event?.slug ?? '', iso(morning(5)), [{ name: line(0), email: 'mail@students.example' }]),
  );
  await s.product.settled();
  const page = await s.visit();
  await page.goto(s.url('/dev/mail', null));
  await page.locator('a.session').first().click();
  await page.locator('iframe').waitFor();
  const mail = page.frameLocator('iframe');
  await mail.getByText(line(0)).first().waitFor();
  await isUnharmed(page, 'mail');
  expect(await mail.locator('script').count()).toBe(0);
});

test('the look itself: what would be found if something were not escaped', async () => {
  const page = await s.visit();
  await page.goto(s.url('/sign-in'));
  await page.evaluate(`document.querySelector('main').innerHTML += '<a href="javascript:hacked=1">x</a>'`);
  await expect(isUnharmed(page, 'control')).rejects.toThrow('control');
});
