const plain = /^[\x20-\x25\x27-\x3b\x3d-\x7e]*$/;

/** `<@U1|ann>`, `<#C1|sales>`, `<!subteam^S1|@sales>`: the id counts, a name identifies nobody. */
const mention = /<([@#])([A-Z0-9]+)(?:\|[^<>"]*)?>|<!subteam\^([A-Z0-9]+)(?:\|[^<>"]*)?>/g;
/** `<https://acme.cn|acme.cn>`, `<mailto:a@b.cn|a@b.cn>`: Slack made the link, the person typed the label. */
const link =
  /<(?:https?:\/\/|mailto:|tel:)[^\s<>|"]*\|([^<>"]*)>|<(https?:\/\/[^\s<>|"]+|(?:mailto|tel):[^\s<>|"]+)>/g;
const entity = /&(?:amp;)*(amp|lt|gt);/g;
const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>' };

// The soft hyphen, zero-width and direction marks, variation selectors: unseen, and in the way of a match.
const unseen = /[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]/g;
// Control characters (PostgreSQL cannot store NUL), every kind of white space, and halves of surrogate pairs.
const blank = /[\p{Cc}\s]/gu;
const halves = /\p{Cs}/gu;

const once = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(halves, '\ufffd')
    .replace(unseen, '')
    .replace(blank, ' ')
    .replace(
      mention,
      (_all, sign?: string, id?: string, group?: string) => `${sign ?? '@'}${id ?? group ?? ''}`,
    )
    .replace(link, (_all, label?: string, url?: string) => label ?? url?.replace(/^(mailto|tel):/, '') ?? '')
    .replace(entity, (_all, name: string) => entities[name] ?? '')
    .replace(/[“”„‟「」『』]/g, '"')
    .replace(/[‘’‚‛]/g, "'")
    .trim();

/**
 * What a person meant to type: phones and Chinese keyboards put other quotes, spaces and widths in, and Slack escapes.
 * Runs until nothing changes, so that a line which went through a form or a button may come through again.
 */
export function normalise(text: string): string {
  if (plain.test(text)) return text.trim();
  let current = text;
  for (;;) {
    const next = once(current);
    if (next === current) return current;
    current = next;
  }
}

/** For comparing words: `Ａcme ` and `ACME` are the same. */
export const fold = (text: string): string => normalise(text).toLowerCase();
