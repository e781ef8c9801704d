/** What Teams takes, by its documents; where they disagree, the smaller number. */
export const limits = {
  /** Of a whole message. Documents name 28, 40 and 100 KB. */
  messageBytes: 28 * 1024,
  cardVersion: 1.5,
  primaryActions: 6,
  refreshUsers: 60,
  attachments: 10,
  typeAheadResults: 15,
  checkedGroups: 20,
  /** What a bot may send to one conversation: so many, in so many seconds. */
  sends: [
    { most: 7, seconds: 1 },
    { most: 8, seconds: 2 },
    { most: 60, seconds: 30 },
    { most: 1800, seconds: 3600 },
  ],
} as const;
