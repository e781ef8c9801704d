/** China (中国站), international (国际站) and Europe. An account belongs to one; nothing crosses. */
export const sites = ['cn', 'intl', 'eu'] as const;
export type Site = (typeof sites)[number];
