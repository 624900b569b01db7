import { safeImageUrl } from '../links.ts';

/** A portrait, or the name's initials; decorative, because the name always stands beside it. */
export function Avatar({
  name,
  photoUrl,
  size = 'medium',
}: {
  name: string;
  photoUrl?: string | undefined;
  size?: 'medium' | 'large';
}) {
  const photo = safeImageUrl(photoUrl);
  const pixels = size === 'large' ? 96 : 40;
  if (photo !== undefined) {
    return (
      <img class={`avatar avatar-${size}`} src={photo} alt="" width={pixels} height={pixels} loading="lazy" />
    );
  }
  return (
    <span class={`avatar avatar-${size} avatar-initials`} aria-hidden="true">
      {initials(name)}
    </span>
  );
}

/** First letters of the first and the last word: "Nguyễn Thị Minh Anh" → "NA". */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const letters = words.length > 1 ? [words[0], words[words.length - 1]] : [words[0]];
  return letters.map((word) => firstCharacter(word ?? '').toLocaleUpperCase()).join('');
}

/** As people count: a letter with its diacritics is one, however it is encoded. */
function firstCharacter(word: string): string {
  for (const { segment } of new Intl.Segmenter().segment(word)) return segment;
  return '';
}
