const named: Readonly<Record<string, string>> = {
  nbsp: ' ',
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
};

/** The tags Teams' own editor writes. `a < b` and `<acme>` stay as they were typed. */
const tags =
  /<\/?(?:at|p|div|span|br|b|i|u|s|em|strong|a|code|pre|blockquote|font|ul|ol|li)(?:\s[^<>]*)?\/?>/gi;

const entity = (whole: string, name: string): string => {
  const code = /^#(?:x([0-9a-f]{1,6})|(\d{1,7}))$/i.exec(name);
  if (!code)
    return (Object.hasOwn(named, name.toLowerCase()) ? named[name.toLowerCase()] : undefined) ?? whole;
  const point = code[1] === undefined ? Number(code[2]) : Number.parseInt(code[1], 16);
  return point > 0 && point <= 0x10_ff_ff ? String.fromCodePoint(point) : whole;
};

/**
 * A message to the bot as a command line. Mentions of the bot are gone already; those of people keep their names. People
 * who know Slack type `/hw bill`, Teams' command menu sends `/bill` or `hw bill`, and all of them mean `bill`.
 */
export function messageLine(text: string): string {
  const plain = text
    .replace(tags, (tag) => (/^<\/?(?:at|b|i|u|s|em|strong|a|span|code|font)\b/i.test(tag) ? '' : ' '))
    .replace(/&(#?\w{1,8});/g, entity)
    // PostgreSQL keeps no NUL in a text.
    .replaceAll('\0', ' ')
    .replace(/[\s\u200B\uFEFF]+/g, ' ')
    .trim();
  return plain.replace(/^\/\s*/, '').replace(/^hw(?:\s+|$)/i, '');
}
